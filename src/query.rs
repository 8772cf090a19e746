//! The first stage: reading a callback that is not trusted yet.
//!
//! ```
//! use tim_callback::query::CallbackQuery;
//! use tim_callback::{CallbackCommand, SdkAppId};
//!
//! let query = CallbackQuery::parse(
//!     "SdkAppid=1400000000&CallbackCommand=Group.CallbackAfterSendMsg&contenttype=json\
//!      &ClientIP=127.0.0.1&OptPlatform=IOS&tenant=42",
//! ).unwrap();
//! assert_eq!(query.sdk_app_id(), SdkAppId::new(1_400_000_000));
//! assert_eq!(query.command(), Some(CallbackCommand::GroupAfterSendMsg));
//! assert_eq!(query.platform().unwrap().as_str(), "IOS");
//! assert_eq!(query.custom_param("tenant"), Some("42"));
//! ```

mod build;
mod parse;
mod span;

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use crate::command::{CallbackCommand, UnknownCommand, sounds_like_before};
use crate::value::{Platform, SdkAppId};

pub use parse::QueryError;
use span::Span;

/// The default limit on the size of a body: 1 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 1 << 20;

macro_rules! params {
    ($($param:ident = $name:literal,)+) => {
        /// A documented query parameter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum QueryParam {
            $(#[doc = concat!("`", $name, "`.")] $param,)+
        }

        impl QueryParam {
            const ALL: &'static [Self] = &[$(Self::$param,)+];

            /// All parameters, in documented order.
            #[must_use]
            pub const fn all() -> &'static [Self] {
                Self::ALL
            }

            /// The name as spelled in URLs.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$param => $name,)+
                }
            }

            /// The parameter of a pair whose name is spelled as in URLs, and its value.
            #[inline]
            fn split_usual(pair: &[u8]) -> Option<(Self, &[u8])> {
                $(if let Some(value) = pair.strip_prefix(concat!($name, "=").as_bytes()) {
                    return Some((Self::$param, value));
                })+
                None
            }
        }
    };
}

params! {
    SdkAppId = "SdkAppid",
    CallbackCommand = "CallbackCommand",
    ContentType = "contenttype",
    ClientIp = "ClientIP",
    OptPlatform = "OptPlatform",
    Sign = "Sign",
    RequestTime = "RequestTime",
    RequestId = "RequestID",
}

impl fmt::Display for QueryParam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The query string of a callback's URL.
///
/// It has the documented parameters and any custom ones. `Debug` leaves out `Sign`. Equality
/// ignores the order of the documented parameters, but not that of the custom ones.
#[derive(Clone)]
pub struct CallbackQuery {
    /// The query string as received, followed by the values that had to be decoded.
    ///
    /// Shared, because a call that is consumed leaves its query behind.
    text: Arc<str>,
    /// Where in `text` each documented parameter's value is, in the order of [`QueryParam::ALL`].
    documented: [Span; QueryParam::ALL.len()],
    /// The custom parameters: names and values.
    custom: Vec<(Span, Span)>,
    sdk_app_id: SdkAppId,
    command: Option<CallbackCommand>,
}

impl CallbackQuery {
    /// The value of a documented parameter; `None` if it is absent or empty.
    #[must_use]
    pub fn get(&self, param: QueryParam) -> Option<&str> {
        let span = self.documented.get(param as usize)?;
        Some(span.of(&self.text)).filter(|value| !value.is_empty())
    }

    /// `SdkAppid`: the app the callback is for.
    #[must_use]
    pub fn sdk_app_id(&self) -> SdkAppId {
        self.sdk_app_id
    }

    /// `CallbackCommand`; `None` for a command unknown to this version.
    #[must_use]
    pub fn command(&self) -> Option<CallbackCommand> {
        self.command
    }

    /// Whether the answer decides about the operation: the command is a before-command, or is
    /// unknown and its name contains `before` or `prev`, ignoring case.
    #[must_use]
    pub fn asks_before(&self) -> bool {
        match self.command {
            Some(command) => command.is_before(),
            None => sounds_like_before(self.command_name()),
        }
    }

    /// `CallbackCommand` as received, whether the command is known or not.
    #[must_use]
    pub fn command_name(&self) -> &str {
        self.get(QueryParam::CallbackCommand).unwrap_or_default()
    }

    /// The command, or an error that contains the name of an unknown one.
    ///
    /// # Errors
    ///
    /// Returns an error if the command is unknown to this version.
    pub fn known_command(&self) -> Result<CallbackCommand, UnknownCommand> {
        self.command.map_or_else(|| self.command_name().parse(), Ok)
    }

    /// `ClientIP`: the address of the client that acted. Absent from some commands.
    #[must_use]
    pub fn client_ip(&self) -> Option<&str> {
        self.get(QueryParam::ClientIp)
    }

    /// `ClientIP` parsed as an `IpAddr`; `None` if absent or unparsable.
    #[must_use]
    pub fn client_addr(&self) -> Option<IpAddr> {
        self.client_ip()?.parse().ok()
    }

