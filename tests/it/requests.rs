//! What requests say of themselves beyond their fields: ordering, and names that stand for two.

use serde_json::{Value, json};
use tim_callback::callbacks::{CommandTag, bot, c2c, group, official_account, profile, sns, state};
use tim_callback::{AnyCallback, Callback, Incoming, UserId, Verified, Verifier};

/// A fixture's body, decoded.
fn decode(file: &str) -> AnyCallback {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let body = std::fs::read_to_string(format!("{root}/{file}.json")).unwrap();
    decode_body(&serde_json::from_str(&body).unwrap())
}

fn decode_body(body: &Value) -> AnyCallback {
    verified(body).decode().unwrap()
}

fn verified(body: &Value) -> Verified<'static> {
    let command = body["CallbackCommand"].as_str().unwrap();
    let query = format!("SdkAppid=1400000000&CallbackCommand={command}&contenttype=json");
    let incoming = Incoming::new(&query, body.to_string().into_bytes()).unwrap();
    Verifier::unchecked_for_logs_and_tests().verify(incoming).unwrap()
}

#[test]
fn events_stay_in_order_with_their_topic_else_group_else_users() {
    let community = "@TGS#_@TGS#cWVBXWJM62CO";
    let topic = "@TGS#_@TGS#cWVBXWJM62CO@TOPIC#_harbour";
    let group = "@TGS#3HARBOUR7";
    for (file, key) in [
        ("Group.CallbackBeforeCreateGroup/request", Some("ana")),
        ("Group.CallbackAfterCreateGroup/request", Some(group)),
        ("Group.CallbackBeforeApplyJoinGroup/request", Some(topic)),
        ("Group.CallbackBeforeApplyJoinGroup/minimal", Some("7001")),
        ("Group.CallbackBeforeInviteJoinGroup/request", Some(topic)),
        ("Group.CallbackBeforeInviteJoinGroup/minimal", Some("7001")),
        ("Group.CallbackAfterNewMemberJoin/request", Some(topic)),
        ("Group.CallbackAfterMemberExit/request", Some(topic)),
        ("Group.CallbackBeforeSendMsg/request", Some("@TGS#_@TGS#cQVLVHIM62CJ@TOPIC#_TestTopic")),
        ("Group.CallbackBeforeSendMsg/minimal", Some("7001")),
        ("Group.CallbackAfterSendMsg/request", Some("@TGS#2J4SZEAEL")),
        ("Group.CallbackSendMsgException/request", Some("@TGS#2J4SZEAEL")),
        ("Group.CallbackAfterGroupFull/request", Some(group)),
        ("Group.CallbackAfterGroupDestroyed/request", Some(group)),
        ("Group.CallbackAfterGroupInfoChanged/request", Some(group)),
        ("Group.CallbackAfterRecallMsg/request", Some(topic)),
        ("Group.CallbackAfterRecallMsg/request.older", Some("7001")),
        ("Group.CallbackOnMemberStateChange/request", Some("@TGS#aHARBOURTV")),
        ("Group.CallbackBeforeCreateTopic/request", Some("administrator")),
        ("Group.CallbackAfterCreateTopic/request", Some(topic)),
        ("Group.CallbackAfterCreateTopic/minimal", Some(community)),
        ("Group.CallbackAfterTopicDestroyed/request", Some(community)),
        ("Group.CallbackAfterTopicInfoChanged/request", Some(topic)),
        ("Group.CallbackAfterTopicInfoChanged/minimal", Some(community)),
        ("Group.CallbackAfterMemberFieldChanged/request", Some(group)),
        ("Group.CallbackAfterGroupAttrChanged/request", Some(group)),
        ("Group.CallbackAfterReadReceipt/request", Some(group)),
        ("Group.CallbackAfterChangeGroupOwner/request", Some(group)),
        ("Group.CallbackOnDailyGroupQuotaAlarm/request", None),
        ("Group.CallbackAfterGroupMsgExtension/request", Some(group)),
        ("Alert.RequestOverLimit/request", None),
        ("State.StateChange/request", Some("ana")),
        ("Profile.CallbackPortraitSet/request", Some("ana")),
        ("Sns.CallbackPrevFriendAdd/request", Some("ana")),
        ("Sns.CallbackPrevFriendResponse/request", Some("ben")),
        ("Sns.CallbackFriendAdd/request", Some("ana\tben")),
        ("Sns.CallbackFriendAdd/request.snake_case", Some("ana")),
        ("Sns.CallbackFriendDelete/request", Some("ana\tben")),
        ("Sns.CallbackFriendDelete/minimal", None),
        ("Sns.CallbackBlackListAdd/request", Some("ana")),
        ("Sns.CallbackBlackListDelete/request", Some("ana")),
        ("Follow.CallbackAfterFollowAdd/request", Some("ana")),
        ("Follow.CallbackAfterFollowAdd/minimal", Some("ana")),
        ("Follow.CallbackAfterFollowDelete/request", Some("ana")),
        ("Follow.CallbackAfterFollowDelete/minimal", Some("ana")),
    ] {
        assert_eq!(decode(file).ordering_key().as_deref(), key, "{file}");
    }
}

