//! The effect in a database, as `README.md` has it: one transaction, a unique key, and the last
//! sequence of each partition.

use std::time::Duration;

use axum_service::run::Signal;
use clap::Parser as _;
use futures_util::FutureExt as _;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use stream_service::connection::connect;
use stream_service::settings::{Args, Mode};
use stream_service::work::{Applied, Job, Work, WorkError};
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
    CREATE TABLE progress (part INTEGER PRIMARY KEY, sequence INTEGER NOT NULL);";

/// Writes a row for each event.
#[derive(Clone)]
struct Database(SqlitePool);

fn unavailable(error: sqlx::Error) -> WorkError {
    WorkError::Unavailable(error.into())
}

impl Work for Database {
    async fn apply(&self, job: &Job) -> Result<Applied, WorkError> {
        let sequence =
            i64::try_from(job.sequence).map_err(|error| WorkError::Event(error.into()))?;
        let body = String::from_utf8_lossy(job.callback.raw_body());
        // Dropped, a transaction is rolled back.
        let mut transaction = self.0.begin().await.map_err(unavailable)?;
        let new = sqlx::query("INSERT INTO effects VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(&job.id)
            .bind(body)
            .execute(&mut *transaction)
            .await
            .map_err(unavailable)?;
        if new.rows_affected() == 0 {
            return Ok(Applied::Before);
        }
        let further = sqlx::query(
            "INSERT INTO progress VALUES (?, ?) ON CONFLICT (part)
             DO UPDATE SET sequence = excluded.sequence WHERE sequence < excluded.sequence",
        )
        .bind(job.partition)
        .bind(sequence)
        .execute(&mut *transaction)
        .await
        .map_err(unavailable)?;
        if further.rows_affected() == 0 {
            return Err(WorkError::Event("a later event was done first".into()));
        }
        transaction.commit().await.map_err(unavailable)?;
        Ok(Applied::Now)
    }

    async fn was_applied(&self, id: &str, _: u16) -> Result<bool, WorkError> {
        let query = sqlx::query("SELECT 1 FROM effects WHERE event = ?").bind(id);
        Ok(query.fetch_optional(&self.0).await.map_err(unavailable)?.is_some())
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

    async fn was_applied(&self, id: &str, partition: u16) -> Result<bool, WorkError> {
        self.0.was_applied(id, partition).await
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
        eventually("all is done", || nats.messages("tim") == 0);
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
