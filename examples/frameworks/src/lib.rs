//! An [`AsyncReceiver`] in six frameworks: one file for each, with everything that embedding takes
//! there. They share this file.

pub mod hyper;
pub mod lambda_http;
pub mod poem;
pub mod rocket;
pub mod salvo;
pub mod warp;

use std::time::Duration;

use tim_callback::callbacks::group;
use tim_callback::receiver::BuildError;
use tim_callback::{
    AsyncReceiver, CALLBACK_TIMEOUT, GroupRejectCode, MsgVerdict, Policies, Verifier,
};

/// How long an answer may take: Tencent's timeout, less half a second for the network.
pub const DEADLINE: Duration = CALLBACK_TIMEOUT.saturating_sub(Duration::from_millis(500));

/// The code that our clients show as "gambling".
const GAMBLING: GroupRejectCode = GroupRejectCode::new(10101).unwrap();

/// A receiver with one decider. Replace it with your own.
///
/// It fails open: a message without a verdict is delivered, and a forged callback is answered with
/// its HTTP status. See the crate's guide to failing open or closed.
///
/// # Errors
///
/// Returns an error if a command has two deciders.
pub fn receiver(verifier: Verifier) -> Result<AsyncReceiver, BuildError> {
    AsyncReceiver::builder(verifier, Policies::fail_open())
        .on_fn::<group::BeforeSendMsg>(|call| {
            if call.msg_body.texts().iter().any(|text| text.contains("casino")) {
                MsgVerdict::reject_with(GAMBLING, "no casinos here")
            } else {
                MsgVerdict::Allow
            }
        })
        .build()
}
