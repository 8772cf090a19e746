//! Verdicts, as the service answers them.

use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpStream;

use tim_callback::{C2cRejectCode, GroupRejectCode, MsgVerdict};

use super::Setup;
use super::client::{AFTER, BEFORE, FRIENDS, head, open, post, post_chunked, rest, saying, signed};

type GroupVerdict = MsgVerdict<GroupRejectCode>;

fn verdict(address: SocketAddr, text: &str) -> GroupVerdict {
    let answered = post(address, &signed(BEFORE), &saying(BEFORE, text));
    answered.answer().try_into().unwrap()
}

#[test]
fn a_message_is_allowed_rejected_dropped_or_changed() {
    let service = crate::start(Setup::default());
    assert_eq!(verdict(service.address, "good morning"), MsgVerdict::Allow);
    assert_eq!(verdict(service.address, "to the casino"), MsgVerdict::Reject);
    assert_eq!(verdict(service.address, "gibberish"), MsgVerdict::SilentDrop);
    let code = GroupRejectCode::new(10101).unwrap();
    let advertising = MsgVerdict::reject_with(code, "no advertising here");
    assert_eq!(verdict(service.address, "buy now"), advertising);
    let MsgVerdict::Modify(patch) = verdict(service.address, "a secret") else {
        panic!("not changed");
    };
    assert_eq!(patch.elements().len(), 1);
    assert!(patch.elements()[0].get().contains(r#""Text":"a ***""#));
    service.stop();
}

#[test]
fn one_to_one_messages_are_judged_too() {
    let service = crate::start(Setup::default());
    let command = "C2C.CallbackBeforeSendMsg";
    let answered = post(service.address, &signed(command), &saying(command, "buy now"));
    let code = C2cRejectCode::new(120101).unwrap();
    let advertising = MsgVerdict::reject_with(code, "no advertising here");
    assert_eq!(MsgVerdict::try_from(answered.answer()), Ok(advertising));
    service.stop();
}

/// Rejecting them would keep users from creating groups or adding friends.
#[test]
fn what_has_no_decider_is_allowed() {
    let service = crate::start(Setup::default());
    for command in ["Group.CallbackBeforeCreateGroup", "Group.CallbackBeforeApplyJoinGroup"] {
        assert_eq!(post(service.address, &signed(command), "{}").answer().error_code, 0);
    }
    let friends = r#"{"CallbackCommand":"Sns.CallbackPrevFriendAdd",
        "Requester_Account":"jared","From_Account":"jared",
        "FriendItem":[{"To_Account":"ana","AddSource":"AddSource_Type_Web"}],
        "AddType":"Add_Type_Both","ForceAddFlags":0}"#;
    let answer = post(service.address, &signed(FRIENDS), friends).answer();
    assert_eq!(answer.result_item.unwrap()[0].result_code, 0);
    service.stop();
}

#[test]
fn a_load_balancer_learns_that_the_service_is_there() {
    let service = crate::start(Setup::default());
    let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answered = rest(&open(service.address, request));
    assert!(answered.starts_with("HTTP/1.1 200") && answered.ends_with("ok"), "{answered}");
    service.stop();
}

#[test]
fn a_body_in_chunks_is_a_body() {
    let service = crate::start(Setup::default());
    let answered = post_chunked(service.address, &signed(BEFORE), &saying(BEFORE, "gibberish"));
    assert_eq!(GroupVerdict::try_from(answered.answer()), Ok(MsgVerdict::SilentDrop));
    service.stop();
}

#[test]
fn after_commands_are_acknowledged() {
    let service = crate::start(Setup::default());
    for command in [AFTER, "C2C.CallbackAfterSendMsg", "State.StateChange"] {
        let body = if command == "State.StateChange" { "{}".into() } else { saying(command, "x") };
        assert_eq!(post(service.address, &signed(command), &body).answer().error_code, 0);
    }
    service.stop();
}

/// Reads up to the end of one answer of the moderator.
fn answer_of(stream: &mut TcpStream) -> String {
    use std::io::Read;
    let mut read = String::new();
    while !read.ends_with('}') {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        read.push(byte[0].into());
    }
    read
}

#[test]
fn a_connection_is_kept_for_the_next_callback() {
    let service = crate::start(Setup::default());
    let query = signed(BEFORE);
    let (gibberish, casino) = (saying(BEFORE, "gibberish"), saying(BEFORE, "casino"));
    let first = head(&query, gibberish.len(), false);
    let mut stream = open(service.address, &format!("{first}{gibberish}"));
    assert!(answer_of(&mut stream).contains(r#""ErrorCode":2"#));
    stream.write_all(format!("{}{casino}", head(&query, casino.len(), true)).as_bytes()).unwrap();
    assert!(rest(&stream).contains(r#""ErrorCode":1"#));
    service.stop();
}
