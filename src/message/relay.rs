use macro_rules_attribute::derive;
use serde::Serialize;
use serde::de::Error;
use serde_with::DefaultOnNull;

use super::setters::setters;
use super::texts::texts;
use super::{MsgBody, MsgElement};
use crate::json::{As, Int, MapOnly, Sparse, map_only_and_checked, null_as_default};
use crate::value::{GroupId, UnixSeconds, UserId};

/// How deeply forwards may be nested. Deeper nesting is a decode error.
pub const MAX_RELAY_DEPTH: usize = 8;

macro_rules! MapOnlyWithinDepth {
    ($($item:tt)*) => {
        map_only_and_checked! { within_depth, $($item)* }
    };
}

/// Counting again at every level costs little: the parser's own limit of 128 levels allows 25
/// nested forwards.
fn within_depth<E: Error>(relay: RelayElem) -> Result<RelayElem, E> {
    match relay.depth() {
        depth if depth > MAX_RELAY_DEPTH => {
            Err(E::invalid_length(depth, &"at most 8 forwards in one another"))
        }
        _ => Ok(relay),
    }
}

/// Forwarded messages, `TIMRelayElem`.
///
/// Up to 12 KB in total, it contains the messages themselves, and their elements may be forwards
/// again. Above that, it contains only the key to fetch the messages.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnlyWithinDepth!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RelayElem {
    /// The title that clients show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How many messages were forwarded.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_num: Option<u64>,
    /// The text that old clients show instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatible_text: Option<String>,
    /// The digest lines. Empty if absent.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub abstract_list: Vec<String>,
    /// The messages. Empty if they are larger than 12 KB in total.
    #[serde(
        default,
        deserialize_with = "As::<DefaultOnNull<Sparse>>::deserialize",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub msg_list: Vec<RelayMsg>,
    /// The key to fetch the messages. Absent if they are in `MsgList`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_msg_key: Option<String>,
}

/// One message of a [`RelayElem`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RelayMsg {
    /// The sender.
    #[serde(rename = "From_Account", skip_serializing_if = "Option::is_none")]
    pub from_account: Option<UserId>,
    /// The recipient. Absent for group messages.
    #[serde(rename = "To_Account", skip_serializing_if = "Option::is_none")]
    pub to_account: Option<UserId>,
    /// The group. Absent for one-to-one messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
    /// The number of the message in its conversation.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_seq: Option<u64>,
    /// The random number of the message.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_random: Option<u64>,
    /// When the message was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_time_stamp: Option<UnixSeconds>,
    /// The elements of the message. Empty if absent.
    #[serde(
        default,
        deserialize_with = "null_as_default",
        skip_serializing_if = "<[MsgElement]>::is_empty"
    )]
    pub msg_body: MsgBody,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent if the sender set none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
}

setters!(RelayElem {
    text {
        with_title => title,
        with_compatible_text => compatible_text,
        with_json_msg_key => json_msg_key,
    }
    value {
        with_msg_num => msg_num: u64,
    }
});

setters!(RelayMsg {
    text {
        with_cloud_custom_data => cloud_custom_data,
    }
    value {
        with_from_account => from_account: UserId,
        with_to_account => to_account: UserId,
        with_group_id => group_id: GroupId,
        with_msg_seq => msg_seq: u64,
        with_msg_random => msg_random: u64,
        with_msg_time_stamp => msg_time_stamp: UnixSeconds,
    }
});

texts!(RelayElem {
    ["Title"] => |elem, found| found.extend(elem.title.as_deref()),
    ["CompatibleText"] => |elem, found| found.extend(elem.compatible_text.as_deref()),
    ["AbstractList"] => |elem, found| {
        found.extend(elem.abstract_list.iter().map(String::as_str));
    },
});

impl RelayElem {
    /// The path to the nested elements.
    pub(super) const NESTED: &'static [&'static str] = &["MsgList", "MsgBody"];

    /// A forward of these messages.
    #[must_use]
    pub fn new(msg_list: Vec<RelayMsg>) -> Self {
        Self { msg_list, ..Self::default() }
    }

    /// How deeply forwards are nested, including this one.
    fn depth(&self) -> usize {
        let below = self.msg_list.iter().flat_map(|msg| msg.msg_body.iter());
        1 + below
            .map(|element| match element {
                MsgElement::Relay(relay) => relay.depth(),
                _ => 0,
            })
            .max()
            .unwrap_or(0)
    }
}

impl RelayMsg {
    /// A message of these elements.
    #[must_use]
    pub fn new(msg_body: impl Into<MsgBody>) -> Self {
        Self { msg_body: msg_body.into(), ..Self::default() }
    }
}
