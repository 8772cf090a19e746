-- Announces that a worker is alive, and returns all that are.
-- KEYS: workers. ARGV: worker, lease (ms).
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%d', now - ARGV[2]))
redis.call('ZADD', KEYS[1], string.format('%d', now), ARGV[1])
return redis.call('ZRANGE', KEYS[1], 0, -1)
