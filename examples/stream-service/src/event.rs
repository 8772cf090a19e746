//! An event on its way through a stream: how it is labelled, written and read back.

use async_nats::jetstream::Message;
use async_nats::jetstream::message::StreamMessage;
use async_nats::{HeaderMap, HeaderValue};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use tim_callback::{AnyCallback, Incoming, SdkAppId, Verified, Verifier};

/// The query string as it came.
const QUERY: &str = "Tim-Query";
/// The id of the event.
pub const EVENT: &str = "Tim-Event";

/// Marks a message that is no event.
pub(crate) const NUDGE: &str = "Tim-Nudge";

/// An event that is about to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Equal for repeated deliveries of one event: the app id, and a digest of the crate's
    /// `dedup_key`, which may contain anything.
    pub id: String,
    /// The app.
    pub app: SdkAppId,
    /// The digest of what is equal for events that must stay in order.
    order: u64,
    query: String,
    body: Bytes,
}

/// A message of a partition's stream.
#[derive(Debug, Clone, Default)]
pub struct Stored {
    /// The headers; empty if an endpoint did not write it.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Bytes,
}

impl Event {
    /// Takes query and body as they came, and the keys from what they say.
    ///
    /// The app id is a part of the keys, because apps that share an endpoint may use the same group
    /// ids. An event without an ordering key is distributed by its id. So is a body that does not
    /// decode: a worker of a newer version may decode it, or it becomes a dead letter.
    #[must_use]
    pub fn new(query: &str, verified: Verified<'_>) -> Self {
        let app = verified.query().sdk_app_id();
        let body = Bytes::copy_from_slice(verified.raw_body());
        let (dedup, order) = match verified.decode() {
            Ok(callback) => (callback.dedup_key(), callback.ordering_key()),
            Err(undecodable) => {
                let (_, verified) = undecodable.into_parts();
                let name = verified.query().command_name().to_owned();
                (format!("{name}:{}", hex(&Sha256::digest(verified.raw_body()))), None)
            }
        };
        let order = order.unwrap_or_else(|| dedup.clone());
        let order = Sha256::digest(format!("{app}:{order}"));
        Self {
            id: format!("{app}-{}", &hex(&Sha256::digest(dedup))[..32]),
            app,
            order: order.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)),
            query: query.to_owned(),
            body,
        }
    }

    /// The partition of all events with this ordering key.
    ///
    /// Every machine must choose the same one, whatever it was built with. SHA-256 gives the same
    /// result everywhere; std's hasher guarantees that only within one run of one build.
    #[must_use]
    pub fn partition(&self, partitions: u16) -> u16 {
        // The remainder of a division by a u16 is a u16.
        u16::try_from(self.order % u64::from(partitions.max(1))).unwrap_or_default()
    }

    /// The message: headers and body.
    pub(crate) fn message(&self) -> (HeaderMap, Bytes) {
        let mut headers = HeaderMap::new();
        headers.insert(EVENT, self.id.as_str());
        headers.insert(QUERY, self.query.as_str());
        (headers, self.body.clone())
    }
}

impl Stored {
    /// Whether this is no event, and only lets a worker look for one that was left out.
    pub(crate) fn is_nudge(&self) -> bool {
        self.headers.get(NUDGE).is_some()
    }

    /// Decodes the event, and returns it with its id.
    ///
    /// It cannot be verified again, because `RequestTime` is as old as the event. The verifier of
    /// the endpoint has accepted everything in the streams, so they are trusted as far as NATS is,
    /// and workers need no token.
    ///
    /// # Errors
    ///
    /// Returns the reason if this is not an event, or does not decode.
    pub fn event(&self) -> Result<(String, AnyCallback), String> {
        let header = |name: &str| {
            let value = self.headers.get(name);
            value.map(HeaderValue::as_str).ok_or_else(|| format!("the message has no {name}"))
        };
        let (id, query) = (header(EVENT)?.to_owned(), header(QUERY)?);
        let said = |error: &dyn ToString| error.to_string();
        let incoming = Incoming::new(query, &*self.body).map_err(|error| said(&error))?;
        let verified = Verifier::unchecked_for_logs_and_tests().verify(incoming);
        let callback = verified.map_err(|error| said(&error))?.decode();
        Ok((id, callback.map_err(|error| said(&error))?))
    }
}

