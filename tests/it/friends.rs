//! Verdicts target by target: friend requests, invitations, subscriptions.

use serde_json::{Value, json};
use tim_callback::callbacks::{group, official_account, sns};
use tim_callback::verdict::{
    Answer, AnswerError, FriendDecision, FriendRejectCode, SubscribeVerdict, TargetError,
};
use tim_callback::{
    Call, Decide, FriendVerdict, InviteVerdict, Policies, Receiver, Reply, UserId, Verifier,
};

const NO: FriendRejectCode = FriendRejectCode::new(38001).unwrap();

fn body(targets: &[&str]) -> Value {
    let items: Vec<_> = targets
        .iter()
        .map(|target| json!({"To_Account": target, "AddSource": "AddSource_Type_Android"}))
        .collect();
    json!({
        "CallbackCommand": "Sns.CallbackPrevFriendAdd", "Requester_Account": "ana",
        "From_Account": "ana", "FriendItem": items, "AddType": "Add_Type_Both", "ForceAddFlags": 0
    })
}

fn call(targets: &[&str]) -> Call<sns::PrevFriendAdd> {
    Call::for_test(serde_json::from_value(body(targets)).unwrap())
}

fn answer(call: &Call<sns::PrevFriendAdd>, verdict: &FriendVerdict) -> Value {
    serde_json::from_slice(&Reply::to(call, verdict).body).unwrap()
}

fn item(target: &str, code: u32, info: &str) -> Value {
    json!({"To_Account": target, "ResultCode": code, "ResultInfo": info})
}

#[test]
fn every_target_is_answered_in_the_order_of_the_request() {
    let call = call(&["zoe", "ben"]);
    let verdict = call.judge_each(|target| match target.as_str() {
        "ben" => FriendDecision::refuse(NO, "not ben"),
        _ => FriendDecision::Allow,
    });
    let answered = answer(&call, &verdict);
    assert_eq!(answered["ErrorCode"], 0);
    assert_eq!(answered["ResultItem"], json!([item("zoe", 0, ""), item("ben", 38001, "not ben")]));
}

#[test]
fn a_target_that_is_not_named_keeps_the_default() {
    let call = call(&["zoe", "ben"]);
    let ben = UserId::from("ben");
    let verdict = call.refuse_all(NO, "closed").with(&ben, &FriendDecision::Allow).unwrap();
    assert_eq!(
        answer(&call, &verdict)["ResultItem"],
        json!([item("zoe", 38001, "closed"), item("ben", 0, "")])
    );
}

#[test]
fn a_target_that_was_not_asked_about_is_an_error() {
    let mallory = UserId::from("mallory");
    let verdict = call(&["zoe"]).allow_all();
    let error: TargetError = verdict.with(&mallory, &FriendDecision::Allow).unwrap_err();
    assert_eq!(error.account(), &mallory);
    assert!(!error.to_string().contains("mallory"), "{error}");
}

/// A client may name somebody twice. Of two answers for one account it is not known which counts.
#[test]
fn a_target_that_is_named_twice_is_decided_alike_at_both_places() {
    let call = call(&["zoe", "ben", "zoe"]);
    let zoe = UserId::from("zoe");
    let verdict = call.allow_all().with(&zoe, &FriendDecision::refuse(NO, "not zoe")).unwrap();
    let refused = item("zoe", 38001, "not zoe");
    assert_eq!(
        answer(&call, &verdict)["ResultItem"],
        json!([refused.clone(), item("ben", 0, ""), refused])
    );
    let verdict = call.refuse_all(NO, "").with(&zoe, &FriendDecision::Allow).unwrap();
    let decisions: Vec<_> = verdict.decisions().map(|(_, decision)| decision.clone()).collect();
    let allow = FriendDecision::Allow;
    assert_eq!(decisions, [allow.clone(), FriendDecision::refuse(NO, ""), allow]);
}

#[test]
fn a_friend_decision_tells_its_code_and_its_text() {
    let FriendDecision::Refuse { code, text, .. } = FriendDecision::refuse(NO, "closed") else {
        panic!("it refuses")
    };
    assert_eq!((code, text.as_str()), (NO, "closed"));
}

