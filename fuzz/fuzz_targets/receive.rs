//! Any query and any body through a receiver: the reply is an answer or a refusal. What is not
//! signed, judged by another reader of the query and a signature of its own, is never answered but
//! with a rejection: that of a before-command under `fail_closed`.
//!
//! Input: a byte of flags, a byte for the command, a byte for the clock, then the query up to the
//! first line end, then the body. The flags choose the policies, how the query is signed, and
//! whether the query is made for the command or taken from the input.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::message::TextElem;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::verdict::{ActionStatus, Answer};
use tim_callback::{
    Ack, Call, CallbackCommand, GroupRejectCode, MsgVerdict, Policies, Receiver, Reply, Token,
    UnixSeconds, Verifier, sign,
};
use tim_callback_fuzz::{APP, TIME, TOKEN, command, decode, pairs};

const CODE: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
const WINDOW: u64 = 60;

fn token(text: &str) -> Token {
    Token::new(text).expect("the token has a text")
}

fn judge(call: &Call<BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
    let bad = |text: &str| text.contains('a').then(|| text.replace('a', "*\"\u{1}"));
    match call.random % 6 {
        0 => MsgVerdict::Allow,
        1 => MsgVerdict::Reject,
        2 => MsgVerdict::reject_with(CODE, call.from_account.as_str()),
        3 => MsgVerdict::SilentDrop,
        4 => MsgVerdict::Modify(call.patch().redact(bad)),
        _ => MsgVerdict::Modify(call.patch().append(TextElem::new(call.group_id.as_str()))),
    }
}

fn receiver(policies: Policies) -> Receiver {
    let verifier = Verifier::new(APP, token(TOKEN)).with_token(APP, token("next"));
    Receiver::builder(verifier, policies)
        .on_fn::<BeforeSendMsg>(judge)
        .on_fn::<AfterSendMsg>(|_| Ack)
        .build()
        .expect("each command has one decider")
}

static OPEN: LazyLock<Receiver> = LazyLock::new(|| receiver(Policies::fail_open()));
static CLOSED: LazyLock<Receiver> = LazyLock::new(|| receiver(Policies::fail_closed()));
static SIGNS: LazyLock<[String; 4]> = LazyLock::new(|| {
    let right = sign(&token(TOKEN), TIME);
    let mut off = right.clone();
    off.replace_range(63.., if right.ends_with('0') { "1" } else { "0" });
    [right, sign(&token("next"), TIME).to_uppercase(), sign(&token("other"), TIME), off]
});

/// Whether a query is signed for the app, as seen by another reader.
fn signed(query: &str, now: u64) -> bool {
    let pairs = pairs(query);
    let only = |wanted: &str| {
        let mut found = pairs.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let value = found.next().map(|(_, value)| &**value);
        value.filter(|_| found.next().is_none())
    };
    let (Some(app), Some(time), Some(given)) =
        (only("SdkAppid"), only("RequestTime"), only("Sign"))
    else {
        return false;
    };
    let (Ok(app), Ok(seconds)) = (app.parse::<u64>(), time.parse::<u64>()) else { return false };
    let right = |text| sign(&token(text), UnixSeconds::new(seconds)).eq_ignore_ascii_case(given);
    app == APP.get()
        // What is signed is the text: no other spelling of the time has a known signature.
        && time == seconds.to_string()
        && now.abs_diff(seconds) <= WINDOW
        && [TOKEN, "next"].into_iter().any(right)
}

