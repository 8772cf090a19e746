//! A wire name that stands in two rows of the catalogue.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackAfterSendMsg" First = group::First
                => "1047/34375", "A row.";
            "Group.CallbackAfterSendMsg" Second = group::Second
                => "1047/34375", "Another row of the same name.";
        }
    };
}

#[path = "../../../src/json/text.rs"]
mod json;

#[path = "../../../src/command.rs"]
mod command;

fn main() {}