#[test]
fn the_deletion_of_one_topic_stays_in_order_with_it() {
    let callback = decode_body(&json!({
        "CallbackCommand": "Group.CallbackAfterTopicDestroyed",
        "GroupId": "@TGS#_pier",
        "Type": "Community",
        "TopicIdList": ["@TGS#_pier@TOPIC#_north"],
    }));
    assert_eq!(callback.ordering_key().unwrap(), "@TGS#_pier@TOPIC#_north");
}

#[test]
fn two_users_stay_in_order_whoever_acts() {
    for (from, to) in [("ana", "ben"), ("ben", "ana")] {
        for body in [
            json!({
                "CallbackCommand": "Sns.CallbackPrevFriendAdd",
                "Requester_Account": from,
                "From_Account": from,
                "FriendItem": [{"To_Account": to, "AddSource": "AddSource_Type_Web"}],
                "AddType": "Add_Type_Both",
                "ForceAddFlags": 0,
            }),
            json!({
                "CallbackCommand": "Sns.CallbackBlackListAdd",
                "PairList": [{"From_Account": from, "To_Account": to}],
            }),
            json!({
                "CallbackCommand": "Follow.CallbackAfterFollowAdd",
                "From_Account": from,
                "FollowList": [{"To_Account": to}],
            }),
            json!({
                "CallbackCommand": "Follow.CallbackAfterFollowDelete",
                "From_Account": from,
                "To_Account": [to],
            }),
        ] {
            assert_eq!(decode_body(&body).ordering_key().unwrap(), "ana\tben", "{body}");
        }
    }
}

/// The body of a fixture of `C`.
fn body_of<C: Callback>() -> Value {
    let folder = format!("{}/tests/fixtures/{}", env!("CARGO_MANIFEST_DIR"), C::COMMAND);
    let body = std::fs::read(format!("{folder}/request.json")).unwrap();
    serde_json::from_slice(&body).unwrap()
}

/// The message that a call of a fixture gives, and the one in the body.
fn message<C: Callback>() -> (Option<Value>, Value) {
    let body = body_of::<C>();
    let call = verified(&body).decode_as::<C>().unwrap();
    (call.msg_body().map(|message| serde_json::to_value(message).unwrap()), body["MsgBody"].clone())
}

#[test]
fn a_call_about_a_message_gives_it() {
    for (given, sent) in [
        message::<bot::OnC2cMessage>(),
        message::<group::AfterModifyMsg>(),
        message::<bot::OnGroupMessage>(),
        message::<c2c::AfterModifyMsg>(),
        message::<c2c::AfterSendMsg>(),
        message::<c2c::BeforeSendMsg>(),
        message::<group::AfterSendMsg>(),
        message::<group::BeforeSendMsg>(),
        message::<group::SendMsgException>(),
        message::<official_account::AfterSendMsg>(),
        message::<official_account::BeforeSendMsg>(),
    ] {
        assert!(sent.is_array());
        assert_eq!(given, Some(sent));
    }
    assert_eq!(message::<state::StateChange>(), (None, Value::Null), "it is about no message");
}

/// The accounts that the call of a fixture asks about.
fn targets<C: Callback>() -> Vec<UserId> {
    verified(&body_of::<C>()).decode_as::<C>().unwrap().request().targets()
}

