//! Each embedding answers what its receiver answers.

mod answers;
mod client;
mod incomplete;
mod wire;
