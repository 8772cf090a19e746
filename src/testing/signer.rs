//! Tencent's side of a callback: query and body, signed.

use std::fmt;

use super::command_info::command_info;
use super::review::review;
use super::{Clock, EditError, RequestBuilder, Response, Review, fail};
use crate::auth::{Token, sign};
use crate::clock::now;
use crate::command::CallbackCommand;
use crate::query::QueryParam;
use crate::value::SdkAppId;

/// Signs the callbacks of an app, as Tencent does.
///
/// It uses the system clock unless you set another.
#[derive(Debug, Clone)]
#[must_use = "a signer does nothing until it signs"]
pub struct Signer {
    app: SdkAppId,
    token: Option<Token>,
    clock: Option<Clock>,
    params: Vec<(String, String)>,
}

/// A callback as Tencent sends it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Signed {
    /// The command.
    pub command: CallbackCommand,
    /// The query string.
    pub query: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Signer {
    /// A signer for this app, with this token.
    pub fn new(app: SdkAppId, token: Token) -> Self {
        Self { app, token: Some(token), clock: None, params: Vec::new() }
    }

    /// A signer for an app that has authentication switched off. It adds no `Sign`.
    pub fn without_authentication(app: SdkAppId) -> Self {
        Self { app, token: None, clock: None, params: Vec::new() }
    }

    /// Sets the clock to sign by.
    pub fn with_clock(mut self, clock: &Clock) -> Self {
        self.clock = Some(clock.clone());
        self
    }

    /// Adds this parameter to every query. A documented parameter replaces that of the command.
    pub fn with_param(mut self, name: &str, value: &str) -> Self {
        self.params.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The signed callback of a request.
    ///
    /// # Panics
    ///
    /// Panics if a change to the request could not be made.
    #[must_use]
    #[track_caller]
    pub fn sign<C>(&self, request: RequestBuilder<C>) -> Signed {
        match self.try_sign(request) {
            Ok(signed) => signed,
            Err(error) => fail(&format_args!("{error}. {}", error.help())),
        }
    }

    /// The signed callback of a request.
    ///
    /// # Errors
    ///
    /// Returns an error if a change to the request could not be made.
    pub fn try_sign<C>(&self, request: RequestBuilder<C>) -> Result<Signed, EditError> {
        Ok(self.sign_bytes(request.command(), request.into_bytes()?))
    }

    /// The signed callback of a command with any bytes as its body.
    #[must_use]
    pub fn sign_bytes(&self, command: CallbackCommand, body: impl Into<Vec<u8>>) -> Signed {
        Signed { command, query: self.query(command), body: body.into() }
    }

    /// The signed query of a command.
    #[must_use]
    pub fn query(&self, command: CallbackCommand) -> String {
        let time = self.clock.as_ref().map_or_else(now, Clock::now);
        let mut query =
            command_info(command).query().with(QueryParam::SdkAppId, &self.app.to_string());
        if let Some(token) = &self.token {
            query = query
                .with(QueryParam::Sign, &sign(token, time))
                .with(QueryParam::RequestTime, &time.to_string());
        }
        let params = self.params.iter();
        params
            .fold(query, |query, (name, value)| query.with_custom_param(name, value))
            .to_query_string()
    }
}

impl Signed {
    /// The URL to POST to, for a service at this address. An existing query is kept.
    ///
    /// ```
    /// use tim_callback::{CallbackCommand, SdkAppId, testing};
    ///
    /// let sent = testing::Signer::without_authentication(SdkAppId::new(1400000000))
    ///     .sign(testing::body(CallbackCommand::PushOfflinePush));
    /// assert_eq!(sent.url("http://127.0.0.1:8080/im?tenant=42"),
    ///     "http://127.0.0.1:8080/im?tenant=42&SdkAppid=1400000000\
    ///      &CallbackCommand=Push.OfflinePush&contenttype=json");
    /// ```
    #[must_use]
    pub fn url(&self, service: &str) -> String {
        let between = if service.contains('?') { '&' } else { '?' };
        format!("{service}{between}{}", self.query)
    }

    /// What Tencent does with the answer to this callback.
    #[must_use]
    pub fn what_tencent_does<'a>(&self, response: impl Into<Response<'a>>) -> Review {
        review(self.command, Some(&self.body), response.into())
    }
}

/// `Debug` omits the query, whose signature lets anyone send callbacks for a minute.
impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("command", &self.command)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish_non_exhaustive()
    }
}
