//! A wire name that stands in two rows of the catalogue.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackAfterSendMsg" First = group::First
                => Ack, "1047/34375", "A row.";
            "Group.CallbackAfterSendMsg" Second = group::Second
                => Ack, "1047/34375", "Another row of the same name.";
        }
    };
}

#[path = "../../src/command.rs"]
mod command;

fn main() {}
