//! Which decider answers which command. This is yours to change.

use std::sync::Arc;

use tim_callback::AsyncReceiver;
use tim_callback::auth::NoTokenError;
use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::BuildError;

use crate::moderator::Moderator;
use crate::queue::Queue;
use crate::settings::Settings;
use crate::{log, metrics};

/// Why a receiver cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReceiverError {
    /// There is no token.
    #[error(transparent)]
    NoToken(#[from] NoTokenError),
    /// A command has two deciders.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// Registers the deciders.
///
/// # Errors
///
/// Returns an error if there is no token, or if a command has two deciders.
pub fn receiver(settings: &Settings, queue: Queue) -> Result<AsyncReceiver, ReceiverError> {
    // One moderator for both commands.
    let moderator = Arc::new(Moderator);
    let builder = AsyncReceiver::builder(settings.verifier()?, settings.policies())
        .body_limit(settings.body_limit)
        .observe(log::callback)
        .observe(metrics::callback)
        .on::<group::BeforeSendMsg>(Arc::clone(&moderator))
        .on::<c2c::BeforeSendMsg>(moderator)
        .on_every_after(move |event| queue.push(event));
    Ok(builder.build()?)
}
