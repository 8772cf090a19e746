//! The test kit: requests, signed callbacks, the clock, and what Tencent does with an answer.

mod answers;
mod assertions;
mod effects;
mod fixture;
mod issues;
mod mistakes;
mod requests;
mod signing;
