//! An endpoint for TIM callbacks whose after-commands are processed by any number of machines.
//!
//! ```text
//!                   before-commands: a receiver decides at once
//!  Tencent ── POST ─> endpoint
//!                   after-commands: stored in their partition, then acknowledged
//!                                       │
//!                     NATS JetStream: tim.*.0 … tim.*.7
//!                                       │
//!                    worker: one event of each partition at a time
//! ```
//!
//! You can start any number of endpoints and workers, on any number of machines. `README.md` says
//! what is guaranteed and what is not.

pub mod connection;
pub mod dead_letters;
pub mod endpoint;
pub mod event;
pub mod journal;
pub mod lag;
pub mod metrics;
mod partition;
mod replay_guard;
pub mod settings;
pub mod store;
pub mod streams;
pub mod work;
pub mod worker;
