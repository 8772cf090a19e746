//! The checks that every request fixture goes through.

use serde_json::{Value, json};
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback::message::MsgType;
use tim_callback::{AnyCallback, CallbackCommand};

use crate::Outcome;
use crate::fixture::{Folder, Request};
use crate::json::{Path, Step, leaves, objects, perturbed, same, text_with_keys, with, without};
use crate::naming::names;
use crate::schemas;

type Check = fn(&Request) -> Outcome;

pub const ALL: [(&str, Check); 10] = [
    ("decodes_to_its_variant", decodes_to_its_variant),
    ("leaves_nothing_untyped", leaves_nothing_untyped),
    ("serialises_back", serialises_back),
    ("sees_every_change", sees_every_change),
    ("names_what_is_missing", names_what_is_missing),
    ("ignores_key_order", ignores_key_order),
    ("survives_wrong_types", survives_wrong_types),
    ("survives_truncation", survives_truncation),
    ("refuses_arrays", refuses_arrays),
    ("agrees_with_its_schema", schemas::agrees_with_decoding),
];

fn decodes_to_its_variant(request: &Request) -> Outcome {
    let callback = request.decode(request.text().as_bytes())?;
    let command: CallbackCommand = request.command().parse()?;
    if callback.query().command() != Some(command) || callback.command_name() != request.command() {
        return Err(format!("decoded as {}", callback.command_name()).into());
    }
    // Debug begins with the variant's name and has the request's: both are those of the rule.
    let (printed, names) = (format!("{callback:?}"), names(request.command()));
    let (variant, request) =
        (format!("{}(", names.variant), format!("request: {} {{", names.request));
    if !printed.starts_with(&variant) || !printed.contains(&request) {
        return Err(format!("decoded as {printed:.400}, expected {variant}…{request}").into());
    }
    Ok(())
}

fn leaves_nothing_untyped(request: &Request) -> Outcome {
    let body = request.value();
    let typed = request.typed(&body)?;
    for path in leaves(&body) {
        if at(&typed, &path.0).is_none() {
            return Err(format!("{path} is not typed").into());
        }
    }
    Ok(())
}

fn serialises_back(request: &Request) -> Outcome {
    let body = request.value();
    let typed = request.typed(&body)?;
    if same(&typed, &body) { Ok(()) } else { Err(format!("came back as {typed}").into()) }
}

fn sees_every_change(request: &Request) -> Outcome {
    let body = request.value();
    let original = request.typed(&body)?;
    for path in leaves(&body) {
        let leaf = at(&body, &path.0).expect("a leaf is there");
        match request.typed(&with(&body, &path, perturbed(leaf))) {
            Ok(typed) if typed == original => {
                return Err(format!("a change of {path} makes no difference").into());
            }
            Ok(_) => {}
            Err(error) if error.path() == path.to_string() => {}
            // Another type of element makes its content wrong, and that is where the error is.
            Err(error) if path.to_string().ends_with(".MsgType") => {
                let element = path.to_string().replace(".MsgType", "");
                if !error.path().starts_with(&element) {
                    return Err(format!("a change of {path} gives: {error}").into());
                }
            }
            Err(error) => return Err(format!("a change of {path} gives: {error}").into()),
        }
    }
    Ok(())
}

fn is_missing(error: &DecodeError, path: &str) -> bool {
    error.kind() == DecodeErrorKind::Missing && error.path() == path
}

fn names_what_is_missing(request: &Request) -> Outcome {
    let body = request.value();
    for path in leaves(&body) {
        let rest = without(&body, &path);
        match request.typed(&rest) {
            Ok(typed) if same(&typed, &rest) => {}
            Ok(typed) => return Err(format!("without {path}: {typed}").into()),
            Err(error) if is_missing(&error, &path.to_string()) => {}
            Err(error) => return Err(format!("without {path}: {error}").into()),
        }
    }
    Ok(())
}

fn ignores_key_order(request: &Request) -> Outcome {
    let body = request.value();
    let original = request.typed(&body)?;
    let mut seed = 1u64;
    let mut shuffle = |keys: &mut Vec<String>| {
        // Any mixing will do: the orders only have to differ.
        for at in (1..keys.len()).rev() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            keys.swap(at, usize::try_from(seed >> 33).unwrap() % (at + 1));
        }
    };
    let mut orders = vec![
        text_with_keys(&body, &mut |keys| keys.sort()),
        text_with_keys(&body, &mut |keys| keys.sort_by(|a, b| b.cmp(a))),
    ];
    orders.extend((0..8).map(|_| text_with_keys(&body, &mut shuffle)));
    for text in orders {
        let callback = request.decode(text.as_bytes())?;
        if callback.request_value().as_ref() != Some(&original) {
            return Err(format!("decodes otherwise: {text}").into());
        }
    }
    Ok(())
}

