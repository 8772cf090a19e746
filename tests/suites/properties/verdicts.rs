//! Verdicts: each answers as documented and is read back from its answer.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde::Serialize;
use serde_json::{Value, json};
use tim_callback::verdict::SubscribeVerdict;
use tim_callback::verdict::{Answer, AnswerError, RejectCode};
use tim_callback::{
    Ack, FriendVerdict, Gate, InviteVerdict, MsgElement, MsgPatch, MsgVerdict, UserId,
};

use crate::codes::{C2C, FRIEND, GROUP, c2c_code, group_code};
use crate::elements::{body, element};
use crate::support::call_about;
use crate::traits::to_text;
use crate::values::text;

/// An answer's fields besides the three that every answer has.
fn own_fields(answer: &Value) -> Result<BTreeMap<&str, &Value>, TestCaseError> {
    let mut fields: BTreeMap<_, _> =
        answer.as_object().expect("an object").iter().map(|(k, v)| (k.as_str(), v)).collect();
    prop_assert_eq!(fields.remove("ActionStatus"), Some(&json!("OK")));
    prop_assert!(fields.remove("ErrorInfo").is_some_and(Value::is_string));
    prop_assert!(fields.remove("ErrorCode").is_some_and(Value::is_u64));
    Ok(fields)
}

/// A verdict answers with a documented code, with documented fields beside it, and is read back
/// from that answer.
fn is_documented<V>(
    verdict: &V,
    read_back: &V,
    codes: &[RangeInclusive<u32>],
    fields_of_allow: &[&str],
) -> TestCaseResult
where
    V: Serialize + TryFrom<Answer, Error = AnswerError> + PartialEq + Debug,
{
    let text = to_text(verdict);
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    let code = u32::try_from(answer["ErrorCode"].as_u64().expect("a number")).expect("a code");
    prop_assert!(codes.iter().any(|range| range.contains(&code)), "{}", text);
    for (field, value) in own_fields(&answer)? {
        prop_assert!(code == 0 && fields_of_allow.contains(&field), "{} in {}", field, text);
        match value {
            Value::Array(items) => prop_assert!(!items.is_empty() || field == "ResultItem"),
            value => prop_assert!(value.is_string(), "{} in {}", field, text),
        }
    }
    let answer: Answer = serde_json::from_str(&text).expect("an answer");
    prop_assert_eq!(&V::try_from(answer).expect("a verdict"), read_back);
    Ok(())
}

fn gate<R: RejectCode>(code: impl Strategy<Value = R>) -> impl Strategy<Value = Gate<R>> {
    prop_oneof![
        Just(Gate::Allow),
        Just(Gate::Reject),
        (code, text()).prop_map(|(code, text)| Gate::reject_with(code, text)),
    ]
}

/// A change of a message.
#[derive(Debug, Clone)]
enum Change {
    Append(MsgElement),
    Replace(usize, MsgElement),
    Remove(usize),
    ReplaceAll(Vec<MsgElement>),
    Redact(String),
    Data(String),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        element().prop_map(Change::Append),
        (0..6usize, element()).prop_map(|(at, element)| Change::Replace(at, element)),
        (0..6usize).prop_map(Change::Remove),
        vec(element(), 0..3).prop_map(Change::ReplaceAll),
        text().prop_map(Change::Redact),
        text().prop_map(Change::Data),
    ]
}

/// Makes the changes that can be made; one that cannot is left out.
fn changed(patch: MsgPatch, changes: &[Change]) -> MsgPatch {
    changes.iter().cloned().fold(patch, |patch, change| {
        let before = patch.clone();
        match change {
            Change::Append(element) => patch.append(element),
            Change::Replace(at, element) => patch.replace(at, element).unwrap_or(before),
            Change::Remove(at) => patch.remove(at).unwrap_or(before),
            Change::ReplaceAll(elements) => patch.replace_all(elements).unwrap_or(before),
            Change::Redact(text) => patch.redact(|_| Some(text.clone())),
            Change::Data(data) => patch.with_cloud_custom_data(data),
        }
    })
}

