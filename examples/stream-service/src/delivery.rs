//! Taking entries from a shard and finishing them. All of these scripts are fenced.

use std::collections::HashMap;
use std::sync::LazyLock;
use std::time::Duration;

use redis::Script;
use redis::aio::ConnectionManager;

use crate::lease::{GROUP, Lease, OwnerError, fenced};
use crate::work::Record;

static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(fenced!("scripts/take.lua")));
static COMMIT: LazyLock<Script> = LazyLock::new(|| Script::new(fenced!("scripts/commit.lua")));
static BURY: LazyLock<Script> = LazyLock::new(|| Script::new(fenced!("scripts/bury.lua")));

/// An entry that was given to this worker.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) id: String,
    /// How often it was given to a worker, this time included.
    pub(crate) deliveries: u64,
    fields: HashMap<String, Vec<u8>>,
}

impl Delivery {
    /// The oldest entry that is not done; `None` if all are.
    ///
    /// Entries are taken one at a time. If several were taken together and one ended the worker,
    /// those behind it would also count as delivered.
    pub(crate) async fn take(
        connection: &mut ConnectionManager,
        lease: &Lease,
    ) -> Result<Option<Self>, OwnerError> {
        let taken: Option<(String, u64, HashMap<String, Vec<u8>>)> = lease
            .invoke(&TAKE)
            .key(lease.shard().stream())
            .arg(GROUP)
            .invoke_async(connection)
            .await?;
        Ok(taken.map(|(id, deliveries, fields)| Self { id, deliveries, fields }))
    }

    /// A field of the entry. `None` if the writer of the entry left it out.
    pub(crate) fn field(&self, name: &str) -> Option<&[u8]> {
        self.fields.get(name).map(Vec::as_slice)
    }

    /// A field that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.field(name)?).ok()
    }

    /// Writes the result of the work, and finishes the entry.
    pub(crate) async fn commit(
        &self,
        connection: &mut ConnectionManager,
        lease: &Lease,
        mark: &str,
        record: &Record,
        remember: Duration,
    ) -> Result<(), OwnerError> {
        let shard = lease.shard();
        let said: String = lease
            .invoke(&COMMIT)
            .key(shard.stream())
            .key(shard.mark(mark))
            .key(shard.journal(&record.journal))
            .arg(GROUP)
            .arg(&self.id)
            .arg(remember.as_millis().to_string())
            .arg(&record.line)
            .invoke_async(connection)
            .await?;
        tracing::debug!(shard = shard.number(), id = self.id, said, "done");
        Ok(())
    }

    /// Moves the entry to the dead letters.
    pub(crate) async fn bury(
        &self,
        connection: &mut ConnectionManager,
        lease: &Lease,
        reason: &str,
    ) -> Result<(), OwnerError> {
        let shard = lease.shard();
        let said: String = lease
            .invoke(&BURY)
            .key(shard.stream())
            .key(shard.dead())
            .arg(GROUP)
            .arg(&self.id)
            .arg(self.deliveries)
            .arg(reason)
            .invoke_async(connection)
            .await?;
        tracing::error!(shard = shard.number(), id = self.id, reason, said, "dead letter");
        Ok(())
    }
}
