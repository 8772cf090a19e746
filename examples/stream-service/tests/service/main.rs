//! The service as it runs: a real Redis, real processes, real HTTP.

mod crash;
mod dead_letters;
mod end_to_end;
mod fencing;
mod process;
mod redis_down;
mod redis_server;
mod repeats;
mod sharing;
mod tencent;

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Waits until something is so. The limit is for machines that are busy with other things; nothing
/// is proved by time having passed.
fn eventually(what: &str, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < Duration::from_secs(120), "it never came about that {what}");
        sleep(Duration::from_millis(20));
    }
}
