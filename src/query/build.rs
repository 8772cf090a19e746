//! Building queries for tests, simulators and logs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::parse::param;
use super::span::Span;
use super::{CallbackQuery, QueryParam};
use crate::value::SdkAppId;

/// The characters that must be escaped in a name or value of a query.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'&')
    .add(b'=')
    .add(b'%')
    .add(b'+');

impl CallbackQuery {
    /// A query with this app and command and `contenttype`, and no other parameters.
    ///
    /// ```
    /// use tim_callback::query::{CallbackQuery, QueryParam};
    /// use tim_callback::SdkAppId;
    ///
    /// let query = CallbackQuery::new(SdkAppId::new(1400000000), "Group.CallbackAfterSendMsg")
    ///     .with(QueryParam::ClientIp, "127.0.0.1");
    /// assert_eq!(query.to_query_string(), "SdkAppid=1400000000\
    ///     &CallbackCommand=Group.CallbackAfterSendMsg&contenttype=json&ClientIP=127.0.0.1");
    /// ```
    #[must_use]
    pub fn new(app: SdkAppId, command: impl AsRef<str>) -> Self {
        let command = command.as_ref();
        let blank = Self {
            text: "".into(),
            documented: [Span::ABSENT; QueryParam::ALL.len()],
            custom: Vec::new(),
            sdk_app_id: app,
            command: command.parse().ok(),
        };
        blank
            .with(QueryParam::SdkAppId, &app.to_string())
            .with(QueryParam::CallbackCommand, command)
            .with(QueryParam::ContentType, "json")
    }

    /// Sets a documented parameter. The value is not checked, so that a test can set a wrong one.
    ///
    /// `sdk_app_id()` and `command()` still return the values that the query was made with.
    #[must_use]
    pub fn with(mut self, param: QueryParam, value: &str) -> Self {
        let span = self.append(value);
        if let Some(place) = self.documented.get_mut(param as usize) {
            *place = span;
        }
        self
    }

    fn append(&mut self, value: &str) -> Span {
        let mut text = self.text.to_string();
        let span = Span::append(&mut text, value);
        self.text = text.into();
        span
    }

    /// Adds a custom parameter. A documented name sets the documented parameter instead.
    #[must_use]
    pub fn with_custom_param(mut self, name: &str, value: &str) -> Self {
        if let Some(documented) = param(name) {
            return self.with(documented, value);
        }
        let name = self.append(name);
        let value = self.append(value);
        self.custom.push((name, value));
        self
    }

    /// The query string: documented parameters in documented order, then the custom ones.
    ///
    /// It contains `Sign`, so take care where you log it. Escaping can make it up to three times as
    /// long as the query that was parsed, and so too long to be parsed again.
    #[must_use]
    pub fn to_query_string(&self) -> String {
        let documented = QueryParam::ALL
            .iter()
            .filter_map(|&param| self.get(param).map(|value| (param.name(), value)));
        let mut query = String::new();
        for (name, value) in documented.chain(self.custom_params()) {
            if !query.is_empty() {
                query.push('&');
            }
            query.extend(utf8_percent_encode(name, ESCAPED));
            query.push('=');
            query.extend(utf8_percent_encode(value, ESCAPED));
        }
        query
    }
}
