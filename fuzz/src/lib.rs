//! What the fuzz targets share.

mod memory;

use std::borrow::Cow;
use std::fmt::Debug;

use serde_json::{Number, Value};
use tim_callback::call::DecodeError;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::{AnyCallback, CallbackCommand, Incoming, SdkAppId, UnixSeconds, Verifier};

pub use memory::{Counting, peak_of};

/// The app that the targets know.
pub const APP: SdkAppId = SdkAppId::new(1_400_000_000);
/// Its token.
pub const TOKEN: &str = "xxxxyyyy";
/// The `RequestTime` that the targets sign.
pub const TIME: UnixSeconds = UnixSeconds::new(1_669_872_112);

/// The documented parameters.
pub const PARAMS: [QueryParam; 8] = [
    QueryParam::SdkAppId,
    QueryParam::CallbackCommand,
    QueryParam::ContentType,
    QueryParam::ClientIp,
    QueryParam::OptPlatform,
    QueryParam::Sign,
    QueryParam::RequestTime,
    QueryParam::RequestId,
];

/// A query's parameters as another reader sees them.
pub fn pairs(query: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(query.as_bytes()).collect()
}

/// The command that a byte stands for.
pub fn command(index: u8) -> CallbackCommand {
    let all = CallbackCommand::all();
    all[usize::from(index) % all.len()]
}

/// A body decoded as a request of this command, without any verification.
pub fn decode(command: CallbackCommand, body: &[u8]) -> Result<AnyCallback, DecodeError> {
    let query = CallbackQuery::new(APP, command).to_query_string();
    let incoming = Incoming::new(&query, body).expect("the query is readable, the body small");
    let verifier = Verifier::unchecked_for_logs_and_tests();
    let verified = verifier.verify(incoming).expect("nothing is checked");
    verified.decode().map_err(|undecodable| undecodable.into_parts().0)
}

/// Whether two values are the same, but for the last digits of floats: without its feature
/// `float_roundtrip` serde_json reads them one or two units in the last place away.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (Value::Number(a), Value::Number(b)) => a == b || close(a, b),
        _ => a == b,
    }
}

fn close(a: &Number, b: &Number) -> bool {
    let (Some(a), Some(b), true) = (a.as_f64(), b.as_f64(), a.is_f64() && b.is_f64()) else {
        return false;
    };
    // The smallest floats have few digits to agree in.
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()) || a.abs().max(b.abs()) < 1e-290
}

/// Whether a text holds what the comparisons cannot judge: the key under which serde_json's `Value`
/// hides raw JSON means something to it, and floats at the end of the range may be read beyond it.
pub fn unfit(text: &str) -> bool {
    text.contains("$serde_json") || ["e30", "E30", "e+30", "E+30"].iter().any(|e| text.contains(e))
}

/// Whether two typed things print the same in full: more than their JSON says, because a field that
/// is read and never written is in it. Floats and contents kept as JSON are spelled anew on the way, so
/// whatever has some is left to [`same`].
pub fn same_typed(a: &impl Debug, b: &impl Debug) -> bool {
    let (a, b) = (format!("{a:?}"), format!("{b:?}"));
    a == b || ["UnknownElem", "LocationElem", "JsonObject"].iter().any(|name| a.contains(name))
}
