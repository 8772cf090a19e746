//! What is sent, and what is shown of it.

use tim_callback::SdkAppId;
use tim_callback::query::CallbackQuery;

use super::service::{Service, answer};
use super::{AFTER, ALLOWED, BEFORE, objects, play, run, says, send};

#[test]
fn bodies_are_sent_as_asked() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let file = format!(
        "{}/tests/fixtures/{BEFORE}/request.json",
        concat!(env!("CARGO_MANIFEST_DIR"), "/..")
    );
    send(&service, &["--command", BEFORE, "--body", &file]);
    send(&service, &["--command", BEFORE]);
    send(&service, &["--command", BEFORE, "--order", "documented"]);
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests[0].body, std::fs::read(file).unwrap());
    let text = |index: usize| std::str::from_utf8(&requests[index].body).unwrap();
    assert!(text(1).contains(r#"{"MsgContent":{"Text":"red packet"},"MsgType":"TIMTextElem"}"#));
    assert!(text(2).starts_with("{\n  \"CallbackCommand\": "), "{}", text(2));
}

#[test]
fn without_a_token_nothing_is_signed() {
    let service = Service::start(|query, _| {
        let query = CallbackQuery::parse(query).unwrap();
        assert_eq!(query.sdk_app_id(), SdkAppId::new(7));
        match query.request_time() {
            None => answer(200, "application/json", ALLOWED),
            Some(_) => answer(401, "text/plain", "signed"),
        }
    });
    says(
        &run(&["send", "--url", &service.url, "--app", "7", "--command", AFTER]),
        0,
        &["acknowledged"],
    );
}

#[test]
fn samples_are_changed_by_path_and_value() {
    let service = Service::constant(200, "application/json", ALLOWED);
    for (change, expected) in [
        ("MsgBody[0].MsgContent.Text=hi there", r#""Text":"hi there""#),
        ("MsgBody[0].MsgContent.Text=a=b", r#""Text":"a=b""#),
        ("Random=7", r#""Random":7"#),
        (r#"From_Account="7""#, r#""From_Account":"7""#),
        (r#"MsgBody=[{"MsgType":"X"}]"#, r#""MsgBody":[{"MsgType":"X"}]"#),
    ] {
        says(&send(&service, &["--command", BEFORE, "--set", change]), 0, &[]);
        let body = service.requests.lock().unwrap().pop().unwrap().body;
        let body = String::from_utf8(body).unwrap();
        assert!(body.contains(expected), "{change}: {body}");
    }
    let both = ["--text", "one", "--set", "MsgBody[0].MsgContent.Text=two", "--set", "Random=8"];
    send(&service, &[&["--command", BEFORE][..], &both].concat());
    let body = service.requests.lock().unwrap().pop().unwrap().body;
    let body = String::from_utf8(body).unwrap();
    assert!(body.contains(r#""Random":8"#) && body.contains(r#""Text":"two""#), "{body}");

    // Of several commands, those that have the field get it.
    let args = ["--command", BEFORE, "--command", "State.StateChange", "--set", "Random=9"];
    says(&send(&service, &args), 0, &["2 as they should be"]);
    let bodies: Vec<_> = service.requests.lock().unwrap().drain(..).map(|sent| sent.body).collect();
    let changed = |body: &Vec<u8>| String::from_utf8_lossy(body).contains(r#""Random":9"#);
    assert_eq!(bodies.iter().map(changed).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn parameters_are_added_to_the_query_and_replace_documented_ones() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let args =
        ["--query", "tenant id=a&b", "--query", "OptPlatform=Web", "--query", "clientip=1.2.3.4"];
    says(&send(&service, &[&["--command", BEFORE][..], &args].concat()), 0, &[]);
    let requests = service.requests.lock().unwrap();
    let query = CallbackQuery::parse(requests[0].target.split_once('?').unwrap().1).unwrap();
    assert_eq!(query.custom_param("tenant id"), Some("a&b"));
    assert_eq!(query.platform().unwrap().as_str(), "Web");
    assert_eq!(query.client_ip(), Some("1.2.3.4"));
}

#[test]
fn what_was_sent_is_shown_on_request_and_without_its_signature() {
    let service = Service::good();
    let ran = send(&service, &["--command", BEFORE, "--show"]);
    says(
        &ran,
        0,
        &["SdkAppid=1400000000&CallbackCommand=Group.CallbackBeforeSendMsg", "RequestTime="],
    );
    let sent = String::from_utf8(service.requests.lock().unwrap()[0].body.clone()).unwrap();
    assert!(ran.out.contains(&sent), "{}", ran.out);
    let json = send(&service, &["--command", BEFORE, "--show", "--json"]);
    assert_eq!(objects(&json)[0]["body"], sent);
    let quiet = send(&service, &["--command", BEFORE]);
    assert!(!quiet.out.contains("RequestTime") && !quiet.out.contains(&sent), "{}", quiet.out);
    for ran in [ran, json, quiet] {
        assert!(!ran.out.contains("Sign=") && !ran.out.contains("a token"), "{}", ran.out);
        assert!(!ran.errors.contains("Sign=") && !ran.errors.contains("a token"), "{}", ran.errors);
    }
}

#[test]
fn a_secret_that_the_service_says_is_not_printed() {
    let service = Service::start(|query, _| {
        let query = CallbackQuery::parse(query).unwrap();
        let sign = query.to_query_string();
        answer(401, "text/plain", &format!("not signed by a token: {sign}"))
    });
    let in_type = Service::constant(200, "text/plain; by=\"a token\"", ALLOWED);
    for format in [&[][..], &["--json"]] {
        let ran = send(&service, &[&["--command", BEFORE][..], format].concat());
        says(&ran, 1, &["not signed by (secret): ", "Sign=(secret)&"]);
        for (command, more) in [
            ("send", &[][..]),
            ("attack", &["--kind", "late"]),
            ("load", &["--requests", "2", "--connections", "1"]),
        ] {
            let ran = play(command, &in_type, &[&["--command", BEFORE][..], more, format].concat());
            says(&ran, 1, &["the content type is", "(secret)"]);
            assert!(!ran.out.contains("a token") && !ran.errors.contains("a token"), "{}", ran.out);
        }
    }
}

#[test]
fn a_body_is_read_from_stdin() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_tim-callback"))
        .args(["send", "--url", &service.url, "--app", "7", "--command", BEFORE, "--body", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"{\"a\": 1}").unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(service.requests.lock().unwrap()[0].body, b"{\"a\": 1}");
}

#[test]
fn an_answer_is_an_object_for_programs() {
    let service = Service::good();
    let args = ["--command", BEFORE, "--command", AFTER, "--text", "casino tonight", "--json"];
    let ran = send(&service, &args);
    let answers = objects(&ran);
    let told: Vec<_> = answers.iter().map(|a| (&a["command"], &a["status"], &a["right"])).collect();
    assert_eq!(
        serde_json::json!(told),
        serde_json::json!([[BEFORE, 200, true], [AFTER, 200, true]])
    );
    let what = "Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016";
    assert_eq!(answers[0]["what"], what);
    assert_eq!(answers[0]["content_type"], "application/json");
    assert!(answers[0]["answer"].as_str().unwrap().contains(r#""ErrorCode":1"#));
    assert!(answers[0]["took_ms"].is_u64() && answers[0].get("body").is_none());

    let bad = Service::constant(500, "text/plain", "out of order");
    let ran = send(&bad, &["--command", BEFORE, "--json"]);
    assert_eq!(ran.status, Some(1));
    let answer = &objects(&ran)[0];
    assert_eq!((&answer["right"], &answer["answer"]), (&false.into(), &"out of order".into()));
    assert_eq!(answer["findings"][0]["problem"], "the status is 500");
}
