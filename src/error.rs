//! One error for all stages, with the HTTP status to answer with.

use crate::auth::AuthError;
use crate::call::{DecodeError, Undecodable};
use crate::query::IncomingError;

/// Why a callback did not reach a decider.
///
/// `Display` says what is wrong, for your log; [`help`](Self::help) says what to do about it.
/// Neither contains a token, a signature or the text of a message.
///
/// ```
/// use tim_callback::{Error, Incoming};
///
/// let error = Error::from(Incoming::new("contenttype=json", b"{}".as_slice()).unwrap_err());
/// assert_eq!(error.status(), 400);
/// assert_eq!(error.to_string(), "missing SdkAppid");
/// assert_eq!(error.help(), "Check who calls this URL.");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The callback was refused because of its query or its size.
    #[error(transparent)]
    Incoming(#[from] IncomingError),
    /// The callback was not verified.
    #[error(transparent)]
    Auth(#[from] AuthError),
    /// The callback was verified, but received before; see
    /// [`ReplayGuard`](crate::replay::ReplayGuard).
    #[error("received before")]
    Repeated,
    /// The service could not read the body.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// The body could not be decoded.
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

/// Why a service could not read a body; see
/// [`Receiver::refuse_unread`](crate::Receiver::refuse_unread).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// The body is larger than [`Receiver::body_limit`](crate::Receiver::body_limit).
    #[error("the body is larger than the limit")]
    TooLarge,
    /// The body did not arrive in time.
    #[error("the body did not arrive in time")]
    TooSlow,
    /// The body ended early.
    #[error("the body broke off")]
    BrokenOff,
}

impl From<Undecodable<'_>> for Error {
    fn from(undecodable: Undecodable<'_>) -> Self {
        Self::Decode(undecodable.into_parts().0)
    }
}

impl Error {
    /// The HTTP status to answer with.
    ///
    /// It is 400 for a body that cannot be decoded. A [`Receiver`](crate::Receiver) answers such a
    /// body by policy instead, because with any status other than 200 the operation goes on by
    /// default.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Incoming(IncomingError::ContentType) => 415,
            Self::Incoming(IncomingError::Query(_))
            | Self::Unread(Unread::BrokenOff)
            | Self::Decode(_) => 400,
            Self::Incoming(IncomingError::BodyTooLarge { .. }) | Self::Unread(Unread::TooLarge) => {
                413
            }
            Self::Auth(AuthError::WrongApp(_)) => 403,
            Self::Auth(_) => 401,
            Self::Unread(Unread::TooSlow) => 408,
            Self::Repeated => 409,
        }
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Incoming(error) => error.help(),
            Self::Auth(error) => error.help(),
            Self::Repeated => "If Tencent sent it twice, there is nothing to do.",
            Self::Unread(_) => "Check the network, or who calls this URL.",
            Self::Decode(error) => error.help(),
        }
    }
}
