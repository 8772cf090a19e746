//! Callbacks arrive and are decided or processed.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tim_callback::receiver::Unread;

use crate::eventually;
use crate::nats_server::Nats;
use crate::process::{Endpoint, Process, worker};
use crate::tencent::{AFTER, ALLOWED, BEFORE, Callback, FRIENDS, REJECTED, lines, tell};

#[test]
fn before_commands_are_decided_at_once() {
    let nats = Nats::single();
    let mut endpoint = Endpoint::start(&nats, &[]);
    // A guard that is not connected yet fails, and the policy rejects.
    eventually("a message is allowed", || {
        Callback::before("good morning").post(endpoint.address).unwrap()
            == (200, ALLOWED.to_owned())
    });
    let casino = Callback::before("casino tonight").post(endpoint.address).unwrap();
    assert_eq!(casino, (200, REJECTED.to_owned()));
    assert_eq!(nats.stored(), 0);
    assert!(endpoint.process.terminate().success());
}

#[test]
fn after_commands_are_worked_on_in_order_and_leave_nothing_behind() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    // Half of them wait before there is a worker.
    for seq in 1..=10 {
        for group in ["one", "two", "three"] {
            tell(endpoint.address, group, seq);
        }
    }
    assert_eq!(nats.stored(), 30);
    let mut workers = [worker(&nats, &[]), worker(&nats, &[])];
    for seq in 11..=20 {
        for group in ["one", "two", "three"] {
            tell(endpoint.address, group, seq);
        }
    }
    eventually("all is done", || nats.line_count() >= 60);
    for group in ["one", "two", "three"] {
        assert_eq!(nats.journal(group), lines(20));
    }
    eventually("nothing is left", || nats.waiting() == 0);
    assert_eq!((nats.in_hand(), nats.messages("tim-dead")), (0, 0));
    for worker in &mut workers {
        assert!(worker.terminate().success());
    }
}

#[test]
fn commands_that_the_crate_does_not_know_are_worked_on_too() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let _worker = worker(&nats, &[]);
    let callback = Callback::new("Live.SomethingNew", "not even JSON");
    assert_eq!(callback.post(endpoint.address).unwrap(), (200, ALLOWED.to_owned()));
    eventually("it is processed", || nats.line_count() == 1);
    assert_eq!(nats.lines(), ["1400000000 : Live.SomethingNew"]);
}

#[test]
fn what_is_not_signed_is_refused_and_not_stored() {
    let nats = Nats::single();
    let closed = Endpoint::start(&nats, &[]);
    let open = Endpoint::start(&nats, &[("TIM_POLICY", "open")]);
    let refused = (401, "not authenticated".to_owned());
    let old = tim_callback::UnixSeconds::new(1_669_872_112);
    for (command, by_closed) in [
        (AFTER, &refused),
        ("Live.SomethingNew", &refused),
        (FRIENDS, &refused),
        (BEFORE, &(200, REJECTED.to_owned())),
        ("Live.BeforeSomethingNew", &(200, REJECTED.to_owned())),
    ] {
        let stale = Callback::signed_at(old, command, "{}");
        assert_eq!(&stale.post(closed.address).unwrap(), by_closed, "{command}");
        assert_eq!(stale.post(open.address).unwrap(), refused, "{command}");
    }
    assert_eq!(nats.stored(), 0);
    for words in [r#""app":1400000000"#, r#""outcome":"refused""#, "request time is"] {
        eventually("the log says why", || closed.process.log().contains(words));
    }
    assert!(!closed.process.log().contains("xxxxyyyy"));
}

#[test]
fn a_body_that_cannot_be_read_is_refused_and_not_stored() {
    let nats = Nats::single();
    let in_short = [("TIM_DEADLINE_MS", "300")];
    let closed = Endpoint::start(&nats, &in_short);
    let open = Endpoint::start(&nats, &[in_short[0], ("TIM_POLICY", "open")]);
    let rejected = (200, REJECTED.to_owned());
    for (unread, status, text) in [
        (Unread::TooLarge, 413, "too large"),
        (Unread::TooSlow, 408, "timed out"),
        (Unread::BrokenOff, 400, "bad request"),
    ] {
        let refused = (status, text.to_owned());
        for (command, by_closed) in [(AFTER, &refused), (FRIENDS, &refused), (BEFORE, &rejected)] {
            let answer = |endpoint: &Endpoint| {
                Callback::new(command, "{}").post_unread(endpoint.address, unread).unwrap()
            };
            assert_eq!(&answer(&closed), by_closed, "{command} {unread}");
            assert_eq!(answer(&open), refused, "{command} {unread}");
        }
    }
    assert_eq!(nats.stored(), 0);
}

#[test]
fn the_largest_body_that_is_accepted_is_stored() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let body = format!("\"{}\"", "x".repeat(983_040 - 2));
    let callback = Callback::new("Live.SomethingNew", &body);
    assert_eq!(callback.post(endpoint.address).unwrap().0, 200);
    assert_eq!(nats.stored(), 1);
}

