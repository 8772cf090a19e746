//! The features that speak the types of other crates.

mod http;
#[path = "../../support/mod.rs"]
mod support;
mod tower;
