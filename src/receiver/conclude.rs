//! The end of every callback: the reply, which the policies give if there is no verdict, and then
//! the observers, once.

use super::ended::Ended;
use super::observation::Observation;
use super::outcome::Outcome;
use super::policies::{FailedAfter, Policies, Policy};
use super::quiet::{caught, dropped};
use crate::call::{FallbackAnswer, Queried, Targets, fallback_answer, fallback_unknown};
use crate::clock::Stopwatch;
use crate::query::CallbackQuery;
use crate::reply::Reply;
use crate::verdict::{Decision, Fallback};

pub(super) type Observer = Box<dyn Fn(&Observation<'_>) + Send + Sync>;

pub(super) struct Conclusion {
    pub(super) policies: Policies,
    pub(super) observers: Vec<Observer>,
}

/// When a callback began; `None` if there is no observer.
#[derive(Clone, Copy)]
pub(super) struct Started(Option<Stopwatch>);

impl Conclusion {
    #[inline]
    pub(super) fn start(&self) -> Started {
        Started((!self.observers.is_empty()).then(Stopwatch::start))
    }

    /// Whether a callback must not go on if its guard failed.
    pub(super) fn needs_guard(&self, query: &CallbackQuery) -> bool {
        let fallback = self.policies.fallback(Policy::Failed, query.command());
        query.asks_before() && fallback == Fallback::Reject
    }

    #[inline]
    pub(super) fn conclude(&self, mut ended: Ended<'_>, Started(started): Started) -> Reply {
        let (reply, decision, policy) = match ended.answer.take() {
            Some((decision, json)) => (Reply::json(json), Some(decision), None),
            None => self.by_policy(&mut ended),
        };
        if let Some(started) = started {
            let observation = Observation {
                query: ended.queried.as_deref().map(Queried::query),
                outcome: ended.outcome,
                decision,
                policy,
                status: reply.status,
                error: ended.error.as_deref(),
                cause: ended.cause.as_deref(),
                shadow: ended.shadow,
                elapsed: started.elapsed(),
            };
            for observer in &self.observers {
                let _ = caught(|| observer(&observation));
            }
        }
        // An error type of the service may panic when it is dropped.
        if let Some(cause) = ended.cause {
            dropped(cause);
        }
        reply
    }

    /// The reply when no decider gave a verdict, what it decides, and which policy gave it.
    #[cold]
    fn by_policy(&self, ended: &mut Ended<'_>) -> (Reply, Option<Decision>, Option<Policy>) {
        let policy = Policy::of(ended.outcome);
        let answer = match (&ended.queried, policy) {
            (Some(queried), Some(policy)) => {
                let targets = std::mem::replace(&mut ended.targets, Targets::Unknown);
                self.fallback(queried.query(), ended.outcome, policy, targets)
            }
            _ => None,
        };
        match (answer, &ended.error) {
            (Some((decision, json)), _) => (Reply::json(json), Some(decision), policy),
            (None, Some(error)) => (Reply::refusal(error), None, policy),
            (None, None) => (Reply::unavailable(), None, policy),
        }
    }

    /// The policies' answer; `None` if it is an HTTP status.
    fn fallback(
        &self,
        query: &CallbackQuery,
        outcome: Outcome,
        policy: Policy,
        targets: Targets<'_>,
    ) -> Option<FallbackAnswer> {
        let (command, before) = (query.command(), query.asks_before());
        let fallback = match command {
            Some(command) if !command.can_be_allowed() => Fallback::Reject,
            _ => self.policies.fallback(policy, command),
        };
        let failed_after = self.policies.failed_after();
        let answer = |targets| match command {
            Some(command) => fallback_answer(command, fallback, targets),
            None => Ok(fallback_unknown(query.command_name(), fallback)),
        };
        match policy {
            // The body of a refused callback is not parsed, not even for a rejection.
            Policy::Refused if before && fallback == Fallback::Reject => {
                answer(Targets::Unknown).ok()
            }
            // Tencent may send an after-command twice by design.
            Policy::Refused if before || outcome != Outcome::Repeated => None,
            Policy::Failed if !before && failed_after == FailedAfter::Unavailable => None,
            _ => answer(targets).map_or_else(Some, Some),
        }
    }
}
