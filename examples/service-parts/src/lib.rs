//! What the example services share, whatever their framework. Copy this folder with theirs.
//!
//! Yours are [`moderator`], which decides about messages, [`after`], which works on events, and
//! [`receiver`], which says what decides about which command.

pub mod after;
pub mod door;
pub mod log;
pub mod metrics;
pub mod moderator;
pub mod queue;
pub mod receiver;
pub mod settings;
pub mod stop;
