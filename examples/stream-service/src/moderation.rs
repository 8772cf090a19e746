//! The before-commands, decided at once. Put your own deciders here.

use tim_callback::callbacks::group;
use tim_callback::receiver::BuildError;
use tim_callback::{
    AsyncReceiver, Call, Decide, GroupRejectCode, MsgVerdict, Observation, SdkAppId, Verifier,
};
use tracing::field::display;

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

/// The receiver of the before-commands. Those without a decider are answered by policy.
pub(crate) fn receiver(
    config: &EndpointConfig,
    guard: RedisReplayGuard,
) -> Result<AsyncReceiver, BuildError> {
    let verifier = Verifier::new(config.app, config.token.clone());
    AsyncReceiver::builder(verifier, config.policies.clone())
        .on::<group::BeforeSendMsg>(Moderator)
        .replay_guard_async(guard)
        .observe(log)
        .build()
}

/// Logs how a callback ended; an answer by policy is a warning.
fn log(seen: &Observation<'_>) {
    let (command, request_id) = (seen.command_name(), seen.request_id());
    let (command, request_id) = (command.as_deref(), request_id.as_deref());
    let app = seen.sdk_app_id().map(SdkAppId::get);
    let outcome: &str = seen.outcome().into();
    let decision: Option<&str> = seen.decision().map(Into::into);
    let policy: Option<&str> = seen.policy().map(Into::into);
    let status = seen.status();
    let error = seen.error().map(display);
    let cause = seen.cause().map(display);
    let elapsed = seen.elapsed();
    macro_rules! log {
        ($level:ident) => {
            tracing::$level!(
                command,
                app,
                request_id,
                outcome,
                decision,
                policy,
                status,
                error,
                cause,
                ?elapsed,
                "callback"
            )
        };
    }
    if policy.is_none() {
        log!(info);
    } else {
        log!(warn);
    }
}
