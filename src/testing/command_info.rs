//! What the kit knows of each command, a row of the catalogue each.

use super::effect::{EffectReader, reader};
use crate::call::decode_request;
use crate::callbacks::{self, Callback};
use crate::command::CallbackCommand;
use crate::query::CallbackQuery;
use crate::value::{SdkAppId, UserId};

pub(super) struct CommandInfo {
    command: CallbackCommand,
    /// The documented sample.
    pub(super) request: &'static str,
    query: &'static str,
    /// The accounts that a body asks about one by one.
    pub(super) targets: fn(&[u8]) -> Vec<UserId>,
    /// How the command's answers are read.
    pub(super) reader: EffectReader,
}

macro_rules! define_rows {
    ($(
        $wire:literal $(| $alias:literal)* $variant:ident = $family:ident::$request:ident
            => $page:literal, $what:literal;
    )+) => {
        pub(super) fn command_info(command: CallbackCommand) -> CommandInfo {
            match command {
                $(CallbackCommand::$variant => CommandInfo {
                    command,
                    request: include_str!(concat!("../../tests/fixtures/", $wire, "/request.json")),
                    query: include_str!(concat!("../../tests/fixtures/", $wire, "/query.txt")),
                    targets: targets::<callbacks::$family::$request>,
                    reader: reader::<<callbacks::$family::$request as Callback>::Verdict>(),
                },)+
            }
        }
    };
}

catalogue!(define_rows);

impl CommandInfo {
    /// The documented query.
    pub(super) fn query(&self) -> CallbackQuery {
        // A query that cannot be read is found by the tests of this crate.
        CallbackQuery::parse(self.query.trim_end())
            .unwrap_or_else(|_| CallbackQuery::new(SdkAppId::new(0), self.command))
    }
}

/// Nobody where the body is no request of the command: it was sent on purpose.
fn targets<C: Callback>(body: &[u8]) -> Vec<UserId> {
    decode_request::<C>(body).map(|request| request.targets()).unwrap_or_default()
}
