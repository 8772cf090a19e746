//! The before-commands, decided at once. Put your own deciders here.

use tim_callback::callbacks::group;
use tim_callback::receiver::BuildError;
use tim_callback::{Call, Decide, GroupRejectCode, MsgVerdict, Receiver, Verifier};

use crate::config::EndpointConfig;
use crate::replay_guard::RedisReplayGuard;

struct Moderator;

impl Decide<group::BeforeSendMsg> for Moderator {
    fn decide(&self, call: &Call<group::BeforeSendMsg>) -> MsgVerdict<GroupRejectCode> {
        if call.msg_body.texts().iter().any(|text| text.contains("casino")) {
            MsgVerdict::Reject
        } else {
            MsgVerdict::Allow
        }
    }
}

/// The receiver of the before-commands. What it has no decider for is answered by policy.
pub(crate) fn receiver(
    config: &EndpointConfig,
    guard: RedisReplayGuard,
) -> Result<Receiver<Async>, BuildError> {
    let verifier = Verifier::new(config.app, config.token.clone());
    Receiver::builder(verifier, config.policies)
        .on_async::<group::BeforeSendMsg>(Moderator)
        .replay_guard_async(guard)
        .observe(|event| {
            if let Some(error) = event.error {
                tracing::warn!(outcome = ?event.outcome, %error, "callback");
            } else {
                tracing::debug!(outcome = ?event.outcome, command = ?event.command, "callback");
            }
        })
        .build()
}