    /// `OptPlatform`: the platform of the client that acted. Absent from some commands.
    #[must_use]
    pub fn platform(&self) -> Option<Platform> {
        self.get(QueryParam::OptPlatform).map(Platform::from)
    }

    /// `RequestID` (also `RequestId`): undocumented, sent with most commands.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.get(QueryParam::RequestId)
    }

    /// `Sign`, sent only if authentication is switched on in the console.
    pub(crate) fn sign(&self) -> Option<&str> {
        self.get(QueryParam::Sign)
    }

    /// `RequestTime`, the text that `Sign` signs: decimal Unix seconds.
    #[must_use]
    pub fn request_time(&self) -> Option<&str> {
        self.get(QueryParam::RequestTime)
    }

    /// The first custom parameter with this name. Custom parameters are those in the URL that you
    /// configured.
    #[must_use]
    pub fn custom_param(&self, name: &str) -> Option<&str> {
        self.custom_params().find_map(|(custom, value)| (custom == name).then_some(value))
    }

    /// The custom parameters as received, in order, including repeated names.
    pub fn custom_params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.custom.iter().map(|(name, value)| (name.of(&self.text), value.of(&self.text)))
    }
}

impl PartialEq for CallbackQuery {
    fn eq(&self, other: &Self) -> bool {
        QueryParam::ALL.iter().all(|&param| self.get(param) == other.get(param))
            && self.custom_params().eq(other.custom_params())
    }
}

impl Eq for CallbackQuery {}

impl fmt::Debug for CallbackQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("CallbackQuery");
        for &param in QueryParam::ALL {
            match (param, self.get(param)) {
                (_, None) => {}
                (QueryParam::Sign, Some(_)) => {
                    shown.field("Sign", &format_args!("(hidden)"));
                }
                (_, Some(value)) => {
                    shown.field(param.name(), &value);
                }
            }
        }
        shown.field("custom", &self.custom_params().collect::<Vec<_>>()).finish()
    }
}

/// A callback that is not trusted yet: its query and its body.
///
/// [`Verifier::verify`](crate::Verifier::verify) turns it into a [`Verified`](crate::Verified).
#[derive(Clone)]
pub struct Incoming<'b> {
    query: CallbackQuery,
    body: Cow<'b, [u8]>,
}

/// Why a callback was refused because of its query or its size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IncomingError {
    /// The query string could not be parsed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// `contenttype` is present and not `json`.
    #[error("contenttype is not json")]
    ContentType,
    /// The body is larger than the limit.
    #[error("the body has {size} bytes, the limit is {limit}")]
    #[non_exhaustive]
    BodyTooLarge {
        /// The body's size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

impl IncomingError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Query(error) => error.help(),
            Self::ContentType => "Check who calls this URL: Tencent sends callbacks as JSON.",
            Self::BodyTooLarge { .. } => "If Tencent sent this body, raise the body limit.",
        }
    }
}

impl<'b> Incoming<'b> {
    /// Parses the query. The body is neither copied nor parsed.
    ///
    /// # Errors
    ///
    /// Returns an error if the query cannot be parsed, `contenttype` is not `json`, or the body is
    /// larger than [`DEFAULT_BODY_LIMIT`].
    pub fn new(query: &str, body: impl Into<Cow<'b, [u8]>>) -> Result<Self, IncomingError> {
        Self::with_body_limit(query, body, DEFAULT_BODY_LIMIT)
    }

    /// Like [`new`](Self::new), with your own limit on the body, in bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the query cannot be parsed, `contenttype` is not `json`, or the body is
    /// larger than the limit.
    #[inline]
    pub fn with_body_limit(
        query: &str,
        body: impl Into<Cow<'b, [u8]>>,
        limit: usize,
    ) -> Result<Self, IncomingError> {
        Self::of_query(CallbackQuery::parse(query)?, body.into(), limit)
            .map_err(|refused| refused.0)
    }

    /// Like [`with_body_limit`](Self::with_body_limit), for a parsed query, which is returned with
    /// the error.
    #[inline]
    pub(crate) fn of_query(
        query: CallbackQuery,
        body: Cow<'b, [u8]>,
        limit: usize,
    ) -> Result<Self, Box<(IncomingError, CallbackQuery)>> {
        let content_type = query.get(QueryParam::ContentType);
        if content_type.is_some_and(|kind| !kind.eq_ignore_ascii_case("json")) {
            Err(Box::new((IncomingError::ContentType, query)))
        } else if body.len() > limit {
            Err(Box::new((IncomingError::BodyTooLarge { size: body.len(), limit }, query)))
        } else {
            Ok(Self { query, body })
        }
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &CallbackQuery {
        &self.query
    }

    pub(crate) fn into_parts(self) -> (CallbackQuery, Cow<'b, [u8]>) {
        (self.query, self.body)
    }
}

impl fmt::Debug for Incoming<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("query", &self.query)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
