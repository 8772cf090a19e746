//! `Group.*`: groups, communities and topics.
//!
//! ```
//! use tim_callback::callbacks::group::AfterNewMemberJoin;
//! use tim_callback::{Call, testing};
//!
//! fn welcome(call: &Call<AfterNewMemberJoin>) -> Vec<String> {
//!     let members = call.new_member_list.iter();
//!     members.map(|member| format!("welcome to {}, {}", call.group_id, member.member_account)).collect()
//! }
//!
//! let call = testing::call().group("the harbour").build();
//! assert_eq!(welcome(&call)[0], "welcome to the harbour, dora");
//! ```

mod after_change_group_owner;
mod after_create_group;
mod after_create_topic;
mod after_group_attr_changed;
mod after_group_destroyed;
mod after_group_full;
mod after_group_info_changed;
mod after_group_msg_extension;
mod after_member_exit;
mod after_member_field_changed;
mod after_modify_msg;
mod after_new_member_join;
mod after_read_receipt;
mod after_recall_msg;
mod after_send_msg;
mod after_topic_destroyed;
mod after_topic_info_changed;
mod before_apply_join_group;
mod before_create_group;
mod before_create_topic;
mod before_invite_join_group;
mod before_send_msg;
mod group_at_info;
mod invite_option;
mod member;
mod on_daily_group_quota_alarm;
mod on_member_state_change;
mod send_msg_exception;
mod user_defined_data;

use std::borrow::Cow;

pub use after_change_group_owner::AfterChangeGroupOwner;
pub use after_create_group::AfterCreateGroup;
pub use after_create_topic::AfterCreateTopic;
pub use after_group_attr_changed::{AfterGroupAttrChanged, AttrOptionType, GroupAttr};
pub use after_group_destroyed::AfterGroupDestroyed;
pub use after_group_full::AfterGroupFull;
pub use after_group_info_changed::AfterGroupInfoChanged;
pub use after_group_msg_extension::AfterGroupMsgExtension;
pub use after_member_exit::{AfterMemberExit, ExitType};
pub use after_member_field_changed::{AfterMemberFieldChanged, Role};
pub use after_modify_msg::AfterModifyMsg;
pub use after_new_member_join::{AfterNewMemberJoin, JoinType};
pub use after_read_receipt::{AfterReadReceipt, GroupMsgReceipt};
pub use after_recall_msg::{AfterRecallMsg, RecalledMsg};
pub use after_send_msg::AfterSendMsg;
pub use after_topic_destroyed::AfterTopicDestroyed;
pub use after_topic_info_changed::AfterTopicInfoChanged;
pub use before_apply_join_group::BeforeApplyJoinGroup;
pub use before_create_group::BeforeCreateGroup;
pub use before_create_topic::BeforeCreateTopic;
pub use before_invite_join_group::BeforeInviteJoinGroup;
pub use before_send_msg::BeforeSendMsg;
pub use group_at_info::GroupAtInfo;
pub use invite_option::InviteOption;
pub use member::Member;
pub use on_daily_group_quota_alarm::OnDailyGroupQuotaAlarm;
pub use on_member_state_change::{
    MemberStateEventCause, MemberStateEventType, OnMemberStateChange,
};
pub use send_msg_exception::SendMsgException;
pub use user_defined_data::UserDefinedData;

use super::present;
use crate::value::{GroupId, TopicId};

/// The conversation of an event: the topic if there is one, otherwise the group.
pub(super) fn conversation<'a>(
    topic: Option<&'a TopicId>,
    group: &'a GroupId,
) -> Option<Cow<'a, str>> {
    topic.and_then(present).or_else(|| present(group))
}
