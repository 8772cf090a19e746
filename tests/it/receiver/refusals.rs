//! What is refused before its body is parsed.

use serde_json::Value;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::receiver::{Outcome, Policy, Unread};
use tim_callback::verdict::{Answer, Decision};
use tim_callback::{Fallback, Policies, Receiver, Token, UnixSeconds, Verifier};

use crate::receiver::{
    AFTER_NAME, ALLOW, BEFORE_NAME, FRIEND_NAME, Notes, REJECT, Verdict, answered, unchecked,
};
use crate::support::{APP, BEFORE, SIGN_XXXXYYYY, SIGN_XXXYYY, TIME, query_for, verified};

const UNKNOWN_BEFORE: &str = "Room.CallbackBeforeSomethingNew";

fn signed(command: &str, sign: &str, time: &str) -> String {
    format!("{}&Sign={sign}&RequestTime={time}", query_for(command))
}

fn receiver(policies: Policies, notes: &Notes) -> Receiver {
    let token = Token::new("xxxxyyyy").unwrap();
    Receiver::builder(Verifier::new(APP, token), policies)
        .on_fn::<BeforeSendMsg>(|_| Verdict::Allow)
        .body_limit(BEFORE.len())
        .observe(notes.observer())
        .build()
        .unwrap()
}

struct Refused {
    what: &'static str,
    query: String,
    body: String,
    now: u64,
    status: u16,
    text: &'static str,
}

/// Every way to be refused with a query that can be read.
fn refused(command: &str) -> Vec<Refused> {
    let good = signed(command, SIGN_XXXXYYYY, "1669872112");
    let too_long = format!("{BEFORE} ");
    let at = TIME.get();
    let cases = [
        ("not json", good.replace("=json", "=xml"), BEFORE, at, 415, "not json"),
        ("another app", good.replace("1400000000", "1400000001"), BEFORE, at, 403, "forbidden"),
        ("no Sign", query_for(command), BEFORE, at, 401, "not authenticated"),
        ("malformed", signed(command, "00", "1669872112"), BEFORE, at, 401, "not authenticated"),
        ("wrong", signed(command, SIGN_XXXYYY, "1669872112"), BEFORE, at, 401, "not authenticated"),
        ("stale", good.clone(), BEFORE, at + 61, 401, "not authenticated"),
        ("future", good.clone(), BEFORE, at - 61, 401, "not authenticated"),
        ("body over the limit", good, &too_long, at, 413, "too large"),
    ];
    let case = |(what, query, body, now, status, text): (_, _, &str, _, _, _)| Refused {
        what,
        query,
        body: body.to_owned(),
        now,
        status,
        text,
    };
    cases.into_iter().map(case).collect()
}

#[test]
fn fail_open_refuses_with_a_status_that_cannot_pass_for_a_verdict() {
    let notes = Notes::default();
    let receiver = receiver(Policies::fail_open(), &notes);
    let good = signed(BEFORE_NAME, SIGN_XXXXYYYY, "1669872112");
    assert_eq!(answered(&receiver.receive_at(&good, BEFORE.as_bytes(), TIME)), ALLOW);
    notes.one();
    for command in [BEFORE_NAME, AFTER_NAME, FRIEND_NAME, UNKNOWN_BEFORE] {
        for Refused { what, query, body, now, status, text } in refused(command) {
            let now = UnixSeconds::new(now);
            let reply = receiver.receive_at(&query, body.as_bytes(), now);
            assert_eq!((reply.status, &*reply.body_text()), (status, text), "{what} {command}");
            assert_eq!(reply.content_type, "text/plain; charset=utf-8");
            assert!(serde_json::from_slice::<Answer>(&reply.body).is_err(), "{what}");
            assert!(serde_json::from_slice::<Value>(&reply.body).is_err(), "{what}");
            let seen = notes.one();
            assert_eq!((seen.outcome, seen.decision), (Outcome::Refused, None), "{what}");
            assert_eq!((seen.policy, seen.status), (Some(Policy::Refused), status), "{what}");
            assert_eq!(seen.error.map(|error| error.status()), Some(status), "{what}");
            let admitted = receiver.admit_at(&query, body.as_bytes(), now);
            assert_eq!(admitted.unwrap_err(), reply, "{what}");
            notes.one();
        }
    }
}

#[test]
fn fail_closed_rejects_refused_before_commands_with_status_200() {
    let notes = Notes::default();
    let receiver = receiver(Policies::fail_closed(), &notes);
    for command in [BEFORE_NAME, UNKNOWN_BEFORE, "Group.CallbackBeforeInviteJoinGroup"] {
        for Refused { what, query, body, now, status, .. } in refused(command) {
            let reply = receiver.receive_at(&query, body.into_bytes(), UnixSeconds::new(now));
            assert_eq!(answered(&reply), REJECT, "{what} {command}");
            let seen = notes.one();
            assert_eq!((seen.outcome, seen.status), (Outcome::Refused, 200), "{what}");
            assert_eq!(seen.error.map(|error| error.status()), Some(status), "{what}");
        }
    }
    // The rejection of friends needs their names, which are in a body that nobody may trust.
    for command in [AFTER_NAME, FRIEND_NAME, "Room.CallbackSomethingNew"] {
        for Refused { what, query, body, now, status, .. } in refused(command) {
            let reply = receiver.receive_at(&query, body.into_bytes(), UnixSeconds::new(now));
            assert_eq!(reply.status, status, "{what} {command}");
            notes.one();
        }
    }
}

