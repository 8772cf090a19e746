//! How far the audit is, on one line of a terminal.

use std::io::{self, Write};
use std::time::{Duration, Instant};

const INTERVAL: Duration = Duration::from_millis(200);

pub struct Progress {
    on: bool,
    last: Instant,
    painted: bool,
}

impl Progress {
    pub fn new(on: bool) -> Self {
        Self { on, last: Instant::now(), painted: false }
    }

    pub fn update(&mut self, lines: u64, bytes: u64) {
        if self.on && self.last.elapsed() >= INTERVAL {
            // Tenths of a megabyte.
            let tenths = bytes / 100_000;
            paint(&format!("{lines} lines, {}.{} MB", tenths / 10, tenths % 10));
            self.last = Instant::now();
            self.painted = true;
        }
    }

    /// Clears the line.
    pub fn finish(self) {
        if self.painted {
            paint("");
        }
    }
}

/// Overwrites the line. It does not matter if that fails.
fn paint(text: &str) {
    let mut terminal = io::stderr().lock();
    let _ = write!(terminal, "\r{text}\x1b[K");
    let _ = terminal.flush();
}
