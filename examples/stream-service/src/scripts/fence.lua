-- Comes before every script that only a shard's owner may run.
-- KEYS: lease, … ARGV: worker, epoch, …
local held = redis.call('HMGET', KEYS[1], 'worker', 'epoch')
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then
    return redis.error_reply('FENCED the shard has another owner')
end
