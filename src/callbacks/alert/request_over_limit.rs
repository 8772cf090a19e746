//! `Alert.RequestOverLimit`: requests to a server API come near its limit.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::As;

use crate::callbacks::{Callback, CommandTag};
use crate::json::{Int, MapOnly};
use crate::verdict::Ack;

/// `Alert.RequestOverLimit`: requests to a server API come near its limit.
///
/// Sent when the rate of requests to one API is above 80 % of its threshold. There is no switch: it
/// is sent wherever a callback URL is configured. It concerns the app as a whole.
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
    /// The service of the API, `openim` for example.
    pub service_name: String,
    /// The command of the API, `batchsendmsg` for example; with the service it says which API it
    /// is.
    pub command: String,
    /// Requests per second, as measured.
    #[serde(with = "As::<Int>")]
    pub request: u64,
    /// Requests per second, the threshold.
    #[serde(with = "As::<Int>")]
    pub limit: u64,
}

impl Callback for RequestOverLimit {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        None
    }
}
