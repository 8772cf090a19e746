-- Releases a shard. The epoch stays, because it only ever grows.
-- KEYS: lease. ARGV: worker, epoch.
redis.call('HDEL', KEYS[1], 'worker', 'until')
return 'released'
