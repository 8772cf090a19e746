//! An upstream that answers, or does not, and counts how often it is asked.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::PATIENCE;

/// What happens after a request.
#[derive(Clone, Copy)]
pub enum Then {
    Answer(&'static str),
    Close,
    Hang,
}

pub struct Upstream {
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Upstream {
    /// One that does this after its first request, its second, and so on; then the last again.
    pub fn start(steps: &'static [Then]) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let connections = Arc::new(AtomicUsize::new(0));
        let opened = Arc::clone(&connections);
        thread::spawn(move || {
            for stream in listener.incoming() {
                opened.fetch_add(1, Ordering::SeqCst);
                let count = Arc::clone(&count);
                // A connection that ends early ends its thread, and nothing else.
                thread::spawn(move || serve(&stream?, steps, &count));
            }
        });
        Self { address, asked, connections }
    }

    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn serve(stream: &TcpStream, steps: &[Then], count: &AtomicUsize) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    while read_request(&mut reader)? {
        let number = count.fetch_add(1, Ordering::SeqCst);
        match steps[number.min(steps.len() - 1)] {
            Then::Answer(answer) => writer.write_all(answer.as_bytes())?,
            Then::Close => return Ok(()),
            Then::Hang => thread::sleep(PATIENCE),
        }
    }
    Ok(())
}

/// Whether there was a request: `false` at the end of the connection.
fn read_request(reader: &mut impl BufRead) -> io::Result<bool> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        match line.to_lowercase().trim_end().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().map_err(io::Error::other)?,
            None if line == "\r\n" => break,
            _ => {}
        }
    }
    io::copy(&mut reader.take(length), &mut io::sink()).map(|_| true)
}
