//! A callback of any command.

use std::any::Any;
use std::borrow::Cow;

use super::{Call, Undecodable, decode_request};
use crate::auth::Verified;
use crate::callbacks::{self, Callback};
use crate::command::{CallbackCommand, UnknownCommand, sounds_like_before};
use crate::query::CallbackQuery;
use crate::value::UserId;
use crate::verdict::sealed::{Verdict as _, json};
use crate::verdict::{Ack, Decision, Fallback, Gate, GroupRejectCode, Verdict as _};

/// An answer for when no verdict was reached: what it decides, and its JSON.
pub(crate) type FallbackAnswer = (Decision, Cow<'static, [u8]>);

/// The accounts that a friend request asks about. A policy answers for each of them.
pub(crate) enum Targets<'b> {
    /// The accounts are not known: the body does not decode, or is not trusted.
    Unknown,
    /// The accounts in this body, which has not been decoded yet.
    InBody(Cow<'b, [u8]>),
    /// These accounts.
    Known(Vec<UserId>),
}

macro_rules! define_callbacks {
    ($(
        $wire:literal $(| $alias:literal)* $variant:ident = $family:ident::$request:ident
            => $page:literal, $what:literal;
    )+) => {
        /// A decoded callback of any command.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum AnyCallback {
            $(
                #[doc = concat!("`", $wire, "`: ", $what)]
                #[doc(alias = $wire)]
                $variant(Call<callbacks::$family::$request>),
            )+
            /// A command unknown to this version.
            Unknown(Box<UnknownCall>),
        }

        impl AnyCallback {
            pub(super) fn decode(verified: Verified<'_>) -> Result<Self, Undecodable<'_>> {
                match verified.query().command() {
                    $(Some(CallbackCommand::$variant) => verified.decode_as().map(Self::$variant),)+
                    None => Ok(Self::Unknown(Box::new(UnknownCall::new(verified)))),
                }
            }

            pub(super) fn of<C: Callback>(call: Call<C>) -> Self {
                let mut call = Some(call);
                match C::COMMAND {
                    $(CallbackCommand::$variant => taken(&mut call).map(Self::$variant),)+
                }
                // Each row ties its request type to its own command.
                .unwrap_or_else(|| unreachable!("{} is listed with another type", C::COMMAND))
            }

            /// The query.
            #[must_use]
            pub fn query(&self) -> &CallbackQuery {
                match self {
                    $(Self::$variant(call) => call.query(),)+
                    Self::Unknown(call) => call.query(),
                }
            }

            /// The body as received.
            #[must_use]
            pub fn raw_body(&self) -> &[u8] {
                match self {
                    $(Self::$variant(call) => call.raw_body(),)+
                    Self::Unknown(call) => call.raw_body(),
                }
            }

            /// The request as JSON, with the fields known to this version. `None` for an unknown
            /// command.
            #[must_use]
            pub fn request_value(&self) -> Option<serde_json::Value> {
                match self {
                    $(Self::$variant(call) => serde_json::to_value(call.request()).ok(),)+
                    Self::Unknown(_) => None,
                }
            }

            /// A key that is equal for events that must stay in order; see [`Call::ordering_key`].
            #[must_use]
            pub fn ordering_key(&self) -> Option<String> {
                match self {
                    $(Self::$variant(call) => call.ordering_key(),)+
                    Self::Unknown(_) => None,
                }
            }

            /// A key that is equal for repeated deliveries of one event; see [`Call::dedup_key`].
            #[must_use]
            pub fn dedup_key(&self) -> String {
                match self {
                    $(Self::$variant(call) => call.dedup_key(),)+
                    Self::Unknown(call) => call.dedup_key(),
                }
            }
        }

        /// The answer to a command when no verdict was reached. The `Err` is the answer that says
        /// that the app failed; it is used if the command has no verdict for this case.
        pub(crate) fn fallback_answer(
            command: CallbackCommand,
            fallback: Fallback,
            targets: Targets<'_>,
        ) -> Result<FallbackAnswer, FallbackAnswer> {
            match command {
                $(CallbackCommand::$variant => {
                    fallback_for::<callbacks::$family::$request>(fallback, targets)
                })+
            }
        }
    };
}

catalogue!(define_callbacks);

/// Takes the call out if it is one of this command.
fn taken<T: Callback>(call: &mut dyn Any) -> Option<Call<T>> {
    call.downcast_mut::<Option<Call<T>>>()?.take()
}

fn fallback_for<C: Callback>(
    fallback: Fallback,
    targets: Targets<'_>,
) -> Result<FallbackAnswer, FallbackAnswer> {
    let verdict = C::Verdict::fallback(fallback, || match targets {
        Targets::Unknown => None,
        Targets::InBody(body) => decode_request::<C>(&body).map(|request| request.targets()),
        Targets::Known(targets) => Some(targets),
    });
    match verdict {
        Some(verdict) => Ok((verdict.decision(), json(&verdict))),
        None => Err((Decision::Failed, Cow::Borrowed(C::Verdict::FAILED.as_bytes()))),
    }
}

/// The answer to an unknown command. It can be refused only if its name says that the answer
/// decides.
pub(crate) fn fallback_unknown(name: &str, fallback: Fallback) -> FallbackAnswer {
    match fallback {
        _ if !sounds_like_before(name) => (Decision::Acknowledge, json(&Ack)),
        Fallback::Allow => answer_unknown(Fallback::Allow),
        Fallback::Reject => answer_unknown(Fallback::Reject),
    }
}

/// The answer to an unknown command, whatever its name.
pub(crate) fn answer_unknown(fallback: Fallback) -> FallbackAnswer {
    let verdict: Gate<GroupRejectCode> = match fallback {
        Fallback::Allow => Gate::Allow,
        Fallback::Reject => Gate::Reject,
    };
    (verdict.decision(), json(&verdict))
}

impl AnyCallback {
    /// The command's name, known or not.
    #[must_use]
    pub fn command_name(&self) -> &str {
        self.query().command_name()
    }
}

/// A callback of a command unknown to this version, with its body unparsed.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownCall {
    query: CallbackQuery,
    raw_body: Vec<u8>,
}

impl UnknownCall {
    pub(crate) fn new(verified: Verified<'_>) -> Self {
        let (query, body) = verified.into_parts();
        Self { query, raw_body: body.into_owned() }
    }

    pub(crate) fn into_query(self) -> CallbackQuery {
        self.query
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

    /// The body as received. It has not been parsed and can be anything.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw_body
    }

    /// A key that is equal for repeated deliveries of one event; see [`Call::dedup_key`]. A body that
    /// is not JSON is hashed as it is.
    #[must_use]
    pub fn dedup_key(&self) -> String {
        super::keys::key(self.query.command_name(), &[], &self.raw_body)
    }
}
