//! The library's quick tests, a module for each stage or subject.

mod auth;
mod commands;
mod decide;
mod errors;
mod event_keys;
mod friends;
mod leaks;
mod leniency;
mod message;
#[path = "../support/naming.rs"]
mod naming;
mod ordering_keys;
mod patch;
mod query;
mod receiver;
mod replay;
mod requests;
mod siblings;
#[path = "../support/mod.rs"]
mod support;
mod surface;
mod testing;
mod threads;
mod values;
mod verdict;