/// Values that most leaves refuse.
pub fn wrong() -> [Value; 12] {
    [
        Value::Null,
        json!(true),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"": {}}),
    ]
}

/// Whatever stands at a leaf, decoding ends in a value or in an error at or above that leaf.
fn survives_wrong_types(request: &Request) -> Outcome {
    let body = request.value();
    for path in leaves(&body) {
        for value in &wrong() {
            let changed = with(&body, &path, value.clone());
            let Err(error) = request.typed(&changed) else { continue };
            let named = error.path();
            let element = path.to_string().replace(".MsgType", "");
            let fits = path.to_string().starts_with(named) || named.starts_with(&element);
            if named.is_empty() || !fits {
                return Err(format!("{value} at {path}: {error}").into());
            }
        }
    }
    Ok(())
}

fn survives_truncation(request: &Request) -> Outcome {
    let text = request.text();
    let text = text.trim_end();
    let no_text = [DecodeErrorKind::NotJson, DecodeErrorKind::NotUtf8];
    for end in 0..text.len() {
        match request.decode(&text.as_bytes()[..end]) {
            Err(error) if no_text.contains(&error.kind()) => {}
            other => return Err(format!("cut at {end}: {other:?}").into()),
        }
    }
    Ok(())
}

/// An object is never read from an array: not from its own values, in the order of the page, which
/// is that of the struct, nor from an empty one, which would do for a struct without required
/// fields. Contents that are kept as JSON may be anything.
fn refuses_arrays(request: &Request) -> Outcome {
    let body = request.value();
    for (path, values) in objects(&request.text()) {
        if is_kept_as_json(&body, &path) {
            continue;
        }
        let is_element = at(&body, &path.0).is_some_and(|object| object.get("MsgType").is_some());
        let expected =
            if is_element { "an object with MsgType and MsgContent" } else { "a JSON object" };
        for array in [values, Vec::new()] {
            let changed = with(&body, &path, Value::Array(array));
            for order in [|_: &mut Vec<String>| {}, |keys: &mut Vec<String>| keys.reverse()] {
                let text = text_with_keys(&changed, &mut { order });
                let Err(error) = request.decode(text.as_bytes()) else {
                    return Err(format!("an array for the object at `{path}` decodes").into());
                };
                if error.kind() != DecodeErrorKind::Unexpected
                    || error.path() != path.to_string()
                    || !error.expected().is_some_and(|wanted| wanted.contains(expected))
                {
                    return Err(
                        format!("an array for the object at `{path}` gives: {error}").into()
                    );
                }
            }
        }
    }
    Ok(())
}

/// Whether a place is in a payload that depends on the app, or is the content of an element of
/// unknown type, or in one.
fn is_kept_as_json(body: &Value, path: &Path) -> bool {
    let is_payload =
        |step: &Step| matches!(step, Step::Key(key) if key == "Payload" || key == "Body");
    if path.0.split_last().is_some_and(|(_, way)| way.iter().any(is_payload)) {
        return true;
    }
    path.0.iter().enumerate().any(|(end, step)| {
        let element = at(body, &path.0[..end]);
        let name = element.and_then(|element| element.get("MsgType")?.as_str());
        let content = matches!(step, Step::Key(key) if key == "MsgContent");
        content && name.is_some_and(|name| name.parse::<MsgType>().is_err())
    })
}

pub fn at<'v>(value: &'v Value, way: &[Step]) -> Option<&'v Value> {
    way.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

/// `minimal.json` decodes, and without any of its fields it does not.
pub fn minimal_is_minimal(folder: &Folder) -> Outcome {
    let requests = folder.requests();
    let minimal = requests
        .iter()
        .find(|request| request.name().ends_with("::minimal"))
        .ok_or("there is no minimal.json")?;
    let body = minimal.value();
    let callback: AnyCallback = minimal.decode(minimal.text().as_bytes())?;
    drop(callback);
    let fields = body.as_object().ok_or("not an object")?;
    for field in fields.keys() {
        let mut rest = body.clone();
        rest.as_object_mut().unwrap().remove(field);
        match minimal.typed(&rest) {
            Err(error) if is_missing(&error, field) => {}
            other => return Err(format!("without {field}: {other:?}").into()),
        }
        // A required list that is null is an error too, and so is anything else.
        let null = with(&body, &Path(vec![Step::Key(field.clone())]), Value::Null);
        if let Ok(typed) = minimal.typed(&null) {
            return Err(format!("with {field} null: {typed}").into());
        }
    }
    Ok(())
}
