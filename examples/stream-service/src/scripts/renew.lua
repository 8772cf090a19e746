-- Renews the lease of a shard.
-- KEYS: lease. ARGV: worker, epoch, lease (ms).
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'until', string.format('%d', now + ARGV[3]))
return 'renewed'
