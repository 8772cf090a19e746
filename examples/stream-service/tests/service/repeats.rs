//! What comes twice, on two machines.

use std::time::{Duration, SystemTime};

use tim_callback::UnixSeconds;

use crate::eventually;
use crate::nats_server::Nats;
use crate::process::{Endpoint, worker};
use crate::tencent::{AFTER, ALLOWED, Callback, REJECTED, after_body, lines, tell};

#[test]
fn a_before_command_that_comes_again_at_another_machine_is_refused() {
    let nats = Nats::single();
    for (policy, again) in
        [("closed", (200, REJECTED.to_owned())), ("open", (409, "received before".to_owned()))]
    {
        let [one, other] = [(); 2].map(|()| Endpoint::start(&nats, &[("TIM_POLICY", policy)]));
        for endpoint in [&one, &other] {
            tell(endpoint.address, "connected", 1);
        }
        let callback = Callback::before(&format!("good morning to all who are {policy}"));
        let allowed = (200, ALLOWED.to_owned());
        assert_eq!(callback.post(one.address).unwrap(), allowed);
        assert_eq!(callback.post(other.address).unwrap(), again);
        assert_eq!(callback.post(one.address).unwrap(), again);
        let another = Callback::before(&format!("good evening to all who are {policy}"));
        assert_eq!(another.post(other.address).unwrap(), allowed);
    }
    assert_eq!(nats.messages("KV_tim-replay"), 4);
}

#[test]
fn a_before_command_is_remembered_for_longer_than_any_clock_takes_it() {
    let nats = Nats::single();
    let endpoint = Endpoint::start(&nats, &[("TIM_POLICY", "open")]);
    tell(endpoint.address, "connected", 1);
    assert_eq!(Callback::before("good morning").post(endpoint.address).unwrap().0, 200);
    let age = nats.ask(async |context| {
        Ok(context.get_stream("KV_tim-replay").await?.cached_info().config.max_age)
    });
    // A minute before its time, a minute after it, and a minute between clocks.
    assert_eq!(age, Duration::from_secs(180));
}

#[test]
fn an_after_command_that_comes_again_is_acknowledged_and_not_stored_again() {
    let nats = Nats::single();
    let [one, other] = [(); 2].map(|()| Endpoint::start(&nats, &[]));
    tell(other.address, "one", 1);
    let callback = Callback::after("one", 1);
    for endpoint in [&one, &other, &one] {
        assert_eq!(callback.post(endpoint.address).unwrap(), (200, ALLOWED.to_owned()));
    }
    assert_eq!(nats.stored(), 1);
    // With a new signature it is a new callback, but still the same event.
    let now = UnixSeconds::try_from(SystemTime::now()).unwrap();
    let later = UnixSeconds::new(now.get() + 20);
    let again = Callback::signed_at(later, AFTER, &after_body("one", 1));
    assert_eq!(again.post(other.address).unwrap(), (200, ALLOWED.to_owned()));
    assert_eq!(nats.stored(), 1);
}

#[test]
fn an_event_that_comes_again_after_the_window_is_stored_again_and_done_once() {
    let nats = Nats::single();
    let window = ("WINDOW_S", "1");
    let endpoint = Endpoint::start(&nats, &[window]);
    let _worker = worker(&nats, &[window]);
    for _ in 0..3 {
        for seq in 1..=3 {
            tell(endpoint.address, "one", seq);
        }
        eventually("all is done", || nats.line_count() == 3 && nats.waiting() == 0);
        std::thread::sleep(Duration::from_millis(1500));
    }
    tell(endpoint.address, "one", 4);
    eventually("the next one is done", || nats.line_count() >= 4);
    assert_eq!(nats.journal("one"), lines(4));
    assert_eq!(nats.stored(), 10, "it came to the work each time");
    assert_eq!(nats.messages("tim-dead"), 0);
}

#[test]
fn three_hundred_events_six_times_over_two_endpoints_are_three_hundred_lines() {
    let nats = Nats::single();
    let endpoints = [(); 2].map(|()| Endpoint::start(&nats, &[]));
    let _workers = [(); 2].map(|()| worker(&nats, &[]));
    std::thread::scope(|scope| {
        for endpoint in &endpoints {
            for _ in 0..3 {
                scope.spawn(|| {
                    for seq in 1..=100 {
                        for group in ["one", "two", "three"] {
                            tell(endpoint.address, group, seq);
                        }
                    }
                });
            }
        }
    });
    eventually("all is done", || nats.waiting() == 0);
    assert_eq!(nats.line_count(), 300);
    for group in ["one", "two", "three"] {
        let mut of_group = nats.journal(group);
        // Six senders at once: the order of storing is that in which each event came first.
        of_group
            .sort_by_key(|line| line.rsplit(' ').next().and_then(|seq| seq.parse::<u32>().ok()));
        assert_eq!(of_group, lines(100));
    }
}