#[test]
fn half_a_head_is_closed_and_keeps_nobody_out() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[]);
    let halves: Vec<_> = (0..300)
        .map(|_| {
            let mut half = TcpStream::connect(endpoint.address).unwrap();
            let _ = half.write_all(b"POST /callback?x HTTP/1.1\r\nHost:");
            half
        })
        .collect();
    tell(endpoint.address, "one", 1);
    let start = Instant::now();
    for mut half in halves {
        half.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // An error says that the connection is closed, too.
        assert_eq!(half.read(&mut [0; 1]).unwrap_or_default(), 0);
    }
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn what_was_sent_before_the_signal_is_answered() {
    let mut nats = Nats::single();
    let mut endpoint = Endpoint::start(&nats, &[]);
    tell(endpoint.address, "one", 1);
    nats.pause(0);
    let address = endpoint.address;
    let waiting = std::thread::spawn(move || Callback::after("one", 2).post(address));
    std::thread::sleep(Duration::from_millis(300));
    let resumed = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(500));
        nats.resume(0);
        nats
    });
    assert!(endpoint.process.terminate().success());
    assert_eq!(waiting.join().unwrap().unwrap().0, 200);
    assert_eq!(resumed.join().unwrap().stored(), 2);
}

#[test]
fn a_stream_with_other_settings_is_an_error_that_names_both() {
    let nats = Nats::single();
    let first = Endpoint::start(&nats, &[]);
    tell(first.address, "one", 1);
    for (name, value, said) in [
        ("PARTITIONS", "5", "stream tim-0 has PARTITIONS 4, here it is 5"),
        ("PARTITIONS", "1", "stream tim-0 has PARTITIONS 4, here it is 1"),
        ("WINDOW_S", "60", "stream tim-0 has WINDOW_S 120, here it is 60"),
        ("REPLICAS", "3", "stream tim-0 has REPLICAS 1, here it is 3"),
        ("BACKLOG", "7", "stream tim-0 has BACKLOG and twice KEEP_DONE 300000, here it is 200007"),
    ] {
        let other = Endpoint::start(&nats, &[(name, value)]);
        assert_eq!(Callback::after("one", 2).post(other.address).unwrap().0, 503);
        eventually("the log says why", || other.process.log().contains(said));
        let mut worker = Process::start("worker", &nats, &[(name, value)]);
        assert_eq!(worker.wait().code(), Some(1));
        assert!(worker.log().contains(said), "{}", worker.log());
    }
    assert_eq!(nats.stored(), 1);
}

#[test]
fn what_cannot_be_read_of_the_settings_ends_the_process_with_status_2() {
    let nats = Nats::single();
    for (mode, name, value) in
        [("worker", "ACK_WAIT_MS", "10"), ("endpoint", "PARTITIONS", "x"), ("neither", "", "")]
    {
        let set = [(name, value), ("TIM_APP_ID", "1"), ("TIM_TOKENS", "covert")];
        let mut process = Process::start(mode, &nats, &set[usize::from(name.is_empty())..]);
        assert_eq!(process.wait().code(), Some(2), "{mode}");
        assert!(process.log().contains(name) && !process.log().contains("covert"));
    }
}

/// The value of a metric.
fn metric(address: std::net::SocketAddr, name: &str) -> f64 {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    let values = page.lines().filter(|line| line.starts_with(name));
    values.map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap()).sum()
}

#[test]
fn the_metrics_say_what_happened() {
    let nats = Nats::single();
    let ports = [(); 2].map(|()| std::net::TcpListener::bind("127.0.0.1:0").unwrap());
    let [of_endpoint, of_worker] = ports.map(|port| port.local_addr().unwrap());
    let endpoint = Endpoint::start(&nats, &[("ADMIN_LISTEN", &of_endpoint.to_string())]);
    for seq in [1, 2, 2] {
        tell(endpoint.address, "one", seq);
    }
    Callback::new(AFTER, "[]").post(endpoint.address).unwrap();
    assert!((metric(of_endpoint, "tim_stream_stored_total") - 3.0).abs() < 0.1);
    assert!((metric(of_endpoint, "tim_stream_repeated_total") - 1.0).abs() < 0.1);

    let mut worker =
        worker(&nats, &[("ADMIN_LISTEN", &of_worker.to_string()), ("PACE_MS", "100000")]);
    eventually("it measures the lag", || {
        TcpStream::connect(of_worker).is_ok() && metric(of_worker, "tim_stream_lag") >= 2.0
    });
    worker.kill();
    let _worker = self::worker(&nats, &[("ADMIN_LISTEN", &of_worker.to_string())]);
    for (name, value) in [
        ("tim_stream_processed_total", 2.0),
        ("tim_stream_redelivered_total", 1.0),
        ("tim_stream_dead_lettered_total", 1.0),
        ("tim_stream_dead_letters", 1.0),
    ] {
        eventually(name, || {
            TcpStream::connect(of_worker).is_ok() && metric(of_worker, name) >= value
        });
    }
    eventually("nothing is left", || metric(of_worker, "tim_stream_lag") < 0.1);
}
