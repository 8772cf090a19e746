/// How a callback ended.
///
/// `Display` and `<&str>::from` give a label in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// A decider gave the verdict.
    Decided,
    /// Refused before its body was parsed, for the reason in
    /// [`Observation::error`](super::Observation::error).
    Refused,
    /// Received before.
    Repeated,
    /// No decider is registered for the command.
    Unregistered,
    /// The command is unknown to this version, and nothing is registered for such commands.
    Unknown,
    /// The body does not decode.
    Undecodable,
    /// The decider returned an error.
    Failed,
    /// The decider panicked.
    Panicked,
    /// The replay guard failed, and the policy for failed deciders is to reject.
    GuardFailed,
    /// The deadline passed.
    Deadline,
    /// The service said that it could not decide.
    Unavailable,
}

/// Why a service knows that no verdict will come; see
/// [`Receiver::reply_for`](super::Receiver::reply_for).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// The verdict did not come in time.
    Deadline,
    /// The service cannot decide: it is overloaded, shutting down, or its decider is gone.
    Unavailable,
}

impl From<Failure> for Outcome {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Deadline => Self::Deadline,
            Failure::Unavailable => Self::Unavailable,
        }
    }
}
