-- Stores an event once.
-- KEYS: mark, stream, dead letters. ARGV: remember (ms), backlog, mark, query, body.
if redis.call('EXISTS', KEYS[1]) == 1 then
    return 'repeated'
end
-- Nothing is ever trimmed: waiting entries and dead letters stay, and a full shard accepts no more.
if redis.call('XLEN', KEYS[2]) + redis.call('XLEN', KEYS[3]) >= tonumber(ARGV[2]) then
    return 'full'
end
redis.call('XADD', KEYS[2], '*', 'mark', ARGV[3], 'query', ARGV[4], 'body', ARGV[5])
redis.call('SET', KEYS[1], 'stored', 'PX', ARGV[1])
return 'stored'
