use std::fs;
use std::process::Command;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rustls::pki_types::PrivatePkcs8KeyDer;
use serde_json::Value;

use crate::service::{Service, answer, json};
use crate::tool::{Ended, Server, run};
use crate::{ALLOWED, BEFORE, TOKEN, http, message, sign_of};

pub fn file(name: &str) -> String {
    let file = format!("{}/{name}-{}.jsonl", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    // It is there if an earlier run failed.
    let _ = fs::remove_file(&file);
    file
}

pub fn record(service: &str, out: &str, more: &[&str]) -> Server {
    let args = ["record", "--listen", "127.0.0.1:0", "--to", service, "--out", out];
    Server::start(&[&args[..], more].concat())
}

pub fn lines(file: &str) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or(Value::Null)).collect()
}

pub fn totals(ended: &Ended) -> [u64; 3] {
    let totals = &ended.json()[0];
    ["recorded", "lost", "unanswered"].map(|name| totals[name].as_u64().unwrap())
}

#[test]
fn nothing_changes_on_the_way() {
    let every_byte: Vec<u8> = (0..=255).collect();
    let back = every_byte.clone();
    let service = Service::start(move |_| {
        let headers = "Content-Type: text/odd; a=\"b\"\r\nX-Own: 1\r\nX-Own: 2\r\n\
            Connection: X-Hop\r\nX-Hop: mine\r\n";
        answer(418, headers, &back)
    });
    let out = file("unchanged");
    let server = record(&service.url, &out, &[]);
    let target = "/a%20b//c?SdkAppid=1&x=%zz&x=+%2B&&S%69gn=f00&sign=bar&%E4%BD%A0=&Sign=AB";
    let headers = [("Content-Type", "application/JSON;charset=x"), ("X-Mine", "yes")];
    let response = http::post(server.address(), target, &headers, &every_byte);
    let seen = &service.requests()[0];
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", target));
    assert_eq!(seen.body, every_byte);
    for header in ["content-type: application/JSON;charset=x\r\n", "x-mine: yes\r\n"] {
        assert!(seen.head.contains(header), "{}", seen.head);
    }
    assert!(seen.head.contains(&format!("host: {}\r\n", &service.url["http://".len()..])));
    assert_eq!((response.status, &response.body), (418, &every_byte));
    assert_eq!(response.header("content-type"), Some("text/odd; a=\"b\""));
    assert_eq!(response.head.to_lowercase().matches("x-own: ").count(), 2);
    assert!(response.header("x-hop").is_none(), "it is about one connection");

    assert_eq!(totals(&server.stop()), [1, 0, 0]);
    let line = &lines(&out)[0];
    assert_eq!(line["query"], "SdkAppid=1&x=%zz&x=+%2B&&%E4%BD%A0=");
    assert_eq!(line["path"], "/a%20b//c");
    assert_eq!(line["body"], "");
    for name in ["body_base64", "answer_base64"] {
        let bytes = BASE64_STANDARD.decode(line[name].as_str().unwrap()).unwrap();
        assert_eq!(bytes, every_byte, "{name}");
    }
}

#[test]
fn a_line_has_the_callback_and_its_answer_but_no_signature() {
    let service = Service::start(|request| {
        // A service that repeats what it got.
        json(&format!("{{\"ErrorInfo\":\"you sent {}, not {TOKEN}\"}}", request.query()))
    });
    let out = file("line");
    let server = record(&service.url, &out, &["--token", TOKEN]);
    let sent = message("hello 你好 \u{202e} </script>");
    let response = server.post(&sent.query, &sent.body);
    assert!(response.text().contains(sign_of(&sent.query)), "it is passed back as it is");
    assert_eq!(totals(&server.stop()), [1, 0, 0]);
    let text = fs::read_to_string(&out).unwrap();
    assert!(!text.contains("Sign=") || text.contains("Sign=(secret)"), "{text}");
    assert!(!text.contains(sign_of(&sent.query)) && !text.contains(TOKEN), "{text}");
    let line = &lines(&out)[0];
    assert_eq!(line["body"].as_str().unwrap().as_bytes(), sent.body);
    assert_eq!(line["status"], 200);
    assert!(line["answer"].as_str().unwrap().starts_with("{\"ErrorInfo\":\"you sent SdkAppid="));
    assert!(line["took_ms"].as_f64().unwrap() > 0.0);
    assert!(line["time"].as_u64().unwrap() > 1_700_000_000_000);
    assert!(line["query"].as_str().unwrap().contains("&RequestID=r-1"));
}

#[test]
fn audit_reads_a_recording() {
    let service = Service::start(|_| json(ALLOWED));
    let out = file("audit");
    let server = record(&service.url, &out, &[]);
    let sent = message("hi");
    server.post(&sent.query, &sent.body);
    server.post(&sent.query, b"{\"a\":\xff}");
    server.stop();
    let mut audit = Command::new(env!("CARGO_BIN_EXE_tim-callback"));
    audit.arg("audit");
    let output = audit.args(["--lines", &out]).output().unwrap();
    let reports: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!((&reports[0]["status"], &reports[0]["command"]), (&"typed".into(), &BEFORE.into()));
    assert_eq!(reports[1]["status"], "error");
}

