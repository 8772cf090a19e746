#[cfg(feature = "schema")]
use serde_json::json;

#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    Answer, AnswerError, Decision, Fallback, REJECTED, Verdict, code, sealed, serialize_as_answer,
};
use crate::value::UserId;

/// The verdict on a customer service session that asks for an agent.
///
/// [Official page](https://www.tencentcloud.com/document/product/1229/68988)
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "a verdict does nothing until it is returned"]
pub enum AssignVerdict {
    /// The session is assigned to these agents.
    Assign(AgentAssignment),
    /// Processing failed. This is also the answer when no verdict was reached, whatever the
    /// policies say: a success without agents would assign the session to nobody.
    Fail,
}

/// Who takes a session: a group of agents, named agents, or both.
///
/// ```
/// use tim_callback::verdict::AgentAssignment;
///
/// let anyone = AgentAssignment::to_group(7);
/// let these = AgentAssignment::to_agents(["dora@example.com"])?;
/// let one_of_them = AgentAssignment::to_agents(["dora@example.com"])?.in_group(7);
/// # Ok::<(), tim_callback::verdict::AgentAssignmentError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentAssignment {
    group: Option<u64>,
    agents: Vec<String>,
}

/// The error for a list of agents that is empty or names an empty address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a session needs at least one agent, and no agent has an empty address")]
pub struct AgentAssignmentError(());

impl AgentAssignment {
    /// Assigns the session to an agent of this group.
    #[must_use]
    pub const fn to_group(group: u64) -> Self {
        Self { group: Some(group), agents: Vec::new() }
    }

    /// Assigns the session to one of these agents, who are named by e-mail address.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no agent, or one without an address.
    pub fn to_agents<A: Into<String>>(
        agents: impl IntoIterator<Item = A>,
    ) -> Result<Self, AgentAssignmentError> {
        let agents: Vec<String> = agents.into_iter().map(Into::into).collect();
        if agents.is_empty() || agents.iter().any(String::is_empty) {
            return Err(AgentAssignmentError(()));
        }
        Ok(Self { group: None, agents })
    }

    /// Names the group too.
    #[must_use]
    pub fn in_group(self, group: u64) -> Self {
        Self { group: Some(group), ..self }
    }

    /// The group; `None` if only agents are named.
    #[must_use]
    pub fn group(&self) -> Option<u64> {
        self.group
    }

    /// The agents' e-mail addresses. Empty if only a group is named.
    #[must_use]
    pub fn agents(&self) -> &[String] {
        &self.agents
    }
}

impl Verdict for AssignVerdict {
    fn to_answer(&self) -> Answer {
        match self {
            Self::Assign(AgentAssignment { group, agents }) => {
                Answer { agent_group_id: *group, agent_id_list: agents.clone(), ..Answer::allow() }
            }
            Self::Fail => Answer::reject(),
        }
    }

    fn decision(&self) -> Decision {
        match self {
            Self::Assign(_) => Decision::Allow,
            Self::Fail => Decision::Failed,
        }
    }
}

impl sealed::Verdict for AssignVerdict {
    const DECIDES: bool = true;
    const CAN_ALLOW: bool = false;

    fn fixed(&self) -> Option<&'static str> {
        match self {
            Self::Assign(_) => None,
            Self::Fail => Some(REJECTED),
        }
    }

    fn fallback(_: Fallback, _: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(Self::Fail)
    }
}

serialize_as_answer!(AssignVerdict);

impl TryFrom<Answer> for AssignVerdict {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        if answer.error_code != code::ALLOW {
            answer.check_only(&[])?;
            return Ok(Self::Fail);
        }
        answer.check_only(&["AgentGroupId", "AgentIdList"])?;
        let (group, agents) = (answer.agent_group_id, answer.agent_id_list);
        match (group, agents.is_empty()) {
            (None, true) => Err(AnswerError::MissingField("AgentGroupId or AgentIdList")),
            _ if agents.iter().any(String::is_empty) => Err(AnswerError::EmptyAgentId),
            _ => Ok(Self::Assign(AgentAssignment { group, agents })),
        }
    }
}

describe! { AssignVerdict, "AssignVerdict", |_| {
    let group = json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX });
    let agent = json!({ "type": "string", "minLength": 1 });
    let agents = json!({ "type": "array", "items": agent, "minItems": 1 });
    shape::one_of("Which agents may take the session.", [
        Shape::new("Assign", "An agent of this group, or one of these, takes it.", code::ALLOW)
            .with("AgentGroupId", group, json!(7))
            .with("AgentIdList", agents, json!(["dora@harbour.example"])),
        Shape::new("Fail", "The app failed.", code::REJECT),
    ])
} }
