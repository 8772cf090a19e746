//! TIM callbacks on threads, without an async runtime: moderates messages before they are
//! delivered, and works on events afterwards.

pub mod after;
pub mod config;
pub mod connection;
pub mod deciders;
pub mod log;
pub mod moderator;
pub mod queue;
pub mod serve;

use std::time::{Duration, Instant};

use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::BuildError;
use tim_callback::{Policies, Receiver};

use crate::config::Config;
use crate::connection::{Request, Response};
use crate::deciders::Deciders;
use crate::moderator::Moderator;
use crate::queue::Queue;

/// What the threads of all connections share.
#[derive(Debug)]
pub struct Service {
    deciders: Deciders,
    deadline: Duration,
}

/// What is decided and by whom. Nothing that was not judged is delivered.
///
/// # Errors
///
/// When a command has two deciders.
pub fn receiver(config: &Config, queue: Queue) -> Result<Receiver, BuildError> {
    Receiver::builder(config.verifier.clone(), Policies::fail_closed())
        .body_limit(config.body_limit)
        .observe(log::callback)
        .on::<group::BeforeSendMsg>(Moderator)
        .on::<c2c::BeforeSendMsg>(Moderator)
        .on::<group::AfterSendMsg>(queue.clone())
        .on::<c2c::AfterSendMsg>(queue)
        .build()
}

impl Service {
    /// Answers by this receiver, within this time.
    #[must_use]
    pub fn new(receiver: Receiver, deadline: Duration) -> Self {
        Self { deciders: Deciders::start(receiver), deadline }
    }

    /// Callbacks at `POST /callback`.
    fn answer(&self, request: Request, deadline: Instant) -> Response {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        match (path, request.method.as_str()) {
            ("/callback", "POST") => match self.deciders.receiver().admit(query, request.body) {
                Ok(verified) => self.deciders.answer(&verified, deadline).into(),
                Err(refusal) => refusal.into(),
            },
            ("/callback", _) => Response::status(405),
            _ => Response::status(404),
        }
    }
}
