use crate::verdict::Fallback;

/// What a [`Receiver`](super::Receiver) answers where no verdict is reached. Chosen by the
/// service: [`fail_open`](Self::fail_open) or [`fail_closed`](Self::fail_closed), each then
/// adjustable case by case.
///
/// | case | fail open | fail closed |
/// |---|---|---|
/// | before-command without a decider | allow | reject |
/// | command this version does not type | acknowledge | code 1 if its name says `Before` or `Prev`, else acknowledge |
/// | body does not decode | allow | reject |
/// | decider fails or panics, deadline passes | allow | reject |
///
/// After-commands are acknowledged in every case. A callback that is refused before its body is
/// looked at gets an HTTP status and no verdict, whatever the policies.
///
/// `Sns.CallbackPrev*` are refused target by target. Where the body does not decode, there are no
/// targets: the answer is then the documented failure code, and Tencent lets the request through
/// even under `fail_closed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "policies do nothing until a receiver is built with them"]
pub struct Policies {
    pub(super) unregistered: Fallback,
    pub(super) unknown: Fallback,
    pub(super) undecodable: Fallback,
    pub(super) failed: Fallback,
}

impl Policies {
    const fn all(fallback: Fallback) -> Self {
        Self { unregistered: fallback, unknown: fallback, undecodable: fallback, failed: fallback }
    }

    /// The operation goes on: what Tencent itself does when a callback fails.
    pub const fn fail_open() -> Self {
        Self::all(Fallback::Allow)
    }

    /// Nothing that was not judged passes.
    pub const fn fail_closed() -> Self {
        Self::all(Fallback::Reject)
    }

    /// For before-commands that no decider is registered for.
    pub const fn with_unregistered(mut self, fallback: Fallback) -> Self {
        self.unregistered = fallback;
        self
    }

    /// For commands that this version does not type: `Reject` answers 1 to those whose name says
    /// `Before` or `Prev`.
    pub const fn with_unknown(mut self, fallback: Fallback) -> Self {
        self.unknown = fallback;
        self
    }

    /// For bodies that do not decode.
    pub const fn with_undecodable(mut self, fallback: Fallback) -> Self {
        self.undecodable = fallback;
        self
    }

    /// For deciders that fail or panic, and for deadlines that pass.
    pub const fn with_failed(mut self, fallback: Fallback) -> Self {
        self.failed = fallback;
        self
    }
}

/// Why a service asks for the policies' answer itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// The verdict did not come in time.
    Deadline,
    /// The service cannot decide: it is overloaded, shutting down, or its decider is gone.
    Unavailable,
}
