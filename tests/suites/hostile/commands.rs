//! URL and body that name different commands, and what a receiver answers to bodies it cannot read.

use libtest_mimic::Trial;
use serde_json::{Value, json};
use tim_callback::receiver::Failure;
use tim_callback::{CallbackCommand, Policies, Receiver, Reply, Verifier};

use crate::case::{Outcome, Wrong, case, decode, is_wrong, same, wrong};
use crate::fixture::{Folder, folders};
use crate::naming;
use crate::support::{TIME, query_for};

pub fn cases(trials: &mut Vec<Trial>) {
    for url in folders() {
        for body in folders() {
            if url.command() != body.command() {
                pair(trials, &url, &body);
            }
        }
        strange_names(trials, &url);
        policies(trials, &url);
    }
    trials.push(case("commands::every_command_has_a_folder", || {
        let with_folder: Vec<_> = folders().iter().map(|f| f.command().to_owned()).collect();
        let all = CallbackCommand::all();
        match all.iter().find(|command| !with_folder.iter().any(|name| name == command.name())) {
            None => Ok(()),
            Some(command) => Err(format!("{command} has no folder, so no case").into()),
        }
    }));
}

fn command(folder: &Folder) -> CallbackCommand {
    folder.command().parse().expect("a command of the catalogue")
}

fn sample(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("request.json")).expect("a fixture is JSON")
}

/// Where a body says which command it is; nowhere in those of `ContentCallback.*`.
fn echoes(body: &Value) -> Vec<String> {
    let at_top = body.get("CallbackCommand").map(|_| "CallbackCommand".to_owned());
    let events = body.get("Events").and_then(Value::as_array).into_iter().flatten().enumerate();
    let in_events = events
        .filter(|(_, event)| event.get("CallbackCommand").is_some())
        .map(|(at, _)| format!("Events[{at}].CallbackCommand"));
    at_top.into_iter().chain(in_events).collect()
}

/// The body with another name at one of those places.
fn renamed(body: &Value, place: &str, name: &Value) -> Value {
    let mut body = body.clone();
    let at = place.strip_prefix("Events[").and_then(|rest| rest.split(']').next()?.parse().ok());
    match at {
        Some::<usize>(at) => body["Events"][at]["CallbackCommand"] = name.clone(),
        None => body["CallbackCommand"] = name.clone(),
    }
    body
}

fn pair(trials: &mut Vec<Trial>, url: &Folder, body: &Folder) {
    let name = format!("{}_in_the_url_{}_in_the_body", url.command(), body.command());
    let (own, other) = (url.clone(), body.clone());
    trials.push(case(format!("commands::pair::{name}"), move || {
        // Everything as it should be, but for the name: at every place where there is one.
        let sample = sample(&own);
        for place in echoes(&sample) {
            let changed = renamed(&sample, &place, &json!(other.command()));
            is_wrong(command(&own), changed.to_string(), &Wrong::OtherCommand(place))?;
        }
        Ok(())
    }));
    let (own, other) = (url.clone(), body.clone());
    trials.push(case(format!("commands::pair::{name}_with_all_of_it"), move || {
        // The whole body of the other command: it never passes for this one's.
        let foreign = sample(&other);
        let error = match decode(command(&own), foreign.to_string()) {
            Err(error) => wrong(command(&own), &error),
            Ok(_) => return Err("another command's body decodes".into()),
        };
        let named = |body: &Value| body.get("CallbackCommand").is_some();
        if named(&sample(&own)) && named(&foreign) {
            // In front, the name is what is met first.
            let text = foreign.to_string();
            let front = format!("{{\"CallbackCommand\":{},", foreign["CallbackCommand"]);
            let mut rest = foreign.clone();
            rest.as_object_mut().expect("an object").remove("CallbackCommand");
            let text = text.replacen(&text, &rest.to_string(), 1).replacen('{', &front, 1);
            let wanted = Wrong::OtherCommand("CallbackCommand".into());
            return is_wrong(command(&own), text, &wanted);
        }
        same("decodes", &matches!(error, Wrong::NotJson | Wrong::NotUtf8(_)), &false)
    }));
}

