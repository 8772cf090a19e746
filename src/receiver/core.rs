//! What both kinds of receiver do alike: everything but the deciding.

use std::borrow::Cow;

use super::Policies;
use super::observe::{Observer, Outcome, Watch};
use crate::auth::{Verified, Verifier};
use crate::call::{Call, Callback, Undecodable, fallback_answer};
use crate::command::CallbackCommand;
use crate::error::Error;
use crate::query::Incoming;
use crate::reply::Reply;
use crate::value::UnixSeconds;
use crate::verdict::{Ack, Answer, Fallback, Gate, GroupRejectCode, Phase, Verdict};

/// The replay guard could not tell.
pub struct GuardFailed;

pub struct Core {
    pub(super) verifier: Verifier,
    pub(super) policies: Policies,
    pub(super) body_limit: usize,
    pub(super) observer: Option<Observer>,
}

impl Core {
    pub(super) fn policies(&self) -> &Policies {
        &self.policies
    }

    pub(super) fn watch(&self) -> Watch<'_> {
        Watch::start(self.observer.as_ref())
    }

    #[inline]
    pub(super) fn admit<'b>(
        &self,
        query: &str,
        body: Cow<'b, [u8]>,
        now: UnixSeconds,
    ) -> Result<Verified<'b>, Reply> {
        let watch = self.watch();
        Incoming::with_body_limit(query, body, self.body_limit)
            .map_err(Error::from)
            .and_then(|incoming| self.verifier.verify_at(incoming, now).map_err(Error::from))
            .map_err(|error| {
                watch.end(None, Outcome::Refused, Some(&error));
                Reply::refusal(&error)
            })
    }

    /// The reply to a callback that is not to go on, by what the replay guard said of it.
    pub(super) fn guarded(
        &self,
        verified: &Verified<'_>,
        is_new: Result<bool, GuardFailed>,
        watch: &Watch<'_>,
    ) -> Option<Reply> {
        let command = verified.query().known_command();
        let before = match &command {
            Ok(command) => command.phase() == Phase::Before,
            Err(unknown) => unknown.sounds_like_before(),
        };
        let known = command.ok();
        match (is_new, known) {
            (Ok(false), _) if before => {
                watch.end(known, Outcome::Repeated, Some(&Error::Repeated));
                Some(Reply::refusal(&Error::Repeated))
            }
            (Ok(false), _) => {
                watch.end(known, Outcome::Repeated, None);
                Some(Reply::answer(&Ack.to_answer()))
            }
            (Err(GuardFailed), Some(command))
                if before && self.policies.failed == Fallback::Reject =>
            {
                Some(self.failed(command, verified.raw_body(), Outcome::GuardFailed, watch))
            }
            (Ok(true) | Err(GuardFailed), _) => None,
        }
    }

    /// The command, or the reply to one that is not typed.
    #[inline]
    pub(super) fn known(
        &self,
        verified: &Verified<'_>,
        watch: &Watch<'_>,
    ) -> Result<CallbackCommand, Reply> {
        verified.query().known_command().map_err(|unknown| {
            watch.end(None, Outcome::Unknown, None);
            let answer = match self.policies.unknown {
                Fallback::Reject if unknown.sounds_like_before() => {
                    Gate::<GroupRejectCode>::Reject.to_answer()
                }
                Fallback::Reject | Fallback::Allow => Ack.to_answer(),
            };
            Reply::answer(&answer)
        })
    }

    pub(super) fn unregistered(
        &self,
        command: CallbackCommand,
        verified: &Verified<'_>,
        watch: &Watch<'_>,
    ) -> Reply {
        watch.end(Some(command), Outcome::Unregistered, None);
        let answer = fallback_answer(command, self.policies.unregistered, verified.raw_body());
        Reply::answer(&answer)
    }

    #[inline]
    pub(super) fn decode<C: Callback>(
        &self,
        verified: Verified<'_>,
        watch: &Watch<'_>,
    ) -> Result<Call<C>, Reply> {
        verified.decode_as().map_err(|undecodable: Undecodable<'_>| {
            let error = Error::from(undecodable);
            watch.end(Some(C::COMMAND), Outcome::Undecodable, Some(&error));
            let answer = fallback_answer(C::COMMAND, self.policies.undecodable, &[]);
            Reply::answer(&answer)
        })
    }

    #[inline]
    pub(super) fn decided<C: Callback>(
        &self,
        call: &Call<C>,
        verdict: Result<C::Verdict, Outcome>,
        watch: &Watch<'_>,
    ) -> Reply {
        match verdict {
            Ok(verdict) => {
                watch.end(Some(C::COMMAND), Outcome::Decided, None);
                Reply::to(call, &verdict)
            }
            Err(outcome) => self.failed(C::COMMAND, call.raw_body(), outcome, watch),
        }
    }

    pub(super) fn failed(
        &self,
        command: CallbackCommand,
        body: &[u8],
        outcome: Outcome,
        watch: &Watch<'_>,
    ) -> Reply {
        watch.end(Some(command), outcome, None);
        let answer: Answer = fallback_answer(command, self.policies.failed, body);
        Reply::answer(&answer)
    }
}
