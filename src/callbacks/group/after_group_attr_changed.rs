//! `Group.CallbackAfterGroupAttrChanged`: the attributes of a group were changed.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{MapOnly, null_as_default};
use crate::value::open::open_enum;
use crate::value::{GroupId, GroupType, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// How the attributes of a group were changed (`OptionType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/60394)
    AttrOptionType {
        /// The listed attributes replaced all existing ones.
        Set = "set",
        /// The listed attributes got new values; the others stay.
        Modify = "modify",
        /// All attributes were removed.
        Clear = "clear",
        /// The listed attributes were removed.
        Delete = "delete",
    }
}

/// `Group.CallbackAfterGroupAttrChanged`: the attributes of a group were changed.
///
/// Sent after attributes are set, modified, cleared or deleted from a client or through REST.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60394)
#[doc(alias = "Group.CallbackAfterGroupAttrChanged")]
#[cfg_attr(doc, doc = page!("Group.CallbackAfterGroupAttrChanged", group::AfterGroupAttrChanged, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct AfterGroupAttrChanged {
    /// The command, as in the URL.
    pub callback_command: CommandTag<AfterGroupAttrChanged>,
    /// The group.
    pub group_id: GroupId,
    /// The type of the group.
    #[serde(rename = "Type")]
    pub group_type: GroupType,
    /// The account that issued the request.
    #[serde(rename = "Operator_Account")]
    pub operator_account: UserId,
    /// How the attributes were changed.
    pub option_type: AttrOptionType,
    /// The affected attributes. Empty when absent. What is listed after a clear or a deletion is
    /// not documented.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub group_attr: Vec<GroupAttr>,
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
}

/// An attribute of a group. Its field names are lower case on the wire, unlike all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GroupAttr {
    /// The key, at most 32 bytes.
    #[serde(rename = "key")]
    pub key: String,
    /// The value, at most 4,000 bytes. May be absent after a deletion.
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Callback for AfterGroupAttrChanged {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.group_id)
    }
}
