//! Any message, patched: what is left alone goes back to the letter, what is redacted are exactly
//! the texts, and the answer reads back as what was patched.
//!
//! Input: the number of steps, a byte for each, then the text of `MsgBody`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;
use serde_json::{Value, from_slice, from_str, to_string};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::{PatchError, TextElem};
use tim_callback::verdict::Answer;
use tim_callback::{
    AnyCallback, Call, CallbackCommand, GroupRejectCode, MsgBody, MsgElement, MsgPatch, MsgVerdict,
    Reply,
};
use tim_callback_fuzz::{decode, unfit};

const MAX_STEPS: usize = 8;

/// The message as it should be after each step, every element to the letter.
struct Model(Vec<String>);

fn call_about(msg_body: &str) -> Option<Call<BeforeSendMsg>> {
    let body = format!(
        r#"{{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"g","Type":"Public","From_Account":"u","Operator_Account":"u","Random":1,"MsgBody":{msg_body}}}"#
    );
    match decode(CallbackCommand::GroupBeforeSendMsg, body.as_bytes()).ok()? {
        AnyCallback::GroupBeforeSendMsg(call) => Some(call),
        other => panic!("another command: {}", other.command_name()),
    }
}

fn element(text: &str) -> MsgElement {
    from_str(text).expect("an element of a message decodes by itself")
}

fn texts(text: &str) -> Vec<String> {
    let body = MsgBody::new(vec![element(text)]);
    body.texts().into_iter().map(str::to_owned).collect()
}

/// Whether a value is another with some of its strings changed, and nothing else.
fn only_changed(from: &Value, to: &Value, change: &impl Fn(&str) -> Option<String>) -> bool {
    match (from, to) {
        (Value::Array(from), Value::Array(to)) => {
            from.len() == to.len()
                && from.iter().zip(to).all(|(from, to)| only_changed(from, to, change))
        }
        (Value::Object(from), Value::Object(to)) => {
            from.keys().eq(to.keys())
                && from.values().zip(to.values()).all(|(from, to)| only_changed(from, to, change))
        }
        (Value::String(from), Value::String(to)) => from == to || change(from).as_ref() == Some(to),
        _ => from == to,
    }
}

impl Model {
    fn assert_is(&self, elements: &[Box<RawValue>]) {
        assert!(
            self.0.iter().map(String::as_str).eq(elements.iter().map(|raw| raw.get())),
            "{:#?}\n{elements:#?}",
            self.0
        );
    }

    fn redact(&mut self, patch: MsgPatch, pattern: char) -> MsgPatch {
        let change = |text: &str| text.contains(pattern).then(|| text.replace(pattern, "\u{1}*\""));
        let mut offered = Vec::new();
        let patch = patch.redact(|text| {
            offered.push(text.to_owned());
            change(text)
        });
        let mut expected: Vec<_> = self.0.iter().flat_map(|text| texts(text)).collect();
        offered.sort();
        expected.sort();
        assert_eq!(offered, expected, "redact offers exactly the texts");

        assert_eq!(self.0.len(), patch.elements().len());
        for (before, after) in self.0.iter_mut().zip(patch.elements()) {
            let changed = |text: String| change(&text).unwrap_or(text);
            let expected: Vec<_> = texts(before).into_iter().map(changed).collect();
            if expected == texts(before) {
                assert_eq!(before, after.get(), "nothing to redact, so to the letter");
                continue;
            }
            assert_eq!(texts(after.get()), expected);
            if let (false, Ok(from), Ok(to)) =
                (unfit(before), from_str(before), from_str(after.get()))
            {
                assert!(only_changed(&from, &to, &change), "{before}\n{after}");
            }
            after.get().clone_into(before);
        }
        patch
    }

    fn step(&mut self, patch: MsgPatch, step: u8) -> MsgPatch {
        let (index, count) = (usize::from(step >> 2) % 5, self.0.len());
        let new: MsgElement = TextElem::new(format!("new a{step}")).into();
        let is_none = |error| {
            let PatchError::NoSuchElement { index: at, count: of, .. } = error else {
                return false;
            };
            (at, of) == (index, count)
        };
        match step & 3 {
            0 => {
                self.0.push(to_string(&new).expect("an element has a JSON form"));
                patch.append(new)
            }
            1 => self.redact(patch, char::from(b'a' + (step >> 2) % 26)),
            2 => match patch.clone().replace(index, new.clone()) {
                Ok(replaced) => {
                    self.0[index] = to_string(&new).expect("an element has a JSON form");
                    replaced
                }
                Err(error) => {
                    assert!(index >= count && is_none(error));
                    patch
                }
            },
            _ => match patch.clone().remove(index) {
                Ok(removed) => {
                    self.0.remove(index);
                    removed
                }
                Err(PatchError::NoElementLeft) => {
                    assert!(index == 0 && count == 1);
                    patch
                }
                Err(error) => {
                    assert!(index >= count && is_none(error));
                    patch
                }
            },
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let [count, rest @ ..] = data else { return };
    let count = (usize::from(*count) % (MAX_STEPS + 1)).min(rest.len());
    let (steps, msg_body) = rest.split_at(count);
    let Ok(msg_body) = str::from_utf8(msg_body) else { return };
    let Some(call) = call_about(msg_body) else { return };
    // A text that closes the list and opens another field is no list by itself.
    let Ok(original) = from_str::<Vec<&RawValue>>(msg_body) else { return };
    let original: Vec<_> = original.into_iter().map(|raw| raw.get().to_owned()).collect();

    let mut model = Model(original.clone());
    let mut patch = call.patch();
    model.assert_is(patch.elements());
    for step in steps {
        patch = model.step(patch, *step);
        model.assert_is(patch.elements());
    }

    let same = model.0 == original;
    assert_eq!(patch.is_empty(), same);
    let verdict: MsgVerdict<GroupRejectCode> = MsgVerdict::Modify(patch);
    let reply = Reply::to(&call, &verdict);
    assert_eq!(reply.status, 200);
    let answer: Answer = from_slice(&reply.body).expect("an answer reads as one");
    assert_eq!(answer.error_code, 0);
    match &answer.msg_body {
        Some(elements) => model.assert_is(elements),
        None => assert!(same),
    }
    let read = MsgVerdict::try_from(answer).expect("a verdict on a message");
    match &read {
        MsgVerdict::Allow => assert!(same),
        _ => assert_eq!(read, verdict),
    }
});