#[test]
fn a_request_that_is_answered_account_by_account_gives_them_in_order() {
    assert_eq!(targets::<sns::PrevFriendAdd>(), ["ben", "cleo"]);
    assert_eq!(targets::<sns::PrevFriendResponse>(), ["ana", "emil"]);
    let subscribers = targets::<official_account::BeforeAddSubscriber>();
    assert!(subscribers.is_empty(), "its answer names those who are refused, and nobody else");
    assert!(targets::<state::StateChange>().is_empty(), "it asks about nobody");
}

#[test]
fn the_changed_member_is_found_under_either_name() {
    for (file, changed) in
        [("request", Some("ben")), ("request.china", Some("cleo")), ("minimal", None)]
    {
        let file = format!("Group.CallbackAfterMemberFieldChanged/{file}");
        let AnyCallback::GroupAfterMemberFieldChanged(call) = decode(&file) else {
            panic!("another command")
        };
        assert_eq!(call.request().changed_account().map(UserId::as_str), changed, "{file}");
    }
}

#[test]
fn the_number_of_groups_is_found_under_all_names() {
    for (file, created) in [
        ("request", Some(12)),
        ("request.created_group_num", Some(3)),
        ("request.created_num", Some(41)),
        ("minimal", None),
    ] {
        let file = format!("Group.CallbackBeforeCreateGroup/{file}");
        let AnyCallback::GroupBeforeCreateGroup(call) = decode(&file) else {
            panic!("another command")
        };
        assert_eq!(call.request().groups_created(), created, "{file}");
    }
}

#[test]
fn the_tag_of_a_command_is_its_name() {
    let AnyCallback::StateChange(call) = decode("State.StateChange/request") else {
        panic!("another command")
    };
    let tag: CommandTag<state::StateChange> = call.request().callback_command;
    assert_eq!(tag.command(), call.command());
    assert_eq!(tag, CommandTag::default());
    assert_eq!(format!("{tag:?}"), "State.StateChange");
    assert_eq!(serde_json::to_value(tag).unwrap(), "State.StateChange");
}

#[test]
fn values_of_two_spellings_have_one_question() {
    for (spelling, add, response) in [
        ("FriendAdd", true, false),
        ("friend_add", true, false),
        ("FriendResponse", false, true),
        ("friend_response", false, true),
        ("friend", false, false),
    ] {
        let command = sns::ClientCmd::from(spelling);
        assert_eq!((command.is_friend_add(), command.is_friend_response()), (add, response));
        assert_eq!(command.as_str(), spelling);
    }
    for (spelling, time_out) in [("TimeOut", true), ("Timeout", true), ("LinkClose", false)] {
        assert_eq!(state::StateReason::from(spelling).is_time_out(), time_out, "{spelling}");
    }
}

#[test]
fn a_profile_value_is_a_string_or_an_integer() {
    use profile::ProfileValue;

    let read = |value: Value| serde_json::from_value::<ProfileValue>(value);
    assert_eq!(read(json!("7")).unwrap().as_str(), Some("7"));
    assert_eq!(read(json!("7")).unwrap().as_u64(), None);
    assert_eq!(read(json!(u64::MAX)).unwrap().as_u64(), Some(u64::MAX));
    assert_eq!(read(json!(7)).unwrap().as_str(), None);
    assert_eq!(read(json!(-7)).unwrap(), ProfileValue::Signed(-7));
    assert_eq!(read(json!(-7)).unwrap().as_u64(), None);
    assert_eq!(serde_json::to_string(&read(json!(-7)).unwrap()).unwrap(), "-7");
    for refused in [json!(null), json!(true), json!(1.5), json!(["x"]), json!({"x": 1})] {
        let error = read(refused.clone()).expect_err(&refused.to_string()).to_string();
        assert!(error.contains("expected a string or an integer"), "{error}");
    }
}

#[test]
fn a_profile_field_of_the_apps_own_has_a_name() {
    for (tag, name) in [
        ("Tag_Profile_Custom_Team", Some("Team")),
        ("Tag_Profile_Custom_", Some("")),
        ("Tag_Profile_IM_Nick", None),
        ("Team", None),
    ] {
        assert_eq!(profile::ProfileTag::from(tag).custom_name(), name, "{tag}");
    }
}
