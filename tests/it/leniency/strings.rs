//! Strings: open values, ids and texts.

use serde_json::json;
use tim_callback::value::{GroupType, MsgPriority};

use crate::leniency::errors::unexpected_at;
use crate::support::before_field;

#[test]
fn open_values_are_kept_as_they_came() {
    for name in ["Public", "Private", "Work", "ChatRoom", "AVChatRoom", "public", "Brand New", ""] {
        let call = before_field("Type", json!(name)).unwrap();
        assert_eq!(call.group_type.as_str(), name);
        assert_eq!(serde_json::to_value(call.request()).unwrap()["Type"], name);
    }
    let kind = |name: &str| before_field("Type", json!(name)).unwrap().group_type.clone();
    assert_eq!(kind("Private"), GroupType::Private);
    assert!(kind("Private").is_work() && kind("Work").is_work() && !kind("Public").is_work());
    assert!(matches!(kind("public"), GroupType::Other(_)));
    let call = before_field("MsgPriority", json!("Lowest")).unwrap();
    assert_eq!(call.msg_priority, Some(MsgPriority::Lowest));
    let call = before_field("MsgPriority", json!("Highest")).unwrap();
    assert_eq!(call.msg_priority.as_ref().map(MsgPriority::as_str), Some("Highest"));
}

#[test]
fn optional_strings_may_be_empty_and_ids_are_whatever_the_app_chose() {
    let call = before_field("CloudCustomData", json!("")).unwrap();
    assert_eq!(call.cloud_custom_data.as_deref(), Some(""));
    for id in ["12345", "@TLS#NOT_FOUND", "@RBT#1", "", "é你"] {
        assert_eq!(before_field("From_Account", json!(id)).unwrap().from_account, id);
        assert_eq!(before_field("GroupId", json!(id)).unwrap().group_id, id);
    }
    unexpected_at(before_field("GroupId", json!(12345)), "GroupId");
}
