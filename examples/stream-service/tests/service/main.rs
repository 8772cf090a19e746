//! The service as it runs: real NATS servers, real processes, real HTTP.

mod chaos;
mod dead_letters;
mod end_to_end;
mod nats_down;
mod nats_server;
mod process;
mod repeats;
mod sql;
mod take_over;
mod tencent;

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Waits until something is so. The limit is for machines that are busy with other things; nothing
/// is proved by time having passed.
fn eventually(what: &str, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never came about that {what}");
        sleep(Duration::from_millis(20));
    }
}
