//! What is said of services that are attacked.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::Ordering;

use serde_json::Value;
use tim_callback::{CallbackCommand, Policies};

use super::service::{Service, answer};
use super::{AFTER, ALLOWED, BEFORE, says, simulate};

const REJECTED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
/// What is said of an attack that was not refused.
const FOUND_OUT: &str =
    "WRONG, it must be refused with 401 or another 4xx status, or a before-command rejected";

#[test]
fn a_good_service_is_told_so_for_every_command_and_every_attack() {
    let service = Service::good();
    let ran = simulate(&service, &["--attack"]);
    let befores = CallbackCommand::all().iter().filter(|c| c.is_before()).count();
    let commands = CallbackCommand::all().len();
    let answers = commands + 8 * commands + 2 * (commands - befores);
    says(&ran, 0, &[&format!("{answers} answers as they should be, 0 not")]);
    assert!(!ran.out.contains("WRONG"), "{}", ran.out);
    for line in [
        "Group.CallbackBeforeCreateGroup: it is refused, the caller gets 10016",
        "State.StateChange: it is acknowledged",
        "repeated, as it should be: Group.CallbackAfterSendMsg: it is acknowledged",
        "late, as it should be: Group.CallbackBeforeSendMsg: the message is delivered",
        "unsigned, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "forged, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "stale, as it should be: C2C.CallbackBeforeSendMsg: the message is refused, the sender gets 20006",
        "future, as it should be: Group.CallbackBeforeInviteJoinGroup: it is refused, the caller gets 10016",
        "wrong-app, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "unsigned, as it should be: Sns.CallbackPrevFriendAdd: refused with 401",
        "forged, as it should be: Sns.CallbackPrevFriendResponse: refused with 401",
        "stale, as it should be: Group.CallbackAfterSendMsg: refused with 401",
        "future, as it should be: State.StateChange: refused with 401",
        "wrong-app, as it should be: Sns.CallbackPrevFriendAdd: refused with 403",
        "wrong-app, as it should be: Group.CallbackAfterSendMsg: refused with 403",
        "forged, as it should be: ChatBot.OnAssignHuman: processing failed",
        "mismatched, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "truncated, as it should be: Sns.CallbackPrevFriendAdd: the callback counts as failed",
        "truncated, as it should be: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
    ] {
        assert!(ran.out.contains(line), "{line} is not in\n{}", ran.out);
    }
    assert!(
        !ran.out.contains("repeated, as it should be: Group.CallbackBeforeSendMsg"),
        "never repeated"
    );
    let connections = service.connections.load(Ordering::SeqCst);
    assert!(connections == 1, "one connection stays open, there were {connections}");
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests.len(), answers);
    let keeps_its_query = "/callback?tenant=42&SdkAppid=";
    assert!(requests.iter().all(|request| request.target.starts_with(keeps_its_query)));
}

#[test]
fn a_service_that_fails_open_refuses_attacks_by_the_status() {
    let service = Service::with(Policies::fail_open());
    let ran = simulate(&service, &["--attack"]);
    says(&ran, 0, &[" answers as they should be, 0 not"]);
    for line in [
        "unsigned, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "forged, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "stale, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "future, as it should be: Group.CallbackBeforeSendMsg: refused with 401",
        "wrong-app, as it should be: Group.CallbackBeforeSendMsg: refused with 403",
        "truncated, as it should be: Group.CallbackBeforeSendMsg: the message is delivered",
    ] {
        assert!(ran.out.contains(line), "{line} is not in\n{}", ran.out);
    }
}

#[test]
fn a_service_that_takes_what_nobody_signed_is_found_out() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let attacks = ["unsigned", "forged", "stale", "future", "wrong-app"];
    for attack in attacks {
        let ran = simulate(&service, &["--command", BEFORE, "--attack", attack]);
        let line = format!("{attack}, {FOUND_OUT}: {BEFORE}: the message is delivered");
        says(&ran, 1, &[&line, "1 answers as they should be, 1 not"]);
    }
    let ran = simulate(&service, &["--command", AFTER, "--attack", "late,repeated"]);
    says(
        &ran,
        0,
        &["late, as it should be: Group.CallbackAfterSendMsg", "4 answers as they should"],
    );
}

