//! `ContentCallback.ResultNotify`: content moderation has reached a result.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use super::{ContactItem, ContentType, CtxcbLabel, CtxcbResult, CtxcbSuggestion, Scene};
use crate::callbacks::{Callback, pair, present};
use crate::json::{MapOnly, null_as_default};
use crate::value::{SdkAppId, UserId};
use crate::verdict::Ack;

/// `ContentCallback.ResultNotify`: content moderation has reached a result.
///
/// Sent when the cloud's moderation has checked a message, a profile or a group's information. By
/// default, only violations are sent. The body does not repeat the command.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
#[doc(alias = "ContentCallback.ResultNotify")]
#[cfg_attr(doc, doc = page!("ContentCallback.ResultNotify", content_callback::ResultNotify, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ResultNotify {
    /// Where the checked content appeared.
    pub scene: Scene,
    /// The app. May be absent: the page shows it in the sample only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdk_app_id: Option<SdkAppId>,
    /// The author of the checked content.
    #[serde(rename = "From_Account")]
    pub from_account: UserId,
    /// The destination of the message. Absent if the checked content is not a message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_item: Option<ContactItem>,
    /// The kind of content that was checked.
    pub content_type: ContentType,
    /// The checked texts. Only a custom message has several. Empty unless `ContentType` is `Text`.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub text_content: Vec<String>,
    /// The address of the checked file. Absent for text.
    #[serde(rename = "FileURL", skip_serializing_if = "Option::is_none")]
    pub file_url: Option<String>,
    /// The checked message: the `MsgKey` of a one-to-one message, or the `MsgSeq` of a group
    /// message in digits. Absent if the group message was never delivered or if the checked content
    /// is not a message.
    #[serde(rename = "MsgID", skip_serializing_if = "Option::is_none")]
    pub msg_id: Option<String>,
    /// What Tencent Cloud Chat did with the content.
    pub ctxcb_result: CtxcbResult,
    /// The id of the check at the moderation service.
    pub ctxcb_request_id: String,
    /// The matched words. Empty if none matched.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub ctxcb_keywords: Vec<String>,
    /// What the moderation service suggests. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_suggestion: Option<CtxcbSuggestion>,
    /// The label that the moderation service gave the content. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_label: Option<CtxcbLabel>,
    /// A finer label, such as `InsinuationPorn`. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_sub_label: Option<String>,
    /// A description of the finer label. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_sub_label_desc: Option<String>,
    /// The app's own library that matched. Absent if none matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctxcb_lib_name: Option<String>,
    /// Custom data of the message. It reaches the recipients and survives a reinstallation of their
    /// app. Absent or empty if the checked content is not a message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_custom_data: Option<String>,
}

impl Callback for ResultNotify {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        let contact = self.contact_item.as_ref();
        let group = contact.and_then(|contact| contact.to_group_id.as_ref());
        let recipient = contact.and_then(|contact| contact.to_account.as_ref());
        group
            .and_then(present)
            .or_else(|| pair(&self.from_account, recipient?))
            .or_else(|| present(&self.from_account))
    }
}
