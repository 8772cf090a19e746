//! `ContentCallback.*`: results of content moderation.
//!
//! ```
//! use tim_callback::callbacks::content_callback::{CtxcbSuggestion, ResultNotify};
//! use tim_callback::{Call, testing};
//!
//! fn needs_a_person(call: &Call<ResultNotify>) -> bool {
//!     call.ctxcb_suggestion == Some(CtxcbSuggestion::Review)
//! }
//!
//! assert!(needs_a_person(&testing::call().set("CtxcbSuggestion", "Review").build()));
//! ```

mod contact_item;
mod contact_type;
mod content_type;
mod ctxcb_label;
mod ctxcb_result;
mod ctxcb_suggestion;
mod result_notify;
mod scene;

pub use contact_item::ContactItem;
pub use contact_type::ContactType;
pub use content_type::ContentType;
pub use ctxcb_label::CtxcbLabel;
pub use ctxcb_result::CtxcbResult;
pub use ctxcb_suggestion::CtxcbSuggestion;
pub use result_notify::ResultNotify;
pub use scene::Scene;
