//! Which decider answers which command. This is yours to change.

use std::error::Error;
use std::sync::Arc;

use tim_callback::auth::NoTokenError;
use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::{AsyncReceiverBuilder, BuildError};
use tim_callback::{AsyncReceiver, Policies};

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
    /// Registrations conflict.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// What the deciders need, such as a database, is not available.
    #[error(transparent)]
    Deciders(Box<dyn Error + Send + Sync>),
}

/// A receiver with the moderator of this folder.
///
/// # Errors
///
/// Returns an error if there is no token, or if a command has two deciders.
pub fn receiver(settings: &Settings, queue: Queue) -> Result<AsyncReceiver, ReceiverError> {
    Ok(moderated(builder(settings, queue)?).build()?)
}

/// What every receiver has: settings, log, metrics, and the queue for after-commands.
///
/// # Errors
///
/// Returns an error if there is no token.
pub fn builder(settings: &Settings, queue: Queue) -> Result<AsyncReceiverBuilder, NoTokenError> {
    let builder = without_queue(settings, settings.policies())?;
    Ok(builder.on_every_after(move |event| queue.push(event)))
}

/// Like [`builder`], for a service that keeps after-commands elsewhere, and with these policies.
///
/// # Errors
///
/// Returns an error if there is no token.
pub fn without_queue(
    settings: &Settings,
    policies: Policies,
) -> Result<AsyncReceiverBuilder, NoTokenError> {
    Ok(AsyncReceiver::builder(settings.verifier()?, policies)
        .body_limit(settings.body_limit)
        .observe(log::callback)
        .observe(metrics::observer()))
}

/// Adds the moderator of this folder.
pub fn moderated(builder: AsyncReceiverBuilder) -> AsyncReceiverBuilder {
    // One moderator for both commands.
    let moderator = Arc::new(Moderator);
    builder.on::<group::BeforeSendMsg>(Arc::clone(&moderator)).on::<c2c::BeforeSendMsg>(moderator)
}
