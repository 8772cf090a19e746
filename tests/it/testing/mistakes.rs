//! Mistakes in a request.

use tim_callback::call::DecodeErrorKind;
use tim_callback::callbacks::{group, sns};
use tim_callback::testing::{self, EditError, RequestBuilderError};

use crate::testing::assertions::message_of;
use crate::testing::signing::signer;

#[test]
fn a_mistaken_change_names_what_there_is() {
    let request = testing::call::<sns::PrevFriendAdd>();
    let mistakes = [
        (
            request.clone().set("GroupId", "g"),
            "Sns.CallbackPrevFriendAdd has no GroupId, only CallbackCommand, \
             Requester_Account, From_Account, FriendItem, AddType, ForceAddFlags, EventTime",
        ),
        (
            request.clone().text("hi"),
            "Sns.CallbackPrevFriendAdd has no MsgBody, only CallbackCommand, \
             Requester_Account, From_Account, FriendItem, AddType, ForceAddFlags, EventTime",
        ),
        (
            request.clone().remove("FriendItem[2]"),
            "Sns.CallbackPrevFriendAdd has no FriendItem[2], only a list of 2",
        ),
        (
            request.clone().set("FriendItem[0].Name", "x"),
            "Sns.CallbackPrevFriendAdd has no FriendItem[0].Name, only To_Account, Remark, \
             GroupName, AddSource, AddWording",
        ),
        (
            request.clone().add("AddType.New", "x"),
            "Sns.CallbackPrevFriendAdd has no AddType.New, only a single value",
        ),
        (request.clone().add("AddType", "x"), "Sns.CallbackPrevFriendAdd has AddType already"),
        (
            request.clone().push("AddType", "x"),
            "AddType of Sns.CallbackPrevFriendAdd is not a list",
        ),
    ];
    for (mistaken, expected) in mistakes {
        let error = mistaken.clone().into_bytes().unwrap_err();
        assert_eq!(error.to_string(), expected);
        let told = format!("{expected}. {}", error.help());
        assert_eq!(message_of(|| drop(mistaken.clone().build())), told);
        assert_eq!(message_of(|| drop(signer().sign(mistaken))), told);
    }
    for path in ["", "A..B", "[0]", "A[", "A[x]", "A[0", "A[-1]", "A]0[", "A[0]b"] {
        let error = request.clone().set(path, 1).into_bytes().unwrap_err();
        assert_eq!(error, EditError::Unreadable(path.to_owned()), "{path}");
    }
}

#[test]
fn the_first_mistake_is_the_one_reported() {
    let error = testing::call::<group::BeforeSendMsg>().set("A", 1).set("B", 2).try_build();
    let error = error.unwrap_err().to_string();
    assert!(error.starts_with("Group.CallbackBeforeSendMsg has no A,"), "{error}");
}

#[test]
fn what_does_not_decode_says_where() {
    let broken = testing::call::<group::BeforeSendMsg>().set("MsgBody[0].MsgContent.Text", 5);
    let Err(RequestBuilderError::Decode(error)) = broken.clone().try_build() else {
        panic!("this does not decode");
    };
    assert_eq!(error.kind(), DecodeErrorKind::Unexpected);
    assert_eq!(error.path(), "MsgBody[0].MsgContent.Text");
    assert!(message_of(|| drop(broken.build())).contains("expected a string at MsgBody[0]"));
}
