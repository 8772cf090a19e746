//! `Desk.*`: customer service sessions.
//!
//! ```
//! use tim_callback::callbacks::desk::SessionEventNotify;
//! use tim_callback::{Callback as _, testing};
//!
//! let call = testing::call::<SessionEventNotify>().build();
//! assert!(call.msg_body().is_some());
//! ```

mod session_event_notify;

pub use session_event_notify::{ChannelType, SessionEventNotify};
