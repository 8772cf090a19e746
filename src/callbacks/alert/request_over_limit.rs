//! `Alert.RequestOverLimit`: requests to a server API come near its limit.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag};
use crate::json::{As, Int, MapOnly};
use crate::verdict::Ack;

/// `Alert.RequestOverLimit`: requests to a server API come near its limit.
///
/// Sent when the request rate of one API exceeds 80 % of its threshold. It has no console switch:
/// it is sent as soon as a callback URL is configured. It concerns the app as a whole.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/60256)
#[doc(alias = "Alert.RequestOverLimit")]
#[cfg_attr(doc, doc = page!("Alert.RequestOverLimit", alert::RequestOverLimit, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct RequestOverLimit {
    /// The command, as in the URL.
    pub callback_command: CommandTag<RequestOverLimit>,
    /// The service of the API, such as `openim`.
    pub service_name: String,
    /// The command of the API, such as `batchsendmsg`. Together with the service, it identifies the
    /// API.
    pub command: String,
    /// The measured rate, in requests per second.
    #[serde(with = "As::<Int>")]
    pub request: u64,
    /// The threshold, in requests per second.
    #[serde(with = "As::<Int>")]
    pub limit: u64,
}

impl Callback for RequestOverLimit {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
