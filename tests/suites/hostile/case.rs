//! A case, and the few outcomes that most cases have.

use std::fmt::Debug;
use std::thread;

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::{
    AnyCallback, Call, CallbackCommand, Error, Incoming, Token, UnixSeconds, Verifier,
};

use crate::support::{self, APP, TIME};

pub type Outcome = Result<(), Failed>;

/// The command of most hand-made bodies.
pub const BEFORE: CallbackCommand = CallbackCommand::GroupBeforeSendMsg;

/// The stack that a spawned thread has unless told otherwise.
const STACK: usize = 2 << 20;

/// A named trial. A panic fails it like any other wrong outcome.
pub fn case(name: impl Into<String>, check: impl FnOnce() -> Outcome + Send + 'static) -> Trial {
    Trial::test(name, move || {
        let thread = thread::Builder::new().stack_size(STACK).spawn(check).expect("a thread");
        thread.join().unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(format!("panicked: {}", text.unwrap_or("?")).into())
        })
    })
}

/// Fails unless both are equal.
pub fn same<T: PartialEq + Debug>(what: &str, got: &T, wanted: &T) -> Outcome {
    if got == wanted {
        return Ok(());
    }
    Err(format!("{what:.200}: {got:.400?} instead of {wanted:.400?}").into())
}

/// These bytes, each as an escape of a URL.
pub fn escaped(bytes: impl AsRef<[u8]>) -> String {
    let escape = |byte: &u8| format!("%{byte:02X}");
    bytes.as_ref().iter().map(escape).collect::<Vec<_>>().concat()
}

/// The verifier of app [`APP`] with the token of the test vectors.
pub fn verifier() -> Verifier {
    Verifier::new(APP, Token::new("xxxxyyyy").expect("not empty"))
}

/// How a query fares up to and including verification.
pub fn admission(query: &str, now: UnixSeconds) -> Result<(), Error> {
    let incoming = Incoming::new(query, b"{}".as_slice())?;
    verifier().verify_at(incoming, now)?;
    Ok(())
}

/// A query that must be let in at the time of the test vectors.
pub fn let_in(trials: &mut Vec<Trial>, name: impl Into<String>, query: String) {
    trials.push(case(name, move || same(&query, &admission(&query, TIME), &Ok(()))));
}

/// Any body, as a callback of this command.
pub fn decode(
    command: CallbackCommand,
    body: impl Into<Vec<u8>>,
) -> Result<AnyCallback, DecodeError> {
    // The limit is not what these cases are about.
    let query = support::query_for(command.name());
    let incoming = Incoming::with_body_limit(&query, body.into(), usize::MAX);
    let verifier = Verifier::unchecked_for_logs_and_tests();
    let verified = verifier.verify(incoming.expect("readable")).expect("nothing is checked");
    verified.decode().map_err(|undecodable| undecodable.into_parts().0)
}

/// A body as a group message.
pub fn decode_before(body: impl Into<Vec<u8>>) -> Result<Call<BeforeSendMsg>, DecodeError> {
    match decode(BEFORE, body)? {
        AnyCallback::GroupBeforeSendMsg(call) => Ok(call),
        other => panic!("decoded as {}", other.command_name()),
    }
}

/// What is typed of a body.
pub fn typed(command: CallbackCommand, body: &str) -> Result<Value, DecodeError> {
    Ok(decode(command, body)?.request_value().expect("a typed command"))
}

/// What may be wrong with a body, without the words for it.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    NotUtf8(usize),
    NotJson,
    Unexpected(String),
    Missing(String),
    Duplicate(String),
    TooDeep(String),
    OtherCommand(String),
}

/// An error's kind and place. Its command must be the URL's, its words must say something.
pub fn wrong(asked: CallbackCommand, error: &DecodeError) -> Wrong {
    assert_eq!(error.command(), asked, "the error names another command");
    let path = error.path().to_owned();
    match error.kind() {
        DecodeErrorKind::NotUtf8 => {
            let text = error.to_string();
            let position = text.split_once(": the body is not UTF-8, at byte ").map(|(_, at)| at);
            Wrong::NotUtf8(position.and_then(|at| at.parse().ok()).expect("a position"))
        }
        DecodeErrorKind::NotJson => Wrong::NotJson,
        DecodeErrorKind::Unexpected => {
            let expected = error.expected().expect("something else was expected");
            assert!(!expected.is_empty(), "nothing was expected at {path}");
            Wrong::Unexpected(path)
        }
        DecodeErrorKind::Missing => Wrong::Missing(path),
        DecodeErrorKind::Duplicate => Wrong::Duplicate(path),
        DecodeErrorKind::TooDeep => {
            assert!(error.to_string().contains("nested more than 8 deep"), "{error}");
            Wrong::TooDeep(path)
        }
        DecodeErrorKind::OtherCommand => Wrong::OtherCommand(path),
        other => panic!("no body has {other:?}"),
    }
}

/// A body that must not decode, for this reason.
pub fn is_wrong(command: CallbackCommand, body: impl Into<Vec<u8>>, wanted: &Wrong) -> Outcome {
    let body = body.into();
    let shown = String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
    match decode(command, body) {
        Ok(_) => Err(format!("{shown} decodes, wanted {wanted:?}").into()),
        Err(error) => same(&shown, &wrong(command, &error), wanted),
    }
}

/// A group message that must not decode, for this reason.
pub fn bad_before(
    trials: &mut Vec<Trial>,
    name: impl Into<String>,
    body: impl Into<Vec<u8>>,
    wanted: Wrong,
) {
    let body = body.into();
    trials.push(case(name, move || is_wrong(BEFORE, body, &wanted)));
}
