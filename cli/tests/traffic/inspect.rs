//! What `inspect` shows.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tim_callback::callbacks::group;
use tim_callback::testing::{self, Signer};
use tim_callback::{CallbackCommand, SdkAppId};

use crate::http::Events;
use crate::inspected::{own_service, passing_on};
use crate::service::{Service, answer, json as json_answer};
use crate::tool::run;
use crate::{ALLOWED, APP, BEFORE, REJECTED, message, sample, token};

fn ids(items: &[Value]) -> Vec<u64> {
    items.iter().map(|item| item["id"].as_u64().unwrap()).collect()
}

#[test]
fn a_callback_is_shown_within_a_second() {
    let server = own_service(&[]);
    let mut events = server.events("");
    let sent = message("hello you");
    let start = Instant::now();
    server.send(&sent);
    let items = events.callbacks();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    let summary = &items[0]["summary"];
    assert_eq!(summary["command"], BEFORE);
    assert_eq!((&summary["outcome"], &summary["status"]), (&json!("allowed"), &json!(200)));
    assert!(summary["preview"].as_str().unwrap().ends_with(": hello you"), "{summary}");
}

#[test]
fn a_page_that_comes_back_gets_what_it_missed() {
    let server = own_service(&[]);
    for text in ["one", "two", "three"] {
        server.send(&message(text));
    }
    let mut events = Events::open(server.page(), "/api/events", &[]);
    assert_eq!(events.next().data["resumed"], false);
    let event = events.next();
    assert_eq!(ids(event.data["items"].as_array().unwrap()), [1, 2, 3]);
    assert_eq!(event.data["commands"], json!([BEFORE]));
    let run = event.id.split_once('-').unwrap().0;
    for (last, resumed, expected) in
        [(format!("{run}-2"), true, vec![3]), ("0-2".to_owned(), false, vec![1, 2, 3])]
    {
        let headers = [("Last-Event-ID", &*last)];
        let mut events = Events::open(server.page(), "/api/events", &headers);
        assert_eq!(events.next().data["resumed"], resumed);
        assert_eq!(ids(&events.callbacks()), expected);
    }
}

#[test]
fn callbacks_are_filtered() {
    let service = Service::start(|request| match request.body.windows(4).any(|at| at == b"spam") {
        true => json_answer(REJECTED),
        false => json_answer(ALLOWED),
    });
    let server = passing_on(&service, &[]);
    server.send(&message("spam 你好"));
    server.send(&message("ham"));
    server.send(&sample(CallbackCommand::StateChange));
    server.post("SdkAppid=1&CallbackCommand=Some.Thing", br#"{"text":"\u4f60\u597d"}"#);
    for (filter, expected) in [
        ("command=State.StateChange", vec![3]),
        ("outcome=refused", vec![1]),
        ("outcome=allowed", vec![2]),
        ("outcome=unknown+command", vec![4]),
        ("text=%E4%BD%A0%E5%A5%BD", vec![1, 4]),
        ("text=HAM&outcome=allowed", vec![2]),
        ("command=&outcome=&text=", vec![1, 2, 3, 4]),
    ] {
        assert_eq!(ids(&server.events(filter).callbacks()), expected, "{filter}");
    }
}

#[test]
fn details_say_what_a_callback_means() {
    let server = own_service(&[]);
    let request =
        testing::call::<group::BeforeSendMsg>().text("hi").add("Newer/Field", json!({"a": [7]}));
    let signer = Signer::new(SdkAppId::new(APP), token()).with_param("tenant", "4 2");
    server.send(&signer.sign(request));
    let details = server.details(1);
    assert_eq!(details["typed"]["untyped"], json!(["/Newer~1Field/a/0"]));
    let lines = details["body"]["lines"].as_array().unwrap();
    let untyped: Vec<_> = lines.iter().filter(|line| line["untyped"] == true).collect();
    assert_eq!((untyped.len(), &untyped[0]["text"]), (1, &json!("7")));
    assert_eq!(details["review"]["effect"], "the message is delivered");
    assert_eq!(details["review"]["issues"], json!([]));
    assert_eq!(details["answer"]["text"], ALLOWED);
    let params = details["params"].as_array().unwrap();
    assert!(params.contains(&json!(["tenant", "4 2"])), "{params:?}");
    assert_eq!(details["description"], "A group message is about to be delivered.");
    assert!(details["typed"]["dedup_key"].is_string());
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let server = own_service(&[]);
    let query = format!("SdkAppid=1&CallbackCommand={BEFORE}");
    server.post(&query, br#"{"CallbackCommand":"Group.CallbackBeforeSendMsg","GroupId":5}"#);
    server.post("nothing", b"\xff");
    let typed = &server.details(1)["typed"];
    assert!(typed["error"].as_str().unwrap().contains(" at GroupId"), "{typed}");
    assert!(typed["help"].is_string());
    let details = server.details(2);
    assert_eq!(details["typed"]["error"], "missing SdkAppid");
    assert_eq!((&details["body"]["text"], &details["body"]["lines"]), (&Value::Null, &Value::Null));
    assert_eq!(details["answer"]["status"], 400);
}

#[test]
fn a_wrong_answer_is_said_to_be() {
    let service = Service::start(|_| answer(500, "Content-Type: text/html\r\n", b"<h1>no</h1>"));
    let server = passing_on(&service, &[]);
    server.send(&message("hi"));
    let details = server.details(1);
    let effect = details["review"]["effect"].as_str().unwrap();
    assert!(effect.starts_with("the callback counts as failed"), "{effect}");
    let issue = &details["review"]["issues"][0];
    assert_eq!(issue["text"], "the status is 500");
    assert!(issue["help"].as_str().unwrap().ends_with("even to refuse it."), "{issue}");
    assert_eq!(details["answer"]["text"], "<h1>no</h1>");
}

#[test]
fn a_page_that_is_open_does_not_delay_the_end() {
    let server = own_service(&[]);
    let _events = server.events("");
    let start = Instant::now();
    assert_eq!(server.0.stop().status, Some(0));
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn what_cannot_work_is_said_at_the_start() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let any = "127.0.0.1:0";
    run(&["inspect", "--listen", &taken, "--page", any]).says(2, &["cannot listen at --listen"]);
    run(&["inspect", "--listen", any, "--page", &taken]).says(2, &["cannot listen at --page"]);
    run(&["inspect", "--listen", any, "--page", any, "--to", "h"]).says(2, &["begin it with http"]);
}
