-- The oldest entry of a shard that is not done.
-- KEYS: lease, stream. ARGV: worker, epoch, group.
local entry
-- First what was delivered and never done, by this worker or by one before it. No idle time is
-- asked for: the fence says that nobody else works on it.
local cursor = '0-0'
repeat
    local claimed = redis.call(
        'XAUTOCLAIM', KEYS[2], ARGV[3], ARGV[1], 0, cursor, 'COUNT', 1)
    cursor = claimed[1]
    entry = claimed[2][1]
until entry or cursor == '0-0'
if not entry then
    local read = redis.call(
        'XREADGROUP', 'GROUP', ARGV[3], ARGV[1], 'COUNT', 1, 'STREAMS', KEYS[2], '>')
    entry = read and read[1][2][1]
end
if not entry then
    return false
end
local pending = redis.call('XPENDING', KEYS[2], ARGV[3], entry[1], entry[1], 1)
return {entry[1], pending[1][4], entry[2]}
