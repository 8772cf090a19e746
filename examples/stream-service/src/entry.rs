//! An event on its way through a stream: how it is labelled, and how it is read back.

use sha2::{Digest, Sha256};
use tim_callback::{AnyCallback, Error, Incoming, Verified, Verifier};

/// The keys of an event.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Labels {
    /// A key that is equal for repeated deliveries of one event.
    pub(crate) mark: String,
    /// A key that is equal for events that must stay in order.
    pub(crate) order: String,
}

impl Labels {
    /// The crate's keys after the app id, because apps that share an endpoint may use the same
    /// group ids.
    ///
    /// An event without an ordering key is distributed by its mark. So is a body that does not
    /// decode: a worker of a newer version may decode it, or it becomes a dead letter.
    pub(crate) fn of(verified: Verified<'_>) -> Self {
        let app = verified.query().sdk_app_id();
        let (dedup, order) = match verified.decode() {
            Ok(callback) => (callback.dedup_key(), callback.ordering_key()),
            Err(undecodable) => {
                let (_, verified) = undecodable.into_parts();
                let digest = base16ct::lower::encode_string(&Sha256::digest(verified.raw_body()));
                (format!("{}:{digest}", verified.query().command_name()), None)
            }
        };
        let mark = format!("{app}:{dedup}");
        let order = order.map_or_else(|| mark.clone(), |order| format!("{app}:{order}"));
        Self { mark, order }
    }
}

/// Decodes a stored callback.
///
/// It cannot be verified again, because `RequestTime` is as old as the entry. The verifier of the
/// endpoint has already accepted everything in the streams, so they are trusted as far as Redis is,
/// and workers need no token.
pub(crate) fn read(query: &str, body: &[u8]) -> Result<AnyCallback, Error> {
    let incoming = Incoming::new(query, body)?;
    let verified = Verifier::unchecked_for_logs_and_tests().verify(incoming)?;
    Ok(verified.decode()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(app: u64, command: &str, body: &str) -> Labels {
        let query = format!("SdkAppid={app}&CallbackCommand={command}");
        let incoming = Incoming::new(&query, body.as_bytes()).unwrap();
        Labels::of(Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap())
    }

    fn sent(seq: u64) -> String {
        format!(
            r#"{{"CallbackCommand":"Group.CallbackAfterSendMsg","GroupId":"@TGS#1",
                "Type":"Public","From_Account":"jared","Operator_Account":"jared","Random":1,
                "MsgSeq":{seq},"MsgTime":1490686222,"MsgBody":[]}}"#
        )
    }

    #[test]
    fn messages_of_a_group_share_their_order_and_differ_in_their_marks() {
        let [one, two] = [1, 2].map(|seq| labels(1, "Group.CallbackAfterSendMsg", &sent(seq)));
        assert_eq!(one.order, "1:@TGS#1");
        assert_eq!(one.order, two.order);
        assert_ne!(one.mark, two.mark);
        assert_eq!(one, labels(1, "Group.CallbackAfterSendMsg", &sent(1)));
    }

    #[test]
    fn apps_are_kept_apart() {
        let [one, two] = [1, 2].map(|app| labels(app, "Group.CallbackAfterSendMsg", &sent(1)));
        assert_ne!(one.order, two.order);
        assert_ne!(one.mark, two.mark);
    }

    #[test]
    fn what_is_not_decoded_is_told_apart_by_its_bytes() {
        for command in ["Group.CallbackAfterSendMsg", "Live.SomethingNew"] {
            let [one, two] = ["{}", "[]"].map(|body| labels(1, command, body));
            assert_ne!(one, two);
            assert_eq!(one.order, one.mark);
            assert_eq!(one, labels(1, command, "{}"));
            assert!(one.mark.starts_with(&format!("1:{command}:")), "{one:?}");
        }
    }
}
