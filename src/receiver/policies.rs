use super::outcome::Outcome;
use crate::command::CallbackCommand;
use crate::verdict::Fallback;

/// What a [`Receiver`](super::Receiver) answers when no verdict was reached. You choose
/// [`fail_open`](Self::fail_open) or [`fail_closed`](Self::fail_closed) and adjust it case by case.
///
/// | case | fail open | fail closed |
/// |---|---|---|
/// | before-command without a decider | allow | reject |
/// | unknown command | acknowledge | code 1 if its name contains `before` or `prev`, else acknowledge |
/// | the body does not decode | allow | reject |
/// | the decider fails or panics, the deadline passes | allow | reject |
/// | before-command refused: wrong app, not authentic, repeated, too large | the error's HTTP status | reject, with 200 |
///
/// An unreadable query is answered with status 400 under both. A refused after-command is answered
/// with the error's status, except a repeated one, which is acknowledged. In all other cases
/// after-commands are acknowledged; with [`FailedAfter::Unavailable`], those whose decider failed
/// are answered with status 503.
///
/// The last row matters when a token is wrong or a clock is off: Tencent treats any status but 200
/// as a failed callback, and lets the operation go on by default.
///
/// Three commands differ. Without an answer of 200, Tencent refuses `Live.CallbackBeforeSendGift`, so
/// a gift that is refused before it is verified stays refused even under `fail_open`.
/// `ChatBot.OnAssignHuman` and `Chatbot.InterfaceInvocation` have no answer that lets everything
/// through: without a verdict they are answered with `OK` and code 1, processing failed, whatever
/// the case and the policy.
///
/// `Sns.CallbackPrev*` are refused target by target, and the targets are in the body. One that does
/// not decode is therefore answered with the documented failure code, and Tencent lets the request
/// through even under `fail_closed`; a refused one is answered with the error's status.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "policies do nothing until a receiver is built with them"]
pub struct Policies {
    unregistered: Fallback,
    unknown: Fallback,
    undecodable: Fallback,
    failed: Fallback,
    refused: Fallback,
    failed_after: FailedAfter,
    commands: Vec<(CallbackCommand, Fallback)>,
}

/// What to answer when the decider of an after-command failed, panicked, or was too slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailedAfter {
    /// Acknowledge it. The event is lost unless your decider kept it.
    Acknowledge,
    /// Answer with status 503. Tencent may send the event again: according to the documents, it
    /// repeats callbacks that time out, if repetition is switched on in the console.
    Unavailable,
}

/// The row of [`Policies`] that gave an answer.
///
/// `Display` and `<&str>::from` give a label in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Policy {
    /// No decider is registered.
    Unregistered,
    /// The command is unknown to this version.
    Unknown,
    /// The body does not decode.
    Undecodable,
    /// The decider failed or panicked, or the deadline passed.
    Failed,
    /// The callback was refused.
    Refused,
}

impl Policy {
    /// The row for an outcome; `None` if a decider gave the verdict.
    pub(super) fn of(outcome: Outcome) -> Option<Self> {
        Some(match outcome {
            Outcome::Decided => return None,
            Outcome::Refused | Outcome::Repeated => Self::Refused,
            Outcome::Unregistered => Self::Unregistered,
            Outcome::Unknown => Self::Unknown,
            Outcome::Undecodable => Self::Undecodable,
            Outcome::Failed
            | Outcome::Panicked
            | Outcome::GuardFailed
            | Outcome::Deadline
            | Outcome::Unavailable => Self::Failed,
        })
    }
}

impl Policies {
    const fn all(fallback: Fallback) -> Self {
        Self {
            unregistered: fallback,
            unknown: fallback,
            undecodable: fallback,
            failed: fallback,
            refused: fallback,
            failed_after: FailedAfter::Acknowledge,
            commands: Vec::new(),
        }
    }

    /// Without a verdict the operation goes on, as Tencent does if a callback fails.
    pub const fn fail_open() -> Self {
        Self::all(Fallback::Allow)
    }

    /// Without a verdict the operation is refused.
    pub const fn fail_closed() -> Self {
        Self::all(Fallback::Reject)
    }

    /// Sets the answer to before-commands without a decider.
    pub fn with_unregistered(mut self, fallback: Fallback) -> Self {
        self.unregistered = fallback;
        self
    }

    /// Sets the answer to unknown commands: `Reject` is code 1 if the name contains `before` or
    /// `prev`.
    pub fn with_unknown(mut self, fallback: Fallback) -> Self {
        self.unknown = fallback;
        self
    }

    /// Sets the answer to bodies that do not decode.
    pub fn with_undecodable(mut self, fallback: Fallback) -> Self {
        self.undecodable = fallback;
        self
    }

    /// Sets the answer when a decider fails or panics, or a deadline passes.
    pub fn with_failed(mut self, fallback: Fallback) -> Self {
        self.failed = fallback;
        self
    }

    /// Sets the answer to refused before-commands: `Allow` is the error's HTTP status, after which
    /// the operation goes on by default; `Reject` is 200 with the command's rejection.
    pub fn with_refused(mut self, fallback: Fallback) -> Self {
        self.refused = fallback;
        self
    }

    /// Sets the answer to after-commands whose decider failed.
    pub fn with_failed_after(mut self, answer: FailedAfter) -> Self {
        self.failed_after = answer;
        self
    }

    /// Sets the answer to one command, in every case. The last setting for a command counts.
    ///
    /// ```
    /// use tim_callback::{CallbackCommand, Fallback, Policies};
    ///
    /// // Groups can be created while the moderator is down, but nothing is said in them.
    /// let policies = Policies::fail_closed()
    ///     .with_command(CallbackCommand::GroupBeforeCreateGroup, Fallback::Allow);
    /// ```
    pub fn with_command(mut self, command: CallbackCommand, fallback: Fallback) -> Self {
        self.commands.push((command, fallback));
        self
    }

    pub(super) fn fallback(&self, policy: Policy, command: Option<CallbackCommand>) -> Fallback {
        let mut own = self.commands.iter().rev();
        match own.find(|(known, _)| Some(*known) == command) {
            Some((_, fallback)) => *fallback,
            None => match policy {
                Policy::Unregistered => self.unregistered,
                Policy::Unknown => self.unknown,
                Policy::Undecodable => self.undecodable,
                Policy::Failed => self.failed,
                Policy::Refused => self.refused,
            },
        }
    }

    pub(super) fn failed_after(&self) -> FailedAfter {
        self.failed_after
    }
}
