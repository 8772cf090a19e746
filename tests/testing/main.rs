//! The test kit: drafts, signed callbacks, the clock, and what Tencent does with an answer.

mod answers;
mod assertions;
mod drafts;
mod effects;
mod faults;
mod fixture;
mod mistakes;
#[path = "../support/naming.rs"]
mod naming;
mod signing;
#[path = "../support/mod.rs"]
mod support;
