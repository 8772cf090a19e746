//! The muted users, in a table that moderators change while the service runs.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection, SqlitePool};
use tim_callback::{UnixSeconds, UserId};

/// `until` is in Unix seconds; a user without it is muted for good.
const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS muted \
    (user TEXT PRIMARY KEY NOT NULL, until INTEGER) STRICT, WITHOUT ROWID";

const IS_MUTED: &str =
    "SELECT EXISTS (SELECT 1 FROM muted WHERE user = ?1 AND (until IS NULL OR until > ?2))";

/// How long to wait for a moderator who is writing, or for a connection. Both together take
/// half of the time that Tencent waits for an answer.
const PATIENCE: Duration = Duration::from_millis(500);

/// More would only wait for the same disk.
const CONNECTIONS: u32 = 4;

/// The database does not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is gone, or cannot be looked at.
    #[error("the database {path} is gone: {source}")]
    Gone {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The database cannot be opened or read.
    #[error("the database {path} does not answer: {source}")]
    Query {
        /// The file.
        path: PathBuf,
        /// What the database says.
        source: sqlx::Error,
    },
}

/// The muted users.
#[derive(Debug)]
pub struct Mutes {
    path: PathBuf,
    opened: Mutex<Opened>,
}

/// Connections to one file. They would still read a file that was deleted or replaced.
#[derive(Debug)]
struct Opened {
    file: FileId,
    pool: SqlitePool,
}

impl Mutes {
    /// Opens the database, and creates what is missing of file and table.
    ///
    /// # Errors
    ///
    /// Returns an error if the database cannot be opened or written to.
    pub async fn open(path: PathBuf) -> Result<Self, StoreError> {
        create(&path).await.map_err(|source| StoreError::Query { path: path.clone(), source })?;
        let file = file_id(&path)?;
        let opened = Mutex::new(Opened { file, pool: pool(&path) });
        Ok(Self { path, opened })
    }

    /// Whether a user is muted at this time.
    ///
    /// # Errors
    ///
    /// Returns an error if the database does not answer. It is asked anew each time.
    pub async fn is_muted(&self, user: &UserId, now: UnixSeconds) -> Result<bool, StoreError> {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let pool = self.pool()?;
        let is_muted = sqlx::query_scalar(IS_MUTED).bind(user.as_str()).bind(now);
        let is_muted = is_muted.fetch_one(&pool).await;
        is_muted.map_err(|source| StoreError::Query { path: self.path.clone(), source })
    }

    /// Connections to the file that is there now.
    fn pool(&self) -> Result<SqlitePool, StoreError> {
        let file = file_id(&self.path)?;
        // Nothing panics while it is locked.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if opened.file != file {
            *opened = Opened { file, pool: pool(&self.path) };
        }
        Ok(opened.pool.clone())
    }
}

async fn create(path: &Path) -> sqlx::Result<()> {
    let mut connection = options(path).create_if_missing(true).connect().await?;
    sqlx::query(SCHEMA).execute(&mut connection).await?;
    connection.close().await
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE).disable_statement_logging()
}

fn pool(path: &Path) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options(path))
}

#[cfg(unix)]
type FileId = (u64, u64);

/// By what a file is told from another of the same name.
///
/// This must not open the file: closing it would release the locks of all connections to it. A look
/// at a local file takes less time than handing it to another thread.
#[cfg(unix)]
fn file_id(path: &Path) -> Result<FileId, StoreError> {
    use std::os::unix::fs::MetadataExt;

    let gone = |source| StoreError::Gone { path: path.to_owned(), source };
    fs::metadata(path).map(|file| (file.dev(), file.ino())).map_err(gone)
}

#[cfg(not(unix))]
type FileId = ();

/// Other systems do not let an open database be deleted.
#[cfg(not(unix))]
fn file_id(path: &Path) -> Result<FileId, StoreError> {
    fs::metadata(path)
        .map(drop)
        .map_err(|source| StoreError::Gone { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use sqlx::Executor;
    use tempfile::TempDir;

    use super::*;

    const NOW: UnixSeconds = UnixSeconds::new(1731502207);

    async fn start() -> (TempDir, PathBuf, Mutes) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("mutes.db");
        let mutes = Mutes::open(path.clone()).await.unwrap();
        (folder, path, mutes)
    }

    /// What a moderator does with another program.
    async fn run(path: &Path, sql: &'static str) {
        let mut connection = options(path).connect().await.unwrap();
        connection.execute(sql).await.unwrap();
    }

    async fn is_muted(mutes: &Mutes, user: &str) -> Result<bool, StoreError> {
        mutes.is_muted(&user.into(), NOW).await
    }

    #[tokio::test]
    async fn a_mute_counts_at_once_and_until_its_end() {
        let (_folder, path, mutes) = start().await;
        assert!(!is_muted(&mutes, "jared").await.unwrap());
        run(
            &path,
            "INSERT INTO muted VALUES ('jared', NULL), ('ana', 1731502208), ('bob', 1731502207)",
        )
        .await;
        for (user, muted) in [("jared", true), ("ana", true), ("bob", false), ("Jared", false)] {
            assert_eq!(is_muted(&mutes, user).await.unwrap(), muted, "{user}");
        }
        run(&path, "DELETE FROM muted").await;
        assert!(!is_muted(&mutes, "jared").await.unwrap());
    }

    #[tokio::test]
    async fn a_start_keeps_the_mutes_of_the_last() {
        let (_folder, path, mutes) = start().await;
        run(&path, "INSERT INTO muted VALUES ('jared', NULL)").await;
        drop(mutes);
        let mutes = Mutes::open(path).await.unwrap();
        assert!(is_muted(&mutes, "jared").await.unwrap());
    }

    #[tokio::test]
    async fn a_database_that_is_gone_is_an_error_until_it_is_back() {
        let (_folder, path, mutes) = start().await;
        run(&path, "INSERT INTO muted VALUES ('jared', NULL)").await;
        assert!(is_muted(&mutes, "jared").await.unwrap());
        let aside = path.with_extension("aside");
        fs::rename(&path, &aside).unwrap();
        let error = is_muted(&mutes, "jared").await.unwrap_err();
        assert!(matches!(error, StoreError::Gone { .. }), "{error}");
        assert!(!path.exists(), "asking makes no empty database");
        fs::rename(&aside, &path).unwrap();
        assert!(is_muted(&mutes, "jared").await.unwrap());
    }

    #[tokio::test]
    async fn a_database_that_replaces_another_is_read() {
        let (folder, path, mutes) = start().await;
        assert!(!is_muted(&mutes, "jared").await.unwrap());
        let other = folder.path().join("other.db");
        drop(Mutes::open(other.clone()).await.unwrap());
        run(&other, "INSERT INTO muted VALUES ('jared', NULL)").await;
        fs::rename(&other, &path).unwrap();
        assert!(is_muted(&mutes, "jared").await.unwrap());
    }

    #[tokio::test]
    async fn a_file_that_is_no_database_is_an_error_until_it_is_one() {
        let (_folder, path, mutes) = start().await;
        let aside = path.with_extension("aside");
        fs::rename(&path, &aside).unwrap();
        fs::write(&path, "not a database, and longer than the header of one".repeat(9)).unwrap();
        let error = is_muted(&mutes, "jared").await.unwrap_err();
        assert!(matches!(error, StoreError::Query { .. }), "{error}");
        assert!(!error.to_string().contains("jared"), "{error}");
        fs::rename(&aside, &path).unwrap();
        assert!(!is_muted(&mutes, "jared").await.unwrap());
    }
}
