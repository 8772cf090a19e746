-- Makes a worker the owner of a shard that has no other owner, and returns its epoch.
-- KEYS: lease, stream. ARGV: worker, lease (ms), group.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local held = redis.call('HMGET', KEYS[1], 'worker', 'until')
if held[1] and held[1] ~= ARGV[1] and tonumber(held[2]) > now then
    return false
end
-- From 0, because events may have been stored before there was any worker.
local made = redis.pcall('XGROUP', 'CREATE', KEYS[2], ARGV[3], '0', 'MKSTREAM')
if type(made) == 'table' and made.err and not string.find(made.err, 'BUSYGROUP', 1, true) then
    return made
end
-- Delete the consumers of workers that are gone. A consumer with entries is left until they have
-- been claimed, because deleting it would lose them.
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[2], ARGV[3])) do
    local said = {}
    for i = 1, #consumer, 2 do
        said[consumer[i]] = consumer[i + 1]
    end
    if said.pending == 0 and said.name ~= ARGV[1] then
        redis.call('XGROUP', 'DELCONSUMER', KEYS[2], ARGV[3], said.name)
    end
end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'worker', ARGV[1], 'until', string.format('%d', now + ARGV[2]))
return epoch
