//! What the policies answer where no verdict was reached.

use serde_json::Value;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::receiver::{FailedAfter, Failure};
use tim_callback::{CallbackCommand, Fallback, Policies};

use crate::receiver::{
    AFTER_NAME, ALLOW, BEFORE_NAME, FRIEND, FRIEND_NAME, REJECT, Verdict, answer_of, answered,
    unchecked,
};
use crate::support::{AFTER, BEFORE, TIME, query_for, verified};

fn expected(fallback: Fallback) -> &'static str {
    match fallback {
        Fallback::Allow => ALLOW,
        Fallback::Reject => REJECT,
        other => panic!("{other:?} has no expected answer"),
    }
}

/// A case in which no verdict is reached, as the table of policies has them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Case {
    Unregistered,
    Unknown,
    Undecodable,
    Failed,
}

const CASES: [Case; 4] = [Case::Unregistered, Case::Unknown, Case::Undecodable, Case::Failed];

impl Case {
    fn adjust(self, policies: Policies, fallback: Fallback) -> Policies {
        match self {
            Self::Unregistered => policies.with_unregistered(fallback),
            Self::Unknown => policies.with_unknown(fallback),
            Self::Undecodable => policies.with_undecodable(fallback),
            Self::Failed => policies.with_failed(fallback),
        }
    }

    /// The answer to a before-command in this case.
    fn answer(self, policies: &Policies) -> String {
        let silent = unchecked(policies.clone()).build().unwrap();
        // Drops everything: its verdict cannot be taken for a policy's answer.
        let drops = unchecked(policies.clone()).on_fn::<BeforeSendMsg>(|_| Verdict::SilentDrop);
        let drops = drops.build().unwrap();
        match self {
            Self::Unregistered => answer_of(&silent, BEFORE_NAME, BEFORE),
            Self::Unknown => answer_of(&silent, "Room.CallbackBeforeSomethingNew", "{}"),
            Self::Undecodable => answer_of(&drops, BEFORE_NAME, "{}"),
            Self::Failed => {
                let incoming = verified(BEFORE_NAME, BEFORE);
                answered(&drops.reply_for(&incoming, Failure::Deadline))
            }
        }
    }
}

#[test]
fn fail_open_allows_and_fail_closed_rejects_in_every_case() {
    for case in CASES {
        assert_eq!(case.answer(&Policies::fail_open()), ALLOW, "{case:?}, open");
        assert_eq!(case.answer(&Policies::fail_closed()), REJECT, "{case:?}, closed");
    }
}

#[test]
fn each_adjustment_changes_its_own_case_and_no_other() {
    for adjusted in CASES {
        let open = adjusted.adjust(Policies::fail_open(), Fallback::Reject);
        let closed = adjusted.adjust(Policies::fail_closed(), Fallback::Allow);
        for case in CASES {
            let (in_open, in_closed) = match case == adjusted {
                true => (Fallback::Reject, Fallback::Allow),
                false => (Fallback::Allow, Fallback::Reject),
            };
            assert_eq!(case.answer(&open), expected(in_open), "{adjusted:?} in open: {case:?}");
            let answer = case.answer(&closed);
            assert_eq!(answer, expected(in_closed), "{adjusted:?} in closed: {case:?}");
        }
    }
}

#[test]
fn after_commands_are_acknowledged_in_every_case() {
    for policies in [Policies::fail_open(), Policies::fail_closed()] {
        let none = unchecked(policies.clone()).build().unwrap();
        assert_eq!(answer_of(&none, AFTER_NAME, AFTER), ALLOW, "unregistered");
        let panics = unchecked(policies).on_fn::<AfterSendMsg>(|_| panic!("on purpose"));
        let panics = panics.build().unwrap();
        assert_eq!(answer_of(&panics, AFTER_NAME, "[]"), ALLOW, "undecodable");
        assert_eq!(answer_of(&panics, AFTER_NAME, AFTER), ALLOW, "panicked");
        let incoming = verified(AFTER_NAME, AFTER);
        for failure in [Failure::Deadline, Failure::Unavailable] {
            assert_eq!(answered(&panics.reply_for(&incoming, failure)), ALLOW, "{failure:?}");
        }
    }
}

