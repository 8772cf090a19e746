//! Every value that is wrong somewhere, at every place of every fixture.
//!
//! One case per request and replacement; each goes through all places and knows for each what must
//! come of it.

use std::sync::Arc;

use libtest_mimic::Trial;
use serde_json::Value;

use crate::case::{Outcome, Wrong, case, same, typed, wrong};
use crate::places::{Body, Kind, Place, requests};
use crate::tree::Step;

/// What a replacement is, as a JSON reader should see it.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    List,
    Object,
    /// Not JSON, or of no value that JSON readers hold.
    Nothing,
}

/// What must come of it.
#[derive(Debug)]
enum Wanted {
    /// It decodes as this.
    Typed(Value),
    /// It decodes as this, or is refused where it stands: the sign of the field decides.
    TypedOrRefused(Value),
    Wrong(Wrong),
}

const NUMBERS: [(&str, &str); 17] = [
    ("0", "zero"),
    ("7", "seven"),
    ("-1", "minus_one"),
    ("9223372036854775807", "i64_max"),
    ("9223372036854775808", "i64_max_and_one"),
    ("-9223372036854775808", "i64_min"),
    ("18446744073709551615", "u64_max"),
    ("18446744073709551616", "u64_max_and_one"),
    ("123456789012345678901234567890", "thirty_digits"),
    ("1.5", "fraction"),
    ("7.0", "integral_float"),
    ("1e3", "exponent"),
    ("1E+2", "exponent_with_plus"),
    ("1e-9", "small"),
    ("1e308", "large"),
    ("-0", "minus_zero"),
    ("-0.0", "minus_zero_float"),
];

const TEXTS: [(&str, &str); 20] = [
    ("true", "true"),
    ("True", "capital_true"),
    ("", "empty"),
    ("7", "digit"),
    ("-7", "negative"),
    ("18446744073709551615", "u64_max"),
    ("18446744073709551616", "u64_max_and_one"),
    ("+7", "plus"),
    (" 7", "blank_in_front"),
    ("7 ", "blank_behind"),
    ("07", "leading_zero"),
    ("-0", "minus_zero"),
    ("7.0", "float"),
    ("1e3", "exponent"),
    ("0x7", "hex"),
    ("\u{ff17}", "full_width_digit"),
    ("null", "null"),
    ("\0", "nul"),
    ("{\"a\":[1]}", "json"),
    ("\u{1f9e7}\u{65e5}\u{200b}", "beyond_ascii"),
];

const NO_JSON: [(&str, &str); 21] = [
    ("1e400", "number_beyond_floats"),
    ("-1e999", "negative_beyond_floats"),
    ("\"\\ud800\"", "half_a_pair"),
    ("\"\n\"", "raw_line_end"),
    ("\"", "open_string"),
    ("NaN", "nan"),
    ("Infinity", "infinity"),
    ("undefined", "undefined"),
    ("tru", "half_a_word"),
    ("True", "capital_word"),
    ("nullx", "long_word"),
    ("'7'", "single_quotes"),
    ("07", "leading_zero"),
    ("+7", "plus"),
    (".5", "no_digit_in_front"),
    ("5.", "no_digit_behind"),
    ("0x7", "hex"),
    ("1e", "no_exponent"),
    ("[7,]", "comma_behind"),
    ("{\"a\":7,}", "comma_behind_entry"),
    (",", "comma"),
];

