//! The second stage: verifying who sent a callback. Only a [`Verifier`] makes a [`Verified`].
//!
//! ```
//! use tim_callback::auth::AuthError;
//! use tim_callback::{Incoming, SdkAppId, Token, UnixSeconds, Verifier};
//!
//! let app = SdkAppId::new(1_400_000_000);
//! let verifier = Verifier::new(app, Token::new("xxxxyyyy").unwrap());
//! let query = "SdkAppid=1400000000&CallbackCommand=State.StateChange&contenttype=json\
//!     &Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061\
//!     &RequestTime=1669872112";
//!
//! let incoming = Incoming::new(query, b"{}".as_slice()).unwrap();
//! assert!(verifier.verify_at(incoming.clone(), UnixSeconds::new(1_669_872_150)).is_ok());
//!
//! let late = verifier.verify_at(incoming, UnixSeconds::new(1_669_872_173)).unwrap_err();
//! assert!(matches!(late, AuthError::Stale { age: 61, window: 60, .. }));
//! ```
//!
//! `Sign` covers neither the body nor the rest of the query: it proves that someone who knows the
//! token signed the time, but says nothing about the content. Use HTTPS.

mod replay_key;
mod sign;
mod token;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::clock::now;
use crate::json::decimal;
use crate::query::{CallbackQuery, Incoming};
use crate::value::{SdkAppId, UnixSeconds};

pub use replay_key::ReplayKey;
pub use sign::sign;
pub use token::{Token, TokenError};

/// The default limit on the difference between `RequestTime` and the clock: 60 s.
pub const DEFAULT_WINDOW: Duration = Duration::from_secs(60);

/// Why verification refused a callback. The body has not been parsed.
///
/// No variant contains the token or the expected signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The callback names an app that this verifier does not know.
    #[error("unknown SdkAppid {0}")]
    WrongApp(SdkAppId),
    /// `Sign` is absent or empty.
    #[error("missing Sign")]
    MissingSign,
    /// `RequestTime` is absent or empty.
    #[error("missing RequestTime")]
    MissingRequestTime,
    /// `Sign` is not 64 hexadecimal digits.
    #[error("Sign is not 64 hexadecimal digits")]
    MalformedSign,
    /// `Sign` does not match any of the app's tokens.
    #[error("signature does not match")]
    WrongSign,
    /// `RequestTime` is too old.
    #[error("request time is {age} s old, the limit is {window} s")]
    #[non_exhaustive]
    Stale {
        /// The age of `RequestTime`, in seconds.
        age: u64,
        /// The window, in seconds.
        window: u64,
    },
    /// `RequestTime` is too far ahead.
    #[error("request time is {ahead} s ahead, the limit is {window} s")]
    #[non_exhaustive]
    Future {
        /// How far `RequestTime` is ahead of the clock, in seconds.
        ahead: u64,
        /// The window, in seconds.
        window: u64,
    },
}

impl AuthError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::WrongApp(_) => "Check the app ids given to the verifier.",
            Self::MissingSign => {
                "Switch authentication on in the console, or use Verifier::without_authentication."
            }
            Self::MissingRequestTime | Self::MalformedSign => {
                "Check what changes the URL on the way, or who calls it."
            }
            Self::WrongSign => "Compare the token with the one in the console.",
            Self::Stale { .. } | Self::Future { .. } => "Check the clock of this machine.",
        }
    }
}

/// An app was configured without a token, so no signature of its callbacks could match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("app {0} has no token")]
pub struct NoTokenError(SdkAppId);

impl NoTokenError {
    /// The app.
    #[must_use]
    pub fn app(&self) -> SdkAppId {
        self.0
    }
}

#[derive(Debug, Clone)]
enum Check {
    Signed,
    AppOnly,
    Nothing,
}

/// Verifies that a callback comes from Tencent.
///
/// Several apps can share an endpoint, and an app can have several tokens while you replace one. A
/// token is only valid for its own app.
#[derive(Debug, Clone)]
pub struct Verifier {
    check: Check,
    apps: Vec<(SdkAppId, Vec<Token>)>,
    window: u64,
}

impl Verifier {
    fn of(check: Check) -> Self {
        Self { check, apps: Vec::new(), window: DEFAULT_WINDOW.as_secs() }
    }

    /// A verifier for one app. It checks app id, signature and time.
    #[must_use]
    pub fn new(app: SdkAppId, token: Token) -> Self {
        Self::of(Check::Signed).with_token(app, token)
    }

    /// A verifier for several apps, each with its own tokens. It checks app id, signature and time.
    ///
    /// ```
    /// use tim_callback::{SdkAppId, Token, Verifier};
    ///
    /// let verifier = Verifier::from_apps([
    ///     (SdkAppId::new(1_400_000_000), vec!["the old token".parse()?, "the new token".parse()?]),
    ///     (SdkAppId::new(1_400_000_001), vec!["another token".parse()?]),
    /// ])?;
    /// assert!(Verifier::from_apps([(SdkAppId::new(1), Vec::<Token>::new())]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if an app has no token.
    pub fn from_apps<T>(apps: impl IntoIterator<Item = (SdkAppId, T)>) -> Result<Self, NoTokenError>
    where
        T: IntoIterator<Item = Token>,
    {
        apps.into_iter().try_fold(Self::of(Check::Signed), |verifier, (app, tokens)| {
            let mut tokens = tokens.into_iter();
            let first = tokens.next().ok_or(NoTokenError(app))?;
            let verifier = verifier.with_token(app, first);
            Ok(tokens.fold(verifier, |verifier, token| verifier.with_token(app, token)))
        })
    }

