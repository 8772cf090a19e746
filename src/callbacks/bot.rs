//! `Bot.*`: messages to bots.
//!
//! ```
//! use tim_callback::callbacks::bot::OnGroupMessage;
//! use tim_callback::{Call, testing};
//!
//! fn asks(call: &Call<OnGroupMessage>, bot: &str) -> bool {
//!     call.at_robots_account.iter().any(|asked| asked == bot)
//! }
//!
//! assert!(asks(&testing::call().build(), "@RBT#pilot"));
//! ```

mod on_c2c_message;
mod on_group_message;

pub use on_c2c_message::OnC2cMessage;
pub use on_group_message::OnGroupMessage;
