//! Keys for queues: which deliveries are the same event, and which events must stay in order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{Call, Callback};
use crate::callbacks::push::{AllMemberPush, OfflinePush};
use crate::json::canonical;

/// The fields of a body that may differ when one event is delivered again.
const VARYING: &[&str] = &[
    // How many messages the recipient has not read: counted anew for each delivery.
    "UnreadMsgNum",
];

/// The name of an unknown command can be of any length.
const LONGEST_NAME: usize = 128;

impl<C: Callback> Call<C> {
    /// A key that is equal for repeated deliveries of one event and different for any two events.
    /// After-commands may be repeated.
    ///
    /// It is the command, a colon, and 64 hexadecimal digits: the SHA-256 of the body in canonical
    /// form. See [Keys for queues](crate::call#keys-for-queues).
    #[must_use]
    pub fn dedup_key(&self) -> String {
        key(C::COMMAND.name(), C::NAMES, self.raw_body())
    }

    /// A key that is equal for events that must stay in order: the topic, else the group, else the
    /// two accounts (the same key in either direction), else the one account concerned. An empty id
    /// counts as absent. `None` for events that concern the app as a whole.
    #[must_use]
    pub fn ordering_key(&self) -> Option<String> {
        self.request().ordering_key().map(Cow::into_owned)
    }
}

macro_rules! event_keys {
    ($($batch:ident),+) => {$(
        impl Call<$batch> {
            /// The key of each event, in the order of `events`. A repeated event has the same key,
            /// whichever batch it arrives in.
            #[must_use]
            pub fn event_dedup_keys(&self) -> Vec<String> {
                event_keys(self)
            }
        }
    )+};
}

event_keys!(OfflinePush, AllMemberPush);

fn event_keys<C: Callback>(call: &Call<C>) -> Vec<String> {
    // The body has been decoded, so it is an object with a list of events.
    let fields: BTreeMap<String, &RawValue> =
        serde_json::from_slice(call.raw_body()).unwrap_or_default();
    let events = fields.get("Events").and_then(|list| serde_json::from_str(list.get()).ok());
    let events: Vec<&RawValue> = events.unwrap_or_default();
    let key = |event: &&RawValue| key(C::COMMAND.name(), C::NAMES, event.get().as_bytes());
    events.iter().map(key).collect()
}

/// The key of an event of a command with these names.
pub(super) fn key(command: &str, names: &[&str], body: &[u8]) -> String {
    let mut hash = Sha256::new();
    let label = if is_plain(command) {
        command
    } else {
        hash.update(command.len().to_be_bytes());
        hash.update(command);
        "Unknown"
    };
    hash.update(canonical_body(command, names, body).as_deref().map_or(body, str::as_bytes));
    format!("{label}:{}", base16ct::lower::encode_string(&hash.finalize()))
}

/// Whether a name is fit for a header or a column.
fn is_plain(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_';
    name.len() <= LONGEST_NAME && name.bytes().all(is_plain)
}

fn canonical_body(command: &str, names: &[&str], body: &[u8]) -> Option<String> {
    let own_name = |value: &str| names.iter().any(|name| quoted(name) == value);
    canonical(std::str::from_utf8(body).ok()?, &|field, value| match field {
        _ if VARYING.contains(&field) => None,
        "CallbackCommand" if own_name(value) => Some(Cow::Owned(quoted(command))),
        _ => Some(Cow::Borrowed(value)),
    })
}

/// A command's name as JSON.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
