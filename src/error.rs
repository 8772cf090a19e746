//! One error over the stages, with the HTTP status to answer.

use crate::auth::AuthError;
use crate::call::{DecodeError, Undecodable};
use crate::query::{IncomingError, QueryError};

/// A callback that did not get as far as a decision.
///
/// ```
/// use tim_callback::{Error, Incoming};
///
/// let error = Error::from(Incoming::new("contenttype=json", b"{}".as_slice()).unwrap_err());
/// assert_eq!(error.status(), 400);
/// assert_eq!(error.to_string(),
///     "the query has no SdkAppid: is this URL called by Tencent's callbacks?");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Not taken in: the query cannot be read, or the body is too large.
    #[error(transparent)]
    Incoming(#[from] IncomingError),
    /// Not verified.
    #[error(transparent)]
    Auth(#[from] AuthError),
    /// Verified, but received before: see [`ReplayGuard`](crate::ReplayGuard).
    #[error("the callback was received before: if Tencent sent it twice, there is nothing to do")]
    Repeated,
    /// Not decoded.
    #[error(transparent)]
    Decode(#[from] DecodeError),
}

impl From<Undecodable<'_>> for Error {
    fn from(undecodable: Undecodable<'_>) -> Self {
        Self::Decode(undecodable.into_parts().0)
    }
}

impl Error {
    /// The HTTP status to answer with.
    ///
    /// A body that cannot be decoded has 400; a [`Receiver`](crate::Receiver) answers it by policy
    /// instead, because any status but 200 lets the operation go on.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Incoming(IncomingError::Query(QueryError::ContentType)) => 415,
            Self::Incoming(IncomingError::Query(_)) | Self::Decode(_) => 400,
            Self::Incoming(IncomingError::BodyTooLarge { .. }) => 413,
            Self::Auth(AuthError::WrongApp(_)) => 403,
            Self::Auth(_) => 401,
            Self::Repeated => 409,
        }
    }
}
