//! A callback of any command.

use super::{Call, Callback, Undecodable, decode_request, sealed};
use crate::auth::Verified;
use crate::callbacks::{
    HasCommand, alert, bot, c2c, chatbot, content_callback, follow, group, official_account,
    profile, push, sns, state,
};
use crate::command::{CallbackCommand, UnknownCommand};
use crate::query::CallbackQuery;
use crate::verdict::{
    Ack, Answer, C2cRejectCode, Fallback, FriendVerdict, Gate, GroupRejectCode, InviteVerdict,
    MsgVerdict, Phase, SubscribeVerdict, Verdict, sealed::Verdict as _,
};

macro_rules! define_callbacks {
    ($(
        $wire:literal $variant:ident = $family:ident::$request:ident
            => $verdict:ident$(<$code:ident>)?, $page:literal, $what:literal;
    )+) => {
        /// A callback of any command, decoded.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum AnyCallback {
            $(
                #[doc = concat!("`", $wire, "`: ", $what)]
                #[doc(alias = $wire)]
                $variant(Call<$family::$request>),
            )+
            /// A command that this version does not type.
            Unknown(Box<UnknownCall>),
        }

        $(
            impl HasCommand for $family::$request {
                const COMMAND: CallbackCommand = CallbackCommand::$variant;
            }

            impl sealed::Callback for $family::$request {}

            impl Callback for $family::$request {
                type Verdict = $verdict$(<$code>)?;
            }

            impl From<Call<$family::$request>> for AnyCallback {
                fn from(call: Call<$family::$request>) -> Self {
                    Self::$variant(call)
                }
            }
        )+

        impl AnyCallback {
            pub(super) fn decode(verified: Verified<'_>) -> Result<Self, Undecodable<'_>> {
                match verified.query().command() {
                    $(Some(CallbackCommand::$variant) => {
                        verified.decode_as::<$family::$request>().map(Self::from)
                    })+
                    None => Ok(Self::Unknown(Box::new(UnknownCall::new(verified)))),
                }
            }

            /// The query.
            #[must_use]
            pub fn query(&self) -> &CallbackQuery {
                match self {
                    $(Self::$variant(call) => call.query(),)+
                    Self::Unknown(call) => call.query(),
                }
            }

            /// The body as it came.
            #[must_use]
            pub fn raw_body(&self) -> &[u8] {
                match self {
                    $(Self::$variant(call) => call.raw_body(),)+
                    Self::Unknown(call) => call.raw_body(),
                }
            }

            /// The request as JSON, what this version types of the body; `None` for a command that
            /// it does not type.
            #[must_use]
            pub fn request_value(&self) -> Option<serde_json::Value> {
                match self {
                    $(Self::$variant(call) => serde_json::to_value(call.request()).ok(),)+
                    Self::Unknown(_) => None,
                }
            }

            /// What the event must stay in order with; see [`Call::ordering_key`].
            #[must_use]
            pub fn ordering_key(&self) -> Option<String> {
                match self {
                    $(Self::$variant(call) => call.ordering_key(),)+
                    Self::Unknown(_) => None,
                }
            }

            /// What makes the event the same as one that came before; see [`Call::dedup_key`].
            #[must_use]
            pub fn dedup_key(&self) -> String {
                match self {
                    $(Self::$variant(call) => call.dedup_key(),)+
                    Self::Unknown(call) => call.dedup_key(),
                }
            }
        }

        impl CallbackCommand {
            /// Whether the answer to this command decides or only acknowledges.
            #[must_use]
            pub fn phase(self) -> Phase {
                match self {
                    $(Self::$variant => <$verdict$(<$code>)? as Verdict>::PHASE,)+
                }
            }
        }

        /// The answer to a command where no verdict was reached.
        pub(crate) fn fallback_answer(
            command: CallbackCommand,
            fallback: Fallback,
            body: &[u8],
        ) -> Answer {
            match command {
                $(CallbackCommand::$variant => fallback_for::<$family::$request>(fallback, body),)+
            }
        }
    };
}

catalogue!(define_callbacks);

fn fallback_for<C: Callback>(fallback: Fallback, body: &[u8]) -> Answer {
    C::Verdict::fallback(fallback, || {
        let request: C = decode_request(body)?;
        Some(request.targets())
    })
}

impl AnyCallback {
    /// The command's name, known or not.
    #[must_use]
    pub fn command_name(&self) -> &str {
        self.query().command_name()
    }
}

/// A callback of a command that this version does not type, its body untouched.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownCall {
    query: CallbackQuery,
    raw_body: Vec<u8>,
}

impl UnknownCall {
    fn new(verified: Verified<'_>) -> Self {
        let (query, body) = verified.into_parts();
        Self { query, raw_body: body.into_owned() }
    }

    /// The command's name.
    #[must_use]
    pub fn command(&self) -> UnknownCommand {
        UnknownCommand::new(self.query.command_name())
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &CallbackQuery {
        &self.query
    }

    /// The body as it came. It has not been looked at, and may be anything.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw_body
    }

    /// The command's name and the SHA-256 of name and body.
    #[must_use]
    pub fn dedup_key(&self) -> String {
        super::keys::hashed(self.query.command_name(), &self.raw_body)
    }
}
