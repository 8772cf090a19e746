//! `State.*`: users going online and offline.

mod state_change;

pub use state_change::{KickedDevice, StateAction, StateChange, StateInfo, StateReason};
