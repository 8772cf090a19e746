-- Applies the effect of an entry and finishes the entry: both, or neither.
-- KEYS: lease, stream, mark, journal. ARGV: worker, epoch, group, id, remember (ms), line.
-- A request that timed out and was sent again may still arrive when the entry is already done.
if #redis.call('XPENDING', KEYS[2], ARGV[3], ARGV[4], ARGV[4], 1, ARGV[1]) == 0 then
    return 'gone'
end
local repeated = redis.call('GET', KEYS[3]) == 'done'
if not repeated then
    -- First, because it can fail (if the key has another type), and a script is not rolled back.
    redis.call('RPUSH', KEYS[4], ARGV[6])
end
redis.call('SET', KEYS[3], 'done', 'PX', ARGV[5])
redis.call('XACK', KEYS[2], ARGV[3], ARGV[4])
redis.call('XDEL', KEYS[2], ARGV[4])
return repeated and 'repeated' or 'applied'
