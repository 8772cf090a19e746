use macro_rules_attribute::derive;
use serde::Serialize;
use serde::de::Error;
use serde_with::{As, DefaultOnNull};

use super::setters::setters;
use super::texts::texts;
use super::{MsgBody, MsgElement};
use crate::json::{Int, MapOnly, Sparse, map_only_and_checked};
use crate::value::{GroupId, UnixSeconds, UserId};

/// How many forwards may lie in one another: deeper is a decode error.
pub const MAX_RELAY_DEPTH: usize = 8;

macro_rules! MapOnlyWithinDepth {
    ($($item:tt)*) => {
        map_only_and_checked! { within_depth, $($item)* }
    };
}

/// Counting anew at every level costs little: a parser's own limit of 128 levels allows 25 forwards
/// in one another.
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
/// Up to 12 KB the messages themselves are here, each with elements of its own, forwards among
/// them; above that only the key to fetch them by.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnlyWithinDepth!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RelayElem {
    /// The title clients show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How many messages were forwarded.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_num: Option<u64>,
    /// What old clients show instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatible_text: Option<String>,
    /// A line for each of the first messages; empty when absent.
    #[serde(default, with = "As::<DefaultOnNull>", skip_serializing_if = "Vec::is_empty")]
    pub abstract_list: Vec<String>,
    /// The messages; empty when they were too large to be sent along.
    #[serde(default, with = "As::<DefaultOnNull<Sparse>>", skip_serializing_if = "Vec::is_empty")]
    pub msg_list: Vec<RelayMsg>,
    /// The key to fetch the messages by, where they are not in `msg_list`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_msg_key: Option<String>,
}

/// One message of a [`RelayElem`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RelayMsg {
    /// Who sent it.
    #[serde(rename = "From_Account", skip_serializing_if = "Option::is_none")]
    pub from_account: Option<UserId>,
    /// To whom, if it was a one-to-one message.
    #[serde(rename = "To_Account", skip_serializing_if = "Option::is_none")]
    pub to_account: Option<UserId>,
    /// To which group, if it was a group message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<GroupId>,
    /// Its number in its conversation.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_seq: Option<u64>,
    /// Its random number.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub msg_random: Option<u64>,
    /// When it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg_time_stamp: Option<UnixSeconds>,
    /// Its elements; empty when absent.
    #[serde(
        default,
        with = "As::<DefaultOnNull>",
        skip_serializing_if = "<[MsgElement]>::is_empty"
    )]
    pub msg_body: MsgBody,
    /// The app's own data of that message.
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
    /// The way to the elements inside.
    pub(super) const NESTED: &'static [&'static str] = &["MsgList", "MsgBody"];

    /// A forward of these messages.
    #[must_use]
    pub fn new(msg_list: Vec<RelayMsg>) -> Self {
        Self { msg_list, ..Self::default() }
    }

    /// How many forwards lie in one another, this one included.
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
