//! Writes callbacks to a file, off the way of the answers.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::iter;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::exchange::Exchange;
use crate::failure::{Failure, tell};
use crate::recording;

/// How many callbacks may wait to be written, and how many bytes they may have.
const WAITING: usize = 16_384;
const WAITING_BYTES: usize = 64 << 20;

/// The pause after everything that was waiting is written. To wake the thread for every callback would
/// delay the answers.
const PAUSE: Duration = Duration::from_millis(2);

pub(crate) struct Writer {
    /// `None` ends it.
    queue: SyncSender<Option<Exchange>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    shared: Arc<Shared>,
}

struct Shared {
    name: String,
    waiting_bytes: AtomicUsize,
    begun: AtomicU64,
    lines: AtomicU64,
    lost: AtomicU64,
    reported: AtomicBool,
}

/// How many callbacks were written, and how many of those that had begun were not.
pub(crate) struct Written {
    pub(crate) lines: u64,
    pub(crate) lost: u64,
}

impl Shared {
    /// Counts a callback that is not written. The first one is reported.
    fn lose(&self, why: &str) {
        self.lost.fetch_add(1, Ordering::Relaxed);
        if !self.reported.swap(true, Ordering::Relaxed) {
            let name = &self.name;
            tell(format_args!("error: {name}: {why}: callbacks are answered, but not written"));
        }
    }
}

impl Writer {
    /// Opens a file to add lines to.
    pub(crate) fn open(file: &Path) -> Result<Self, Failure> {
        if file == Path::new("-") {
            return Err(Failure::of_input("--out -: give a file, such as /dev/stdout"));
        }
        let name = file.display().to_string();
        let open = Open::new(file).map_err(|error| Failure::of_file(file, &error))?;
        let shared = Arc::new(Shared {
            name,
            waiting_bytes: AtomicUsize::new(0),
            begun: AtomicU64::new(0),
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

    /// Counts a callback that will be written when it is answered.
    pub(crate) fn begin(&self) {
        self.shared.begun.fetch_add(1, Ordering::Relaxed);
    }

    /// Has a callback written that has begun. It never waits: if too many are waiting, this one is lost.
    pub(crate) fn write(&self, exchange: Exchange) {
        let size = exchange.size();
        let waiting = self.shared.waiting_bytes.fetch_add(size, Ordering::Relaxed);
        if waiting > WAITING_BYTES || self.queue.try_send(Some(exchange)).is_err() {
            self.shared.waiting_bytes.fetch_sub(size, Ordering::Relaxed);
            self.shared.lose("the file is written too slowly");
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
        let Shared { name, begun, lines, lost, .. } = &*self.shared;
        let [begun, lines, lost] = [begun, lines, lost].map(|count| count.load(Ordering::Relaxed));
        let unfinished = begun.saturating_sub(lines + lost);
        if unfinished > 0 {
            tell(format_args!(
                "error: {name}: callbacks not written, as they had no answer at the end: {unfinished}"
            ));
        }
        Written { lines, lost: lost + unfinished }
    }
}

fn write_all(mut open: Open, received: &Receiver<Option<Exchange>>, shared: &Shared) {
    let mut line = Vec::new();
    while let Ok(first) = received.recv() {
        for exchange in iter::once(first).chain(received.try_iter()) {
            let Some(exchange) = exchange else { return };
            shared.waiting_bytes.fetch_sub(exchange.size(), Ordering::Relaxed);
            line.clear();
            if open.torn {
                line.push(b'\n');
            }
            let written = recording::write(&mut line, &exchange).map_err(io::Error::from);
            match written.and_then(|()| open.add(&line)) {
                Ok(()) => _ = shared.lines.fetch_add(1, Ordering::Relaxed),
                Err(error) => shared.lose(&error.to_string()),
            }
        }
        thread::sleep(PAUSE);
    }
}

/// A file to add whole lines to. Other processes may add lines too.
struct Open {
    file: File,
    /// Whether the last line may have no end.
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
        let torn = opened.metadata()?.len() > 0 && !ends_with_line_break(file)?;
        Ok(Self { file: opened, torn })
    }

    /// Adds a line. If only a part of it can be written, that part is taken back.
    fn add(&mut self, line: &[u8]) -> io::Result<()> {
        let mut added = 0;
        while added < line.len() {
            let error = match self.file.write(&line[added..]) {
                Ok(0) => io::ErrorKind::WriteZero.into(),
                Ok(more) => {
                    added += more;
                    continue;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => error,
            };
            // A pipe or device cannot be truncated.
            self.torn |= added > 0 && !self.cut(added as u64).unwrap_or(false);
            return Err(error);
        }
        self.torn = false;
        Ok(())
    }

    /// Cuts the last bytes off, unless another process has added a line after them.
    fn cut(&mut self, added: u64) -> io::Result<bool> {
        let end = self.file.stream_position()?;
        let is_last = self.file.metadata()?.len() == end;
        if is_last {
            self.file.set_len(end - added)?;
        }
        Ok(is_last)
    }
}

fn ends_with_line_break(file: &Path) -> io::Result<bool> {
    let mut file = File::open(file)?;
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
