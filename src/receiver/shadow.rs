//! Deciders whose verdicts are compared and not answered with.

use std::any::Any;
use std::time::{Duration, Instant};

use super::quiet::caught;
use crate::call::Call;
use crate::callbacks::Callback;
use crate::command::CallbackCommand;
use crate::decide::Decide;
use crate::verdict::{Decision, Verdict as _};

/// What a shadow decider made of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shadow {
    /// What it decided; `None` if it panicked.
    pub decision: Option<Decision>,
    /// Whether its verdict is the decider's, texts and patches included; `None` if either has no
    /// verdict.
    pub agrees: Option<bool>,
    /// How long it took.
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

    /// Asked before the decider, which may take the call with it.
    #[inline]
    pub(super) fn decide<C: Callback>(&self, call: &Call<C>) -> ShadowVerdict<C> {
        if self.0.is_empty() {
            return ShadowVerdict(None);
        }
        let mut all = self.0.iter();
        let own = all.find_map(|(_, decider)| decider.downcast_ref::<ShadowDecider<C>>());
        ShadowVerdict(own.map(|decider| {
            let start = Instant::now();
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
