//! All machines must have the same number of shards.
//!
//! A machine with another number would put the events of a group into another stream, and they
//! would lose their order. The first machine writes the number to Redis; the others compare.

use redis::RedisError;
use redis::aio::ConnectionManager;

use crate::shard::Shards;

const KEY: &str = "tim:shards";

#[derive(Debug, thiserror::Error)]
pub(crate) enum AgreementError {
    #[error(
        "SHARDS is {ours} here and {theirs} in Redis: set it to {theirs}, or wait until all \
         streams are empty and delete the key {KEY}"
    )]
    Different { ours: u16, theirs: String },
    #[error(transparent)]
    Redis(#[from] RedisError),
}

pub(crate) async fn agree(
    mut connection: ConnectionManager,
    shards: Shards,
) -> Result<(), AgreementError> {
    let ours = shards.count();
    let (_, theirs): (Option<String>, String) = redis::pipe()
        .atomic()
        .cmd("SET")
        .arg(KEY)
        .arg(ours)
        .arg("NX")
        .get(KEY)
        .query_async(&mut connection)
        .await?;
    if theirs == ours.to_string() {
        Ok(())
    } else {
        Err(AgreementError::Different { ours, theirs })
    }
}
