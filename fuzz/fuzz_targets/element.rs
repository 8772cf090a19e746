//! Any text as a message element: JSON text and `serde_json::Value`, either order of the two keys,
//! and a second round all give the same element, and so does a body with the element in it; a known
//! type is never unknown, and an unknown one keeps its content.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, from_str, from_value, to_string, to_value};
use tim_callback::call::DecodeError;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::MsgType;
use tim_callback::{Incoming, MsgElement, Verifier};
use tim_callback_fuzz::{same, same_typed, unfit};

fn value_of(element: &MsgElement) -> Value {
    to_value(element).expect("an element has a JSON form")
}

fn assert_same(a: &MsgElement, b: &MsgElement) {
    assert!(same_typed(a, b), "{a:?}\n{b:?}");
    let (a, b) = (value_of(a), value_of(b));
    assert!(same(&a, &b), "{a}\n{b}");
}

fn assert_agree<E, F>(a: Result<MsgElement, E>, b: Result<MsgElement, F>, what: &Value) {
    match (a, b) {
        (Ok(a), Ok(b)) => assert_same(&a, &b),
        (a, b) => assert_eq!(a.is_ok(), b.is_ok(), "{what}"),
    }
}

/// The element as part of a body, where a content that comes first may be guessed.
fn in_a_body(element: &str) -> Result<MsgElement, DecodeError> {
    let body = format!(
        r#"{{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":"g","Type":"Public",
        "From_Account":"a","Operator_Account":"a","Random":1,"MsgBody":[{element}]}}"#
    );
    let query = "SdkAppid=1&CallbackCommand=Group.CallbackBeforeSendMsg";
    let incoming = Incoming::new(query, body.into_bytes()).expect("the query can be read");
    let verified = Verifier::unchecked_for_logs_and_tests().verify(incoming).expect("unchecked");
    let call = verified.decode_as::<BeforeSendMsg>().map_err(|failed| failed.into_parts().0)?;
    let mut elements = call.into_request().msg_body.into_vec();
    Ok(elements.pop().expect("one element"))
}

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    let element: Option<MsgElement> = from_str(text).ok();
    if unfit(text) {
        return;
    }
    if let Some(element) = &element {
        let known = !matches!(element, MsgElement::Unknown(_));
        assert_eq!(known, element.msg_type().parse::<MsgType>().is_ok());
        let printed = to_string(element).expect("an element has a JSON form");
        assert_same(element, &from_str(&printed).expect("what was printed decodes"));
        let value = value_of(element);
        assert_same(element, &from_value(value).expect("what was printed decodes"));
    }

    // A `Value` holds no number beyond `f64`, no half of a surrogate pair, no second of two equal
    // keys: what follows is about texts without those.
    let Ok(value) = from_str::<Value>(text) else { return };
    if let Some(element) = &element {
        let by_value: MsgElement = from_value(value.clone()).expect("decodes as text");
        assert_same(element, &by_value);
        if let MsgElement::Unknown(unknown) = element {
            assert_eq!(value["MsgType"], unknown.msg_type());
            let content: Value = from_str(unknown.content().get()).expect("a content is JSON");
            assert!(same(&value["MsgContent"], &content), "{value}\n{content}");
        }
    }
    assert_agree(from_value(value.clone()), from_str(&value.to_string()), &value);
    if let (Some(kind), Some(content)) = (value.get("MsgType"), value.get("MsgContent")) {
        let type_first = format!(r#"{{"MsgType":{kind},"MsgContent":{content}}}"#);
        let content_first = format!(r#"{{"MsgContent":{content},"MsgType":{kind}}}"#);
        assert_agree(from_str(&type_first), from_str(&content_first), &value);
        match (in_a_body(&type_first), in_a_body(&content_first)) {
            (Ok(a), Ok(b)) => assert_same(&a, &b),
            (a, b) => assert_eq!(a.err(), b.err(), "{value}"),
        }
    }
});
