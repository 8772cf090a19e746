//! `State.*`: users going online and offline.
//!
//! ```
//! use tim_callback::callbacks::state::{StateAction, StateChange};
//! use tim_callback::{Call, testing};
//!
//! fn is_online(call: &Call<StateChange>) -> bool {
//!     call.info.action == StateAction::Login
//! }
//!
//! assert!(is_online(&testing::call().build()));
//! assert!(!is_online(&testing::call().set("Info.Action", "Disconnect").build()));
//! ```

mod state_change;

pub use state_change::{KickedDevice, StateAction, StateChange, StateInfo, StateReason};
