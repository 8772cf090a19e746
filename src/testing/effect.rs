//! What happens to an operation, read from the answer to its callback.

use std::collections::BTreeMap;

use serde_json::Value;

use super::AnswerIssue;
use crate::command::CallbackCommand;
use crate::message::MsgPatch;
use crate::value::{ErrorCode, UserId};
use crate::verdict::{
    Ack, AgentAssignment, Answer, AnswerError, AssignVerdict, FriendDecision, FriendRejectCode,
    FriendVerdict, Gate, InviteVerdict, MsgVerdict, RejectCode, SubscribeVerdict, VariablesVerdict,
    Verdict,
};

/// What happens to the operation that a callback is about.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Effect {
    /// The operation goes on. A message is delivered as it is.
    Allowed,
    /// The message is delivered with these changes.
    Changed(MsgPatch),
    /// The operation goes on, but not for these accounts.
    AllowedExcept(Vec<UserId>),
    /// The operation goes on for some targets and is refused for others.
    PerTarget(FriendVerdict),
    /// The operation is refused.
    #[non_exhaustive]
    Refused {
        /// The code that the caller gets; `None` if no page says.
        code: Option<ErrorCode>,
        /// The text that goes with a code defined by the app.
        text: String,
    },
    /// The message is not delivered, and the sender sees success.
    Dropped,
    /// The app acknowledged an event that had already happened.
    Acknowledged,
    /// The session is assigned to an agent.
    Assigned(AgentAssignment),
    /// The task goes on with these values of its variables.
    Returned(BTreeMap<String, Value>),
    /// The callback counts as failed: the operation goes on, unless the console says otherwise.
    Failed,
    /// The callback counts as failed, and the operation is refused, unless the callback
    /// configuration says otherwise. This is so for `Live.CallbackBeforeSendGift`.
    FailedAndRefused,
    /// No page says what happens.
    Undefined,
}

/// How answers to a command are read.
#[derive(Clone, Copy)]
pub(super) struct EffectReader {
    read: fn(CallbackCommand, Answer) -> Result<Effect, AnswerError>,
    /// The effect of an answer that is not valid for the command.
    pub(super) otherwise: fn(Option<&Answer>) -> Effect,
    defined_codes: fn() -> String,
    pub(super) wording: Wording,
}

/// What the operations of a command are called.
#[derive(Clone, Copy)]
pub(super) enum Wording {
    Message,
    Operation,
    Task,
    Event,
}

/// The effect of a verdict type.
pub(super) trait HasEffect: Verdict {
    const WORDING: Wording;

    fn effect(self, command: CallbackCommand) -> Effect;

    fn defined_codes() -> String;

    fn otherwise(_: Option<&Answer>) -> Effect {
        Effect::Undefined
    }
}

pub(super) fn reader<V: HasEffect>() -> EffectReader {
    EffectReader {
        read: |command, answer| V::try_from(answer).map(|verdict| verdict.effect(command)),
        otherwise: V::otherwise,
        defined_codes: V::defined_codes,
        wording: V::WORDING,
    }
}

impl EffectReader {
    /// Reads the effect of an answer, and what is wrong with it for this command.
    pub(super) fn read(
        &self,
        command: CallbackCommand,
        answer: Answer,
    ) -> (Effect, Option<AnswerIssue>) {
        let otherwise = (self.otherwise)(Some(&answer));
        match (self.read)(command, answer) {
            Ok(effect) => (effect, None),
            Err(error) => {
                let issue = self.issue(command, error, &otherwise);
                (otherwise, Some(issue))
            }
        }
    }

    fn issue(&self, command: CallbackCommand, error: AnswerError, effect: &Effect) -> AnswerIssue {
        match (error, effect) {
            (AnswerError::UndefinedCode(code), Effect::Failed) => AnswerIssue::AppFailed(code),
            (AnswerError::UndefinedCode(code), _) if says_failed(command, code) => {
                AnswerIssue::EventFailed(code)
            }
            (AnswerError::UndefinedCode(code), _) => {
                AnswerIssue::UndefinedCode { code, defined: (self.defined_codes)() }
            }
            (error, _) => AnswerIssue::NotOfThisCommand(error),
        }
    }
}

/// Whether the page of an after-command says of this code that the callback failed.
fn says_failed(command: CallbackCommand, code: u32) -> bool {
    let family = command.name().split('.').next();
    match (family, code) {
        (Some("Follow"), 1..) | (Some("Bot" | "C2C" | "Push" | "Sns"), 1) => !command.is_before(),
        _ => command == CallbackCommand::GroupAfterModifyMsg && code == 1,
    }
}

/// The effect of a rejection without a code defined by the app.
fn rejection(command: CallbackCommand) -> Effect {
    let code = match command {
        CallbackCommand::C2cBeforeSendMsg
        | CallbackCommand::OfficialAccountBeforeCreateOfficialAccount => {
            Some(ErrorCode::C2C_REJECTED_BY_WEBHOOK)
        }
        CallbackCommand::LiveBeforeSendGift => None,
        _ => Some(ErrorCode::GROUP_REJECTED_BY_WEBHOOK),
    };
    Effect::Refused { code, text: String::new() }
}

