//! Writes callbacks to a file, off the way of the answers.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::exchange::Exchange;
use crate::failure::Failure;
use crate::recording;

/// How many callbacks may wait to be written, and how many bytes they may have.
const WAITING: usize = 16_384;
const WAITING_BYTES: usize = 64 << 20;

pub(crate) struct Writer {
    /// `None` ends it.
    queue: SyncSender<Option<Exchange>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    shared: Arc<Shared>,
}

struct Shared {
    name: String,
    waiting_bytes: AtomicUsize,
    lines: AtomicU64,
    lost: AtomicU64,
    reported: AtomicBool,
}

/// How many callbacks were written, and how many were not.
pub(crate) struct Written {
    pub(crate) lines: u64,
    pub(crate) lost: u64,
}

impl Shared {
    /// Counts a callback that is not written. The first one is reported.
    fn lose(&self, why: &str) {
        self.lost.fetch_add(1, Ordering::Relaxed);
        if !self.reported.swap(true, Ordering::Relaxed) {
            eprintln!("error: {}: {why}: callbacks are answered, but not written", self.name);
        }
    }
}

impl Writer {
    /// Opens a file to add lines to.
    pub(crate) fn open(file: &Path) -> Result<Self, Failure> {
        let name = file.display().to_string();
        let open = Open::new(file).map_err(|error| Failure::of_file(file, &error))?;
        let shared = Arc::new(Shared {
            name,
            waiting_bytes: AtomicUsize::new(0),
            lines: AtomicU64::new(0),
            lost: AtomicU64::new(0),
            reported: AtomicBool::new(false),
        });
        let (queue, received) = sync_channel(WAITING);
        let thread = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || write_all(open, &received, &shared))
        };
        Ok(Self { queue, thread: Mutex::new(Some(thread)), shared })
    }

    /// Has a callback written. It never waits: if too many are waiting, this one is lost.
    pub(crate) fn write(&self, exchange: Exchange) {
        let size = exchange.size();
        let waiting = self.shared.waiting_bytes.fetch_add(size, Ordering::Relaxed);
        if waiting > WAITING_BYTES || self.queue.try_send(Some(exchange)).is_err() {
            self.shared.waiting_bytes.fetch_sub(size, Ordering::Relaxed);
            self.shared.lose("it takes lines too slowly");
        }
    }

    /// Waits until all is written.
    pub(crate) async fn finish(&self) -> Written {
        let queue = self.queue.clone();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let finished = tokio::task::spawn_blocking(move || {
            // If the thread is gone, it needs no end.
            let _ = queue.send(None);
            thread.map(JoinHandle::join)
        });
        let _ = finished.await;
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Written { lines: count(&self.shared.lines), lost: count(&self.shared.lost) }
    }
}

fn write_all(mut open: Open, received: &Receiver<Option<Exchange>>, shared: &Shared) {
    let mut line = Vec::new();
    while let Ok(Some(exchange)) = received.recv() {
        shared.waiting_bytes.fetch_sub(exchange.size(), Ordering::Relaxed);
        line.clear();
        let written = recording::write(&mut line, &exchange).map_err(io::Error::from);
        match written.and_then(|()| open.add(&line)) {
            Ok(()) => _ = shared.lines.fetch_add(1, Ordering::Relaxed),
            Err(error) => shared.lose(&error.to_string()),
        }
    }
}

/// A file that only ever ends with a whole line, or is known not to.
struct Open {
    file: File,
    length: u64,
    /// Whether the last line has no end.
    torn: bool,
}

impl Open {
    fn new(file: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            // Messages are private.
            options.mode(0o600);
        }
        let opened = options.open(file)?;
        let length = opened.metadata()?.len();
        let torn = length > 0 && !ends_with_line_break(file)?;
        Ok(Self { file: opened, length, torn })
    }

    /// Adds a line. If only a part of it can be written, that part is taken back.
    fn add(&mut self, line: &[u8]) -> io::Result<()> {
        let start: &[u8] = if self.torn { b"\n" } else { b"" };
        let added = self.file.write_all(start).and_then(|()| self.file.write_all(line));
        match added {
            Ok(()) => {
                self.length += (start.len() + line.len()) as u64;
                self.torn = false;
            }
            // What is no file cannot be cut.
            Err(_) => self.torn |= self.file.set_len(self.length).is_err(),
        }
        added
    }
}

fn ends_with_line_break(file: &Path) -> io::Result<bool> {
    let mut file = File::open(file)?;
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