#[test]
fn only_callbacks_are_recorded() {
    let service = Service::start(|_| answer(200, "", b"healthy"));
    let out = file("health");
    let server = record(&service.url, &out, &[]);
    assert_eq!(http::get(server.address(), "/healthz", &[]).text(), "healthy");
    assert_eq!(service.requests()[0].method, "GET");
    assert_eq!(totals(&server.stop()), [0, 0, 0]);
}

#[test]
fn a_path_of_the_service_replaces_that_of_the_callback() {
    let service = Service::start(|_| json(ALLOWED));
    let server = record(&format!("{}/im", service.url), &file("path"), &[]);
    server.post("SdkAppid=1", b"{}");
    assert_eq!(service.requests()[0].target, "/im?SdkAppid=1");
}

#[test]
#[cfg(target_os = "linux")]
fn answers_are_passed_on_when_the_disk_is_full() {
    let service = Service::start(|_| json(ALLOWED));
    let server = record(&service.url, "/dev/full", &[]);
    for _ in 0..5 {
        let sent = message("hi");
        let response = server.post(&sent.query, &sent.body);
        assert_eq!((response.status, response.text()), (200, ALLOWED));
    }
    let ended = server.stop();
    assert_eq!(totals(&ended), [0, 5, 0]);
    ended.says(1, &["/dev/full: No space left on device"]);
    assert_eq!(ended.errors.lines().count(), 1, "said once: {}", ended.errors);
}

#[test]
fn lines_are_added_to_whole_ones() {
    let service = Service::start(|_| json(ALLOWED));
    let out = file("added");
    fs::write(&out, "{\"a\":1}\n{\"torn\":").unwrap();
    let server = record(&service.url, &out, &[]);
    for _ in 0..2 {
        server.post("SdkAppid=1", b"{}");
    }
    server.stop();
    let lines = lines(&out);
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["a"], &lines[1]), (&1.into(), &Value::Null));
    assert!(lines[2..].iter().all(|line| line["query"] == "SdkAppid=1"));
}

#[test]
fn a_service_that_is_not_there_is_a_line_too() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let out = file("gone");
    let server = record(&gone, &out, &[]);
    assert_eq!(server.post("SdkAppid=1", b"{}").status, 502);
    let ended = server.stop();
    assert_eq!((ended.status, totals(&ended)), (Some(1), [1, 0, 1]));
    let line = &lines(&out)[0];
    let error = line["error"].as_str().unwrap();
    assert!(error.contains("cannot be reached: Connection refused"), "{error}");
    assert!(line.get("status").is_none());
}

#[test]
fn a_service_is_trusted_only_by_its_certificate() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let pem = file("ca");
    fs::write(&pem, made.cert.pem()).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let service = Service::start_tls(Arc::new(config), |_| json(ALLOWED));
    let out = file("tls");
    let server = record(&service.url, &out, &["--cacert", &pem]);
    assert_eq!(server.post("SdkAppid=1", b"{}").text(), ALLOWED);
    server.stop();
    let server = record(&service.url, &out, &[]);
    assert_eq!(server.post("SdkAppid=1", b"{}").status, 502);
    server.stop();
    let error = lines(&out)[1]["error"].as_str().unwrap().to_owned();
    assert!(error.contains("certificate"), "{error}");
}

#[test]
fn what_cannot_work_is_said_at_the_start() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let out = file("arguments");
    for (listen, to, out, more, words) in [
        (taken.as_str(), "http://h", &*out, "", "cannot listen at --listen 127.0.0.1:"),
        ("127.0.0.1:0", "h:80", &out, "", "begin it with http://"),
        ("127.0.0.1:0", "ftp://h", &out, "", "begin it with http:// or https://"),
        ("127.0.0.1:0", "http://h/?a=1", &out, "", "leave the query out"),
        ("127.0.0.1:0", "http://me:hidden@h", &out, "", "leave user and password out"),
        ("127.0.0.1:0", "me:hidden@h", &out, "", "begin it with http://"),
        ("127.0.0.1:0", "ftp://me:hidden@h", &out, "", "begin it with http:// or https://"),
        ("127.0.0.1:0", "http://h", "-", "", "--out -: give a file"),
        ("127.0.0.1:0", "http://h", "/no/such/place", "", "/no/such/place: No such file"),
        ("127.0.0.1:0", "http://h", &out, "--cacert=x", "--cacert is for HTTPS"),
        ("127.0.0.1:0", "https://h", &out, "--cacert=/no.pem", "/no.pem: No such file"),
        ("here", "http://h", &out, "", "invalid value 'here'"),
    ] {
        let args = ["record", "--listen", listen, "--to", to, "--out", out, more];
        let ended = run(&args[..if more.is_empty() { 7 } else { 8 }]);
        ended.says(2, &[words]);
        assert!(!ended.errors.contains("hidden"), "{}", ended.errors);
    }
}
