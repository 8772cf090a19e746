//! Many clients at once, each over and over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::PATIENCE;
use crate::client::{Held, Raw};

/// How long callbacks are sent beside a crowd.
const LENGTH: Duration = Duration::from_secs(5);

pub struct Crowd {
    end: Instant,
    is_over: Arc<AtomicBool>,
    clients: Vec<JoinHandle<Vec<(String, Duration)>>>,
}

impl Crowd {
    /// This many clients that send these bytes and no more, until they are cut off, and again.
    ///
    /// Returns when each has done so once: the first handshakes, all at once, are more work for the
    /// machine of the test than for nginx.
    pub fn start(size: usize, client: &Raw, bytes: &[u8]) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let (arrived, arrivals) = mpsc::channel();
        let one = |_| {
            let (client, bytes) = (client.clone(), bytes.to_owned());
            let (arrived, is_over) = (arrived.clone(), Arc::clone(&is_over));
            thread::spawn(move || {
                let mut held = Vec::new();
                while !is_over.load(Ordering::Relaxed) {
                    // Fails if nginx closes the connection before everything is sent.
                    let sent = client.send(&bytes);
                    let _ = arrived.send(());
                    held.extend(sent.map(Held::wait));
                }
                held
            })
        };
        let clients = (0..size).map(one).collect();
        for _ in 0..size {
            arrivals.recv_timeout(PATIENCE).expect("the crowd comes");
        }
        Self { end: Instant::now() + LENGTH, is_over, clients }
    }

    /// Whether callbacks are still to be sent beside it.
    pub fn is_there(&self) -> bool {
        Instant::now() < self.end
    }

    /// What came back to each client, each time, and after how long it was cut off.
    pub fn end(mut self) -> Vec<(String, Duration)> {
        self.is_over.store(true, Ordering::Relaxed);
        self.clients.drain(..).flat_map(|client| client.join().unwrap()).collect()
    }
}

/// A test that fails leaves no crowd behind.
impl Drop for Crowd {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}
