//! Callbacks that Tencent never or rarely sends, and how a good service answers them.

use std::fmt;
use std::time::{Duration, SystemTime};

use clap::ValueEnum;
use tim_callback::testing::{self, AnswerIssue, Clock, Effect, Review, Signed, Signer};
use tim_callback::{CallbackCommand, SdkAppId, Token, UnixSeconds};

use crate::Tally;
use crate::client::{Answer, Client};
use crate::plan::{Outgoing, Plan};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Attack {
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
enum Outcome {
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
    pub fn needs_token(self) -> bool {
        matches!(self, Self::Unsigned | Self::Forged | Self::Stale | Self::Future)
    }

    fn outcome(self) -> Outcome {
        match self {
            Self::Repeated | Self::Late => Outcome::Accepted,
            Self::Unsigned | Self::Forged | Self::Stale | Self::Future | Self::WrongApp => {
                Outcome::Refused
            }
            Self::Mismatched | Self::Truncated => Outcome::Survived,
        }
    }

    /// The callbacks of this attack; empty if it makes no sense for the command.
    fn callbacks(self, plan: &Plan, send: &Outgoing) -> Result<Vec<Signed>, String> {
        let sign = |signer: &Signer| signer.sign_bytes(send.command, send.body.as_slice());
        let sent = match self {
            Self::Repeated if send.command.is_before() => return Ok(Vec::new()),
            Self::Repeated => {
                let sent = sign(&plan.signer);
                return Ok(vec![sent.clone(), sent]);
            }
            Self::Late => sign(&plan.signer.clone().with_clock(&ago(Duration::from_secs(30)))),
            Self::Unsigned => sign(&Signer::without_authentication(plan.app)),
            Self::Forged => {
                let token = Token::new("not the token of this app").map_err(|e| e.to_string())?;
                sign(&Signer::new(plan.app, token))
            }
            Self::Stale => sign(&plan.signer.clone().with_clock(&ago(Duration::from_secs(3600)))),
            Self::Future => {
                sign(&plan.signer.clone().with_clock(&ahead(Duration::from_secs(3600))))
            }
            Self::WrongApp => {
                let other = SdkAppId::new(plan.app.get() ^ 1);
                sign(&match &plan.token {
                    Some(token) => Signer::new(other, token.clone()),
                    None => Signer::without_authentication(other),
                })
            }
            Self::Mismatched => {
                let other = CallbackCommand::all().iter().find(|other| **other != send.command);
                let other = other.copied().unwrap_or(send.command);
                let body = testing::body(other).into_bytes();
                plan.signer.sign_bytes(send.command, body.map_err(|e| e.to_string())?)
            }
            Self::Truncated => {
                let half = send.body.get(..send.body.len() / 2).unwrap_or_default();
                plan.signer.sign_bytes(send.command, half)
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

impl Outcome {
    /// What was expected, for an answer that is wrong.
    fn demand(self) -> &'static str {
        match self {
            Self::Accepted => "it must be accepted",
            Self::Refused => {
                "it must be refused with 401 or another 4xx status, or a before-command rejected"
            }
            Self::Survived => "it must be answered by policy, or with a 4xx status",
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

/// Sends these attacks with every command of the plan.
pub fn run(
    plan: &Plan,
    attacks: &[Attack],
    client: &Client,
    tally: &mut Tally,
) -> Result<(), String> {
    let without_token = plan.token.is_none();
    for &attack in attacks.iter().filter(|attack| !(without_token && attack.needs_token())) {
        for send in &plan.sends {
            for sent in attack.callbacks(plan, send)? {
                let answer = client.post(&sent.url(&plan.url), &sent.body)?;
                let review = sent.what_tencent_does(answer.response());
                let is_met = attack.outcome().is_met_by(&answer, &review);
                match (is_met, answer.is_refusal()) {
                    (false, _) => {
                        println!("{attack}, WRONG, {}: {review}", attack.outcome().demand());
                    }
                    (true, true) => println!(
                        "{attack}, as it should be: {}: refused with {}",
                        sent.command, answer.status
                    ),
                    (true, false) => println!("{attack}, as it should be: {review}"),
                }
                tally.count(is_met);
            }
        }
    }
    Ok(())
}

impl fmt::Display for Attack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}
