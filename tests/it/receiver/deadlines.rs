//! Deadlines of the service's own timers.

use std::convert::Infallible;
use std::future::{pending, poll_fn, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use serde_json::Value;
use tim_callback::callbacks::group::{BeforeSendMsg, SendMsgException};
use tim_callback::callbacks::sns::PrevFriendAdd;
use tim_callback::receiver::{Failure, Outcome, Policy};
use tim_callback::{Ack, AsyncReceiver, Call, DecideAsync, FriendVerdict, Policies};

use crate::receiver::{
    ALLOW, BEFORE_NAME, DROP, FRIEND, FRIEND_NAME, Notes, REJECT, Verdict, answered,
    unchecked_async,
};
use crate::support::{BEFORE, EXCEPTION, block_on, pending_once, query_for, verified};

/// Never decides, and holds something meanwhile.
struct Never(Arc<()>);

impl DecideAsync<BeforeSendMsg> for Never {
    type Error = Infallible;

    async fn decide_async(&self, _: &Call<BeforeSendMsg>) -> Result<Verdict, Infallible> {
        let _held = Arc::clone(&self.0);
        pending().await
    }
}

/// A timer that is done when it has been looked at this many times.
async fn after_looks(mut looks: usize) {
    poll_fn(|context| match looks.checked_sub(1) {
        None => Poll::Ready(()),
        Some(fewer) => {
            looks = fewer;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await;
}

fn deciding() -> AsyncReceiver {
    unchecked_async(Policies::fail_closed())
        .on_fn::<SendMsgException>(|_| Ack)
        .on_async_fn(async |_: Call<BeforeSendMsg>| -> Result<_, Infallible> {
            pending_once().await;
            Ok(Verdict::SilentDrop)
        })
        .build()
        .unwrap()
}

#[test]
fn a_timer_that_is_done_first_lets_the_policy_answer_and_drops_the_decision() {
    for (policies, answer) in [(Policies::fail_open(), ALLOW), (Policies::fail_closed(), REJECT)] {
        let notes = Notes::default();
        let held = Arc::new(());
        let receiver = unchecked_async(policies)
            .observe(notes.observer())
            .on_async::<BeforeSendMsg>(Never(Arc::clone(&held)))
            .build()
            .unwrap();
        for looks in [0, 3] {
            let incoming = verified(BEFORE_NAME, BEFORE);
            let reply = block_on(receiver.answer_within(incoming, after_looks(looks)));
            assert_eq!(answered(&reply), answer);
            assert_eq!(Arc::strong_count(&held), 2, "the decision is dropped");
            let seen = notes.one();
            assert_eq!((seen.outcome, seen.policy), (Outcome::Deadline, Some(Policy::Failed)));
        }
    }
}

#[test]
fn a_future_that_the_service_drops_is_not_observed_and_reply_for_is() {
    let notes = Notes::default();
    let receiver = unchecked_async(Policies::fail_closed())
        .observe(notes.observer())
        .on_async::<BeforeSendMsg>(Never(Arc::default()))
        .build()
        .unwrap();
    let incoming = verified(BEFORE_NAME, BEFORE);
    let mut decision = Box::pin(receiver.answer(incoming.clone()));
    let mut context = Context::from_waker(Waker::noop());
    assert!(decision.as_mut().poll(&mut context).is_pending());
    drop(decision);
    assert!(notes.is_empty(), "nothing has ended yet");
    assert_eq!(answered(&receiver.reply_for(&incoming, Failure::Deadline)), REJECT);
    assert_eq!(notes.one().outcome, Outcome::Deadline);
    assert_eq!(answered(&receiver.reply_for(&incoming, Failure::Unavailable)), REJECT);
    assert_eq!(notes.one().outcome, Outcome::Unavailable);
}

#[test]
fn the_targets_of_a_friend_request_are_refused_at_the_deadline() {
    let never =
        async |_: Call<PrevFriendAdd>| -> Result<FriendVerdict, Infallible> { pending().await };
    let receiver = unchecked_async(Policies::fail_closed()).on_async_fn(never).build().unwrap();
    let incoming = verified(FRIEND_NAME, FRIEND);
    let reply = block_on(receiver.answer_within(incoming, ready(())));
    let answer: Value = serde_json::from_str(&answered(&reply)).unwrap();
    let items = answer["ResultItem"].as_array().unwrap();
    assert!(!items.is_empty() && items.iter().all(|item| item["ResultCode"] == 38000), "{answer}");
}

#[test]
fn a_decider_that_is_done_before_the_timer_decides() {
    let receiver = deciding();
    let reply = block_on(receiver.answer_within(verified(BEFORE_NAME, BEFORE), after_looks(9)));
    assert_eq!(answered(&reply), DROP);
    let query = query_for(BEFORE_NAME);
    let reply = block_on(receiver.receive_within(&query, BEFORE.as_bytes(), pending()));
    assert_eq!(answered(&reply), DROP);
    let refused = receiver.receive_within("x", BEFORE.as_bytes(), pending());
    assert_eq!(block_on(refused).status, 400);
}

#[test]
fn a_verdict_that_is_there_at_once_is_answered_without_a_look_at_the_timer() {
    let timer = poll_fn(|_| panic!("looked at"));
    let incoming = verified("Group.CallbackSendMsgException", EXCEPTION);
    assert_eq!(answered(&block_on(deciding().answer_within(incoming, timer))), ALLOW);
}

#[test]
fn the_time_that_was_waited_is_in_the_observation_of_a_deadline() {
    let waited = Arc::new(Mutex::new(Duration::ZERO));
    let pen = Arc::clone(&waited);
    let receiver = unchecked_async(Policies::fail_closed())
        .observe(move |seen| *pen.lock().unwrap() = seen.elapsed())
        .on_async::<BeforeSendMsg>(Never(Arc::default()))
        .build()
        .unwrap();
    let timer = async { std::thread::sleep(Duration::from_millis(20)) };
    let reply = block_on(receiver.answer_within(verified(BEFORE_NAME, BEFORE), timer));
    assert_eq!(answered(&reply), REJECT);
    assert!(*waited.lock().unwrap() >= Duration::from_millis(20));
}
