//! Callbacks that Tencent never or rarely sends, and how a good service answers them.

use std::fmt;
use std::time::{Duration, SystemTime};

use clap::ValueEnum;
use tim_callback::testing::{self, AnswerIssue, Clock, Effect, Review, Signed, Signer};
use tim_callback::{CallbackCommand, SdkAppId, Token, UnixSeconds};

use crate::connection::Answer;
use crate::failure::Failure;
use crate::findings::Finding;
use crate::samples::Outgoing;
use crate::send::report::{Entry, Reviewed};
use crate::service::Service;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Attack {
    /// The same after-command twice, byte for byte
    Repeated,
    /// Signed half a minute ago
    Late,
    /// Without Sign
    Unsigned,
    /// Signed with another token
    Forged,
    /// Signed an hour ago
    Stale,
    /// Signed an hour ahead
    Future,
    /// Signed for another app
    WrongApp,
    /// With the body of another command
    Mismatched,
    /// With half of its body
    Truncated,
}

/// What a good service does with an attack.
#[derive(Clone, Copy)]
enum Expected {
    /// It answers as it answers any callback.
    Accepted,
    /// It answers with a 4xx status, which cannot be mistaken for a verdict. If it fails closed, it
    /// may also answer a before-command with the command's rejection.
    Refused,
    /// It does not break: it answers by policy, or with a 4xx status.
    Survived,
}

impl Attack {
    /// Whether the attack is about the signature, which needs a token.
    pub(super) fn needs_token(self) -> bool {
        matches!(self, Self::Unsigned | Self::Forged | Self::Stale | Self::Future)
    }

    fn expected(self) -> Expected {
        match self {
            Self::Repeated | Self::Late => Expected::Accepted,
            Self::Unsigned | Self::Forged | Self::Stale | Self::Future | Self::WrongApp => {
                Expected::Refused
            }
            Self::Mismatched | Self::Truncated => Expected::Survived,
        }
    }

    /// The callbacks of this attack; empty if it makes no sense for the command.
    pub(super) fn callbacks(
        self,
        service: &Service,
        send: &Outgoing,
    ) -> Result<Vec<Signed>, Failure> {
        let signer = service.signer(service.app, service.token.as_ref());
        let sign = |signer: &Signer| signer.sign_bytes(send.command, send.body.as_slice());
        let sent = match self {
            Self::Repeated if send.command.is_before() => return Ok(Vec::new()),
            Self::Repeated => {
                let sent = sign(&signer);
                return Ok(vec![sent.clone(), sent]);
            }
            Self::Late => sign(&signer.clone().with_clock(&ago(Duration::from_secs(30)))),
            Self::Unsigned => sign(&service.signer(service.app, None)),
            Self::Forged => {
                let token = Token::new("not the token of this app");
                let token = token.map_err(|error| Failure::of_input(error.to_string()))?;
                sign(&service.signer(service.app, Some(&token)))
            }
            Self::Stale => sign(&signer.clone().with_clock(&ago(Duration::from_secs(3600)))),
            Self::Future => sign(&signer.clone().with_clock(&ahead(Duration::from_secs(3600)))),
            Self::WrongApp => {
                let other = SdkAppId::new(service.app.get() ^ 1);
                sign(&service.signer(other, service.token.as_ref()))
            }
            Self::Mismatched => {
                let other = CallbackCommand::all().iter().find(|other| **other != send.command);
                let other = other.copied().unwrap_or(send.command);
                let body = testing::body(other).into_bytes();
                let body = body.map_err(|error| Failure::of_input(error.to_string()))?;
                signer.sign_bytes(send.command, body)
            }
            Self::Truncated => {
                let half = send.body.get(..send.body.len() / 2).unwrap_or_default();
                signer.sign_bytes(send.command, half.to_vec())
            }
        };
        Ok(vec![sent])
    }
}

fn now() -> u64 {
    UnixSeconds::try_from(SystemTime::now()).map_or(0, UnixSeconds::get)
}

fn ago(age: Duration) -> Clock {
    Clock::at(UnixSeconds::new(now().saturating_sub(age.as_secs())))
}

fn ahead(by: Duration) -> Clock {
    Clock::at(UnixSeconds::new(now() + by.as_secs()))
}

impl Attack {
    /// Judges an answer by what a good service answers to this attack.
    pub(super) fn judge(self, entry: &mut Entry<'_>) {
        entry.attack = Some(self.to_string());
        let Ok(Reviewed { answer, review, .. }) = &entry.answered else { return };
        let expected = self.expected();
        entry.is_right = expected.is_met_by(answer, review);
        if entry.is_right {
            entry.findings.clear();
        } else if let Some(demand) = expected.demand() {
            entry.findings.insert(0, Finding::new(format!("{self}: {demand}")));
        }
    }
}

impl Expected {
    /// What was expected beyond what is expected of any answer.
    fn demand(self) -> Option<&'static str> {
        match self {
            Self::Accepted => None,
            Self::Refused => Some(
                "it must be refused with 401 or another 4xx status, or a before-command rejected",
            ),
            Self::Survived => Some("it must be answered by policy, or with a 4xx status"),
        }
    }

    fn is_met_by(self, answer: &Answer, review: &Review) -> bool {
        match self {
            Self::Accepted => review.is_sound(),
            // Only a before-command can be rejected, and a friend request only target by target,
            // but its targets are in a body that must not be trusted.
            Self::Refused => {
                // A sound failure is the only refusal of a command that asks for values.
                let is_rejected = matches!(review.effect, Effect::Refused { .. } | Effect::Failed);
                answer.is_refusal() || is_rejected && review.is_sound()
            }
            // A friend request that cannot be read has no targets to answer for.
            Self::Survived => {
                let by_policy = |issue: &AnswerIssue| matches!(issue, AnswerIssue::AppFailed(_));
                answer.is_refusal() || review.issues.iter().all(by_policy)
            }
        }
    }
}

impl fmt::Display for Attack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}
