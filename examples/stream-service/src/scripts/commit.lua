-- Applies the effect of an entry and ends the entry: both, or neither.
-- KEYS: lease, stream, mark, journal. ARGV: worker, epoch, group, id, remember (ms), line.
-- A request that was given up, and sent again, may still arrive: the entry is done by then.
if #redis.call('XPENDING', KEYS[2], ARGV[3], ARGV[4], ARGV[4], 1, ARGV[1]) == 0 then
    return 'gone'
end
local repeated = redis.call('GET', KEYS[3]) == 'done'
if not repeated then
    -- First what can fail, as a command on a key of another type does: a script is not rolled back.
    redis.call('RPUSH', KEYS[4], ARGV[6])
end
redis.call('SET', KEYS[3], 'done', 'PX', ARGV[5])
redis.call('XACK', KEYS[2], ARGV[3], ARGV[4])
redis.call('XDEL', KEYS[2], ARGV[4])
return repeated and 'repeated' or 'applied'
