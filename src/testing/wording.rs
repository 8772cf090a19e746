//! Effects in words, one sentence each.

use std::fmt;

use super::effect::{Effect, Wording};
use crate::message::MsgPatch;
use crate::value::UserId;
use crate::verdict::{AgentAssignment, FriendDecision, FriendVerdict};

impl Wording {
    fn going_on(self) -> &'static str {
        match self {
            Self::Message => "the message is delivered",
            Self::Operation | Self::Task | Self::Event => "it goes on",
        }
    }

    fn refused(self) -> &'static str {
        match self {
            Self::Message => "the message is refused, the sender gets",
            Self::Operation | Self::Task | Self::Event => "it is refused, the caller gets",
        }
    }

    fn failed(self) -> &'static str {
        match self {
            Self::Message => {
                "the callback counts as failed, so the message is delivered as if allowed, unless \
                 the console says \"do not deliver\" (then the sender gets 80003)"
            }
            Self::Operation => {
                "the callback counts as failed, so it goes on as if allowed, unless the console \
                 says otherwise"
            }
            Self::Task => "processing failed, and no page says what happens then",
            Self::Event => {
                "the callback counts as failed, which does not undo the event; Tencent repeats it \
                 only if the console says to repeat callbacks that time out"
            }
        }
    }
}

fn names(accounts: &[UserId]) -> String {
    accounts.iter().map(UserId::as_str).collect::<Vec<_>>().join(", ")
}

impl Effect {
    /// Writes one sentence in the wording of the command, and a line for each change.
    pub(super) fn describe(&self, f: &mut fmt::Formatter<'_>, wording: Wording) -> fmt::Result {
        match self {
            Self::Allowed => f.write_str(wording.going_on()),
            Self::Changed(patch) => describe_changes(f, patch),
            Self::AllowedExcept(accounts) => {
                write!(f, "{}, but not for {}", wording.going_on(), names(accounts))
            }
            Self::PerTarget(verdict) => describe_targets(f, verdict),
            Self::Refused { code: None, .. } => f.write_str("it is refused"),
            Self::Refused { code: Some(code), text } => {
                write!(f, "{} {code}", wording.refused())?;
                if text.is_empty() { Ok(()) } else { write!(f, " and {text:?}") }
            }
            Self::Dropped => {
                f.write_str("the message is dropped silently, the sender sees success")
            }
            Self::Acknowledged => f.write_str("it is acknowledged"),
            Self::Assigned(assignment) => describe_assignment(f, assignment),
            Self::Returned(values) => {
                let names: Vec<_> = values.keys().map(String::as_str).collect();
                write!(f, "the task goes on with values of {}", names.join(", "))
            }
            Self::Failed => f.write_str(wording.failed()),
            Self::FailedAndRefused => f.write_str(
                "the callback counts as failed, so it is refused, unless \
                 Live.CallbackBeforeCallBackNotBlock is switched on in the callback configuration",
            ),
            Self::Undefined => f.write_str("no document says what happens"),
        }
    }
}

fn describe_changes(f: &mut fmt::Formatter<'_>, patch: &MsgPatch) -> fmt::Result {
    f.write_str("the message is delivered with these changes:")?;
    for (index, element) in patch.changed_elements().unwrap_or_default().iter().enumerate() {
        write!(f, "\n  MsgBody[{index}] is {element}")?;
    }
    match patch.cloud_custom_data() {
        Some(data) => write!(f, "\n  CloudCustomData is {data:?}"),
        None => Ok(()),
    }
}

fn describe_assignment(f: &mut fmt::Formatter<'_>, assignment: &AgentAssignment) -> fmt::Result {
    f.write_str("the session is assigned to ")?;
    let agents = assignment.agents().join(" or ");
    match assignment.group() {
        None => f.write_str(&agents),
        Some(group) if agents.is_empty() => write!(f, "an agent of group {group}"),
        Some(group) => write!(f, "{agents} of group {group}"),
    }
}

fn describe_targets(f: &mut fmt::Formatter<'_>, verdict: &FriendVerdict) -> fmt::Result {
    for (index, (target, decision)) in verdict.decisions().enumerate() {
        f.write_str(if index == 0 { "" } else { ", " })?;
        match decision {
            FriendDecision::Allow => write!(f, "it goes on for {target}")?,
            FriendDecision::Refuse { code, text } => {
                write!(f, "it is refused for {target} with {code} and {text:?}")?;
            }
        }
    }
    Ok(())
}