    /// A verifier for apps that have authentication switched off in the console. It checks only the
    /// app id, so anyone who knows the URL can send callbacks.
    #[must_use]
    pub fn without_authentication(apps: impl IntoIterator<Item = SdkAppId>) -> Self {
        let mut verifier = Self::of(Check::AppOnly);
        verifier.apps = apps.into_iter().map(|app| (app, Vec::new())).collect();
        verifier
    }

    /// A verifier that accepts everything. Use it for logs, for tests, and for a queue whose
    /// entries an endpoint has already verified, but never in an endpoint.
    #[must_use]
    pub fn unchecked_for_logs_and_tests() -> Self {
        Self::of(Check::Nothing)
    }

    /// Adds a token, for a known app or a new one.
    ///
    /// On a verifier that checks no signatures, this only makes the app known.
    #[must_use]
    pub fn with_token(mut self, app: SdkAppId, token: Token) -> Self {
        match self.apps.iter_mut().find(|(known, _)| *known == app) {
            Some((_, tokens)) => tokens.push(token),
            None => self.apps.push((app, vec![token])),
        }
        self
    }

    /// Sets the largest difference between `RequestTime` and the clock, in both directions.
    /// Fractions of a second are cut off.
    #[must_use]
    pub fn with_window(mut self, window: Duration) -> Self {
        self.window = window.as_secs();
        self
    }

    /// Verifies a callback against the system clock. A clock before 1970 counts as 1970.
    ///
    /// # Errors
    ///
    /// See [`AuthError`].
    pub fn verify<'b>(&self, incoming: Incoming<'b>) -> Result<Verified<'b>, AuthError> {
        self.verify_at(incoming, now())
    }

    /// Verifies a callback as of the given time. The checks run in this order: app id, presence of
    /// `Sign` and `RequestTime`, shape of `Sign`, time, signature.
    ///
    /// # Errors
    ///
    /// See [`AuthError`].
    #[inline]
    pub fn verify_at<'b>(
        &self,
        incoming: Incoming<'b>,
        now: UnixSeconds,
    ) -> Result<Verified<'b>, AuthError> {
        self.verify_or_return(incoming, now).map_err(|refused| refused.0)
    }

    /// Like [`verify_at`](Self::verify_at), but returns a refused callback with the error.
    #[inline]
    pub(crate) fn verify_or_return<'b>(
        &self,
        incoming: Incoming<'b>,
        now: UnixSeconds,
    ) -> Result<Verified<'b>, Box<(AuthError, Incoming<'b>)>> {
        match self.check(incoming.query(), now) {
            Ok(expires) => {
                let (query, body) = incoming.into_parts();
                Ok(Verified { query, body, expires, at: now })
            }
            Err(error) => Err(Box::new((error, incoming))),
        }
    }

    /// When the signature becomes stale; `None` if no signature is checked.
    fn check(
        &self,
        query: &CallbackQuery,
        now: UnixSeconds,
    ) -> Result<Option<UnixSeconds>, AuthError> {
        if matches!(self.check, Check::Nothing) {
            return Ok(None);
        }
        let app = query.sdk_app_id();
        let tokens = self.apps.iter().find_map(|(known, tokens)| (*known == app).then_some(tokens));
        let tokens = tokens.ok_or(AuthError::WrongApp(app))?;
        if matches!(self.check, Check::AppOnly) {
            return Ok(None);
        }
        let sign = query.sign().ok_or(AuthError::MissingSign)?;
        let request_time = query.request_time().ok_or(AuthError::MissingRequestTime)?;
        let given = sign::hex(sign).ok_or(AuthError::MalformedSign)?;
        // Parsing the query has checked that RequestTime, if present, is a number.
        let time = decimal(request_time).ok_or(AuthError::MissingRequestTime)?;
        self.check_time(time, now.get())?;
        if sign::matches_any(tokens, request_time, &given) {
            Ok(Some(UnixSeconds::new(time.saturating_add(self.window))))
        } else {
            Err(AuthError::WrongSign)
        }
    }

    fn check_time(&self, time: u64, now: u64) -> Result<(), AuthError> {
        let window = self.window;
        match (now.saturating_sub(time), time.saturating_sub(now)) {
            (age, _) if age > window => Err(AuthError::Stale { age, window }),
            (_, ahead) if ahead > window => Err(AuthError::Future { ahead, window }),
            _ => Ok(()),
        }
    }
}

/// A verified callback. Only a [`Verifier`] makes one.
#[derive(Clone)]
pub struct Verified<'b> {
    query: CallbackQuery,
    body: Cow<'b, [u8]>,
    /// When the signature becomes stale; `None` if no signature was checked.
    expires: Option<UnixSeconds>,
    /// When the callback was verified.
    at: UnixSeconds,
}

impl<'b> Verified<'b> {
    /// The query.
    #[must_use]
    pub fn query(&self) -> &CallbackQuery {
        &self.query
    }

    /// The body as received.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn into_parts(self) -> (CallbackQuery, Cow<'b, [u8]>) {
        (self.query, self.body)
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("query", &self.query)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
