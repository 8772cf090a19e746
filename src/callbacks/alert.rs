//! `Alert.*`: the app as a whole.

mod request_over_limit;

pub use request_over_limit::RequestOverLimit;
