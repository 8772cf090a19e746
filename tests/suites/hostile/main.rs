//! A hostile corpus: what nobody should send, each case with the one outcome it must have.
//!
//! Cases are generated from the fixture folders and from `CallbackCommand::all()`, or made by hand.
//! Every case runs on a thread with the stack that spawned threads usually have: none may overflow
//! it, none may panic, and none may take long.

mod case;
mod commands;
mod elements;
mod encoding;
#[allow(dead_code, reason = "shared with the golden tests, which use the rest")]
#[path = "../golden/fixture.rs"]
mod fixture;
mod json;
#[path = "../../support/naming.rs"]
mod naming;
mod nesting;
mod places;
mod query;
mod refusal;
mod sign;
mod size;
#[path = "../../support/mod.rs"]
mod support;
#[allow(dead_code, reason = "shared with the golden tests, which use the rest")]
#[path = "../golden/json.rs"]
mod tree;
mod values;

use libtest_mimic::Arguments;

fn main() -> std::process::ExitCode {
    let args = Arguments::from_args();
    let mut trials = Vec::new();
    for topic in [
        sign::cases,
        query::cases,
        encoding::cases,
        json::cases,
        values::cases,
        nesting::cases,
        elements::cases,
        commands::cases,
        size::cases,
    ] {
        topic(&mut trials);
    }
    libtest_mimic::run(&args, trials).exit_code()
}
