//! Panics of the service's code, whenever they come: none gets out of a receiver.

use std::error::Error;
use std::fmt;
use std::panic::panic_any;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::receiver::Outcome;
use tim_callback::{Ack, AsyncReceiver, Call, DecideAsync, Policies};

use crate::receiver::{
    AFTER_NAME, ALLOW, BEFORE_NAME, DROP, Notes, REJECT, Verdict, answer_of, answered, unchecked,
    unchecked_async,
};
use crate::support::{AFTER, BEFORE, block_on, pending_once, verified};

/// Panics when it is dropped.
#[derive(Debug)]
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic_any(Bomb);
        }
    }
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a bomb")
    }
}

impl Error for Bomb {}

#[test]
fn a_decider_that_panics_has_failed_and_the_next_call_is_decided_again() {
    for (policies, answer) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)] {
        let calls = AtomicUsize::new(0);
        let notes = Notes::default();
        let receiver = unchecked(policies)
            .observe(notes.observer())
            .on_fn::<BeforeSendMsg>(move |_| match calls.fetch_add(1, Ordering::Relaxed) {
                0 => panic!("on purpose"),
                _ => Verdict::SilentDrop,
            })
            .build()
            .unwrap();
        assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), answer);
        assert_eq!(notes.one().outcome, Outcome::Panicked);
        assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), DROP);
        assert_eq!(notes.one().outcome, Outcome::Decided);
    }
}

#[test]
fn a_panic_whose_payload_panics_as_it_is_dropped_is_one_panic() {
    let receiver = unchecked(Policies::fail_closed())
        .on_fn::<BeforeSendMsg>(|_| panic_any(Bomb))
        .build()
        .unwrap();
    assert_eq!(answer_of(&receiver, BEFORE_NAME, BEFORE), REJECT);
}

/// Panics as a function, at its first look, or at a later one.
struct Panics(usize);

impl DecideAsync<BeforeSendMsg> for Panics {
    type Error = Bomb;

    #[allow(clippy::manual_async_fn, reason = "one of the panics is to come before the future")]
    fn decide_async(
        &self,
        _: &Call<BeforeSendMsg>,
    ) -> impl Future<Output = Result<Verdict, Bomb>> + Send {
        assert_ne!(self.0, 0, "on purpose");
        async {
            assert_ne!(self.0, 1, "on purpose");
            pending_once().await;
            panic!("on purpose")
        }
    }
}

fn answer(receiver: &AsyncReceiver) -> String {
    answered(&block_on(receiver.answer(verified(BEFORE_NAME, BEFORE))))
}

#[test]
fn an_async_decider_may_panic_at_any_time() {
    for at in 0..3 {
        let notes = Notes::default();
        let builder = unchecked_async(Policies::fail_closed()).observe(notes.observer());
        let receiver = builder.on_async::<BeforeSendMsg>(Panics(at)).build().unwrap();
        assert_eq!(answer(&receiver), REJECT, "{at}");
        assert_eq!(notes.one().outcome, Outcome::Panicked, "{at}");
    }
}

#[test]
fn a_plain_decider_of_an_async_receiver_is_caught_when_it_panics() {
    let receiver = unchecked_async(Policies::fail_closed())
        .on_fn::<BeforeSendMsg>(|_| panic!("on purpose"))
        .build()
        .unwrap();
    assert_eq!(answer(&receiver), REJECT);
}

/// A decision that is never made, and panics when it is given up.
struct Held(Bomb);

impl Future for Held {
    type Output = Result<Verdict, Bomb>;

    fn poll(self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Pending
    }
}

#[test]
fn a_future_that_panics_as_it_is_dropped_at_its_deadline_is_answered_by_policy() {
    let notes = Notes::default();
    let receiver = unchecked_async(Policies::fail_closed())
        .observe(notes.observer())
        .on_async_fn(|_: Call<BeforeSendMsg>| Held(Bomb))
        .build()
        .unwrap();
    let incoming = verified(BEFORE_NAME, BEFORE);
    let reply = block_on(receiver.answer_within(incoming, std::future::ready(())));
    assert_eq!(answered(&reply), REJECT);
    assert_eq!(notes.one().outcome, Outcome::Deadline);
}

#[test]
fn an_error_that_panics_as_it_is_dropped_is_observed_and_gone() {
    let notes = Notes::default();
    let receiver = unchecked_async(Policies::fail_closed())
        .observe(notes.observer())
        .on_async_fn(async |_: Call<BeforeSendMsg>| -> Result<Verdict, Bomb> { Err(Bomb) })
        .build()
        .unwrap();
    assert_eq!(answer(&receiver), REJECT);
    let seen = notes.one();
    assert_eq!((seen.outcome, seen.cause.as_deref()), (Outcome::Failed, Some("a bomb")));
}

#[test]
fn an_observer_that_panics_costs_neither_the_answer_nor_the_next_observer() {
    let notes = Notes::default();
    let receiver = unchecked(Policies::fail_closed())
        .observe(|_| panic_any(Bomb))
        .observe(notes.observer())
        .on_fn::<AfterSendMsg>(|_| Ack)
        .build()
        .unwrap();
    assert_eq!(answer_of(&receiver, AFTER_NAME, AFTER), ALLOW);
    assert_eq!(notes.one().outcome, Outcome::Decided);
}
