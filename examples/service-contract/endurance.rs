//! What a service must survive: a log that nobody reads, and a signal amid traffic.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

use tim_callback::CALLBACK_TIMEOUT;

use super::client::{AFTER, BEFORE, head, next_answer, open, rest, saying, signed};
use super::process::started_with;

const ANSWER: &str = r#""ErrorCode":0}"#;

/// What a caller saw.
struct Seen {
    answered: usize,
    /// The longest time to an answer.
    longest: Duration,
    /// When the callback was sent that got no answer.
    lost: Option<Instant>,
}

/// Sends callbacks on one connection, one after the other, until the service closes it.
fn send(address: SocketAddr, command: &str, count: usize) -> Seen {
    let body = saying(command, "good morning");
    let request = format!("{}{body}", head(&signed(command), body.len(), false));
    let mut stream = BufReader::new(open(address, ""));
    let mut seen = Seen { answered: 0, longest: Duration::ZERO, lost: None };
    while seen.answered < count {
        let start = Instant::now();
        if stream.get_mut().write_all(request.as_bytes()).is_err() {
            break;
        }
        let sent = Instant::now();
        let Some(answer) = next_answer(&mut stream) else {
            seen.lost = Some(sent);
            break;
        };
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(ANSWER), "{answer}");
        seen.answered += 1;
        seen.longest = seen.longest.max(start.elapsed());
        if answer.to_lowercase().contains("connection: close") {
            break;
        }
    }
    seen
}

/// The value of a metric without labels.
fn metric(address: SocketAddr, name: &str) -> u64 {
    let page =
        rest(&open(address, "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    let line = page.lines().find(|line| line.starts_with(name) && !line.starts_with('#'));
    let value = line.and_then(|line| line.split(' ').nth(1));
    value.unwrap_or_else(|| panic!("no {name} in {page}")).parse().unwrap()
}

#[test]
fn a_log_that_nobody_reads_keeps_no_callback_waiting() {
    const CALLERS: usize = 4;
    const EACH: usize = 4_000;
    let admin = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    // The log is held, and not read from here on.
    let (mut service, _log, _, address) = started_with(&[("ADMIN_LISTEN", &admin.to_string())]);
    thread::scope(|scope| {
        let callers: Vec<_> =
            (0..CALLERS).map(|_| scope.spawn(|| send(address, BEFORE, EACH))).collect();
        for caller in callers {
            let seen = caller.join().unwrap();
            assert_eq!(seen.answered, EACH);
            assert!(seen.longest < CALLBACK_TIMEOUT, "{:?}", seen.longest);
        }
    });
    assert!(metric(admin, "tim_log_lines_lost_total") > 0);
    service.signal("TERM");
    let start = Instant::now();
    assert!(service.0.wait().unwrap().success());
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn what_was_sent_before_the_signal_is_answered_and_no_event_is_lost() {
    const CALLERS: usize = 64;
    let (mut service, log, _, address) = started_with(&[("QUEUE", "1000000")]);
    // The log has a line for each event that was processed.
    let processed = thread::spawn(move || {
        log.lines().filter(|line| line.as_ref().unwrap().contains(r#""processed""#)).count()
    });
    let acknowledged = thread::scope(|scope| {
        let caller = |at| scope.spawn(move || send(address, [BEFORE, AFTER][at % 2], usize::MAX));
        let callers: Vec<_> = (0..CALLERS).map(caller).collect();
        thread::sleep(Duration::from_millis(300));
        let signal = Instant::now();
        service.signal("TERM");
        let mut acknowledged = 0;
        for (at, caller) in callers.into_iter().enumerate() {
            let seen = caller.join().unwrap();
            assert!(seen.answered > 0);
            assert!(seen.lost.is_none_or(|sent| sent > signal), "lost: {:?}", seen.lost);
            acknowledged += if at % 2 == 1 { seen.answered } else { 0 };
        }
        acknowledged
    });
    assert!(service.0.wait().unwrap().success());
    assert!(processed.join().unwrap() >= acknowledged);
}
