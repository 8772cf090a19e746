//! An endpoint for TIM callbacks whose after-commands are processed by any number of machines.
//!
//! ```text
//!                   before-commands: a Receiver decides at once
//!  Tencent ── POST ─> endpoint
//!                   after-commands: stored in the stream of their shard, then acknowledged
//!                                       │
//!                     Redis: {tim:0}:stream … {tim:15}:stream
//!                                       │
//!                    worker: owns some of the shards, processes each in order
//! ```
//!
//! You can start any number of endpoints and workers, on any number of machines. `README.md` says
//! what is guaranteed and what is not.

mod agreement;
pub mod config;
mod connection;
mod consumer;
mod delivery;
pub mod endpoint;
mod entry;
pub mod journal;
mod lease;
mod moderation;
mod queue;
mod replay_guard;
mod shard;
mod share;
pub mod work;
pub mod worker;
