//! What Tencent does with an answer that counts.

use std::path::Path;

use serde_json::json;
use tim_callback::callbacks::{group, sns};
use tim_callback::testing::{self, AnswerIssue, Effect, Response, what_tencent_does};
use tim_callback::verdict::{FriendDecision, FriendRejectCode};
use tim_callback::{CallbackCommand, MsgVerdict, Reply};

use crate::naming;
use crate::testing::answers::{answer_with, changed, review_of};
use crate::testing::fixture::fixture;
use crate::testing::signing::signer;

#[test]
fn every_golden_answer_is_sound_and_means_what_its_file_says() {
    let mut seen = 0;
    for &command in CallbackCommand::all() {
        for (file, expected) in [
            ("reply.ack.json", "it is acknowledged"),
            ("reply.allow.json", "it goes on"),
            ("reply.reject.json", "refused"),
            ("reply.reject_with.json", "gets 1"),
            ("reply.drop.json", "the message is dropped silently, the sender sees success"),
            ("reply.modify.json", "the message is delivered with these changes:\n  MsgBody[0] is"),
            ("reply.refuse.json", "it "),
            ("reply.group.json", "the session is assigned to an agent of group "),
            ("reply.agents.json", "the session is assigned to "),
            ("reply.both.json", " of group "),
            ("reply.return.json", "the task goes on with values of "),
            ("reply.fail.json", "processing failed"),
        ] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
            if !path.join(command.name()).join(file).exists() {
                continue;
            }
            seen += 1;
            let message = naming::verdict(command.name()).starts_with("MsgVerdict");
            let expected = match (file, message) {
                ("reply.allow.json", true) => "the message is delivered",
                _ => expected,
            };
            let golden = fixture(command, file);
            let response = Response::new(200, "application/json", golden.as_bytes());
            let sent = signer().sign(testing::body(command));
            for review in [what_tencent_does(command, response), sent.what_tencent_does(response)] {
                assert!(review.is_sound(), "{review}");
                assert!(review.to_string().contains(expected), "{file}: {review}");
            }
        }
    }
    assert!(seen >= CallbackCommand::all().len(), "{seen}");
}

const SAYS_FAILED: &str = "it is acknowledged\n  wrong: code 1 says that the callback failed, and its \
    effect is not documented. Send 0.";

#[test]
fn a_rejection_has_the_code_of_its_command() {
    for &command in CallbackCommand::all() {
        let review = review_of(command, &answer_with(1));
        let expected = match command.name() {
            "C2C.CallbackBeforeSendMsg" => "the message is refused, the sender gets 20006",
            "Group.CallbackBeforeSendMsg" | "OfficialAccount.CallbackBeforeSendMsg" => {
                "the message is refused, the sender gets 10016"
            }
            "OfficialAccount.CallbackBeforeCreateOfficialAccount" => {
                "it is refused, the caller gets 20006"
            }
            "OfficialAccount.CallbackBeforeAddSubscriber" => "it is refused",
            name if name.starts_with("Group.CallbackBefore") => {
                "it is refused, the caller gets 10016"
            }
            name if name.starts_with("Sns.CallbackPrev") => {
                "the callback counts as failed, so it goes on as if allowed"
            }
            "Live.CallbackBeforeSendGift" => "it is refused",
            "ChatBot.OnAssignHuman" | "Chatbot.InterfaceInvocation" => {
                "processing failed, and no page says what happens then"
            }
            "Group.CallbackAfterModifyMsg" => SAYS_FAILED,
            name if ["C2C.", "Bot.", "Push.", "Sns.", "Follow."]
                .iter()
                .any(|family| name.starts_with(family)) =>
            {
                SAYS_FAILED
            }
            _ => "it is acknowledged\n  wrong: code 1 is undefined for this command. Send 0.",
        };
        let text = review.to_string();
        assert!(text.starts_with(&format!("{command}: {expected}")), "{text}");
    }
}

#[test]
fn changes_are_told_one_by_one() {
    let element = json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": "***"}});
    let answer = changed(answer_with(0), "MsgBody", json!([element]));
    let answer = changed(answer, "CloudCustomData", json!("v2"));
    let review = review_of(CallbackCommand::GroupBeforeSendMsg, &answer);
    review.assert_changed();
    assert_eq!(
        review.to_string(),
        "Group.CallbackBeforeSendMsg: the message is delivered with these changes:\
         \n  MsgBody[0] is {\"MsgContent\":{\"Text\":\"***\"},\"MsgType\":\"TIMTextElem\"}\
         \n  CloudCustomData is \"v2\""
    );
    let only_data = changed(answer_with(0), "CloudCustomData", json!("v2"));
    let review = review_of(CallbackCommand::GroupBeforeSendMsg, &only_data);
    assert!(!review.to_string().contains("MsgBody"), "{review}");
    let call = testing::call::<group::BeforeSendMsg>().build();
    let patch = call.patch().with_cloud_custom_data("v2");
    assert_eq!(review.effect, Effect::Changed(patch.clone()));
    let reply = Reply::to(&call, &MsgVerdict::Modify(patch));
    assert_eq!(what_tencent_does(call.command(), &reply), review);
}

#[test]
fn friends_are_told_one_by_one_and_all_have_to_be_answered_for() {
    let request = testing::call::<sns::PrevFriendAdd>();
    let sent = signer().sign(request.clone());
    let call = request.build();
    let code = FriendRejectCode::new(38001).unwrap();
    let verdict = call.judge_each(|target| match target.as_str() {
        "cleo" => FriendDecision::refuse(code, "no"),
        _ => FriendDecision::Allow,
    });
    let review = sent.what_tencent_does(&Reply::to(&call, &verdict));
    assert_eq!(
        review.to_string(),
        "Sns.CallbackPrevFriendAdd: it goes on for ben, it is refused for cleo with 38001 and \"no\""
    );
    assert_eq!(review.effect, Effect::PerTarget(verdict));
    sent.what_tencent_does(&Reply::to(&call, &call.allow_all())).assert_allowed();

    let of_others = testing::call::<sns::PrevFriendAdd>().set("FriendItem[0].To_Account", "zoe");
    let others = of_others.build();
    let review = sent.what_tencent_does(&Reply::to(&others, &others.allow_all()));
    let expected =
        [AnswerIssue::NotAnsweredFor("ben".into()), AnswerIssue::NotAskedAbout("zoe".into())];
    assert_eq!(review.issues, expected);
}

#[test]
fn who_is_left_out_is_named() {
    let command = CallbackCommand::GroupBeforeInviteJoinGroup;
    let refused = json!(["emil", "mallory"]);
    let review = review_of(command, &changed(answer_with(0), "RefusedMembers_Account", refused));
    let expected = "Group.CallbackBeforeInviteJoinGroup: it goes on, but not for emil, mallory";
    assert_eq!(review.to_string(), expected);
}

#[test]
fn a_code_of_an_after_command_is_read_as_its_page_says() {
    for (command, code, failed) in [
        (CallbackCommand::FollowAfterFollowAdd, 7, true),
        (CallbackCommand::C2cAfterSendMsg, 1, true),
        (CallbackCommand::C2cAfterSendMsg, 2, false),
        (CallbackCommand::GroupAfterSendMsg, 1, false),
        (CallbackCommand::SnsPrevFriendAdd, 1, false),
    ] {
        let review = review_of(command, &answer_with(code));
        assert_eq!(review.issues == [AnswerIssue::EventFailed(code)], failed, "{review}");
        assert!(!review.is_sound());
    }
}
