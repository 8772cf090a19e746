//! What is refused before its body is read: for which reason, and with which answer.
//!
//! The answers are those of the policy table in DESIGN.md:
//!
//! | the query asks about | fail open | fail closed |
//! |---|---|---|
//! | nothing that can be read | status 400 | status 400 |
//! | a before-command | the error's status | 200 with that command's rejection |
//! | `Sns.CallbackPrev*`, whose rejection needs the body | the error's status | the error's status |
//! | an unknown command, `before` or `prev` in its name, in any case | the error's status | 200 with code 1 |
//! | any other command | the error's status | the error's status |
//!
//! Any status but 200 counts as a failed callback, and Tencent then goes on by default: with a
//! status alone, whoever forges a signature would have a message published that nobody judged.
//! Whatever the policies, no answer allows what was refused, and no status comes with a body that
//! could pass for a verdict.

use libtest_mimic::Trial;
use serde_json::{Value, json};
use tim_callback::auth::AuthError;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::callbacks::sns::PrevFriendAdd;
use tim_callback::query::{IncomingError, QueryError};
use tim_callback::{Call, Error, MsgVerdict, Policies, Receiver, Reply};

use crate::case::{Outcome, admission, case, same, verifier};
use crate::support::{BEFORE, TIME};

/// Why something is refused. The errors with fields of their own cannot be built outside the
/// library.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    Stale { age: u64, window: u64 },
    Future { ahead: u64, window: u64 },
    NotUtf8 { position: usize },
    TooLong { size: usize, limit: usize },
    TooLarge { size: usize, limit: usize },
    Other(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Auth(AuthError::Stale { age, window, .. }) => Self::Stale { age, window },
            Error::Auth(AuthError::Future { ahead, window, .. }) => Self::Future { ahead, window },
            Error::Incoming(IncomingError::Query(QueryError::NotUtf8 { position, .. })) => {
                Self::NotUtf8 { position }
            }
            Error::Incoming(IncomingError::Query(QueryError::TooLong { size, limit, .. })) => {
                Self::TooLong { size, limit }
            }
            Error::Incoming(IncomingError::BodyTooLarge { size, limit, .. }) => {
                Self::TooLarge { size, limit }
            }
            other => Self::Other(other),
        }
    }
}

impl From<AuthError> for Refusal {
    fn from(error: AuthError) -> Self {
        Error::from(error).into()
    }
}

impl From<IncomingError> for Refusal {
    fn from(error: IncomingError) -> Self {
        Error::from(error).into()
    }
}

impl From<QueryError> for Refusal {
    fn from(error: QueryError) -> Self {
        IncomingError::from(error).into()
    }
}

impl Refusal {
    /// Whether the query says which command it is about.
    fn is_of_a_readable_query(&self) -> bool {
        let of_the_query = matches!(self, Self::Other(Error::Incoming(IncomingError::Query(_))));
        !of_the_query && !matches!(self, Self::NotUtf8 { .. } | Self::TooLong { .. })
    }
}

/// How the queries of refused callbacks name their command.
const COMMAND: &str = "CallbackCommand=x";

/// Commands to ask about instead, and whether they are rejected under `fail_closed`.
pub const ASKED: [(&str, bool); 7] = [
    ("x", false),
    ("Group.CallbackBeforeSendMsg", true),
    ("OfficialAccount.CallbackBeforeAddSubscriber", true),
    ("Sns.CallbackPrevFriendAdd", false),
    ("Group.CallbackAfterSendMsg", false),
    ("Live.callbackBEFORESomethingNew", true),
    ("Live.CallbackPrevSomethingNew", true),
];

/// A query that must be refused for this reason, and by a receiver with this status, or with a
/// rejection where the table above has one: whatever command it asks about.
pub fn refused(
    trials: &mut Vec<Trial>,
    name: impl Into<String>,
    query: String,
    refusal: impl Into<Refusal>,
    status: u16,
) {
    let refusal = refusal.into();
    trials.push(case(name, move || {
        same(&query, &admission(&query, TIME).map_err(Refusal::from), &Err(refusal.clone()))?;
        for (policies, closed) in [(Policies::fail_open(), false), (Policies::fail_closed(), true)]
        {
            let receiver = allowing(policies);
            let reply = receiver.receive_at(&query, BEFORE.as_bytes(), TIME);
            no_verdict(&reply, status)?;
            for (command, rejected) in ASKED {
                let asked = query.replace(COMMAND, &format!("CallbackCommand={command}"));
                let reply = receiver.receive_at(&asked, BEFORE.as_bytes(), TIME);
                let is_asked = asked.contains(&format!("CallbackCommand={command}"));
                match closed && rejected && is_asked && refusal.is_of_a_readable_query() {
                    true => rejection(&reply)?,
                    false => no_verdict(&reply, status)?,
                }
            }
        }
        Ok(())
    }));
}

/// A receiver that allows all that gets as far as a decider.
fn allowing(policies: Policies) -> Receiver {
    Receiver::builder(verifier(), policies)
        .on_fn::<BeforeSendMsg>(|_| MsgVerdict::Allow)
        .on_fn::<PrevFriendAdd>(Call::allow_all)
        .build()
        .expect("one decider for each command")
}

/// Fails if a reply is not this status alone, or could pass for a verdict.
pub fn no_verdict(reply: &Reply, status: u16) -> Outcome {
    let is_json = serde_json::from_slice::<Value>(&reply.body).is_ok();
    if is_json || reply.status == 200 || reply.content_type.contains("json") {
        return Err(format!("could pass for a verdict: {reply:?}").into());
    }
    same("status", &reply.status, &status)
}

/// Fails if a reply is not a plain rejection.
pub fn rejection(reply: &Reply) -> Outcome {
    same("status", &reply.status, &200)?;
    same("content type", &reply.content_type, &"application/json")?;
    let answer: Value = serde_json::from_slice(&reply.body)?;
    same("answer", &answer, &json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 1}))
}
