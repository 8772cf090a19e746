//! Messages: there and back, in any order of keys, and their texts.

use proptest::prelude::*;
use serde_json::Value;
use tim_callback::{MsgBody, MsgPatch};

use crate::elements::body;
use crate::support::{call_about, spelled_with_keys};
use crate::traits::to_text;

proptest! {
    #[test]
    fn a_message_comes_back_from_text_and_value_as_it_was(body in body()) {
        let text = to_text(&body);
        prop_assert_eq!(&serde_json::from_str::<MsgBody>(&text).unwrap(), &body);
        let value = serde_json::to_value(&body).unwrap();
        prop_assert_eq!(&serde_json::from_value::<MsgBody>(value).unwrap(), &body);
    }

    #[test]
    fn a_message_is_the_same_whatever_the_order_of_its_keys(body in body(), seed in any::<u64>()) {
        let value = serde_json::to_value(&body).unwrap();
        let shuffled = spelled_with_keys(&value, seed);
        let decoded: MsgBody = serde_json::from_str(&shuffled).unwrap();
        prop_assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
        prop_assert_eq!(decoded.texts(), body.texts());
    }

    #[test]
    fn redaction_offers_exactly_the_texts(body in body(), seed in any::<u64>()) {
        let value = serde_json::to_value(&body).unwrap();
        let call = call_about(&spelled_with_keys(&value, seed));
        let mut offered = Vec::new();
        let patch = call.patch().redact(|text| {
            offered.push(text.to_owned());
            None
        });
        prop_assert_eq!(&offered, &call.msg_body.texts());
        prop_assert_eq!(offered, body.texts());
        prop_assert!(patch.is_empty());
    }

    #[test]
    fn redaction_changes_the_texts_and_nothing_else(body in body(), seed in any::<u64>()) {
        let value = serde_json::to_value(&body).unwrap();
        let call = call_about(&spelled_with_keys(&value, seed));
        let marked = sent(&call.patch().redact(|text| Some(format!("<{text}>"))));
        let again = call_about(&marked.to_string());
        let expected: Vec<_> = body.texts().iter().map(|text| format!("<{text}>")).collect();
        prop_assert_eq!(again.msg_body.texts(), expected);
        let unmarked = again.patch().redact(|text| Some(text[1..text.len() - 1].to_owned()));
        prop_assert_eq!(sent(&unmarked), value);
    }
}

/// The elements that a patch sends, as one value.
fn sent(patch: &MsgPatch) -> Value {
    serde_json::to_value(patch.elements()).expect("JSON")
}
