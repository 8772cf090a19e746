//! An event on its way through a stream: what is stored of it, and how it is read again.

use sha2::{Digest, Sha256};
use tim_callback::{AnyCallback, Error, Incoming, Verified, Verifier};

/// What an event is filed under.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Labels {
    /// The same for an event and its repetitions.
    pub(crate) mark: String,
    /// The same for all events that must stay in order.
    pub(crate) order: String,
}

impl Labels {
    /// The crate's keys, behind the app: apps that share an endpoint may use the same group ids.
    ///
    /// What must stay in order with nothing goes wherever its mark leads. So does a body that does
    /// not decode: a worker of a newer version may know better, or it becomes a dead letter.
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

/// Decodes what an endpoint stored.
///
/// Nothing is verified again, and cannot be: `RequestTime` is as old as the backlog is long. An
/// endpoint stores only what its own verifier let pass, so the streams are a log of ours, trusted
/// as far as Redis is; and workers need no token.
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
