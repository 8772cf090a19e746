use macro_rules_attribute::derive;
use serde::Serialize;

#[cfg(feature = "schema")]
use serde_json::json;

#[cfg(feature = "schema")]
use super::shape::{self, Shape};
use super::{
    Answer, AnswerError, Decision, Fallback, FriendRejectCode, RejectCode as _, Verdict, code,
    sealed, serialize_as_answer,
};
use crate::json::MapOnly;
use crate::value::UserId;

/// The decision for one target of a friend request, or of the response to one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FriendDecision {
    /// The request goes on for this target.
    Allow,
    /// The request is refused for this target.
    #[non_exhaustive]
    Refuse {
        /// The code that the client gets.
        code: FriendRejectCode,
        /// The text that the client gets as `ResultInfo`.
        text: String,
    },
}

impl FriendDecision {
    /// Refuses a target with your own code and text.
    #[must_use]
    pub fn refuse(code: FriendRejectCode, text: impl Into<String>) -> Self {
        Self::Refuse { code, text: text.into() }
    }
}

/// The verdict on a friend request, or on the response to one: a decision for every target.
///
/// Make it from the call that it answers, with [`Call::judge_each`](crate::Call::judge_each),
/// [`Call::allow_all`](crate::Call::allow_all) or [`Call::refuse_all`](crate::Call::refuse_all).
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a verdict does nothing until it is returned"]
pub struct FriendVerdict(Vec<(UserId, FriendDecision)>);

/// The error for a decision about an account that the request does not ask about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the request does not ask about this account")]
pub struct TargetError(UserId);

impl TargetError {
    /// The account.
    #[must_use]
    pub fn account(&self) -> &UserId {
        &self.0
    }
}

impl FriendVerdict {
    pub(crate) fn each(
        targets: Vec<UserId>,
        mut judge: impl FnMut(&UserId) -> FriendDecision,
    ) -> Self {
        let decided = targets.into_iter().map(|target| {
            let decision = judge(&target);
            (target, decision)
        });
        Self(decided.collect())
    }

    /// Replaces the decision for one target.
    ///
    /// # Errors
    ///
    /// Returns an error if the request does not ask about this target.
    pub fn with(mut self, target: &UserId, decision: &FriendDecision) -> Result<Self, TargetError> {
        let mut found = false;
        for (_, place) in self.0.iter_mut().filter(|(asked, _)| asked == target) {
            place.clone_from(decision);
            found = true;
        }
        if found { Ok(self) } else { Err(TargetError(target.clone())) }
    }

    /// The targets and their decisions, in the order of the request.
    pub fn decisions(&self) -> impl Iterator<Item = (&UserId, &FriendDecision)> {
        self.0.iter().map(|(target, decision)| (target, decision))
    }
}

/// One entry of `ResultItem` in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ResultItem {
    /// The target.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// 0, or a code of [`FriendRejectCode`].
    pub result_code: u32,
    /// The reason for a refusal. Empty if the target is allowed.
    pub result_info: String,
}

impl ResultItem {
    fn of(target: &UserId, decision: &FriendDecision) -> Self {
        let (result_code, result_info) = match decision {
            FriendDecision::Allow => (code::ALLOW, String::new()),
            FriendDecision::Refuse { code, text } => (code.get(), text.clone()),
        };
        Self { to_account: target.clone(), result_code, result_info }
    }

    fn decision(self) -> Result<(UserId, FriendDecision), AnswerError> {
        let decision = match (self.result_code, FriendRejectCode::new(self.result_code)) {
            (code::ALLOW, _) => FriendDecision::Allow,
            (_, Some(code)) => FriendDecision::refuse(code, self.result_info),
            (undefined, None) => return Err(AnswerError::UndefinedCode(undefined)),
        };
        Ok((self.to_account, decision))
    }
}

impl Verdict for FriendVerdict {
    fn to_answer(&self) -> Answer {
        let mut answer = Answer::allow();
        let items = self.decisions().map(|(target, decision)| ResultItem::of(target, decision));
        answer.result_item = Some(items.collect());
        answer
    }

    fn decision(&self) -> Decision {
        let decisions = self.decisions();
        Decision::refuse(decisions.filter(|(_, one)| **one != FriendDecision::Allow).count())
    }
}

impl sealed::Verdict for FriendVerdict {
    const DECIDES: bool = true;

    /// A reject code as `ErrorCode` says that the app failed: the server lets the request through.
    const FAILED: &'static str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":38000}"#;

    fn fixed(&self) -> Option<&'static str> {
        None
    }

    /// Without targets there is nobody to refuse.
    fn fallback(fallback: Fallback, targets: impl FnOnce() -> Option<Vec<UserId>>) -> Option<Self> {
        Some(Self::each(targets()?, |_| match fallback {
            Fallback::Allow => FriendDecision::Allow,
            Fallback::Reject => FriendDecision::refuse(FriendRejectCode::MIN, ""),
        }))
    }
}

serialize_as_answer!(FriendVerdict);

impl TryFrom<Answer> for FriendVerdict {
    type Error = AnswerError;

    fn try_from(answer: Answer) -> Result<Self, AnswerError> {
        answer.check_only(&["ResultItem"])?;
        if answer.error_code != code::ALLOW {
            return Err(AnswerError::UndefinedCode(answer.error_code));
        }
        let items = answer.result_item.ok_or(AnswerError::MissingField("ResultItem"))?;
        items.into_iter().map(ResultItem::decision).collect::<Result<_, _>>().map(Self)
    }
}

describe! { FriendVerdict, "FriendVerdict", |generator| {
    let item = schemars::json_schema!({
        "type": "object",
        "properties": {
            "To_Account": generator.subschema_for::<UserId>(),
            "ResultCode": { "anyOf": [{ "const": code::ALLOW }, shape::codes::<FriendRejectCode>()] },
            "ResultInfo": { "type": "string" },
        },
        "required": ["To_Account", "ResultCode", "ResultInfo"],
        "additionalProperties": false,
    });
    let items = schemars::json_schema!({ "type": "array", "items": item });
    let code = FriendRejectCode::MIN.get();
    let example = json!([
        { "To_Account": "dora", "ResultCode": code::ALLOW, "ResultInfo": "" },
        { "To_Account": "emil", "ResultCode": code, "ResultInfo": "not your friend" },
    ]);
    shape::one_of("A decision for each target.", [Shape::new("Each", "Targets with the code 0 are allowed, the others are refused.", code::ALLOW).with("ResultItem", items, example)])
} }