fn check_answer(reply: &Reply, query: &CallbackQuery, closed: bool, body: &[u8]) {
    assert_eq!(reply.content_type, "application/json");
    let fields: BTreeMap<String, Box<RawValue>> =
        serde_json::from_slice(&reply.body).expect("an answer is a JSON object");
    assert_eq!(fields["ActionStatus"].get(), "\"OK\"");
    let info: String = serde_json::from_str(fields["ErrorInfo"].get()).expect("a text");
    let code: u32 = serde_json::from_str(fields["ErrorCode"].get()).expect("a number");
    let answer: Answer = serde_json::from_slice(&reply.body).expect("an answer reads as one");
    assert_eq!(answer.action_status, ActionStatus::Ok);
    assert_eq!((&answer.error_info, answer.error_code), (&info, code));

    let failed = u32::from(closed && is_before(query.command_name()));
    let Some(command) = query.command() else {
        assert!(code == failed && fields.len() == 3);
        return;
    };
    let decided = command == CallbackCommand::GroupBeforeSendMsg;
    if fails(query) {
        assert_eq!(code, 1, "nothing is registered");
    } else if !command.is_before() {
        let _ = Ack::try_from(answer).expect("after-commands are acknowledged");
    } else if decided && decode(command, body).is_ok() {
        let _ = MsgVerdict::<GroupRejectCode>::try_from(answer).expect("a verdict on a message");
    } else if decided {
        assert_eq!(code, failed, "what does not decode is answered by policy");
    }
}

/// Whether a query does not say that the body is something else than JSON.
fn is_json(query: &CallbackQuery) -> bool {
    query.get(QueryParam::ContentType).is_none_or(|kind| kind.eq_ignore_ascii_case("json"))
}

/// Whether a command's name says that its answer decides.
fn is_before(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("before") || name.contains("prev")
}

/// Whether what is refused before its body is read has a rejection all the same. That of a friend
/// request is one for each account in the body.
fn has_rejection(query: &CallbackQuery) -> bool {
    let is_friends = query.command().is_some() && query.command_name().starts_with("Sns.");
    is_before(query.command_name()) && !is_friends
}

/// Whether the answer without a verdict is a failure under every policy, refused or not.
fn fails(query: &CallbackQuery) -> bool {
    matches!(
        query.command(),
        Some(CallbackCommand::ChatbotOnAssignHuman | CallbackCommand::ChatbotInterfaceInvocation)
    )
}

fn check_rejection(reply: &Reply) {
    assert_eq!((reply.status, reply.content_type), (200, "application/json"));
    assert_eq!(reply.body_text(), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#);
}

fn check_refusal(reply: &Reply) {
    assert!(matches!(reply.status, 400 | 401 | 403 | 413 | 415), "status {}", reply.status);
    assert!(reply.content_type.starts_with("text/plain"));
    assert!(serde_json::from_slice::<IgnoredAny>(&reply.body).is_err(), "a refusal that is JSON");
    let text = str::from_utf8(&reply.body).expect("a refusal is text");
    assert!(!text.contains(char::is_control));
    assert!(!SIGNS.iter().any(|sign| text.contains(sign)) && !text.contains(TOKEN));
}

fuzz_target!(|data: &[u8]| {
    let [flags, index, clock, rest @ ..] = data else { return };
    let (closed, made) = (flags & 1 != 0, flags & 2 != 0);
    let (line, body) = match rest.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&rest[..end], &rest[end + 1..]),
        None => (rest, &[][..]),
    };
    let Ok(line) = str::from_utf8(line) else { return };

    let mut query = line.to_owned();
    if made {
        let made = CallbackQuery::new(APP, command(*index)).to_query_string();
        query = if line.is_empty() { made } else { format!("{made}&{line}") };
    }
    if flags & 4 != 0 {
        let sign = &SIGNS[usize::from(flags >> 3 & 3)];
        query = format!("{query}&Sign={sign}&RequestTime={TIME}");
    }
    let now = TIME.get() - 128 + u64::from(*clock);

    let receiver = if closed { &*CLOSED } else { &*OPEN };
    let reply = receiver.receive_at(&query, body, UnixSeconds::new(now));
    let parsed = CallbackQuery::parse(&query);
    match parsed {
        Ok(parsed) if is_json(&parsed) && signed(&query, now) => {
            assert_eq!(reply.status, 200, "{query:?} at {now}: {reply:?}");
            check_answer(&reply, &parsed, closed, body);
        }
        Ok(parsed) if fails(&parsed) || closed && has_rejection(&parsed) => check_rejection(&reply),
        _ => check_refusal(&reply),
    }
});
