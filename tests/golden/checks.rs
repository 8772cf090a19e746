//! What every request fixture has to stand.

use serde_json::{Value, json};
use tim_callback::call::DecodeError;
use tim_callback::{AnyCallback, CallbackCommand};

use crate::fixture::{Folder, Request};
use crate::json::{leaves, perturbed, same, text_with_keys, with, without};
use crate::receiver::Outcome;

type Check = fn(&Request) -> Outcome;

pub const ALL: [(&str, Check); 8] = [
    ("decodes_to_its_variant", decodes_to_its_variant),
    ("leaves_nothing_untyped", leaves_nothing_untyped),
    ("serialises_back", serialises_back),
    ("sees_every_change", sees_every_change),
    ("names_what_is_missing", names_what_is_missing),
    ("ignores_key_order", ignores_key_order),
    ("stands_wrong_types", stands_wrong_types),
    ("stands_truncation", stands_truncation),
];

fn path_of(error: &DecodeError) -> &str {
    match error {
        DecodeError::Unexpected { path, .. }
        | DecodeError::Missing { path, .. }
        | DecodeError::Duplicate { path, .. }
        | DecodeError::TooDeep { path, .. }
        | DecodeError::OtherCommand { path, .. } => path,
        _ => "",
    }
}

fn decodes_to_its_variant(request: &Request) -> Outcome {
    let callback = request.decode(request.text().as_bytes())?;
    let command: CallbackCommand = request.command().parse()?;
    if callback.query().command() != Some(command) || callback.command_name() != request.command() {
        return Err(format!("decoded as {}", callback.command_name()).into());
    }
    // Debug begins with the variant's name: the variant is the one that the catalogue gives.
    let variant = format!("{callback:?}");
    let expected = crate::layout::variant(request.command());
    if !variant.starts_with(&format!("{expected}(")) {
        return Err(format!("decoded as {variant:.40}, expected {expected}").into());
    }
    Ok(())
}

fn leaves_nothing_untyped(request: &Request) -> Outcome {
    let body = request.value();
    let typed = request.typed(&body)?;
    for path in leaves(&body) {
        let leaf = path.0.iter().try_fold(&typed, |value, step| match step {
            crate::json::Step::Key(key) => value.get(key),
            crate::json::Step::Index(index) => value.get(index),
        });
        if leaf.is_none() {
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
        let leaf = path.0.iter().fold(&body, |value, step| match step {
            crate::json::Step::Key(key) => &value[key],
            crate::json::Step::Index(index) => &value[index],
        });
        match request.typed(&with(&body, &path, perturbed(leaf))) {
            Ok(typed) if typed == original => {
                return Err(format!("a change of {path} makes no difference").into());
            }
            Ok(_) => {}
            Err(error) if path_of(&error) == path.to_string() => {}
            // Another type of element makes its content wrong, and that is where the error is.
            Err(error) if path.to_string().ends_with(".MsgType") => {
                let element = path.to_string().replace(".MsgType", "");
                if !path_of(&error).starts_with(&element) {
                    return Err(format!("a change of {path} gives: {error}").into());
                }
            }
            Err(error) => return Err(format!("a change of {path} gives: {error}").into()),
        }
    }
    Ok(())
}

fn names_what_is_missing(request: &Request) -> Outcome {
    let body = request.value();
    for path in leaves(&body) {
        let rest = without(&body, &path);
        match request.typed(&rest) {
            Ok(typed) if same(&typed, &rest) => {}
            Ok(typed) => return Err(format!("without {path}: {typed}").into()),
            Err(DecodeError::Missing { path: named, .. }) if named == path.to_string() => {}
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

/// Whatever stands at a leaf, decoding ends in a value or in an error at or above that leaf.
fn stands_wrong_types(request: &Request) -> Outcome {
    let body = request.value();
    let wrong = [
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
    ];
    for path in leaves(&body) {
        for value in &wrong {
            let changed = with(&body, &path, value.clone());
            let Err(error) = request.typed(&changed) else { continue };
            let named = path_of(&error).to_owned();
            let element = path.to_string().replace(".MsgType", "");
            let fits = path.to_string().starts_with(&named) || named.starts_with(&element);
            if named.is_empty() || !fits {
                return Err(format!("{value} at {path}: {error}").into());
            }
        }
    }
    Ok(())
}

fn stands_truncation(request: &Request) -> Outcome {
    let text = request.text();
    let text = text.trim_end();
    for end in 0..text.len() {
        match request.decode(&text.as_bytes()[..end]) {
            Err(DecodeError::NotJson { .. } | DecodeError::NotUtf8 { .. }) => {}
            other => return Err(format!("cut at {end}: {other:?}").into()),
        }
    }
    Ok(())
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
            Err(DecodeError::Missing { path, .. }) if path == *field => {}
            other => return Err(format!("without {field}: {other:?}").into()),
        }
        // A required list that is null is an error too, and so is anything else.
        let null = with(
            &body,
            &crate::json::Path(vec![crate::json::Step::Key(field.clone())]),
            Value::Null,
        );
        if let Ok(typed) = minimal.typed(&null) {
            return Err(format!("with {field} null: {typed}").into());
        }
    }
    Ok(())
}
