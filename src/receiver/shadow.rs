//! Deciders whose verdicts are only compared, never answered.

use std::any::Any;
use std::time::Duration;

use super::quiet::caught;
use crate::call::Call;
use crate::callbacks::Callback;
use crate::clock::Stopwatch;
use crate::command::CallbackCommand;
use crate::decide::Decide;
use crate::verdict::{Decision, Verdict as _};

/// The result of a shadow decider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shadow {
    /// What the shadow decider decided; `None` if it panicked.
    pub decision: Option<Decision>,
    /// Whether both verdicts are equal, including texts and patches; `None` if either is missing.
    pub agrees: Option<bool>,
    /// How long the shadow decider took.
    pub elapsed: Duration,
}

type ShadowDecider<C> = Box<dyn Decide<C> + Send + Sync>;

/// The shadow deciders of a receiver, at most one for a command.
#[derive(Default)]
pub(super) struct Shadows(Vec<(CallbackCommand, Box<dyn Any + Send + Sync>)>);

/// A shadow's verdict on a call that is not decided yet.
pub(super) struct ShadowVerdict<C: Callback>(Option<(Option<C::Verdict>, Duration)>);

impl Shadows {
    pub(super) fn commands(&self) -> impl Iterator<Item = CallbackCommand> {
        self.0.iter().map(|(command, _)| *command)
    }

    pub(super) fn add<C: Callback>(&mut self, decider: ShadowDecider<C>) {
        self.0.push((C::COMMAND, Box::new(decider)));
    }

    /// Runs before the decider, which may consume the call.
    #[inline]
    pub(super) fn decide<C: Callback>(&self, call: &Call<C>) -> ShadowVerdict<C> {
        if self.0.is_empty() {
            return ShadowVerdict(None);
        }
        let mut all = self.0.iter();
        let own = all.find_map(|(_, decider)| decider.downcast_ref::<ShadowDecider<C>>());
        ShadowVerdict(own.map(|decider| {
            let start = Stopwatch::start();
            (caught(|| decider.decide(call)), start.elapsed())
        }))
    }
}

impl<C: Callback> ShadowVerdict<C> {
    #[inline]
    pub(super) fn compared(self, decided: Option<&C::Verdict>) -> Option<Shadow> {
        let (verdict, elapsed) = self.0?;
        let agrees = verdict.as_ref().zip(decided).map(|(shadow, decided)| shadow == decided);
        Some(Shadow { decision: verdict.map(|verdict| verdict.decision()), agrees, elapsed })
    }
}
