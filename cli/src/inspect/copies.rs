//! A callback as a text to paste elsewhere. No form has a signature or a token.

mod curl;
mod fixture;
mod rust_test;

use super::Inspector;
use super::store::Kept;

/// A callback in one of the forms, or why there is none.
pub(crate) fn copied(inspector: &Inspector, kept: &Kept, form: &str) -> Result<String, String> {
    match form {
        "curl" => curl::curl(&kept.exchange, |path, query| inspector.url(path, query)),
        "rust" => rust_test::rust_test(&kept.exchange),
        "fixture" => Ok(fixture::fixture(&kept.exchange)),
        _ => Err("no such form".to_owned()),
    }
}