fn replacements() -> Vec<(String, String, Seen)> {
    let mut all = vec![
        ("null".to_owned(), "null".to_owned(), Seen::Null),
        ("true".to_owned(), "true".to_owned(), Seen::Bool(true)),
        ("false".to_owned(), "false".to_owned(), Seen::Bool(false)),
    ];
    for (json, name) in NUMBERS {
        // An integer is a run of digits that 64 bits hold; JSON readers take -0 for a float.
        let integer = json.parse::<i128>().ok().filter(|number| {
            json != "-0" && (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(number)
        });
        let float = || Seen::Float(json.parse().expect("a number"));
        let seen = integer.map_or_else(float, Seen::Integer);
        all.push((format!("number_{name}"), json.to_owned(), seen));
    }
    for (text, name) in TEXTS {
        let json = Value::from(text).to_string();
        all.push((format!("text_{name}"), json, Seen::Text(text.to_owned())));
    }
    for (json, name) in
        [("[]", "empty"), ("[7]", "of_number"), ("[null]", "of_null"), ("[[]]", "of_list")]
    {
        all.push((format!("list_{name}"), json.to_owned(), Seen::List));
    }
    for (json, name) in [("{}", "empty"), ("{\"\":{}}", "of_object"), ("{\"a\":null}", "of_null")] {
        all.push((format!("object_{name}"), json.to_owned(), Seen::Object));
    }
    for (json, name) in NO_JSON {
        all.push((format!("no_json_{name}"), json.to_owned(), Seen::Nothing));
    }
    all
}

/// Quoted integers are the text that a number prints as, nothing else.
fn quoted(text: &str) -> Option<i128> {
    text.parse::<i128>().ok().filter(|number| number.to_string() == text)
}

pub fn cases(trials: &mut Vec<Trial>) {
    for (label, body) in requests() {
        for (name, json, seen) in replacements() {
            let body = Arc::clone(&body);
            trials.push(case(format!("values::{label}::{name}"), move || {
                body.places.iter().try_for_each(|place| check(&body, place, &json, &seen))
            }));
        }
    }
}

fn check(body: &Body, place: &Place, json: &str, seen: &Seen) -> Outcome {
    let Some(wanted) = wanted(body, place, json, seen) else { return Ok(()) };
    let text = body.text_with(&place.path.0, json);
    let what = format!("{json} at {}", place.path);
    let got = typed(body.command, &text).map_err(|error| wrong(body.command, &error));
    let refused = Wrong::Unexpected(place.path.to_string());
    match (wanted, got) {
        (Wanted::Typed(value) | Wanted::TypedOrRefused(value), Ok(got)) => {
            same(&what, &got, &value)
        }
        (Wanted::TypedOrRefused(_), Err(wrong)) => same(&what, &wrong, &refused),
        (Wanted::Wrong(wanted), Err(wrong)) => same(&what, &wrong, &wanted),
        (wanted, got) => Err(format!("{what}: {got:?} instead of {wanted:?}").into()),
    }
}

/// The rule. `None` for an object in place of an object: that case is in `json.rs`.
fn wanted(body: &Body, place: &Place, json: &str, seen: &Seen) -> Option<Wanted> {
    let path = &place.path;
    let refused = || Wanted::Wrong(Wrong::Unexpected(path.to_string()));
    let stays = |value: Value| Wanted::Typed(body.typed_with(path, value));
    let integer = |number: i128| match (u64::try_from(number), i64::try_from(number)) {
        (Ok(unsigned), Ok(_)) => Wanted::Typed(body.typed_with(path, unsigned.into())),
        (Ok(unsigned), Err(_)) => Wanted::TypedOrRefused(body.typed_with(path, unsigned.into())),
        (Err(_), Ok(signed)) => Wanted::TypedOrRefused(body.typed_with(path, signed.into())),
        (Err(_), Err(_)) => refused(),
    };
    let text = |number: &i128| stays(number.to_string().into());
    Some(match (place.kind, seen) {
        (_, Seen::Nothing) => Wanted::Wrong(Wrong::NotJson),
        (Kind::Command, Seen::Text(_)) => Wanted::Wrong(Wrong::OtherCommand(path.to_string())),
        (Kind::Type, Seen::Text(name)) => unknown_element(body, place, name),
        (Kind::Free, _) | (Kind::Either, Seen::Integer(_)) | (Kind::Payload, Seen::Object) => {
            stays(serde_json::from_str(json).expect("JSON"))
        }
        (Kind::Command | Kind::Type, _) => refused(),
        (_, Seen::Null) if place.nullable => Wanted::Typed(body.typed_without(path)),
        (Kind::IntegerOrEmpty, Seen::Text(text)) if text.is_empty() => {
            Wanted::Typed(body.typed_without(path))
        }
        (Kind::Integer | Kind::IntegerOrEmpty, Seen::Integer(number)) => integer(*number),
        (Kind::Integer | Kind::IntegerOrEmpty, Seen::Text(text)) => {
            quoted(text).map_or_else(refused, integer)
        }
        (Kind::Float, Seen::Integer(_)) => stays(json.parse::<f64>().expect("a number").into()),
        (Kind::Float, Seen::Float(number)) => stays((*number).into()),
        (Kind::Bool | Kind::QuotedBool, Seen::Bool(yes)) => stays((*yes).into()),
        (Kind::QuotedBool, Seen::Text(text)) => {
            text.parse::<bool>().map_or_else(|_| refused(), |yes| stays(yes.into()))
        }
        (Kind::Id, Seen::Integer(number)) if *number >= 0 => text(number),
        (Kind::Text | Kind::Either | Kind::Id, Seen::Text(text)) => stays(text.as_str().into()),
        (Kind::List, Seen::List) if json == "[]" => emptied(body, place),
        (Kind::List, Seen::List) if json == "[7]" => match body.item_kind(&path.0) {
            Some(Kind::Integer) => stays(serde_json::json!([7])),
            Some(Kind::Id) => stays(serde_json::json!(["7"])),
            _ => Wanted::Wrong(Wrong::Unexpected(format!("{path}[0]"))),
        },
        (Kind::List, Seen::List) => Wanted::Wrong(Wrong::Unexpected(format!("{path}[0]"))),
        (Kind::Object, Seen::Object) => return None,
        _ => refused(),
    })
}

/// An element of a type that nobody knows keeps its content as it stands in the body.
fn unknown_element(body: &Body, place: &Place, name: &str) -> Wanted {
    let (_, element) = place.path.0.split_last().expect("a key");
    let content = crate::places::find(&body.value, element).and_then(|e| e.get("MsgContent"));
    let content = content.expect("an element has a content").clone();
    let element = crate::tree::Path(element.to_vec());
    let unknown = serde_json::json!({"MsgType": name, "MsgContent": content});
    Wanted::Typed(body.typed_with(&element, unknown))
}

/// An empty list that may be absent goes out as absent.
fn emptied(body: &Body, place: &Place) -> Wanted {
    let is_field = matches!(place.path.0.last(), Some(Step::Key(_)));
    Wanted::Typed(if is_field && place.nullable {
        body.typed_without(&place.path)
    } else {
        body.typed_with(&place.path, Value::Array(Vec::new()))
    })
}
