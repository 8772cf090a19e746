//! `Profile.*`: the profiles of users.

mod portrait_set;
mod profile_item;
mod profile_tag;
mod profile_value;

pub use portrait_set::PortraitSet;
pub use profile_item::ProfileItem;
pub use profile_tag::ProfileTag;
pub use profile_value::ProfileValue;
