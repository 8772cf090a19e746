//! The effect in a database, as `README.md` has it: one transaction, a unique key, and the last
//! sequence of each partition.

use std::time::Duration;

use axum_service::run::Signal;
use clap::Parser as _;
use futures_util::FutureExt as _;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{Sqlite, SqlitePool, Transaction};
use stream_service::connection::connect;
use stream_service::settings::{Args, Mode};
use stream_service::work::{Applied, Job, PartitionId, Work, WorkError};
use stream_service::worker;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::eventually;
use crate::nats_server::Nats;
use crate::process::Endpoint;
use crate::tencent::tell;

const TABLES: &str = "
    CREATE TABLE effects (event TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE progress (part TEXT PRIMARY KEY, mark INTEGER NOT NULL);";

/// Writes a row for each event.
#[derive(Clone)]
struct Database(SqlitePool);

fn unavailable(error: sqlx::Error) -> WorkError {
    WorkError::Unavailable(error.into())
}

/// A number of the stream, as SQL has it.
fn number(sequence: u64) -> Result<i64, WorkError> {
    i64::try_from(sequence).map_err(|error| WorkError::Event(error.into()))
}

impl Database {
    /// Begins a transaction and moves the mark. If it is dropped, it is rolled back.
    async fn move_mark(
        &self,
        partition: PartitionId,
        after: u64,
        to: u64,
    ) -> Result<Transaction<'static, Sqlite>, WorkError> {
        let (part, after, to) = (partition.to_string(), number(after)?, number(to)?);
        let mut transaction = self.0.begin().await.map_err(unavailable)?;
        sqlx::query("INSERT INTO progress VALUES (?, 0) ON CONFLICT DO NOTHING")
            .bind(&part)
            .execute(&mut *transaction)
            .await
            .map_err(unavailable)?;
        let moved = sqlx::query("UPDATE progress SET mark = ? WHERE part = ? AND mark = ?")
            .bind(to)
            .bind(&part)
            .bind(after)
            .execute(&mut *transaction)
            .await
            .map_err(unavailable)?;
        match moved.rows_affected() {
            0 => Err(WorkError::Moved),
            _ => Ok(transaction),
        }
    }
}

impl Work for Database {
    async fn apply(&self, job: &Job) -> Result<Applied, WorkError> {
        let mut transaction = self.move_mark(job.partition, job.after, job.sequence).await?;
        let body = String::from_utf8_lossy(job.callback.raw_body());
        let new = sqlx::query("INSERT INTO effects VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(&job.id)
            .bind(body)
            .execute(&mut *transaction)
            .await
            .map_err(unavailable)?;
        transaction.commit().await.map_err(unavailable)?;
        Ok(if new.rows_affected() == 0 { Applied::Before } else { Applied::Now })
    }

    async fn pass(&self, partition: PartitionId, after: u64, to: u64) -> Result<(), WorkError> {
        self.move_mark(partition, after, to).await?.commit().await.map_err(unavailable)
    }

    async fn mark(&self, partition: PartitionId) -> Result<u64, WorkError> {
        let query = sqlx::query_scalar("SELECT mark FROM progress WHERE part = ?");
        let mark: Option<i64> =
            query.bind(partition.to_string()).fetch_optional(&self.0).await.map_err(unavailable)?;
        Ok(mark.and_then(|mark| mark.try_into().ok()).unwrap_or(0))
    }
}

/// A worker that stalls after its work on some events, so that others are given them, too.
struct Stalling(Database);

impl Work for Stalling {
    async fn apply(&self, job: &Job) -> Result<Applied, WorkError> {
        let applied = self.0.apply(job).await?;
        if applied == Applied::Now && job.sequence.is_multiple_of(5) {
            // The transaction is committed, and the worker does not say so.
            return Err(WorkError::Unavailable("the answer was lost".into()));
        }
        Ok(applied)
    }

    async fn pass(&self, partition: PartitionId, after: u64, to: u64) -> Result<(), WorkError> {
        self.0.pass(partition, after, to).await
    }

    async fn mark(&self, partition: PartitionId) -> Result<u64, WorkError> {
        self.0.mark(partition).await
    }
}

async fn database(folder: &TempDir) -> Database {
    let file = folder.path().join("effects.db");
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .busy_timeout(Duration::from_secs(5));
    let pool = SqlitePoolOptions::new().connect_with(options).await.unwrap();
    sqlx::raw_sql(TABLES).execute(&pool).await.unwrap();
    Database(pool)
}

/// How many events are done.
fn marks(runtime: &Runtime, database: &Database) -> u64 {
    let sum = sqlx::query_scalar("SELECT COALESCE(SUM(mark), 0) FROM progress");
    let sum: i64 = runtime.block_on(sum.fetch_one(&database.0)).unwrap();
    sum.try_into().unwrap()
}

#[test]
fn each_event_has_one_row_in_order_even_if_it_is_stored_and_worked_on_again() {
    let nats = Nats::single();
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let runtime = Runtime::new().unwrap();
    let database = runtime.block_on(database(&folder));
    let endpoint = Endpoint::start(&nats, &[("WINDOW_S", "1")]);
    tell(endpoint.address, "connected", 1);

    let url = nats.url();
    let arguments = ["", "worker", "--nats-url", &url, "--partitions", "4", "--window-s", "1"];
    let Mode::Worker(settings) = Args::parse_from(arguments).mode else { panic!() };
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped: Signal = async { drop(stopped.await) }.boxed().shared();
    let running: Vec<_> = (0..2)
        .map(|_| {
            let (settings, stopped) = (settings.clone(), stopped.clone());
            let work = Stalling(database.clone());
            runtime.spawn(async move {
                let context = connect(&settings.nats.url).await.unwrap();
                worker::run(&settings, context, work, stopped).await.map_err(|e| e.to_string())
            })
        })
        .collect();
    for _ in 0..2 {
        for seq in 1..=20 {
            for group in ["one", "two"] {
                tell(endpoint.address, group, seq);
            }
        }
        eventually("all is done", || marks(&runtime, &database) == nats.stored());
        std::thread::sleep(Duration::from_millis(1500));
    }
    stop.send(()).unwrap();
    for running in running {
        runtime.block_on(running).unwrap().unwrap();
    }
    for group in ["one", "two"] {
        let rows = sqlx::query_scalar(
            "SELECT json_extract(body, '$.MsgSeq') FROM effects
             WHERE json_extract(body, '$.GroupId') = ? ORDER BY rowid",
        );
        let rows: Vec<i64> = runtime.block_on(rows.bind(group).fetch_all(&database.0)).unwrap();
        assert_eq!(rows, (1..=20).collect::<Vec<_>>(), "{group}");
    }
    assert_eq!(nats.messages("tim-dead"), 0);
}
