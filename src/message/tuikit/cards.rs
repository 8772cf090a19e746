use macro_rules_attribute::derive;
use serde::Serialize;

use super::business_id::business_id;
use crate::json::{As, Int, MapOnly};

business_id!(GroupCreatedId = "group_create" as String);
business_id!(TextLinkId = "text_link" as String);
business_id!(EvaluationId = "evaluation" as String);
business_id!(OrderId = "order" as String);

/// A group was created: `group_create`. Clients before 4.7 send the bare text instead.
///
/// Sources: `TUIGroupCreateController.m` (iOS) and `ContactPresenter.java` (Android) of TIMSDK.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GroupCreated {
    #[serde(rename = "businessID")]
    business_id: GroupCreatedId,
    /// The user who created the group: on iOS their nickname.
    pub op_user: String,
    /// The text that clients show, in the language of the creator.
    pub content: String,
    /// The version of the format. May be absent.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
}

/// A text with a link: `text_link`.
///
/// Sources: `CustomHelloMessage.java` (Android) and `TUILinkCellData.m` (iOS) of TIMSDK,
/// `CustomLinkMessage.kt` of `TUIKit_Android`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct TextLink {
    #[serde(rename = "businessID")]
    business_id: TextLinkId,
    /// The text.
    pub text: String,
    /// The address.
    pub link: String,
}

/// A user has rated a service: `evaluation`.
///
/// Sources: `CustomEvaluationMessageBean.java` (Android) and `TUIEvaluationCellData.m` (iOS) of
/// TIMSDK, `ServiceEvaluation/index.js` of chat-uikit-wechat, `evaluate/index.vue` of
/// chat-uikit-vue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Evaluation {
    #[serde(rename = "businessID")]
    business_id: EvaluationId,
    /// The rating, 1 to 5; 0 from `WeChat` if the user chose none.
    #[serde(with = "As::<Int>")]
    pub score: u64,
    /// What the user wrote. May be empty.
    pub comment: String,
}

/// An order: `order`.
///
/// Sources: `CustomOrderMessageBean.java` (Android) and `TUIOrderCellData.m` (iOS) of TIMSDK,
/// `OrderList/index.js` of chat-uikit-wechat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Order {
    #[serde(rename = "businessID")]
    business_id: OrderId,
    /// What was ordered. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// More about it. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The price as it is shown, with its currency. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    /// The address of a picture. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// The address of the order. May be absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}
