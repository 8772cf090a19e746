//! Large bodies: at the limit, over it, and of very many small things.

use libtest_mimic::Trial;
use serde_json::json;
use tim_callback::query::{DEFAULT_BODY_LIMIT, QueryError, QueryParam};
use tim_callback::receiver::Unread;
use tim_callback::{Error, Incoming, Policies, Receiver, Verifier};

use crate::case::{BEFORE, Outcome, Wrong, bad_before, case, decode_before, same};
use crate::refusal::{ASKED, Refusal, no_verdict, rejection};
use crate::support::{self, TIME, before_body, query_for};

const MANY: usize = 100_000;

pub fn cases(trials: &mut Vec<Trial>) {
    limits(trials);
    long_texts(trials);
    many_things(trials);
    many_errors(trials);
}

fn element(text: &str) -> String {
    format!(r#"{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"{text}"}}}}"#)
}

fn limits(trials: &mut Vec<Trial>) {
    for (name, limit) in [("default", DEFAULT_BODY_LIMIT), ("small", 1000), ("none", 0)] {
        for over in [-1_isize, 0, 1, 1000] {
            let size = limit.saturating_add_signed(over);
            trials.push(case(format!("size::limit::{name}_{over:+}"), move || {
                let body = vec![b' '; size];
                let query = query_for("Live.New");
                let incoming = Incoming::with_body_limit(&query, body.as_slice(), limit);
                if size <= limit {
                    same("taken in", &incoming.is_ok(), &true)?;
                    for closed in [false, true] {
                        let receiver = receiver(limit, closed);
                        let reply = receiver.receive_at(&query, body.as_slice(), TIME);
                        same("status", &reply.status, &200)?;
                    }
                    return Ok(());
                }
                let refusal = incoming.map(drop).map_err(|error| Refusal::from(Error::from(error)));
                same("refusal", &refusal, &Err(Refusal::TooLarge { size, limit }))?;
                over_the_limit(limit, &body)
            }));
        }
    }
    // The query is read first: an answer to a body that is too large needs its command.
    trials.push(case("size::limit::behind_the_query", || {
        let error = Incoming::with_body_limit("", b"12".as_slice(), 1).map(drop);
        same("error", &error, &Err(QueryError::Missing(QueryParam::SdkAppId).into()))?;
        no_verdict(&receiver(1, true).receive_at("", b"12".as_slice(), TIME), 400)
    }));
}

fn receiver(limit: usize, closed: bool) -> Receiver {
    let policies = if closed { Policies::fail_closed() } else { Policies::fail_open() };
    let receiver = Receiver::builder(Verifier::unchecked_for_logs_and_tests(), policies);
    receiver.body_limit(limit).build().expect("nothing is registered twice")
}

/// The answer to a body that is too large: what was read in full and then refused, and what the
/// service left unread, are answered alike.
fn over_the_limit(limit: usize, body: &[u8]) -> Outcome {
    for closed in [false, true] {
        let receiver = receiver(limit, closed);
        for (command, rejected) in ASKED {
            let query = query_for(command);
            for reply in [
                receiver.receive_at(&query, body, TIME),
                receiver.refuse_unread(&query, Unread::TooLarge),
            ] {
                match closed && rejected {
                    true => rejection(&reply)?,
                    false => no_verdict(&reply, 413)?,
                }
            }
        }
    }
    Ok(())
}

fn long_texts(trials: &mut Vec<Trial>) {
    const SIZE: usize = 1_000_000;
    for (name, unit, bytes) in [
        ("letters", "a", 1),
        ("kana", "\u{3042}", 3),
        ("emoji", "\u{1f9e7}", 4),
        ("escaped_letters", "\\u0061", 1),
        ("escaped_pairs", "\\ud83e\\udde7", 4),
        ("escaped_quotes", "\\\"", 1),
        ("escaped_nul", "\\u0000", 1),
    ] {
        let times = SIZE / unit.len();
        for (order, body) in [
            ("type_first", element(&unit.repeat(times))),
            (
                "content_first",
                format!(
                    r#"{{"MsgContent":{{"Text":"{}"}},"MsgType":"TIMTextElem"}}"#,
                    unit.repeat(times)
                ),
            ),
        ] {
            trials.push(case(format!("size::text::{name}_{order}"), move || {
                let call = decode_before(before_body(&format!("[{body}]")));
                let call = call.map_err(|error| error.to_string())?;
                let lengths: Vec<_> = call.msg_body.texts().iter().map(|t| t.len()).collect();
                same("lengths", &lengths, &vec![times * bytes])?;
                let patch = call.patch().redact(|text| Some(text.len().to_string()));
                let wanted = json!({"Text": (times * bytes).to_string()});
                let sent: serde_json::Value = serde_json::from_str(patch.elements()[0].get())?;
                same("redacted", &sent["MsgContent"], &wanted)
            }));
        }
    }
    let digits = "9".repeat(SIZE);
    for (name, written) in [
        ("number", digits.clone()),
        ("quoted_number", format!("\"{digits}\"")),
        ("zeros", format!("\"{}7\"", "0".repeat(SIZE))),
    ] {
        let body = support::before_with(|body| body["Random"] = "here".into()).to_string();
        let body = body.replacen("\"here\"", &written, 1);
        // A million digits are beyond what a number can hold at all.
        let wanted =
            if name == "number" { Wrong::NotJson } else { Wrong::Unexpected("Random".into()) };
        bad_before(trials, format!("size::{name}_of_a_million_digits"), body, wanted);
    }
    let spaced = support::BEFORE.replace(':', &format!(":{}", " ".repeat(20_000)));
    trials.push(case("size::white_space", move || {
        let call = decode_before(spaced).map_err(|error| error.to_string())?;
        same("texts", &call.msg_body.texts(), &vec!["red packet"])
    }));
}

fn with_field(field: &str, json: &str) -> String {
    let body = support::before_with(|body| body[field] = "here".into()).to_string();
    body.replacen("\"here\"", json, 1)
}

fn many_things(trials: &mut Vec<Trial>) {
    for (name, one) in [
        ("texts", element("x")),
        ("texts_content_first", r#"{"MsgContent":{"Text":"x"},"MsgType":"TIMTextElem"}"#.into()),
        ("faces", r#"{"MsgContent":{"Index":1},"MsgType":"TIMFaceElem"}"#.into()),
        ("unknown", r#"{"MsgType":"","MsgContent":0}"#.into()),
        ("empty_forwards", r#"{"MsgContent":{},"MsgType":"TIMRelayElem"}"#.into()),
    ] {
        trials.push(case(format!("size::elements::{name}"), move || {
            let body = before_body(&format!("[{}]", vec![one; MANY].join(",")));
            let call = decode_before(body).map_err(|error| error.to_string())?;
            same("elements", &call.msg_body.len(), &MANY)
        }));
    }
    trials.push(case("size::elements::redacted", || {
        let body = before_body(&format!("[{}]", vec![element("x"); MANY].join(",")));
        let call = decode_before(body).map_err(|error| error.to_string())?;
        let patch = call.patch().redact(|_| Some("y".to_owned()));
        let sent: Vec<_> = patch.elements().iter().map(|element| element.get()).collect();
        same("elements", &sent.len(), &MANY)?;
        same("all", &sent.iter().all(|sent| *sent == element("y")), &true)
    }));
    trials.push(case("size::mentions", || {
        let one = r#"{"GroupAtAllFlag":0,"GroupAt_Account":"bob"}"#;
        let body = with_field("GroupAtInfo", &format!("[{}]", vec![one; MANY].join(",")));
        let call = decode_before(body).map_err(|error| error.to_string())?;
        same("mentions", &call.group_at_info.len(), &MANY)
    }));
    trials.push(case("size::unknown_fields", || {
        let fields: Vec<_> = (0..MANY).map(|at| format!("\"New{at}\":{at}")).collect();
        let body = support::BEFORE.replacen('{', &format!("{{{},", fields.join(",")), 1);
        let call = decode_before(body).map_err(|error| error.to_string())?;
        same("texts", &call.msg_body.texts(), &vec!["red packet"])
    }));
    for (name, of) in [
        ("type_first", r#"{"MsgType":"TIMTextElem","MsgContent":{FIELDS,"Text":"x"}}"#),
        ("content_first", r#"{"MsgContent":{FIELDS,"Text":"x"},"MsgType":"TIMTextElem"}"#),
    ] {
        trials.push(case(format!("size::unknown_fields_of_a_text_{name}"), move || {
            let fields: Vec<_> = (0..MANY).map(|at| format!("\"New{at}\":{at}")).collect();
            let body = before_body(&format!("[{}]", of.replace("FIELDS", &fields.join(","))));
            let call = decode_before(body).map_err(|error| error.to_string())?;
            same("texts", &call.msg_body.texts(), &vec!["x"])
        }));
    }
    for (name, content, texts) in [
        (
            "abstract",
            r#"{"AbstractList":[MANY]}"#.replace("MANY", &vec!["\"x\""; MANY].join(",")),
            MANY,
        ),
        ("forwarded", format!(r#"{{"MsgList":[{}]}}"#, vec!["{}"; MANY].join(",")), 0),
        (
            "chunks",
            format!(r#"{{"Chunks":[{}]}}"#, vec!["{\"Markdown\":\"x\"}"; MANY].join(",")),
            MANY,
        ),
    ] {
        let kind = if name == "chunks" { "TIMStreamElem" } else { "TIMRelayElem" };
        trials.push(case(format!("size::{name}"), move || {
            for body in [
                format!(r#"[{{"MsgType":"{kind}","MsgContent":{content}}}]"#),
                format!(r#"[{{"MsgContent":{content},"MsgType":"{kind}"}}]"#),
            ] {
                let call = decode_before(before_body(&body)).map_err(|error| error.to_string())?;
                same("texts", &call.msg_body.texts().len(), &texts)?;
                drop(call.patch().redact(|_| Some("y".to_owned())));
            }
            Ok(())
        }));
    }
}

fn many_errors(trials: &mut Vec<Trial>) {
    let last = MANY - 1;
    let elements = |bad: &str| {
        let mut all = vec![element("x"); last];
        all.push(bad.to_owned());
        before_body(&format!("[{}]", all.join(",")))
    };
    let bad = r#"{"MsgType":"TIMTextElem","MsgContent":{"Text":7}}"#;
    let wanted = Wrong::Unexpected(format!("MsgBody[{last}].MsgContent.Text"));
    bad_before(trials, "size::error::in_the_last_element", elements(bad), wanted);
    let wanted = Wrong::Missing(format!("MsgBody[{last}].MsgType"));
    bad_before(trials, "size::error::no_last_type", elements("{}"), wanted);
    bad_before(trials, "size::error::cut", elements("{"), Wrong::NotJson);
    let twice = format!("{{{}", format!("\"GroupId\":{},", json!("x")).repeat(MANY));
    let body = support::BEFORE.replacen('{', &twice, 1);
    bad_before(trials, "size::error::a_key_many_times", body, Wrong::Duplicate("GroupId".into()));
    let nulls = before_body(&format!("[{}]", vec!["null"; MANY].join(",")));
    bad_before(trials, "size::error::nulls", nulls, Wrong::Unexpected("MsgBody[0]".into()));
    let mut late = support::BEFORE.as_bytes().to_vec();
    late.extend(vec![b' '; 1_000_000]);
    let position = late.len();
    late.push(0xff);
    bad_before(trials, "size::error::no_utf8_at_the_end", late, Wrong::NotUtf8(position));
    let name = "x".repeat(1_000_000);
    let wanted = Wrong::OtherCommand("CallbackCommand".into());
    let body = with_field("CallbackCommand", &json!(name).to_string());
    trials.push(case("size::error::a_long_name", move || {
        crate::case::is_wrong(BEFORE, body, &wanted)
    }));
}