#[test]
fn nothing_but_a_sound_rejection_stands_for_a_refusal() {
    const WITH_A_CODE: &str = r#"{"ActionStatus":"OK","ErrorInfo":"no","ErrorCode":10101}"#;
    const DROPPED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;
    const REFUSES_ONE: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,
        "RefusedMembers_Account":["jared"]}"#;
    const REFUSES_ALL: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"ResultItem":[
        {"To_Account":"ben","ResultCode":38000,"ResultInfo":""},
        {"To_Account":"cleo","ResultCode":38000,"ResultInfo":""}]}"#;
    let service = Service::constant(200, "application/json", REJECTED);
    let ran = simulate(&service, &["--command", BEFORE, "--attack", "forged"]);
    says(
        &ran,
        0,
        &["forged, as it should be: Group.CallbackBeforeSendMsg: the message is refused"],
    );
    let service = Service::constant(200, "application/json", WITH_A_CODE);
    let ran = simulate(&service, &["--command", BEFORE, "--attack", "forged"]);
    says(&ran, 0, &["the sender gets 10101"]);

    for (command, status, content_type, body) in [
        // This does not count as a rejection.
        (BEFORE, 200, "text/plain", REJECTED),
        (BEFORE, 500, "application/json", REJECTED),
        (BEFORE, 200, "application/json", DROPPED),
        ("Group.CallbackBeforeInviteJoinGroup", 200, "application/json", REFUSES_ONE),
        // A code of the whole answer lets a friend request go on; one of each target is made from a
        // body that must not be trusted.
        ("Sns.CallbackPrevFriendAdd", 200, "application/json", REJECTED),
        ("Sns.CallbackPrevFriendAdd", 200, "application/json", REFUSES_ALL),
        // An after-command cannot be rejected.
        (AFTER, 200, "application/json", REJECTED),
        (AFTER, 200, "application/json", ALLOWED),
    ] {
        let service = Service::constant(status, content_type, body);
        let ran = simulate(&service, &["--command", command, "--attack", "forged"]);
        says(&ran, 1, &[&format!("forged, {FOUND_OUT}: {command}: ")]);
    }
}

#[test]
fn a_service_that_breaks_or_forgets_is_found_out() {
    let breaks = Service::start(|_, body| match serde_json::from_slice::<Value>(body) {
        Ok(_) => answer(200, "application/json", ALLOWED),
        Err(_) => answer(500, "text/plain", "panic"),
    });
    let ran = simulate(&breaks, &["--command", AFTER, "--attack", "truncated,mismatched"]);
    says(&ran, 1, &["truncated, WRONG, it must be answered by policy", "the status is 500"]);
    says(&ran, 1, &["mismatched, as it should be: Group.CallbackAfterSendMsg"]);

    let refuses = Service::start(|_, body| match serde_json::from_slice::<Value>(body) {
        Ok(_) => answer(200, "application/json", ALLOWED),
        Err(_) => answer(400, "text/plain", "not JSON"),
    });
    let ran = simulate(&refuses, &["--command", AFTER, "--attack", "truncated"]);
    says(&ran, 0, &["truncated, as it should be: Group.CallbackAfterSendMsg: refused with 400"]);

    let seen = Mutex::new(HashSet::new());
    let refuses_twice =
        Service::start(move |_, body| match seen.lock().unwrap().insert(body.to_vec()) {
            true => answer(200, "application/json", ALLOWED),
            false => answer(409, "text/plain", "again?"),
        });
    let ran = simulate(&refuses_twice, &["--command", AFTER, "--attack", "repeated"]);
    says(
        &ran,
        1,
        &["repeated, WRONG, it must be accepted: Group.CallbackAfterSendMsg", "status is 409"],
    );
}
