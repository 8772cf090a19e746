//! `Profile.*`: the profiles of users.
//!
//! ```
//! use tim_callback::callbacks::profile::{PortraitSet, ProfileTag};
//! use tim_callback::{Call, testing};
//!
//! fn new_nick(call: &Call<PortraitSet>) -> Option<&str> {
//!     let nick = call.profile_item.iter().find(|item| item.tag == ProfileTag::Nick)?;
//!     nick.value.as_str()
//! }
//!
//! assert_eq!(new_nick(&testing::call().build()), Some("Ana of the harbour"));
//! ```

mod portrait_set;
mod profile_item;
mod profile_tag;
mod profile_value;

pub use portrait_set::PortraitSet;
pub use profile_item::ProfileItem;
pub use profile_tag::ProfileTag;
pub use profile_value::ProfileValue;
