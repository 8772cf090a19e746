use std::marker::PhantomData;

use serde::Deserialize;
use serde_json::{Value, json};

use super::command_info::command_info;
use super::fail;
use super::json_path::{EditError, Json, JsonPath, sort_keys};
use crate::call::{Call, DecodeError};
use crate::callbacks::Callback;
use crate::command::CallbackCommand;
use crate::message::MsgElement;
use crate::query::CallbackQuery;
use crate::value::UnixMillis;

/// The order and layout in which a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As in group callbacks on the wire: compact, with keys in alphabetical order, so that
    /// `MsgContent` comes before `MsgType`.
    #[default]
    Wire,
    /// As on the official pages: indented, with keys in the order of the page.
    Documented,
}

/// A builder for a request. It starts as the documented sample of a command, and you change it.
///
/// Make one with [`call`](super::call) for a command given as a type, or with [`body`](super::body)
/// for any command. It has setters for the usual fields, and for any path [`set`](Self::set),
/// [`add`](Self::add), [`push`](Self::push) and [`remove`](Self::remove). The first change that
/// cannot be made is reported when you use the request.
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is built or signed"]
pub struct RequestBuilder<C = ()> {
    command: CallbackCommand,
    body: Json,
    mistake: Option<EditError>,
    order: Order,
    request: PhantomData<fn() -> C>,
}

/// Why a request cannot be made into a call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestBuilderError {
    /// A change could not be made.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The body is no longer a request of the command. [`Signer`](super::Signer) signs it anyway.
    #[error("the body is no longer a request of the command: {0}")]
    Decode(#[from] DecodeError),
}

impl RequestBuilderError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Edit(error) => error.help(),
            Self::Decode(_) => "Change the body to what the command allows, or use into_bytes().",
        }
    }
}

/// Converts any JSON value into a content.
fn content(value: Value) -> Json {
    Json::deserialize(value).unwrap_or(Json::Null)
}

impl<C> RequestBuilder<C> {
    pub(super) fn of(command: CallbackCommand) -> Self {
        // The tests of this crate find a sample that is not JSON.
        let body = serde_json::from_str(command_info(command).request).unwrap_or(Json::Null);
        let request = PhantomData;
        Self { command, body, mistake: None, order: Order::default(), request }
    }

    /// The command.
    #[must_use]
    pub fn command(&self) -> CallbackCommand {
        self.command
    }

    fn edit(
        mut self,
        path: &str,
        edit: impl FnOnce(&JsonPath, &mut Json) -> Result<(), EditError>,
    ) -> Self {
        if self.mistake.is_none() {
            let place = JsonPath::new(self.command, path);
            self.mistake = place.and_then(|place| edit(&place, &mut self.body)).err();
        }
        self
    }

    /// Replaces the value at a path, which must exist: `set("MsgBody[0].MsgContent.Text", "hi")`.
    pub fn set(self, path: &str, value: impl Into<Value>) -> Self {
        let value = content(value.into());
        self.edit(path, |place, body| place.set(body, value))
    }

    /// Adds a field that the sample does not have.
    pub fn add(self, path: &str, value: impl Into<Value>) -> Self {
        let value = content(value.into());
        self.edit(path, |place, body| place.add(body, value))
    }

    /// Adds an item at the end of a list.
    pub fn push(self, path: &str, value: impl Into<Value>) -> Self {
        let value = content(value.into());
        self.edit(path, |place, body| place.push(body, value))
    }

    /// Removes a field or an item.
    pub fn remove(self, path: &str) -> Self {
        self.edit(path, JsonPath::remove)
    }

    /// Replaces the message with this text.
    pub fn text(self, text: &str) -> Self {
        self.set("MsgBody", json!([{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}]))
    }

    /// Adds an element to the message.
    pub fn element(self, element: impl Into<MsgElement>) -> Self {
        // An element is a map with string keys, which always has a JSON form.
        self.push("MsgBody", serde_json::to_value(element.into()).unwrap_or_default())
    }

    /// Sets the sender, `From_Account`.
    pub fn from(self, account: &str) -> Self {
        self.set("From_Account", account)
    }

    /// Sets the recipient, `To_Account`.
    pub fn to(self, account: &str) -> Self {
        self.set("To_Account", account)
    }

    /// Sets the account that issued the request, `Operator_Account`.
    pub fn operator(self, account: &str) -> Self {
        self.set("Operator_Account", account)
    }

    /// Sets the group, `GroupId`.
    pub fn group(self, group: &str) -> Self {
        self.set("GroupId", group)
    }

    /// Sets the type of the group, `Type`.
    pub fn group_type(self, group_type: &str) -> Self {
        self.set("Type", group_type)
    }

    /// Sets the topic, `TopicId`.
    pub fn topic(self, topic: &str) -> Self {
        self.set("TopicId", topic)
    }

    /// Sets the custom data of the message, `CloudCustomData`.
    pub fn cloud_custom_data(self, data: &str) -> Self {
        self.set("CloudCustomData", data)
    }

    /// Sets when the event happened, `EventTime`.
    pub fn event_time(self, time: UnixMillis) -> Self {
        self.set("EventTime", time.get())
    }

    /// Sets the order and layout of the body. The default is [`Order::Wire`].
    pub fn in_order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// The body, even if the changes made it invalid for the command.
    ///
    /// # Errors
    ///
    /// Returns an error if a change could not be made.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, EditError> {
        if let Some(mistake) = self.mistake {
            return Err(mistake);
        }
        let written = match self.order {
            Order::Documented => serde_json::to_vec_pretty(&self.body),
            Order::Wire => {
                sort_keys(&mut self.body);
                serde_json::to_vec(&self.body)
            }
        };
        // A content is made from JSON, so it can be written as JSON.
        Ok(written.unwrap_or_default())
    }

    /// The documented query of the command, unsigned, for app 1400000000.
    #[must_use]
    pub fn query(&self) -> CallbackQuery {
        command_info(self.command).query()
    }
}

impl<C: Callback> RequestBuilder<C> {
    /// The call.
    ///
    /// # Panics
    ///
    /// Panics if a change could not be made, or the body is no longer a request of the command.
    #[must_use]
    #[track_caller]
    pub fn build(self) -> Call<C> {
        match self.try_build() {
            Ok(call) => call,
            Err(error) => fail(&format_args!("{error}. {}", error.help())),
        }
    }

    /// The call, for tests of bodies that do not decode.
    ///
    /// # Errors
    ///
    /// Returns an error if a change could not be made, or the body is no longer a request of the
    /// command.
    pub fn try_build(self) -> Result<Call<C>, RequestBuilderError> {
        let query = self.query();
        Ok(Call::from_body_for_test(query, self.into_bytes()?)?)
    }
}
