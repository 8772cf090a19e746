//! `ContentCallback.ResultNotify`: content moderation has reached a result.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::{As, DefaultOnNull};

use super::{ContactItem, ContentType, CtxcbLabel, CtxcbResult, CtxcbSuggestion, Scene};
use crate::callbacks::{Callback, pair};
use crate::json::MapOnly;
use crate::value::{SdkAppId, UserId};
use crate::verdict::Ack;

/// `ContentCallback.ResultNotify`: content moderation has reached a result.
///
/// Sent when the cloud's moderation has checked a message, a profile or a group's information; by
/// default for violations only. The body does not repeat the command.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
#[doc(alias = "ContentCallback.ResultNotify")]
#[cfg_attr(doc, doc = page!("ContentCallback.ResultNotify", content_callback::ResultNotify, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ResultNotify {
    /// What was checked.
    pub scene: Scene,
    /// The app. In samples only, in no table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdk_app_id: Option<SdkAppId>,
    /// Who wrote what was checked.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// Where a message was going; absent when it was no message that was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_item: Option<ContactItem>,
    /// What kind of content was checked.
    pub content_type: ContentType,
    /// The texts that were checked, several for a custom message only; empty unless `content_type`
    /// is `Text`.
    #[serde(default, with = "As::<DefaultOnNull>", skip_serializing_if = "Vec::is_empty")]
    pub text_content: Vec<String>,
    /// Where the file that was checked is; absent for a text.
    #[serde(rename = "FileURL", skip_serializing_if = "Option::is_none")]
    pub file_url: Option<String>,
    /// Which message was checked: its `MsgKey` if it is one-to-one, its `MsgSeq` in digits if it is
    /// a group's. Absent when a group message was never delivered, and when it was no message.
    #[serde(rename = "MsgID", skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<String>,
    /// What was done with the content.
    pub ctxcb_result: CtxcbResult,
    /// The id of the check at the moderation service.
    pub ctxcb_request_id: String,
    /// The words that matched; empty when none did.
    #[serde(default, with = "As::<DefaultOnNull>", skip_serializing_if = "Vec::is_empty")]
    pub ctxcb_keywords: Vec<String>,
    /// What the moderation service suggests. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_suggestion: Option<CtxcbSuggestion>,
    /// What kind of content it was found to be. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_label: Option<CtxcbLabel>,
    /// A finer label, `InsinuationPorn` for example. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_sub_label: Option<String>,
    /// The finer label in words. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_sub_label_desc: Option<String>,
    /// The app's own word library that matched; absent when none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_lib_name: Option<String>,
    /// The app's own data of the message that was checked; absent or empty when it was no message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
}

impl Callback for ResultNotify {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let contact = self.contact_item.as_ref();
        let group = contact.and_then(|contact| contact.to_group_id.as_ref());
        let recipient = contact.and_then(|contact| contact.to_account.as_ref());
        Some(match (group, recipient) {
            (Some(group), _) => Cow::Borrowed(group.as_str()),
            (None, Some(recipient)) => pair(&self.from_account, recipient),
            (None, None) => Cow::Borrowed(self.from_account.as_str()),
        })
    }
}