impl From<&Message> for Stored {
    fn from(message: &Message) -> Self {
        Self { headers: message.headers.clone().unwrap_or_default(), body: message.payload.clone() }
    }
}

impl From<StreamMessage> for Stored {
    fn from(message: StreamMessage) -> Self {
        Self { headers: message.headers, body: message.payload }
    }
}

fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(app: u64, command: &str, body: &str) -> Event {
        let query = format!("SdkAppid={app}&CallbackCommand={command}");
        let incoming = Incoming::new(&query, body.as_bytes()).unwrap();
        let verified = Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap();
        Event::new(&query, verified)
    }

    fn sent(group: &str, seq: u64) -> String {
        format!(
            r#"{{"CallbackCommand":"Group.CallbackAfterSendMsg","GroupId":"{group}",
                "Type":"Public","From_Account":"jared","Operator_Account":"jared","Random":1,
                "MsgSeq":{seq},"MsgTime":1490686222,"MsgBody":[]}}"#
        )
    }

    fn message(app: u64, group: &str, seq: u64) -> Event {
        event(app, "Group.CallbackAfterSendMsg", &sent(group, seq))
    }

    #[test]
    fn messages_of_a_group_share_their_order_and_differ_in_their_ids() {
        let [one, two] = [1, 2].map(|seq| message(1, "@TGS#1", seq));
        assert_eq!(one.order, two.order);
        assert_ne!(one.id, two.id);
        assert_eq!(one, message(1, "@TGS#1", 1));
    }

    #[test]
    fn a_key_has_one_partition_for_ever() {
        // What `printf 1400000000:@TGS#1 | sha256sum` begins with.
        let order = 0x80ac_7115_aeaa_cc4f_u64;
        let event = message(1400000000, "@TGS#1", 1);
        assert_eq!(u64::from(event.partition(1000)), order % 1000);
        assert_eq!(event.partition(1), 0);
    }

    #[test]
    fn keys_are_spread_over_all_partitions() {
        let mut counts = [0; 16];
        for group in 0..1600 {
            let event = message(1400000000, &format!("@TGS#{group}"), 1);
            counts[usize::from(event.partition(16))] += 1;
        }
        assert!(counts.iter().all(|count| (60..=140).contains(count)), "{counts:?}");
    }

    #[test]
    fn apps_are_kept_apart() {
        let [one, two] = [1, 2].map(|app| message(app, "@TGS#1", 1));
        assert_ne!(one.order, two.order);
        assert_ne!(one.id, two.id);
    }

    #[test]
    fn what_is_not_decoded_is_told_apart_by_its_bytes() {
        for command in ["Group.CallbackAfterSendMsg", "Live.SomethingNew"] {
            let [one, two] = ["{}", "[]"].map(|body| event(1, command, body));
            assert_ne!(one.id, two.id);
            assert_eq!(one, event(1, command, "{}"));
        }
    }

    #[test]
    fn a_message_is_read_back_as_it_was_written() {
        let event = message(1400000000, "群\\u0000\\r\\n.*>", 1);
        let (headers, body) = event.message();
        let (id, callback) = Stored { headers, body }.event().unwrap();
        assert_eq!(id, event.id);
        assert_eq!(callback.raw_body(), &event.body);
        assert!(event.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    }

    #[test]
    fn what_no_endpoint_wrote_is_refused_with_the_reason() {
        let reason = |headers: &HeaderMap| {
            let stored = Stored { headers: headers.clone(), body: Bytes::from_static(b"{}") };
            stored.event().unwrap_err()
        };
        let mut headers = HeaderMap::new();
        assert_eq!(reason(&headers), "the message has no Tim-Event");
        headers.insert(EVENT, "1-2");
        assert_eq!(reason(&headers), "the message has no Tim-Query");
        headers.insert(QUERY, "nothing");
        assert!(!reason(&headers).is_empty());
    }
}
