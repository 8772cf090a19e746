//! An answer, as Tencent would interpret it.

use std::fmt;

use super::answer_issue::{self, AnswerIssue};
use super::command_info::command_info;
use super::effect::failure;
use super::{Effect, Response, fail};
use crate::command::CallbackCommand;
use crate::value::{ErrorCode, UserId};
use crate::verdict::{Answer, ResultItem};

/// What Tencent does with an answer, and what is wrong with it.
///
/// `Display` describes both. Each `assert_…` panics with this description. All of them except
/// [`assert_failed`](Self::assert_failed) also fail if anything is wrong with the answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Review {
    /// The command that was answered.
    pub command: CallbackCommand,
    /// What happens to the operation.
    pub effect: Effect,
    /// What is wrong with the answer. Usually empty.
    pub issues: Vec<AnswerIssue>,
}

/// What Tencent does with this answer to this command.
///
/// [`Signed::what_tencent_does`](super::Signed::what_tencent_does) also knows the request, so it
/// can check that every target of a friend request is answered for.
///
/// ```
/// use tim_callback::CallbackCommand;
/// use tim_callback::testing::{Response, what_tencent_does};
///
/// let page = Response::new(200, "text/html", b"<h1>hello</h1>");
/// let review = what_tencent_does(CallbackCommand::GroupBeforeSendMsg, page);
/// assert_eq!(review.to_string(), "\
/// Group.CallbackBeforeSendMsg: the callback counts as failed, so the message is delivered as if \
/// allowed, unless the console says \"do not deliver\" (then the sender gets 80003)
///   wrong: the content type is \"text/html\". Send application/json.
///   wrong: the body is not a JSON object. Send ActionStatus, ErrorCode and ErrorInfo in one object.");
/// ```
#[must_use]
pub fn what_tencent_does<'a>(
    command: CallbackCommand,
    response: impl Into<Response<'a>>,
) -> Review {
    review(command, None, response.into())
}

pub(super) fn review(
    command: CallbackCommand,
    asked: Option<&[u8]>,
    response: Response<'_>,
) -> Review {
    let mut issues = answer_issue::of_transport(&response);
    if !issues.is_empty() {
        return Review { command, effect: failure(command), issues };
    }
    issues.extend(answer_issue::of_content_type(&response));
    let info = command_info(command);
    let effect = match answer_issue::read(response.body) {
        Err(unreadable) => {
            let effect = match unreadable.contains(&AnswerIssue::NotAnObject) {
                true => failure(command),
                false => (info.reader.otherwise)(None),
            };
            issues.extend(unreadable);
            effect
        }
        Ok(answer) => {
            if let Some(body) = asked {
                issues.extend(of_targets(&(info.targets)(body), &answer));
            }
            let (effect, issue) = info.reader.read(command, answer);
            issues.extend(issue);
            effect
        }
    };
    Review { command, effect, issues }
}

/// The targets that are not answered for, and the accounts answered for that are not targets.
fn of_targets(asked: &[UserId], answer: &Answer) -> Vec<AnswerIssue> {
    let Some(items) = &answer.result_item else {
        return Vec::new();
    };
    let answers_for = |account: &&UserId| items.iter().any(|item| item.to_account == **account);
    let was_asked = |item: &&ResultItem| asked.contains(&item.to_account);
    let left_out = asked.iter().filter(|account| !answers_for(account));
    let made_up = items.iter().filter(|item| !was_asked(item));
    left_out
        .map(|account| AnswerIssue::NotAnsweredFor(account.clone()))
        .chain(made_up.map(|item| AnswerIssue::NotAskedAbout(item.to_account.clone())))
        .collect()
}

impl Review {
    /// Whether nothing is wrong with the answer.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.issues.is_empty()
    }

    #[track_caller]
    fn assert(&self, as_expected: bool, expected: &str) {
        if !as_expected {
            fail(&format_args!("{expected} was expected, but\n{self}"));
        }
    }

    #[track_caller]
    fn assert_sound(&self, as_expected: bool, expected: &str) {
        self.assert(as_expected && self.is_sound(), expected);
    }

    /// Panics unless the operation goes on unchanged, for everyone.
    #[track_caller]
    pub fn assert_allowed(&self) {
        self.assert_sound(self.effect == Effect::Allowed, "an allowed operation");
    }

    /// Panics unless the message is delivered with changes.
    #[track_caller]
    pub fn assert_changed(&self) {
        self.assert_sound(matches!(self.effect, Effect::Changed(_)), "a changed message");
    }

    /// Panics unless the operation is refused, with any code.
    #[track_caller]
    pub fn assert_refused(&self) {
        self.assert_sound(matches!(self.effect, Effect::Refused { .. }), "a refusal");
    }

    /// Panics unless the operation is refused and the caller gets this code.
    #[track_caller]
    pub fn assert_refused_with(&self, code: u64) {
        let expected = ErrorCode::new(code);
        let as_expected =
            matches!(self.effect, Effect::Refused { code: Some(code), .. } if code == expected);
        self.assert_sound(as_expected, &format!("a refusal with {expected}"));
    }

    /// Panics unless the message is dropped silently.
    #[track_caller]
    pub fn assert_dropped(&self) {
        self.assert_sound(self.effect == Effect::Dropped, "a silent drop");
    }

    /// Panics unless the answer acknowledges an after-command.
    #[track_caller]
    pub fn assert_acknowledged(&self) {
        self.assert_sound(self.effect == Effect::Acknowledged, "an acknowledgement");
    }

    /// Panics unless the callback counts as failed.
    #[track_caller]
    pub fn assert_failed(&self) {
        let failed = matches!(self.effect, Effect::Failed | Effect::FailedAndRefused);
        self.assert(failed, "a failed callback");
    }
}

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.command)?;
        self.effect.describe(f, command_info(self.command).reader.wording)?;
        for issue in &self.issues {
            write!(f, "\n  wrong: {issue}. {}", issue.help())?;
        }
        Ok(())
    }
}
