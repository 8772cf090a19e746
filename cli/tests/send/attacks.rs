//! What is said of services that are attacked.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::Ordering;

use serde_json::Value;
use tim_callback::{CallbackCommand, Policies};

use super::service::{Service, answer};
use super::{AFTER, ALLOWED, BEFORE, Ran, objects, play, says};

const REJECTED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
/// What is said of an attack that was not refused.
const FOUND_OUT: &str =
    "it must be refused with 401 or another 4xx status, or a before-command rejected";

fn attack(service: &Service, args: &[&str]) -> Ran {
    play("attack", service, args)
}

#[test]
fn a_good_service_is_told_so_for_every_command_and_every_attack() {
    let service = Service::good();
    let ran = attack(&service, &[]);
    let befores = CallbackCommand::all().iter().filter(|c| c.is_before()).count();
    let commands = CallbackCommand::all().len();
    let answers = commands + 8 * commands + 2 * (commands - befores);
    says(&ran, 0, &[&format!("{answers} as they should be, 0 not")]);
    assert!(!ran.out.contains("WRONG"), "{}", ran.out);
    for line in [
        "Group.CallbackBeforeCreateGroup: it is refused, the caller gets 10016",
        "State.StateChange: it is acknowledged",
        "ok     repeated: Group.CallbackAfterSendMsg: it is acknowledged",
        "ok     late: Group.CallbackBeforeSendMsg: the message is delivered",
        "ok     unsigned: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "ok     forged: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "ok     stale: C2C.CallbackBeforeSendMsg: the message is refused, the sender gets 20006",
        "ok     future: Group.CallbackBeforeInviteJoinGroup: it is refused, the caller gets 10016",
        "ok     wrong-app: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "ok     unsigned: Sns.CallbackPrevFriendAdd: refused with 401",
        "ok     forged: Sns.CallbackPrevFriendResponse: refused with 401",
        "ok     stale: Group.CallbackAfterSendMsg: refused with 401",
        "ok     future: State.StateChange: refused with 401",
        "ok     wrong-app: Sns.CallbackPrevFriendAdd: refused with 403",
        "ok     wrong-app: Group.CallbackAfterSendMsg: refused with 403",
        "ok     forged: ChatBot.OnAssignHuman: processing failed",
        "ok     mismatched: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
        "ok     truncated: Sns.CallbackPrevFriendAdd: the callback counts as failed",
        "ok     truncated: Group.CallbackBeforeSendMsg: the message is refused, the sender gets 10016",
    ] {
        assert!(ran.out.contains(line), "{line} is not in\n{}", ran.out);
    }
    assert!(!ran.out.contains("ok     repeated: Group.CallbackBeforeSendMsg"), "never repeated");
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
    let ran = attack(&service, &[]);
    says(&ran, 0, &[" as they should be, 0 not"]);
    for line in [
        "ok     unsigned: Group.CallbackBeforeSendMsg: refused with 401",
        "ok     forged: Group.CallbackBeforeSendMsg: refused with 401",
        "ok     stale: Group.CallbackBeforeSendMsg: refused with 401",
        "ok     future: Group.CallbackBeforeSendMsg: refused with 401",
        "ok     wrong-app: Group.CallbackBeforeSendMsg: refused with 403",
        "ok     truncated: Group.CallbackBeforeSendMsg: the message is delivered",
    ] {
        assert!(ran.out.contains(line), "{line} is not in\n{}", ran.out);
    }
}

