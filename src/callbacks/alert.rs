//! `Alert.*`: alarms about the app as a whole.
//!
//! ```
//! use tim_callback::callbacks::alert::RequestOverLimit;
//! use tim_callback::{Call, testing};
//!
//! fn percent_used(call: &Call<RequestOverLimit>) -> u64 {
//!     call.request * 100 / call.limit
//! }
//!
//! assert_eq!(percent_used(&testing::call().build()), 83);
//! ```

mod request_over_limit;

pub use request_over_limit::RequestOverLimit;
