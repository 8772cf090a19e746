//! A word list that follows its file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};
use tracing::{info, warn};

use crate::words::{ListError, WordList};

/// How often the file is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// A word list that can be replaced while it is used.
#[derive(Debug)]
pub struct LiveList {
    path: PathBuf,
    current: ArcSwap<WordList>,
    /// The file that was read first.
    first: Option<Stamp>,
}

/// By what a changed file is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    length: u64,
}

impl Stamp {
    fn of(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        Ok(Self { modified: file.modified()?, length: file.len() })
    }
}

/// Reads a list, and the stamp that its file had before: a change during the reading is found by
/// the next look.
fn read(path: &Path) -> (Option<Stamp>, Result<WordList, ListError>) {
    (Stamp::of(path).ok(), WordList::read(path))
}

impl LiveList {
    /// Reads the list for the first time.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is not a list.
    pub fn open(path: PathBuf) -> Result<Self, ListError> {
        let (first, list) = read(&path);
        let current = ArcSwap::from_pointee(list?);
        Ok(Self { path, current, first })
    }

    /// The list in force.
    #[must_use]
    pub fn current(&self) -> Arc<WordList> {
        self.current.load_full()
    }

    /// Takes up every later list in the file, as long as the future is polled.
    pub async fn follow(&self) {
        let mut ticks = interval(LOOK_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut follower = Follower::of(self);
        loop {
            ticks.tick().await;
            follower.look().await;
        }
    }
}

/// What is known about the file.
struct Follower<'l> {
    list: &'l LiveList,
    /// The file that was last taken up or kept out.
    judged: Option<Stamp>,
    /// The error that was last logged. It is not logged each second.
    said: Option<String>,
}

impl<'l> Follower<'l> {
    fn of(list: &'l LiveList) -> Self {
        Self { list, judged: list.first, said: None }
    }

    async fn look(&mut self) {
        let path = self.list.path.clone();
        let judged = self.judged;
        // Reading waits for the disk, and a long list takes a while to prepare.
        let looked = spawn_blocking(move || {
            let changed = Stamp::of(&path).ok() != judged || judged.is_none();
            changed.then(|| read(&path))
        });
        if let Ok(Some((stamp, list))) = looked.await {
            self.judge(stamp, list);
        }
    }

    fn judge(&mut self, stamp: Option<Stamp>, list: Result<WordList, ListError>) {
        let path = self.list.path.display();
        match list {
            Ok(list) => {
                info!(%path, words = list.count(), "word list taken up");
                self.list.current.store(Arc::new(list));
                (self.judged, self.said) = (stamp, None);
            }
            Err(error) => {
                // A file that cannot be read may be readable again without a change.
                let is_final = !matches!(error, ListError::Unreadable { .. });
                self.judged = stamp.filter(|_| is_final);
                let error = error.to_string();
                if self.said.as_deref() != Some(&error) {
                    warn!(error, "word list kept out, the one in force stays");
                    self.said = Some(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::captured_log::Log;
    use crate::words::Action;

    fn start(list: &str) -> (TempDir, LiveList) {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("list.txt");
        fs::write(&path, list).unwrap();
        (folder, LiveList::open(path).unwrap())
    }

    /// Writes a file that surely has another modification time.
    fn write(list: &LiveList, text: &str, seconds: u64) {
        fs::write(&list.path, text).unwrap();
        let later = SystemTime::now() + Duration::from_secs(seconds);
        fs::File::options().write(true).open(&list.path).unwrap().set_modified(later).unwrap();
    }

    fn action(list: &LiveList) -> Option<Action> {
        list.current().strictest(["covert"])
    }

    #[tokio::test]
    async fn a_changed_file_is_taken_up_once() {
        let (log, _guard) = Log::start();
        let (_folder, list) = start("covert\tmask");
        let mut follower = Follower::of(&list);
        follower.look().await;
        assert_eq!(log.lines(), [""; 0], "nothing has changed");
        // The length is the same, only the time differs.
        write(&list, "covert\tdrop", 1);
        follower.look().await;
        assert_eq!(action(&list), Some(Action::Drop));
        let lines = log.lines();
        assert!(lines[0].contains("word list taken up") && lines[0].contains("words=1"));
        follower.look().await;
        assert_eq!(log.lines(), [""; 0]);
    }

    #[tokio::test]
    async fn a_list_that_does_not_parse_is_kept_out_and_said_once() {
        let (log, _guard) = Log::start();
        let (_folder, list) = start("covert\tmask");
        let mut follower = Follower::of(&list);
        write(&list, "covert\tdrop\ncovert", 1);
        for _ in 0..3 {
            follower.look().await;
        }
        assert_eq!(action(&list), Some(Action::Mask), "the old list stays");
        let lines = log.lines();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("WARN") && lines[0].contains("list.txt:2: expected a word"));
        assert!(!lines[0].contains("covert"), "{lines:?}");

        write(&list, "covert\tdrop\ncovert\treject", 2);
        follower.look().await;
        assert_eq!(action(&list), Some(Action::Reject), "the corrected list is taken up");
    }

    #[tokio::test]
    async fn a_file_that_is_gone_is_said_once_and_taken_up_when_it_is_back() {
        let (log, _guard) = Log::start();
        let (_folder, list) = start("covert\tmask");
        let mut follower = Follower::of(&list);
        let aside = list.path.with_extension("aside");
        fs::rename(&list.path, &aside).unwrap();
        for _ in 0..3 {
            follower.look().await;
        }
        assert_eq!(action(&list), Some(Action::Mask), "the old list stays");
        let lines = log.lines();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("list.txt cannot be read"), "{lines:?}");

        fs::rename(&aside, &list.path).unwrap();
        follower.look().await;
        let lines = log.lines();
        assert!(lines[0].contains("word list taken up"), "{lines:?}");
    }

    #[tokio::test]
    async fn the_same_mistake_is_said_again_after_a_good_list() {
        let (log, _guard) = Log::start();
        let (_folder, list) = start("covert\tmask");
        let mut follower = Follower::of(&list);
        for (text, seconds) in [("covert", 1), ("covert\tmask", 2), ("covert", 3)] {
            write(&list, text, seconds);
            follower.look().await;
        }
        let lines = log.lines();
        let warned = lines.iter().filter(|line| line.contains("WARN")).count();
        assert_eq!(warned, 2, "{lines:?}");
    }

    /// Too many open files, for example.
    #[tokio::test]
    async fn a_file_that_could_not_be_read_is_read_again_without_a_change() {
        let (log, _guard) = Log::start();
        let (_folder, list) = start("covert\tmask");
        let mut follower = Follower::of(&list);
        let (path, source) = (list.path.clone(), io::ErrorKind::Other.into());
        follower.judge(list.first, Err(ListError::Unreadable { path, source }));
        follower.look().await;
        let lines = log.lines();
        assert!(lines[1].contains("word list taken up"), "{lines:?}");
    }
}
