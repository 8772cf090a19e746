//! An alias in one row of the catalogue that is the wire name of another.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackAfterSendMsg" | "Group.CallbackAfterMsg" First = group::First
                => "1047/34375", "A row.";
            "Group.CallbackAfterMsg" Second = group::Second
                => "1047/34376", "A row that has the other's alias for its name.";
        }
    };
}

#[path = "../../../src/json/text.rs"]
mod json;

#[path = "../../../src/command.rs"]
mod command;

fn main() {}
