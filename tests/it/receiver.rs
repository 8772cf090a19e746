//! All stages in one: what is answered, by whom, and what the observer is told of it.

mod build;
mod deadlines;
mod deciders;
mod many_commands;
mod observation;
mod panics;
mod policies;
mod refusals;

use std::sync::{Arc, Mutex};

use crate::support::{TIME, query_for};
use tim_callback::receiver::{AsyncReceiverBuilder, Outcome, Policy, ReceiverBuilder};
use tim_callback::verdict::Decision;
use tim_callback::{
    AsyncReceiver, CallbackCommand, Error, GroupRejectCode, MsgVerdict, Observation, Policies,
    Receiver, Reply, Verifier,
};

type Verdict = MsgVerdict<GroupRejectCode>;

const BEFORE_NAME: &str = "Group.CallbackBeforeSendMsg";
const AFTER_NAME: &str = "Group.CallbackAfterSendMsg";
const FRIEND_NAME: &str = "Sns.CallbackPrevFriendAdd";
const FRIEND: &str = include_str!("../fixtures/Sns.CallbackPrevFriendAdd/request.json");
const ALLOW: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const REJECT: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
const DROP: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;

fn unchecked(policies: Policies) -> ReceiverBuilder {
    Receiver::builder(Verifier::unchecked_for_logs_and_tests(), policies)
}

fn unchecked_async(policies: Policies) -> AsyncReceiverBuilder {
    AsyncReceiver::builder(Verifier::unchecked_for_logs_and_tests(), policies)
}

fn answer_of(receiver: &Receiver, command: &str, body: &str) -> String {
    answered(&receiver.receive_at(&query_for(command), body.as_bytes(), TIME))
}

/// The body of a reply that counts as an answer.
fn answered(reply: &Reply) -> String {
    assert_eq!((reply.status, reply.content_type), (200, "application/json"), "{reply:?}");
    reply.body_text().into_owned()
}

/// What an observer saw of one callback.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    command: Option<CallbackCommand>,
    outcome: Outcome,
    decision: Option<Decision>,
    policy: Option<Policy>,
    status: u16,
    error: Option<Error>,
    cause: Option<String>,
}

impl Seen {
    fn of(seen: &Observation<'_>) -> Self {
        Self {
            command: seen.command(),
            outcome: seen.outcome(),
            decision: seen.decision(),
            policy: seen.policy(),
            status: seen.status(),
            error: seen.error().cloned(),
            cause: seen.cause().map(ToString::to_string),
        }
    }
}

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<Seen>>>);

impl Notes {
    fn observer(&self) -> impl Fn(&Observation<'_>) + Send + Sync + 'static {
        let notes = self.clone();
        move |seen| notes.0.lock().unwrap().push(Seen::of(seen))
    }

    /// The one observation since the last call of this.
    fn one(&self) -> Seen {
        let seen = std::mem::take(&mut *self.0.lock().unwrap());
        let [one] = <[Seen; 1]>::try_from(seen).expect("one observation for one callback");
        one
    }

    fn is_empty(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}