#[test]
fn an_unknown_command_is_refused_only_if_its_name_says_before_or_prev() {
    let open = unchecked(Policies::fail_open()).build().unwrap();
    let closed = unchecked(Policies::fail_closed()).build().unwrap();
    for (command, in_closed) in [
        ("Room.CallbackBeforeSomethingNew", REJECT),
        ("Sns.CallbackPrevSomethingNew", REJECT),
        ("group.callbackbeforesendmsg", REJECT),
        ("NEW.CALLBACKPREVIOUS", REJECT),
        ("Room.CallbackAfterJoin", ALLOW),
        ("Live.SomethingNew", ALLOW),
        ("x", ALLOW),
    ] {
        for body in ["{}", "not JSON"] {
            assert_eq!(answer_of(&open, command, body), ALLOW, "{command}, open");
            assert_eq!(answer_of(&closed, command, body), in_closed, "{command}, closed");
            let reply = closed.reply_for(&verified(command, body), Failure::Deadline);
            assert_eq!(answered(&reply), in_closed, "{command}, reply_for");
        }
    }
}

#[test]
fn a_policy_for_one_command_counts_in_every_case_and_for_no_other_command() {
    let command = CallbackCommand::GroupBeforeSendMsg;
    for case in [Case::Unregistered, Case::Undecodable, Case::Failed] {
        let policies = Policies::fail_closed().with_command(command, Fallback::Allow);
        assert_eq!(case.answer(&policies), ALLOW, "{case:?}");
        let policies = policies.with_command(command, Fallback::Reject);
        assert_eq!(case.answer(&policies), REJECT, "{case:?}: the last setting counts");
        let other = CallbackCommand::GroupBeforeCreateGroup;
        let policies = Policies::fail_closed().with_command(other, Fallback::Allow);
        assert_eq!(case.answer(&policies), REJECT, "{case:?}");
    }
}

#[test]
fn a_failed_after_command_is_acknowledged_or_answered_503() {
    let panics = |policies| {
        unchecked(policies).on_fn::<AfterSendMsg>(|_| panic!("on purpose")).build().unwrap()
    };
    for policies in [Policies::fail_open(), Policies::fail_closed()] {
        let receiver = panics(policies.clone());
        assert_eq!(answer_of(&receiver, AFTER_NAME, AFTER), ALLOW);
        let receiver = panics(policies.with_failed_after(FailedAfter::Unavailable));
        let reply = receiver.receive_at(&query_for(AFTER_NAME), AFTER.as_bytes(), TIME);
        assert_eq!((reply.status, &*reply.body_text()), (503, "unavailable"));
        let reply = receiver.reply_for(&verified(AFTER_NAME, AFTER), Failure::Deadline);
        assert_eq!(reply.status, 503);
        // What does not decode today does not decode tomorrow, and nobody was asked to handle it.
        assert_eq!(answer_of(&receiver, AFTER_NAME, "{}"), ALLOW);
        assert_eq!(answer_of(&receiver, "Group.CallbackAfterCreateGroup", "{}"), ALLOW);
        assert_ne!(answer_of(&receiver, BEFORE_NAME, BEFORE), "unavailable");
    }
}

/// The `ResultCode` of each target in an answer; the `ErrorCode` where there are none.
fn friend_codes(answer: &str) -> Vec<u64> {
    let answer: Value = serde_json::from_str(answer).unwrap();
    let code = |item: &Value| item["ResultCode"].as_u64().unwrap();
    match answer["ResultItem"].as_array() {
        Some(items) => items.iter().map(code).collect(),
        None => vec![answer["ErrorCode"].as_u64().unwrap()],
    }
}

#[test]
fn friends_are_answered_for_one_by_one_where_the_body_says_who_they_are() {
    let targets = serde_json::from_str::<Value>(FRIEND).unwrap()["FriendItem"].clone();
    let count = targets.as_array().unwrap().len();
    for (policies, code) in [(Policies::fail_open(), 0), (Policies::fail_closed(), 38000)] {
        let receiver = unchecked(policies).build().unwrap();
        let each = vec![code; count];
        assert_eq!(friend_codes(&answer_of(&receiver, FRIEND_NAME, FRIEND)), each);
        let incoming = verified(FRIEND_NAME, FRIEND);
        let reply = answered(&receiver.reply_for(&incoming, Failure::Deadline));
        assert_eq!(friend_codes(&reply), each);
        // The documented failure code, which Tencent lets through.
        assert_eq!(friend_codes(&answer_of(&receiver, FRIEND_NAME, "{}")), [38000]);
    }
}
