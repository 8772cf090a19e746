//! What several test files share: the base request, and short ways through the stages.

#![allow(dead_code, reason = "every test file is a crate of its own and uses a part of this")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that meets something unexpected fails the test that called it"
)]

use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use serde_json::{Value, json};
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::query::CallbackQuery;
use tim_callback::{
    Call, Callback, CallbackCommand, Incoming, SdkAppId, UnixSeconds, Verified, Verifier,
};

/// The documented sample of `Group.CallbackBeforeSendMsg`.
pub(crate) const BEFORE: &str =
    include_str!("../fixtures/Group.CallbackBeforeSendMsg/request.json");
/// The documented sample of `Group.CallbackAfterSendMsg`.
pub(crate) const AFTER: &str = include_str!("../fixtures/Group.CallbackAfterSendMsg/request.json");
/// The documented sample of `Group.CallbackSendMsgException`.
pub(crate) const EXCEPTION: &str =
    include_str!("../fixtures/Group.CallbackSendMsgException/request.json");

/// The app of the test vectors.
pub(crate) const APP: SdkAppId = SdkAppId::new(1400000000);
/// The `RequestTime` of the test vectors.
pub(crate) const TIME: UnixSeconds = UnixSeconds::new(1669872112);
/// The `Sign` of token `xxxxyyyy` at [`TIME`].
pub(crate) const SIGN_XXXXYYYY: &str =
    "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061";
/// The `Sign` of token `xxxyyy` at [`TIME`].
pub(crate) const SIGN_XXXYYY: &str =
    "e78a85473bed2cdc8d6fa8c4d5a4ba4735fd64156e15a99516b9890293e135de";

/// The query of a command, with nothing optional in it.
pub(crate) fn query_for(command: &str) -> String {
    CallbackQuery::new(APP, command).to_query_string()
}

/// A body behind verification, as a callback of this command.
pub(crate) fn verified(command: &str, body: impl Into<Vec<u8>>) -> Verified<'static> {
    let incoming = Incoming::new(&query_for(command), body.into()).unwrap();
    Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap()
}

/// A body decoded as a request of `C`.
pub(crate) fn decode<C: Callback>(body: impl Into<Vec<u8>>) -> Result<Call<C>, DecodeError> {
    verified(C::COMMAND.name(), body).decode_as().map_err(|error| error.into_parts().0)
}

/// What an error says: of which command, what is wrong, and where.
pub(crate) fn facts(error: &DecodeError) -> (CallbackCommand, DecodeErrorKind, &str) {
    (error.command(), error.kind(), error.path())
}

/// The base request as a value, with these changes of it.
pub(crate) fn before_with(change: impl FnOnce(&mut Value)) -> Value {
    let mut body: Value = serde_json::from_str(BEFORE).unwrap();
    change(&mut body);
    body
}

/// The base request with one field of another value.
pub(crate) fn before_field(field: &str, value: Value) -> Result<Call<BeforeSendMsg>, DecodeError> {
    decode(before_with(|body| body[field] = value).to_string())
}

/// The base request with the text of this JSON array as its message, exactly as it stands here.
pub(crate) fn before_body(msg_body: &str) -> String {
    let marker = json!("the message goes here");
    let body = before_with(|body| body["MsgBody"] = marker.clone()).to_string();
    body.replacen(&marker.to_string(), msg_body, 1)
}

/// A call about the message in this JSON array.
pub(crate) fn call_about(msg_body: &str) -> Call<BeforeSendMsg> {
    decode(before_body(msg_body)).unwrap()
}

/// A text inside this many forwards, as the JSON of one element; `0` is the text itself.
pub(crate) fn nested_forwards(depth: usize, innermost: &str) -> String {
    (0..depth).fold(innermost.to_owned(), |inner, _| {
        format!(
            r#"{{"MsgType":"TIMRelayElem","MsgContent":{{"MsgList":[{{"MsgBody":[{inner}]}}]}}}}"#
        )
    })
}

/// Where the element inside this many forwards is, in a message of one element.
pub(crate) fn nested_path(depth: usize) -> String {
    format!("MsgBody[0]{}", ".MsgContent.MsgList[0].MsgBody[0]".repeat(depth))
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end on this thread.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// A future that is pending once, as one that asks a database is.
pub(crate) async fn pending_once() {
    let mut polled = false;
    std::future::poll_fn(|context| {
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A value's text with the keys of every object in an order of their own, picked by `seed`.
pub(crate) fn spelled_with_keys(value: &Value, seed: u64) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| spelled_with_keys(item, seed)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by_key(|(key, _)| {
                let mut hasher = DefaultHasher::new();
                (seed, key, entries_of(value)).hash(&mut hasher);
                hasher.finish()
            });
            let entries = entries
                .into_iter()
                .map(|(key, value)| format!("{}:{}", json!(key), spelled_with_keys(value, seed)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        leaf => leaf.to_string(),
    }
}

/// How many entries an object has: objects of different sizes get different orders.
fn entries_of(value: &Value) -> usize {
    value.as_object().map_or(0, serde_json::Map::len)
}
