//! Many callbacks at once.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tim_callback::{AnyCallback, Incoming, Verifier};

use super::service::{Answer, Service, answer};
use super::{AFTER, ALLOWED, BEFORE, Ran, objects, play, says};

fn load(service: &Service, args: &[&str]) -> Ran {
    play("load", service, args)
}

#[test]
fn a_load_is_measured_and_no_two_requests_are_the_same() {
    let service = Service::good();
    let ran = load(&service, &["--requests", "500", "--connections", "8"]);
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
    let args = ["--requests", "20", "--connections", "2", "--command", AFTER];
    let ran = load(&bad, &args);
    says(
        &ran,
        1,
        &[
            "20 answers",
            "errors     20",
            "wrong, 20 times, first for Group.CallbackAfterSendMsg: the content type",
        ],
    );
    let chunked =
        Service::start(|_, _| Answer { chunked: true, ..answer(200, "application/json", ALLOWED) });
    says(&load(&chunked, &args), 0, &["20 answers", "errors      0"]);
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
    let ran = load(&service, &["--requests", "20", "--connections", "1"]);
    says(&ran, 0, &["20 answers"]);
    let millis = |name: &str| -> f64 {
        let line = ran.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let (p50, p99, max) = (millis("p50 "), millis("p99 "), millis("max "));
    assert!(0.0 < p50 && p50 < 300.0 && 300.0 <= p99 && p99 <= max, "{}", ran.out);
}

#[test]
fn a_load_is_an_object_for_programs() {
    let service = Service::good();
    let ran = load(&service, &["--requests", "50", "--connections", "2", "--json"]);
    let [figures] = &objects(&ran)[..] else { panic!("{}", ran.out) };
    assert_eq!((&figures["answers"], &figures["errors"]), (&50.into(), &0.into()));
    let millis = |name: &str| figures["latency_ms"][name].as_f64().unwrap();
    assert!(
        0.0 < millis("p50") && millis("p50") <= millis("p99") && millis("p99") <= millis("max")
    );
    assert!(figures["per_second"].as_f64().unwrap() > 0.0 && figures["findings"] == json!([]));
}

#[test]
fn messages_have_keys_of_their_own_in_this_run_and_in_the_next() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let args = ["--requests", "40", "--connections", "4", "--command"];
    for command in ["C2C.CallbackAfterSendMsg", "Push.OfflinePush", BEFORE] {
        load(&service, &[&args[..], &[command]].concat());
        load(&service, &[&args[..], &[command]].concat());
        let requests: Vec<_> = service.requests.lock().unwrap().drain(..).collect();
        let keys = requests.iter().map(|request| {
            let query = request.target.split_once('?').unwrap().1;
            let incoming = Incoming::new(query, &*request.body).unwrap();
            let verifier = Verifier::unchecked_for_logs_and_tests();
            let callback = verifier.verify(incoming).unwrap().decode().unwrap();
            let event_keys = match &callback {
                AnyCallback::PushOfflinePush(call) => call.event_dedup_keys(),
                _ => Vec::new(),
            };
            (callback.dedup_key(), event_keys)
        });
        let (keys, events): (HashSet<_>, Vec<_>) = keys.unzip();
        assert_eq!(keys.len(), 80, "{command}");
        let events: Vec<_> = events.concat();
        assert_eq!(events.iter().collect::<HashSet<_>>().len(), events.len(), "{command}");
        let bodies = requests.iter().map(|request| serde_json::from_slice::<Value>(&request.body));
        let msg_keys: Vec<_> =
            bodies.filter_map(|body| body.unwrap().get("MsgKey").cloned()).collect();
        assert_eq!(msg_keys.iter().collect::<HashSet<_>>().len(), msg_keys.len(), "{command}");
    }
}

#[test]
fn with_a_rate_no_request_is_sent_before_it_is_due() {
    let arrived = Arc::new(Mutex::new(Vec::new()));
    let times = arrived.clone();
    let service = Service::start(move |_, _| {
        times.lock().unwrap().push(Instant::now());
        answer(200, "application/json", ALLOWED)
    });
    let start = Instant::now();
    let args = ["--requests", "101", "--connections", "4", "--rate", "200", "--command", AFTER];
    let ran = load(&service, &args);
    says(&ran, 0, &["101 answers"]);
    for (number, time) in (0..).zip(arrived.lock().unwrap().iter()) {
        let (after, due) = (*time - start, Duration::from_millis(5 * number));
        assert!(after >= due, "request {number} came after {after:?}");
    }
    // Nor are they sent in one go at the end, however slow the machine is.
    let arrived = arrived.lock().unwrap();
    assert!(arrived[100] - arrived[0] >= Duration::from_millis(100), "{arrived:?}");
}

#[test]
fn with_a_rate_the_time_counts_from_when_a_request_was_due() {
    let answered = AtomicUsize::new(0);
    let service = Service::start(move |_, _| {
        if answered.fetch_add(1, Ordering::SeqCst) == 0 {
            thread::sleep(Duration::from_millis(400));
        }
        answer(200, "application/json", ALLOWED)
    });
    // All wait behind the first one, which is the only slow one: half of them for 200 ms or more.
    let args = ["--requests", "40", "--connections", "1", "--command", AFTER, "--json"];
    let millis = |ran: &Ran| objects(ran)[0]["latency_ms"]["p50"].as_f64().unwrap();
    let open = millis(&load(&service, &[&args[..], &["--rate", "100"]].concat()));
    assert!(open > 150.0, "{open}");
    let closed = millis(&load(&service, &args));
    assert!(closed < 100.0, "{closed}");
}

#[test]
fn no_connection_is_opened_after_the_last_answer() {
    let service = Service::start(|_, _| Answer {
        content_type: "application/json\r\nConnection: close",
        ..answer(200, "", ALLOWED)
    });
    let args = ["--requests", "3", "--connections", "1", "--command", AFTER];
    says(&load(&service, &args), 0, &["3 answers", "errors      0"]);
    assert_eq!(service.connections.load(Ordering::SeqCst), 3);
}

#[test]
fn a_load_survives_services_that_close_connections() {
    let service = Service::start(|_, _| Answer {
        content_type: "application/json\r\nConnection: close",
        ..answer(200, "", ALLOWED)
    });
    let ran = load(&service, &["--requests", "20", "--connections", "2", "--command", AFTER]);
    says(&ran, 0, &["20 answers", "errors      0"]);
}