#[test]
fn a_friend_answer_reads_back() {
    let call = call(&["zoe", "ben"]);
    let verdict = call.refuse_all(NO, "closed");
    let read: Answer = serde_json::from_slice(&Reply::to(&call, &verdict).body).unwrap();
    assert_eq!(FriendVerdict::try_from(read), Ok(verdict));

    let with_code = |code: u32| {
        let mut answered = answer(&call, &call.allow_all());
        answered["ResultItem"][0]["ResultCode"] = code.into();
        FriendVerdict::try_from(serde_json::from_value::<Answer>(answered).unwrap())
    };
    assert_eq!(with_code(37999), Err(AnswerError::UndefinedCode(37999)));
    assert!(with_code(39000).is_ok());
}

#[test]
fn without_a_decider_each_target_is_answered_by_policy() {
    let query = "SdkAppid=1&CallbackCommand=Sns.CallbackPrevFriendAdd";
    let answered = |policies, body: &str| -> Value {
        let verifier = Verifier::unchecked_for_logs_and_tests();
        let receiver = Receiver::builder(verifier, policies).build().unwrap();
        serde_json::from_slice(&receiver.receive(query, body.as_bytes()).body).unwrap()
    };
    let request = body(&["zoe", "ben"]).to_string();
    assert_eq!(
        answered(Policies::fail_open(), &request)["ResultItem"],
        json!([item("zoe", 0, ""), item("ben", 0, "")])
    );
    assert_eq!(
        answered(Policies::fail_closed(), &request)["ResultItem"],
        json!([item("zoe", 38000, ""), item("ben", 38000, "")])
    );
    // Nobody to refuse: the documented failure code, which lets the request through.
    let undecodable = answered(Policies::fail_closed(), "{}");
    assert_eq!(undecodable, json!({"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 38000}));
}

#[test]
fn a_panicking_decider_refuses_every_target_under_fail_closed() {
    struct Panics;

    impl Decide<sns::PrevFriendAdd> for Panics {
        fn decide(&self, _: &Call<sns::PrevFriendAdd>) -> FriendVerdict {
            panic!("a decider's own")
        }
    }

    let verifier = Verifier::unchecked_for_logs_and_tests();
    let receiver = Receiver::builder(verifier, Policies::fail_closed())
        .on::<sns::PrevFriendAdd>(Panics)
        .build()
        .unwrap();
    let query = "SdkAppid=1&CallbackCommand=Sns.CallbackPrevFriendAdd";
    let reply = receiver.receive(query, body(&["zoe"]).to_string().into_bytes());
    let answered: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(answered["ResultItem"], json!([item("zoe", 38000, "")]));
}

#[test]
fn refusing_some_answers_with_their_names_and_refusing_nobody_allows() {
    let invite: group::BeforeInviteJoinGroup = serde_json::from_value(json!({
        "CallbackCommand": "Group.CallbackBeforeInviteJoinGroup", "GroupId": "g", "Type": "Public",
        "Operator_Account": "ana", "DestinationMembers": [{"Member_Account": "ben"}]
    }))
    .unwrap();
    let invite = Call::for_test(invite);
    let reply = Reply::to(&invite, &InviteVerdict::Refuse(vec!["ben".into()]));
    assert_eq!(
        reply.body_text(),
        r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"RefusedMembers_Account":["ben"]}"#
    );
    assert_eq!(
        Reply::to(&invite, &InviteVerdict::Refuse(Vec::new())),
        Reply::to(&invite, &InviteVerdict::Allow)
    );

    let subscribe: official_account::BeforeAddSubscriber = serde_json::from_value(json!({
        "CallbackCommand": "OfficialAccount.CallbackBeforeAddSubscriber",
        "Official_Account": "@TOA#_1", "Operator_Account": "ana", "SubscribeAccountList": []
    }))
    .unwrap();
    let reply =
        Reply::to(&Call::for_test(subscribe), &SubscribeVerdict::Refuse(vec!["ben".into()]));
    assert_eq!(
        reply.body_text(),
        r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"RefusedSubscribers_Account":["ben"]}"#
    );
}
