//! What is sent from the page, and what is answered.

use serde_json::{Value, json};
use tim_callback::{CallbackCommand, Incoming, SdkAppId, Verifier};

use crate::http::Events;
use crate::inspected::{own_service, passing_on};
use crate::service::{Service, answer, json as json_answer};
use crate::{ALLOWED, APP, BEFORE, TOKEN, message, sample, token};

#[test]
fn a_callback_is_sent_again_as_it_was_or_changed() {
    let service = Service::start(|request| {
        let verifier = Verifier::new(SdkAppId::new(APP), token());
        let incoming = Incoming::new(request.query(), request.body.as_slice()).unwrap();
        match verifier.verify(incoming) {
            Ok(_) => json_answer(ALLOWED),
            Err(_) => answer(401, "", b""),
        }
    });
    let server = passing_on(&service, &["--token", TOKEN]);
    let sent = message("hi");
    server.send(&sent);
    let again = server.act("/api/send", &json!({"id": 1})).json();
    assert_eq!(again["id"], 2);
    let changed =
        json!({"id": 1, "query": format!("SdkAppid={APP}&CallbackCommand=x&a=%20"), "body": "{ }"});
    assert_eq!(server.act("/api/send", &changed).json()["id"], 3);
    let requests = service.requests();
    assert_eq!(requests[1].body, sent.body);
    let unsigned = |at: usize| {
        let pairs = requests[at].target.split('&').map(str::to_owned);
        let is_signature = |pair: &String| pair.starts_with("Sign=") || pair.contains("Time=");
        pairs.filter(|pair| !is_signature(pair)).collect::<Vec<_>>()
    };
    assert_eq!(unsigned(1), unsigned(0));
    assert!(
        requests[2]
            .target
            .starts_with(&format!("/callback?SdkAppid={APP}&CallbackCommand=x&a=%20&Sign="))
    );
    assert_eq!(requests[2].body, b"{ }");
    for (id, is_sent_here) in [(1, false), (2, true), (3, true)] {
        let details = server.details(id);
        assert_eq!(details["answer"]["status"], 200, "{id}");
        assert_eq!(details["signature"], "valid", "{id}");
        assert_eq!(details["sent_here"], is_sent_here);
    }
}

#[test]
fn an_id_of_another_run_sends_nothing() {
    let server = own_service(&[]);
    server.send(&message("hi"));
    let run = server.details(1)["run"].as_u64().unwrap();
    for (run, status) in [(run - 1, 422), (run, 200)] {
        let sent = server.act("/api/send", &json!({"run": run, "id": 1}));
        assert_eq!(sent.status, status, "{}", sent.text());
    }
    assert_eq!(server.count(), 2);
}

#[test]
fn a_new_callback_starts_as_a_sample() {
    let server = own_service(&["--app", "7"]);
    for command in CallbackCommand::all() {
        let sample = server.get(&format!("/api/sample?command={command}"));
        let id = server.act("/api/send", &sample).json()["id"].as_u64().unwrap();
        let details = server.details(id);
        assert_eq!(details["summary"]["command"], command.name());
        assert_eq!(details["typed"]["untyped"], json!([]), "{command}");
        assert_eq!(details["params"][0], json!(["SdkAppid", "7"]));
    }
}

#[test]
fn a_chosen_verdict_is_answered() {
    let server = own_service(&[]);
    let mut events = Events::open(server.page(), "/api/events", &[]);
    let hello = events.next().data;
    assert_eq!(hello["service"], Value::Null);
    let choice = hello["choices"].as_array().unwrap().iter().find(|one| one["command"] == BEFORE);
    let verdicts = choice.unwrap()["verdicts"].as_array().unwrap();
    assert_eq!(verdicts[2]["verdict"], "reject_with");
    assert_eq!(verdicts[2]["code"], "Code, 10100 to 10200");
    let chosen = json!({"command": BEFORE, "verdict": "reject_with", "code": 10101, "text": "no"});
    assert_eq!(server.act("/api/verdicts", &chosen).status, 200);
    let response = server.send(&message("hi"));
    assert_eq!(
        response.json(),
        json!({"ActionStatus": "OK", "ErrorInfo": "no", "ErrorCode": 10101})
    );
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(server.details(1)["summary"]["outcome"], "refused");
    let wrong = json!({"command": BEFORE, "verdict": "reject_with", "code": 1});
    let refused = server.act("/api/verdicts", &wrong);
    assert_eq!(
        (refused.status, refused.json()["error"].as_str()),
        (422, Some("the code is not 10100 to 10200"))
    );
    assert_eq!(server.send(&message("hi")).json()["ErrorCode"], 10101);
    let other = server.send(&sample(CallbackCommand::GroupAfterSendMsg));
    assert_eq!(other.text(), ALLOWED);
}