/// Names in the body that are nobody's, or no names.
fn strange_names(trials: &mut Vec<Trial>, folder: &Folder) {
    let own = folder.command();
    for (name, value) in [
        ("lower_case", json!(own.to_lowercase())),
        ("upper_case", json!(own.to_uppercase())),
        ("blank_behind", json!(format!("{own} "))),
        ("nul_behind", json!(format!("{own}\0"))),
        ("cut", json!(own[..own.len() - 1])),
        ("family_alone", json!(own.split('.').next())),
        ("without_family", json!(own.split('.').nth(1))),
        ("empty", json!("")),
        ("null", Value::Null),
        ("number", json!(0)),
        ("list", json!([own])),
        ("object", json!({ own: own })),
        ("unknown", json!("Live.SomethingNew")),
    ] {
        let folder = folder.clone();
        trials.push(case(format!("commands::name::{own}_{name}"), move || {
            let body = sample(&folder);
            for place in echoes(&body) {
                let changed = renamed(&body, &place, &value).to_string();
                let wrong = if value.is_string() { Wrong::OtherCommand } else { Wrong::Unexpected };
                is_wrong(command(&folder), changed, &wrong(place))?;
            }
            Ok(())
        }));
    }
    let (absent, folder) = (format!("commands::name::{own}_absent"), folder.clone());
    trials.push(case(absent, move || {
        let mut body = sample(&folder);
        if body.as_object_mut().expect("an object").remove("CallbackCommand").is_none() {
            return Ok(());
        }
        is_wrong(command(&folder), body.to_string(), &Wrong::Missing("CallbackCommand".into()))
    }));
}

fn answer(reply: &Reply) -> Result<Value, libtest_mimic::Failed> {
    same("status", &reply.status, &200)?;
    same("content type", &reply.content_type, &"application/json")?;
    Ok(serde_json::from_slice(&reply.body)?)
}

/// What a receiver answers where no verdict was reached and the body cannot be read either.
fn by_policy(command: CallbackCommand, closed: bool, answer: &Value) -> Outcome {
    let code = match (command.is_before(), naming::verdict(command.name()).as_str()) {
        (false, _) => 0,
        // Nobody to refuse: the documented failure code, which lets the request through.
        (true, "FriendVerdict") => 38000,
        // There is no answer that lets everything through.
        (true, "AssignVerdict" | "VariablesVerdict") => 1,
        (true, _) => u32::from(closed),
    };
    let wanted = json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": code});
    same(command.name(), answer, &wanted)
}

fn policies(trials: &mut Vec<Trial>, folder: &Folder) {
    let bodies: [(&str, &[u8]); 8] = [
        ("nothing", b""),
        ("no_utf8", b"\xff"),
        ("no_json", b"{"),
        ("a_list", b"[]"),
        ("empty", b"{}"),
        ("null", b"null"),
        ("another_command", b"{\"CallbackCommand\":\"Live.New\"}"),
        ("deep", &[b'['; 5000]),
    ];
    for (what, body) in bodies.map(|(what, body)| (what, body.to_vec())) {
        for closed in [false, true] {
            let (folder, body) = (folder.clone(), body.clone());
            let policy = if closed { "fail_closed" } else { "fail_open" };
            let name = format!("commands::policy::{}_{what}_{policy}", folder.command());
            trials.push(case(name, move || {
                let policies = if closed { Policies::fail_closed() } else { Policies::fail_open() };
                let verifier = Verifier::unchecked_for_logs_and_tests();
                let receiver = Receiver::builder(verifier, policies).build()?;
                let query = query_for(folder.command());
                let reply = receiver.receive_at(&query, body.as_slice(), TIME);
                by_policy(command(&folder), closed, &answer(&reply)?)?;
                let verified = receiver.admit_at(&query, body.as_slice(), TIME);
                let verified = verified.map_err(|reply| format!("{reply:?}"))?;
                for failure in [Failure::Deadline, Failure::Unavailable] {
                    let reply = receiver.reply_for(&verified, failure);
                    by_policy(command(&folder), closed, &answer(&reply)?)?;
                }
                Ok(())
            }));
        }
    }
}
