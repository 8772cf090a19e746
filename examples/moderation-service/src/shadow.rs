//! The next word list, which is tried on every message before it is put into force.

use std::sync::Arc;

use tim_callback::callbacks::{c2c, group};
use tim_callback::{C2cRejectCode, Call, Decide, GroupRejectCode, MsgVerdict, Observation};
use tracing::info;

use crate::moderator::by_words;
use crate::reload::LiveList;

/// Decides by the next list, and is only compared.
///
/// It knows neither muted senders nor the limit: where one of them gives the verdict, the two
/// disagree although the lists may not.
#[derive(Debug, Clone)]
pub struct NextWords(pub Arc<LiveList>);

impl Decide<group::BeforeSendMsg> for NextWords {
    fn decide(&self, call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
        by_words(&self.0.current(), call)
    }
}

impl Decide<c2c::BeforeSendMsg> for NextWords {
    fn decide(&self, call: &Call<c2c::BeforeSendMsg>) -> MsgVerdict<C2cRejectCode> {
        by_words(&self.0.current(), call)
    }
}

/// Logs whether the next list would have given the same answer.
pub fn log(seen: &Observation<'_>) {
    let Some(shadow) = seen.shadow() else { return };
    let (command, request_id) = (seen.command_name(), seen.request_id());
    let (command, request_id) = (command.as_deref(), request_id.as_deref());
    let decision: Option<&str> = seen.decision().map(Into::into);
    let next: Option<&str> = shadow.decision.map(Into::into);
    let agrees = shadow.agrees;
    let elapsed_ms = shadow.elapsed.as_secs_f64() * 1e3;
    info!(command, request_id, decision, next, agrees, elapsed_ms, "shadow");
}

#[cfg(test)]
mod tests {
    use std::fs::write;

    use tempfile::TempDir;
    use tim_callback::testing::{Signer, call};
    use tim_callback::{Policies, Receiver, SdkAppId, Verifier};

    use super::*;
    use crate::captured_log::Log;

    #[test]
    fn the_log_has_both_decisions_and_whether_they_agree() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("next.txt");
        write(&path, "covert\treject").unwrap();
        let next = NextWords(Arc::new(LiveList::open(path).unwrap()));
        let receiver =
            Receiver::builder(Verifier::unchecked_for_logs_and_tests(), Policies::fail_closed())
                .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
                .on_fn::<c2c::BeforeSendMsg>(|_| MsgVerdict::Allow)
                .shadow::<group::BeforeSendMsg>(next)
                .observe(log)
                .build()
                .unwrap();
        let tencent = Signer::without_authentication(SdkAppId::new(1400000000));
        let (captured, _guard) = Log::start();
        for (text, next, agrees) in [("covert", "reject", false), ("overt", "allow", true)] {
            let sent = tencent.sign(call::<group::BeforeSendMsg>().text(text));
            assert_eq!(receiver.receive(&sent.query, &sent.body[..]).status, 200);
            let [line] = <[String; 1]>::try_from(captured.lines()).unwrap();
            let fields = format!(r#"decision="allow" next="{next}" agrees={agrees}"#);
            assert!(line.contains(&fields), "{line}");
            assert!(line.contains("Group.CallbackBeforeSendMsg"), "{line}");
            assert!(!line.contains("overt"), "{line}");
        }
        let sent = tencent.sign(call::<c2c::BeforeSendMsg>());
        assert_eq!(receiver.receive(&sent.query, &sent.body[..]).status, 200);
        assert_eq!(captured.lines(), [""; 0], "no shadow, no line");
    }
}