#[test]
fn the_policy_for_refusals_is_a_case_of_its_own() {
    let notes = Notes::default();
    let bad = signed(BEFORE_NAME, SIGN_XXXYYY, "1669872112");
    let open = Policies::fail_open().with_refused(Fallback::Reject);
    let reply = receiver(open, &notes).receive_at(&bad, BEFORE.as_bytes(), TIME);
    assert_eq!(answered(&reply), REJECT);
    let closed = Policies::fail_closed().with_refused(Fallback::Allow);
    let reply = receiver(closed, &notes).receive_at(&bad, BEFORE.as_bytes(), TIME);
    assert_eq!(reply.status, 401);
}

#[test]
fn an_unreadable_query_is_400_under_every_policy() {
    let twice = format!("{}&sign=00", signed(BEFORE_NAME, SIGN_XXXXYYYY, "1669872112"));
    for policies in [Policies::fail_open(), Policies::fail_closed()] {
        let notes = Notes::default();
        let receiver = receiver(policies, &notes);
        for query in ["x", "", &twice] {
            let reply = receiver.receive_at(query, BEFORE.as_bytes(), TIME);
            assert_eq!((reply.status, &*reply.body_text()), (400, "bad request"), "{query}");
            let seen = notes.one();
            assert_eq!((seen.command, seen.outcome), (None, Outcome::Refused), "{query}");
        }
    }
}

#[test]
fn a_body_that_the_service_cannot_read_is_refused_by_policy_and_observed() {
    for (unread, status) in
        [(Unread::TooLarge, 413), (Unread::TooSlow, 408), (Unread::BrokenOff, 400)]
    {
        let notes = Notes::default();
        let open = receiver(Policies::fail_open(), &notes);
        let closed = receiver(Policies::fail_closed(), &notes);
        let query = query_for(BEFORE_NAME);
        assert_eq!(open.refuse_unread(&query, unread).status, status);
        assert_eq!(notes.one().error, Some(unread.into()));
        assert_eq!(answered(&closed.refuse_unread(&query, unread)), REJECT);
        assert_eq!(notes.one().outcome, Outcome::Refused);
        assert_eq!(closed.refuse_unread(&query_for(AFTER_NAME), unread).status, status);
        assert_eq!(closed.refuse_unread("x", unread).status, 400);
    }
}

#[test]
fn the_system_clock_judges_where_no_clock_is_given() {
    let token = Token::new("xxxxyyyy").unwrap();
    let receiver = Receiver::builder(Verifier::new(APP, token.clone()), Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| Verdict::Reject)
        .build()
        .unwrap();
    let old = signed(BEFORE_NAME, SIGN_XXXXYYYY, "1669872112");
    assert_eq!(receiver.receive(&old, BEFORE.as_bytes()).status, 401);
    let now = UnixSeconds::try_from(std::time::SystemTime::now()).unwrap();
    let fresh = signed(BEFORE_NAME, &tim_callback::sign(&token, now), &now.to_string());
    assert_eq!(answered(&receiver.receive(&fresh, BEFORE.as_bytes())), REJECT);
    assert!(receiver.admit(&fresh, BEFORE.as_bytes()).is_ok());
}

#[test]
fn an_admitted_callback_is_answered_as_if_it_had_just_come() {
    let receiver = unchecked(Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| Verdict::SilentDrop)
        .build()
        .unwrap();
    let query = query_for(BEFORE_NAME);
    let admitted = receiver.admit_at(&query, BEFORE.as_bytes(), TIME).unwrap();
    let received = receiver.receive_at(&query, BEFORE.as_bytes(), TIME);
    assert_eq!(receiver.answer(admitted), received);
    assert_eq!(receiver.answer(verified(BEFORE_NAME, BEFORE)), received);
}

/// Without a verdict these two say that processing failed, whatever the policies and the reason.
#[test]
fn a_command_that_cannot_be_allowed_is_answered_with_a_failure() {
    for command in ["ChatBot.OnAssignHuman", "ChatBot.OnAssignAgent", "Chatbot.InterfaceInvocation"]
    {
        for policies in [Policies::fail_open(), Policies::fail_closed()] {
            let notes = Notes::default();
            let receiver = receiver(policies, &notes);
            for case in refused(command) {
                let now = UnixSeconds::new(case.now);
                let reply = receiver.receive_at(&case.query, case.body.as_bytes(), now);
                assert_eq!(answered(&reply), REJECT, "{command}, {}", case.what);
                let seen = notes.one();
                assert_eq!((seen.outcome, seen.policy), (Outcome::Refused, Some(Policy::Refused)));
                assert_eq!(seen.decision, Some(Decision::Failed), "{command}, {}", case.what);
            }
            // Verified, and without a decider.
            let query = signed(command, SIGN_XXXXYYYY, "1669872112");
            assert_eq!(answered(&receiver.receive_at(&query, b"{}", TIME)), REJECT);
            assert_eq!(notes.one().decision, Some(Decision::Failed));
        }
    }
}

#[test]
fn a_gift_is_refused_as_any_operation_is() {
    let command = "Live.CallbackBeforeSendGift";
    let notes = Notes::default();
    for case in refused(command) {
        let now = UnixSeconds::new(case.now);
        let reply = |policies| {
            receiver(policies, &notes).receive_at(&case.query, case.body.as_bytes(), now)
        };
        assert_eq!(reply(Policies::fail_open()).status, case.status, "{}", case.what);
        assert_eq!(answered(&reply(Policies::fail_closed())), REJECT, "{}", case.what);
    }
}
