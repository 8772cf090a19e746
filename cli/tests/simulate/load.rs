//! Many callbacks at once.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::service::{Answer, Service, answer};
use super::{AFTER, ALLOWED, says, simulate};

#[test]
fn a_load_is_measured_and_no_two_requests_are_the_same() {
    let service = Service::good();
    let ran = simulate(&service, &["--load", "--requests", "500", "--connections", "8"]);
    says(
        &ran,
        0,
        &["500 answers in ", " per second\n", "p50", "p99 ", "p99.9", "max", "errors      0"],
    );
    assert_eq!(service.connections.load(Ordering::SeqCst), 8);
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests.len(), 500);
    assert_eq!(requests.iter().map(|request| &request.body).collect::<HashSet<_>>().len(), 500);
    for request in requests.iter() {
        assert!(serde_json::from_slice::<Value>(&request.body).is_ok());
        assert!(request.target.starts_with("/callback?tenant=42&SdkAppid="), "{}", request.target);
    }
}

#[test]
fn a_load_counts_what_is_wrong() {
    let bad = Service::constant(200, "text/plain", ALLOWED);
    let args = ["--load", "--requests", "20", "--connections", "2", "--command", AFTER];
    let ran = simulate(&bad, &args);
    says(
        &ran,
        1,
        &["20 answers", "errors     20", "20 times: Group.CallbackAfterSendMsg: it is ack"],
    );
    let chunked =
        Service::start(|_, _| Answer { chunked: true, ..answer(200, "application/json", ALLOWED) });
    says(&simulate(&chunked, &args), 0, &["20 answers", "errors      0"]);
}

#[test]
fn a_load_tells_slow_answers_from_fast_ones() {
    let answered = AtomicUsize::new(0);
    let service = Service::start(move |_, _| {
        // One of the twenty is slow: within p99, and beyond p50.
        if answered.fetch_add(1, Ordering::SeqCst) == 10 {
            thread::sleep(Duration::from_millis(300));
        }
        answer(200, "application/json", ALLOWED)
    });
    let ran = simulate(&service, &["--load", "--requests", "20", "--connections", "1"]);
    says(&ran, 0, &["20 answers"]);
    let millis = |name: &str| -> f64 {
        let line = ran.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let (p50, p99, max) = (millis("p50 "), millis("p99 "), millis("max "));
    assert!(0.0 < p50 && p50 < 300.0 && 300.0 <= p99 && p99 <= max, "{}", ran.out);
}
