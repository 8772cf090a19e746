//! What the test kit knows about each command, from the rows of the catalogue.

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
    /// The targets that a body asks about.
    pub(super) targets: fn(&[u8]) -> Vec<UserId>,
    /// How answers to the command are read.
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
        // The tests of this crate find a query that cannot be parsed.
        CallbackQuery::parse(self.query.trim_end())
            .unwrap_or_else(|_| CallbackQuery::new(SdkAppId::new(0), self.command))
    }
}

/// The targets of a request. None if the body is not a request of the command, which a test may
/// send on purpose.
fn targets<C: Callback>(body: &[u8]) -> Vec<UserId> {
    decode_request::<C>(body).map(|request| request.targets()).unwrap_or_default()
}