#[test]
fn a_service_that_takes_what_nobody_signed_is_found_out() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let kinds = ["unsigned", "forged", "stale", "future", "wrong-app"];
    for kind in kinds {
        let ran = attack(&service, &["--command", BEFORE, "--kind", kind]);
        let line = format!("WRONG  {kind}: {BEFORE}: the message is delivered");
        let finding = format!("wrong: {kind}: {FOUND_OUT}");
        says(&ran, 1, &[&line, &finding, "1 as they should be, 1 not"]);
    }
    let ran = attack(&service, &["--command", AFTER, "--kind", "late,repeated"]);
    says(&ran, 0, &["ok     late: Group.CallbackAfterSendMsg", "4 as they should"]);
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
    let ran = attack(&service, &["--command", BEFORE, "--kind", "forged"]);
    says(&ran, 0, &["ok     forged: Group.CallbackBeforeSendMsg: the message is refused"]);
    let service = Service::constant(200, "application/json", WITH_A_CODE);
    let ran = attack(&service, &["--command", BEFORE, "--kind", "forged"]);
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
        let ran = attack(&service, &["--command", command, "--kind", "forged"]);
        says(&ran, 1, &[&format!("WRONG  forged: {command}: "), FOUND_OUT]);
    }
}

#[test]
fn a_service_that_breaks_or_forgets_is_found_out() {
    let breaks = Service::start(|_, body| match serde_json::from_slice::<Value>(body) {
        Ok(_) => answer(200, "application/json", ALLOWED),
        Err(_) => answer(500, "text/plain", "panic"),
    });
    let ran = attack(&breaks, &["--command", AFTER, "--kind", "truncated,mismatched"]);
    says(&ran, 1, &["WRONG  truncated: ", "it must be answered by policy", "the status is 500"]);
    says(&ran, 1, &["ok     mismatched: Group.CallbackAfterSendMsg"]);

    let refuses = Service::start(|_, body| match serde_json::from_slice::<Value>(body) {
        Ok(_) => answer(200, "application/json", ALLOWED),
        Err(_) => answer(400, "text/plain", "not JSON"),
    });
    let ran = attack(&refuses, &["--command", AFTER, "--kind", "truncated"]);
    says(&ran, 0, &["ok     truncated: Group.CallbackAfterSendMsg: refused with 400"]);

    let seen = Mutex::new(HashSet::new());
    let refuses_twice =
        Service::start(move |_, body| match seen.lock().unwrap().insert(body.to_vec()) {
            true => answer(200, "application/json", ALLOWED),
            false => answer(409, "text/plain", "again?"),
        });
    let ran = attack(&refuses_twice, &["--command", AFTER, "--kind", "repeated"]);
    says(&ran, 1, &["WRONG  repeated: Group.CallbackAfterSendMsg", "status is 409"]);
}

#[test]
fn nothing_is_said_to_be_right_and_wrong() {
    let service = Service::good();
    let ran = attack(&service, &["--command", "Sns.CallbackPrevFriendAdd", "--kind", "truncated"]);
    // It cannot be read, so there are no targets to answer for.
    says(&ran, 0, &["ok     truncated: Sns.CallbackPrevFriendAdd: the callback counts as failed"]);
    assert!(!ran.out.to_lowercase().contains("wrong"), "{}", ran.out);
}

#[test]
fn an_attack_is_an_object_for_programs() {
    let service = Service::constant(200, "application/json", ALLOWED);
    let ran = attack(&service, &["--command", BEFORE, "--kind", "forged", "--json"]);
    assert_eq!(ran.status, Some(1));
    let [plain, forged] = &objects(&ran)[..] else { panic!("{}", ran.out) };
    assert_eq!((plain.get("attack"), &plain["right"]), (None, &true.into()));
    assert_eq!((&forged["attack"], &forged["right"]), (&"forged".into(), &false.into()));
    assert_eq!(forged["findings"][0]["problem"], format!("forged: {FOUND_OUT}"));
}

#[test]
fn attacks_have_the_parameters_that_were_asked_for() {
    let service = Service::good();
    attack(&service, &["--command", BEFORE, "--query", "tenant=9"]);
    let requests = service.requests.lock().unwrap();
    assert_eq!(requests.len(), 9);
    assert!(requests.iter().all(|request| request.target.ends_with("tenant=9")));
}
