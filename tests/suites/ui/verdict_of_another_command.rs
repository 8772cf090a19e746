//! A decider answers with the verdict type of its own command.

use tim_callback::callbacks::group;
use tim_callback::{Ack, Call, Decide};

struct Logger;

impl Decide<group::BeforeSendMsg> for Logger {
    fn decide(&self, _call: &Call<group::BeforeSendMsg>) -> Ack {
        Ack
    }
}

fn main() {}
