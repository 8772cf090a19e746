/// What an answer decides, without its texts and accounts; for logs and metrics.
///
/// `Display` and `<&str>::from` give a label in snake case: `allow`, `silent_drop`.
///
/// ```
/// use tim_callback::verdict::{Decision, Verdict as _};
/// use tim_callback::{GroupRejectCode, MsgVerdict};
///
/// const SPAM: GroupRejectCode = GroupRejectCode::new(10101).unwrap();
/// let decision = MsgVerdict::reject_with(SPAM, "no advertising here").decision();
/// assert_eq!(decision.to_string(), "reject");
/// assert!(matches!(decision, Decision::Reject { code: Some(10101), .. }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Decision {
    /// An after-command is acknowledged.
    Acknowledge,
    /// The operation goes on, with what the verdict gives it.
    Allow,
    /// The operation is refused.
    #[non_exhaustive]
    Reject {
        /// The code defined by the app; `None` for a plain rejection.
        code: Option<u32>,
    },
    /// The message is not delivered, and the sender sees success.
    SilentDrop,
    /// The message is delivered with changes.
    Modify,
    /// The operation goes on, but not for some of the accounts that the request asks about.
    #[non_exhaustive]
    PerTarget {
        /// How many accounts are refused.
        refused: usize,
    },
    /// The answer says that the app failed: the verdict is `Fail`, or the command has none for this
    /// case.
    Failed,
}

impl Decision {
    /// The decision that refuses this many accounts. Refusing none is `Allow`.
    pub(super) fn refuse(refused: usize) -> Self {
        if refused == 0 { Self::Allow } else { Self::PerTarget { refused } }
    }
}