/// The effect of no answer, and of an answer that counts as none.
pub(super) fn failure(command: CallbackCommand) -> Effect {
    match command {
        CallbackCommand::LiveBeforeSendGift => Effect::FailedAndRefused,
        _ => Effect::Failed,
    }
}

fn rejection_with(code: u32, text: String) -> Effect {
    Effect::Refused { code: Some(ErrorCode::new(code.into())), text }
}

fn range<R: RejectCode>() -> String {
    format!("{} to {}", R::MIN.code(), R::MAX.code())
}

impl HasEffect for Ack {
    const WORDING: Wording = Wording::Event;

    fn effect(self, _: CallbackCommand) -> Effect {
        Effect::Acknowledged
    }

    fn defined_codes() -> String {
        "0".to_owned()
    }

    fn otherwise(_: Option<&Answer>) -> Effect {
        Effect::Acknowledged
    }
}

impl<R: RejectCode> HasEffect for Gate<R> {
    const WORDING: Wording = Wording::Operation;

    fn effect(self, command: CallbackCommand) -> Effect {
        match self {
            Self::Allow => Effect::Allowed,
            Self::Reject => rejection(command),
            Self::RejectWith { code, text } => rejection_with(code.code(), text),
        }
    }

    fn defined_codes() -> String {
        format!("0, 1 or {}", range::<R>())
    }
}

impl<R: RejectCode> HasEffect for MsgVerdict<R> {
    const WORDING: Wording = Wording::Message;

    fn effect(self, command: CallbackCommand) -> Effect {
        match self {
            Self::Allow => Effect::Allowed,
            Self::Reject => rejection(command),
            Self::RejectWith { code, text } => rejection_with(code.code(), text),
            Self::SilentDrop => Effect::Dropped,
            Self::Modify(patch) => Effect::Changed(patch),
        }
    }

    fn defined_codes() -> String {
        format!("0, 1, 2 or {}", range::<R>())
    }
}

impl HasEffect for InviteVerdict {
    const WORDING: Wording = Wording::Operation;

    fn effect(self, command: CallbackCommand) -> Effect {
        match self {
            Self::Allow => Effect::Allowed,
            Self::Refuse(members) => Effect::AllowedExcept(members),
            Self::Reject => rejection(command),
            Self::RejectWith { code, text } => rejection_with(code.get(), text),
        }
    }

    fn defined_codes() -> String {
        Gate::<crate::GroupRejectCode>::defined_codes()
    }
}

impl HasEffect for SubscribeVerdict {
    const WORDING: Wording = Wording::Operation;

    fn effect(self, _: CallbackCommand) -> Effect {
        match self {
            Self::Allow => Effect::Allowed,
            Self::Refuse(subscribers) => Effect::AllowedExcept(subscribers),
            Self::Reject => Effect::Refused { code: None, text: String::new() },
        }
    }

    fn defined_codes() -> String {
        "0 or 1".to_owned()
    }
}

impl HasEffect for FriendVerdict {
    const WORDING: Wording = Wording::Operation;

    fn effect(self, _: CallbackCommand) -> Effect {
        if self.decisions().all(|(_, decision)| *decision == FriendDecision::Allow) {
            Effect::Allowed
        } else {
            Effect::PerTarget(self)
        }
    }

    fn defined_codes() -> String {
        format!("ErrorCode 0, and in each ResultCode 0 or {}", range::<FriendRejectCode>())
    }

    /// A non-zero `ErrorCode` is not a verdict here: it says that the app failed.
    fn otherwise(answer: Option<&Answer>) -> Effect {
        failed_by(answer)
    }
}

/// A code other than 0 says that processing failed.
fn failed_by(answer: Option<&Answer>) -> Effect {
    match answer {
        Some(answer) if answer.error_code != 0 => Effect::Failed,
        _ => Effect::Undefined,
    }
}

impl HasEffect for AssignVerdict {
    const WORDING: Wording = Wording::Task;

    fn effect(self, _: CallbackCommand) -> Effect {
        match self {
            Self::Assign(assignment) => Effect::Assigned(assignment),
            Self::Fail => Effect::Failed,
        }
    }

    fn defined_codes() -> String {
        "0 or 1".to_owned()
    }

    fn otherwise(answer: Option<&Answer>) -> Effect {
        failed_by(answer)
    }
}

impl HasEffect for VariablesVerdict {
    const WORDING: Wording = Wording::Task;

    fn effect(self, _: CallbackCommand) -> Effect {
        match self {
            Self::Return(values) => Effect::Returned(values),
            Self::Fail => Effect::Failed,
        }
    }

    fn defined_codes() -> String {
        "0 or 1".to_owned()
    }

    fn otherwise(answer: Option<&Answer>) -> Effect {
        failed_by(answer)
    }
}