fn msg<R: RejectCode>(code: impl Strategy<Value = R>) -> impl Strategy<Value = MsgVerdict<R>> {
    let patch = (body(), vec(change(), 0..4))
        .prop_map(|(body, changes)| changed(call_about(&to_text(&body)).patch(), &changes));
    prop_oneof![
        1 => Just(MsgVerdict::Allow),
        1 => Just(MsgVerdict::Reject),
        1 => Just(MsgVerdict::SilentDrop),
        2 => (code, text()).prop_map(|(code, text)| MsgVerdict::reject_with(code, text)),
        5 => patch.prop_map(MsgVerdict::Modify),
    ]
}

/// A change of nothing is read back as what it answers: let it pass.
fn read_back<R: RejectCode>(verdict: &MsgVerdict<R>) -> MsgVerdict<R> {
    match verdict {
        MsgVerdict::Modify(patch) if patch.is_empty() => MsgVerdict::Allow,
        verdict => verdict.clone(),
    }
}

fn users() -> impl Strategy<Value = Vec<UserId>> {
    vec(text().prop_map(UserId::from), 0..4)
}

/// A friend verdict: no call is needed to read one from an answer.
fn friends() -> impl Strategy<Value = FriendVerdict> {
    let code = prop_oneof![Just(0), FRIEND];
    vec((text(), code, text()), 0..4).prop_map(|items| {
        let items: Vec<_> = items
            .into_iter()
            .map(|(target, code, info)| {
                let info = if code == 0 { String::new() } else { info };
                json!({"To_Account": target, "ResultCode": code, "ResultInfo": info})
            })
            .collect();
        let answer = json!({
            "ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0, "ResultItem": items,
        });
        let answer: Answer = serde_json::from_value(answer).expect("an answer");
        FriendVerdict::try_from(answer).expect("a verdict")
    })
}

proptest! {
    #[test]
    fn every_gate_answers_as_documented(
        group in gate(group_code()),
        c2c in gate(c2c_code()),
    ) {
        is_documented(&group, &group, &[0..=1, GROUP], &[])?;
        is_documented(&c2c, &c2c, &[0..=1, C2C], &[])?;
    }

    #[test]
    fn every_verdict_on_a_message_answers_as_documented(
        group in msg(group_code()),
        c2c in msg(c2c_code()),
    ) {
        let fields = ["MsgBody", "CloudCustomData"];
        is_documented(&group, &read_back(&group), &[0..=2, GROUP], &fields)?;
        is_documented(&c2c, &read_back(&c2c), &[0..=2, C2C], &fields)?;
    }

    #[test]
    fn every_verdict_on_members_answers_as_documented(
        members in users(),
        code in group_code(),
        text in text(),
        which in 0..4,
    ) {
        let invite = match which {
            0 => InviteVerdict::Allow,
            1 => InviteVerdict::Refuse(members.clone()),
            2 => InviteVerdict::Reject,
            _ => InviteVerdict::reject_with(code, text),
        };
        let read_back = if invite == InviteVerdict::Refuse(Vec::new()) {
            InviteVerdict::Allow
        } else {
            invite.clone()
        };
        is_documented(&invite, &read_back, &[0..=1, GROUP], &["RefusedMembers_Account"])?;

        let subscribe = match which {
            0 => SubscribeVerdict::Allow,
            1 => SubscribeVerdict::Reject,
            _ => SubscribeVerdict::Refuse(members),
        };
        let read_back = if subscribe == SubscribeVerdict::Refuse(Vec::new()) {
            SubscribeVerdict::Allow
        } else {
            subscribe.clone()
        };
        is_documented(&subscribe, &read_back, &[0..=1], &["RefusedSubscribers_Account"])?;
    }

    #[test]
    fn every_verdict_on_friends_answers_as_documented(verdict in friends()) {
        is_documented(&verdict, &verdict, &[0..=0], &["ResultItem"])?;
        is_documented(&Ack, &Ack, &[0..=0], &[])?;
        let answer = serde_json::to_value(&verdict).unwrap();
        for item in answer["ResultItem"].as_array().expect("always there") {
            let code = u32::try_from(item["ResultCode"].as_u64().unwrap()).unwrap();
            prop_assert!(code == 0 || FRIEND.contains(&code));
        }
    }
}
