//! The decision about a message. Replace this file with your own.
//!
//! | a text contains | verdict |
//! |---|---|
//! | `casino` | rejected |
//! | `buy now` | rejected with our own code and text |
//! | `gibberish` | dropped, and the sender sees success |
//! | `secret` | delivered with `***` in its place |
//! | none of these | delivered as it is |
//!
//! The first row that matches decides. All texts that a reader sees are searched, including those
//! of forwarded messages.

use tim_callback::callbacks::{c2c, group};
use tim_callback::verdict::RejectCode;
use tim_callback::{C2cRejectCode, Call, Callback, Decide, GroupRejectCode, MsgBody, MsgVerdict};

/// The codes that our clients show as "advertising".
const GROUP_ADVERTISING: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
const C2C_ADVERTISING: C2cRejectCode = C2cRejectCode::new(120101).unwrap();

/// Decides by words alone, without waiting for anything.
#[derive(Debug)]
pub struct Moderator;

impl Decide<group::BeforeSendMsg> for Moderator {
    fn decide(&self, call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
        judge(call, &call.msg_body, GROUP_ADVERTISING)
    }
}

impl Decide<c2c::BeforeSendMsg> for Moderator {
    fn decide(&self, call: &Call<c2c::BeforeSendMsg>) -> MsgVerdict<C2cRejectCode> {
        judge(call, &call.msg_body, C2C_ADVERTISING)
    }
}

fn judge<C, R>(call: &Call<C>, message: &MsgBody, advertising: R) -> MsgVerdict<R>
where
    C: Callback<Verdict = MsgVerdict<R>>,
    R: RejectCode,
{
    let texts = message.texts();
    let says = |word: &str| texts.iter().any(|text| text.contains(word));
    if says("casino") {
        MsgVerdict::Reject
    } else if says("buy now") {
        MsgVerdict::reject_with(advertising, "no advertising here")
    } else if says("gibberish") {
        MsgVerdict::SilentDrop
    } else if says("secret") {
        let hide = |text: &str| text.contains("secret").then(|| text.replace("secret", "***"));
        MsgVerdict::Modify(call.patch().redact(hide))
    } else {
        MsgVerdict::Allow
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn in_a_group(text: &str) -> Call<group::BeforeSendMsg> {
        let request = json!({
            "CallbackCommand": "Group.CallbackBeforeSendMsg", "GroupId": "@TGS#1",
            "Type": "Public", "From_Account": "jared", "Operator_Account": "jared", "Random": 1,
            "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}],
        });
        Call::for_test(serde_json::from_value(request).unwrap())
    }

    fn one_to_one(text: &str) -> Call<c2c::BeforeSendMsg> {
        let request = json!({
            "CallbackCommand": "C2C.CallbackBeforeSendMsg", "From_Account": "jared",
            "To_Account": "ana", "MsgSeq": 1, "MsgRandom": 2, "MsgTime": 3, "MsgKey": "1_2_3",
            "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}],
        });
        Call::for_test(serde_json::from_value(request).unwrap())
    }

    #[test]
    fn each_word_has_its_verdict() {
        for (text, verdict) in [
            ("good morning", MsgVerdict::Allow),
            ("to the casino!", MsgVerdict::Reject),
            ("buy now", MsgVerdict::reject_with(GROUP_ADVERTISING, "no advertising here")),
            ("some gibberish", MsgVerdict::SilentDrop),
        ] {
            assert_eq!(Moderator.decide(&in_a_group(text)), verdict, "{text}");
        }
    }

    #[test]
    fn one_to_one_messages_are_judged_alike_with_a_code_of_their_own() {
        assert_eq!(Moderator.decide(&one_to_one("good morning")), MsgVerdict::Allow);
        assert_eq!(Moderator.decide(&one_to_one("casino")), MsgVerdict::Reject);
        let verdict = MsgVerdict::reject_with(C2C_ADVERTISING, "no advertising here");
        assert_eq!(Moderator.decide(&one_to_one("buy now")), verdict);
    }

    #[test]
    fn a_secret_is_hidden_and_the_rest_stays() {
        let verdict = Moderator.decide(&in_a_group("the secret of the secret"));
        let MsgVerdict::Modify(patch) = verdict else { panic!("{verdict:?}") };
        let hidden = r#"{"MsgContent":{"Text":"the *** of the ***"},"MsgType":"TIMTextElem"}"#;
        let sent: serde_json::Value = serde_json::from_str(patch.elements()[0].get()).unwrap();
        assert_eq!(sent, serde_json::from_str::<serde_json::Value>(hidden).unwrap());
    }

    #[test]
    fn the_hardest_verdict_wins() {
        let call = in_a_group("a secret casino, buy now");
        assert_eq!(Moderator.decide(&call), MsgVerdict::Reject);
    }
}
