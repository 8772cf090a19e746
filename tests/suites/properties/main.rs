//! What holds for every value, not only for those that somebody thought of.

mod codes;
mod elements;
mod ids_and_times;
mod messages;
mod numbers;
mod open_values;
mod queries;
#[path = "../../support/mod.rs"]
mod support;
mod traits;
mod values;
mod verdicts;
