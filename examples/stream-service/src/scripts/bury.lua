-- Moves an entry to the dead letters, with the reason.
-- KEYS: lease, stream, dead letters. ARGV: worker, epoch, group, id, deliveries, reason.
if #redis.call('XPENDING', KEYS[2], ARGV[3], ARGV[4], ARGV[4], 1, ARGV[1]) == 0 then
    return 'gone'
end
for _, entry in ipairs(redis.call('XRANGE', KEYS[2], ARGV[4], ARGV[4])) do
    redis.call('XADD', KEYS[3], '*', 'id', ARGV[4], 'deliveries', ARGV[5], 'reason', ARGV[6],
        unpack(entry[2]))
end
redis.call('XACK', KEYS[2], ARGV[3], ARGV[4])
redis.call('XDEL', KEYS[2], ARGV[4])
return 'buried'
