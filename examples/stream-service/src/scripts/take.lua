-- The oldest entry of a shard that is not done.
-- KEYS: lease, stream. ARGV: worker, epoch, group.
local entry
-- First the entries that were delivered but never done, to this worker or an earlier one. No idle
-- time is required, because the fence ensures that no other worker is processing them.
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
