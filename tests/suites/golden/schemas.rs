//! Whether the schemas say the same as decoding.

use jsonschema::Validator;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};
use tim_callback::{CallbackCommand, schema};

use crate::Outcome;
use crate::checks::{at, wrong};
use crate::fixture::{Folder, Request, folders};
use crate::json::{Path, leaves, objects, perturbed, with, without};

/// Another implementation's reading of a schema.
fn validator(describe: impl FnOnce(&mut SchemaGenerator) -> Schema) -> Validator {
    let mut generator = SchemaGenerator::default();
    let mut whole = describe(&mut generator);
    whole.insert("$defs".to_owned(), generator.take_definitions(true).into());
    jsonschema::draft202012::new(whole.as_value()).expect("a schema")
}

/// The request as it is and changed at each place: what decodes is valid, and what does not is not.
pub fn agrees_with_decoding(request: &Request) -> Outcome {
    let command: CallbackCommand = request.command().parse()?;
    let schema = validator(|generator| schema::request(command, generator));
    let body = request.value();
    let mut bodies = vec![body.clone()];
    for path in leaves(&body) {
        bodies.push(with(&body, &path, perturbed(at(&body, &path.0).expect("a leaf is there"))));
        // Each list and each object on the way to the leaf, too.
        for end in 1..=path.0.len() {
            let path = Path(path.0[..end].to_vec());
            bodies.push(without(&body, &path));
            bodies.extend(wrong().into_iter().map(|wrong| with(&body, &path, wrong)));
        }
    }
    for (path, values) in objects(&request.text()) {
        bodies.push(with(&body, &path, Value::Array(values)));
    }
    for body in bodies {
        match (request.typed(&body), schema.validate(&body)) {
            (Ok(_), Ok(())) | (Err(_), Err(_)) => {}
            (Ok(_), Err(error)) => {
                return Err(format!("{error} at {}: {body}", error.instance_path()).into());
            }
            (Err(error), Ok(())) => return Err(format!("valid, but {error}: {body}").into()),
        }
    }
    Ok(())
}

/// What decoding refuses and no schema can: the whole list.
///
/// - an integer with a fraction of zero is the same number to a schema;
/// - digits in a string cannot be compared with a limit;
/// - depth cannot be counted;
/// - of two fields with one name, a JSON value has only the last.
pub fn are_as_strict_as_schemas_can_be() -> Outcome {
    let relay = |below: Value| {
        json!([{
            "MsgType": "TIMRelayElem", "MsgContent": { "MsgList": [{ "MsgBody": below }] },
        }])
    };
    let deep = (0..9).fold(json!([]), |below, _| relay(below));
    let random = |random: &str, body: &Value| format!(r#"{{"Random":{random},"MsgBody":{body}}}"#);
    let texts = [
        random("5.0", &json!([])),
        random(r#""18446744073709551616""#, &json!([])),
        random("5", &deep),
        random(r#"5,"Random":5"#, &json!([])),
    ];
    let folders = folders();
    let folder = folders.iter().find(|folder| folder.command() == "Group.CallbackBeforeSendMsg");
    let requests = folder.ok_or("no such folder")?.requests();
    let request = requests.first().ok_or("no request")?;
    let schema =
        validator(|generator| schema::request(request.command().parse().unwrap(), generator));
    for text in texts {
        // The other fields are those of the fixture.
        let rest = request.value();
        let mut rest = rest.as_object().ok_or("not an object")?.clone();
        rest.retain(|name, _| name != "Random" && name != "MsgBody");
        let rest = serde_json::to_string(&rest)?;
        let text = format!("{},{}", text.trim_end_matches('}'), rest.trim_start_matches('{'));
        if request.decode(text.as_bytes()).is_ok() {
            return Err(format!("decodes: {text}").into());
        }
        schema
            .validate(&serde_json::from_str(&text)?)
            .map_err(|error| format!("{error}: {text}"))?;
    }
    Ok(())
}

/// Every documented answer is valid, and nothing is that no verdict answers. The examples are answers.
pub fn know_the_answers(folder: &Folder) -> Outcome {
    let command: CallbackCommand = folder.command().parse()?;
    let schema = validator(|generator| schema::answer(command, generator));
    let mut generator = SchemaGenerator::default();
    schema::answer(command, &mut generator);
    let mut examples = 0;
    for verdicts in
        generator.take_definitions(true).values().filter_map(|it| it["oneOf"].as_array())
    {
        for example in verdicts.iter().filter_map(|verdict| verdict.pointer("/examples/0")) {
            if crate::answers::refuses(command, example) {
                return Err(format!("refused: {example}").into());
            }
            examples += 1;
        }
    }
    if examples == 0 {
        return Err("there is no example".into());
    }
    for reply in folder.replies() {
        let answer: Value = serde_json::from_str(&folder.read(&format!("reply.{reply}.json")))?;
        schema.validate(&answer).map_err(|error| format!("{reply}: {error}"))?;
        for path in leaves(&answer) {
            for wrong in wrong() {
                let changed = with(&answer, &path, wrong);
                let refused = crate::answers::refuses(command, &changed);
                if refused && schema.is_valid(&changed) {
                    return Err(format!("{reply}: valid, but refused: {changed}").into());
                }
            }
        }
    }
    Ok(())
}
