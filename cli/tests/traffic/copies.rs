//! What is copied from the page, and that nothing there is a secret.

use std::fs;

use serde_json::json;
use tim_callback::callbacks::group;
use tim_callback::testing::{self, Signer};
use tim_callback::{MsgVerdict, Policies, Receiver, SdkAppId, Token, Verifier};

use crate::http::Events;
use crate::inspected::{own_service, passing_on};
use crate::record::file;
use crate::service::{Service, answer, json as json_answer};
use crate::tool::run;
use crate::{ALLOWED, APP, BEFORE, TOKEN, message, sign_of, token};

#[test]
fn nothing_that_is_shown_has_a_secret() {
    let service = Service::start(|request| {
        let text = format!("{TOKEN} {}", request.query());
        answer(200, &format!("Content-Type: {text}\r\n"), text.as_bytes())
    });
    let out = file("secrets");
    let server = passing_on(&service, &["--token", TOKEN, "--out", &out]);
    let sent = message("hi");
    server.send(&sent);
    server.act("/api/send", &json!({"id": 1}));
    let mut shown = fs::read_to_string(&out).unwrap_or_default();
    let mut events = Events::open(server.page(), "/api/events", &[]);
    for _ in 0..2 {
        shown += &events.next().data.to_string();
    }
    for id in [1, 2] {
        shown += &server.details(id).to_string();
        for form in ["curl", "rust", "fixture"] {
            shown += &server.copied(id, form);
        }
    }
    assert!(shown.contains("(secret)"), "the answer was shown");
    let ended = server.0.stop();
    assert_eq!(ended.status, Some(0));
    shown += &fs::read_to_string(&out).unwrap();
    shown += &(ended.out + &ended.errors);
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), 2);
    let anew = service.requests()[1].query().to_owned();
    for secret in [TOKEN, sign_of(&sent.query), sign_of(&anew)] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

/// The receiver that a copied test expects.
pub fn receiver(app: SdkAppId, token: Token) -> Receiver {
    Receiver::builder(Verifier::new(app, token), Policies::fail_closed())
        .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::SilentDrop)
        .build()
        .unwrap()
}

/// `copied.rs` is what is copied here. It is compiled and run with these tests.
#[test]
fn a_copied_rust_test_is_one_that_runs() {
    let server = own_service(&[]);
    let drop = json!({"command": BEFORE, "verdict": "drop"});
    assert_eq!(server.act("/api/verdicts", &drop).status, 200);
    let request = testing::call::<group::BeforeSendMsg>().text("\"# {\u{202e}\\n}\r\n");
    let signer = Signer::new(SdkAppId::new(APP), token()).with_param("ten\"ant", "4\\2");
    server.send(&signer.sign(request));
    let copied = format!("use super::copies::receiver;\n{}", server.copied(1, "rust"));
    if std::env::var_os("UPDATE_COPIED").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/traffic/copied.rs");
        fs::write(path, copied).unwrap();
    } else {
        assert_eq!(copied, include_str!("copied.rs"));
    }
}

#[test]
fn a_copied_fixture_is_a_line_for_replay_and_changes_no_byte() {
    let server = own_service(&[]);
    let bodies = [
        &message("hi").body,
        &br#"{"b":1,"a":123456789012345678901234567890,"a":1.0,"c":"\u4f60"}"#[..],
        b" {}\t",
        b"\"text\"",
        b"null",
        b"no JSON",
        b"{\"a\":\"\xff\"}",
    ];
    let query = message("hi").query;
    for (id, body) in (1..).zip(bodies) {
        server.post(&query, body);
        let fixture = server.copied(id, "fixture").replace('\n', "");
        let file = file("fixture");
        fs::write(&file, fixture).unwrap();
        let status = server.details(id)["answer"]["status"].clone();
        let answer_text = server.details(id)["answer"]["text"].clone();
        let service = Service::start(move |_| {
            let status = u16::try_from(status.as_u64().unwrap()).unwrap();
            answer(status, "", answer_text.as_str().unwrap().as_bytes())
        });
        run(&["replay", &file, "--to", &service.url]).says(0, &["1 answers as recorded"]);
        assert_eq!(service.requests()[0].body, body);
    }
    let text = &server.details(2)["body"]["text"];
    assert_eq!(text.as_str().unwrap().as_bytes(), bodies[1], "and neither does the editor");
}

#[test]
fn curl_goes_to_where_the_callback_went() {
    let service = Service::start(|_| json_answer(ALLOWED));
    let server = passing_on(&service, &[]);
    server.send(&message("it's"));
    let curl = server.copied(1, "curl");
    assert!(curl.contains(&format!("'{}/callback?SdkAppid={APP}&", service.url)), "{curl}");
    assert!(curl.contains("'\"&Sign=$sign&RequestTime=$time\""), "{curl}");
    assert!(curl.contains("it'\\''s"), "{curl}");
}
