use std::marker::PhantomData;

use serde::Deserialize;
use serde_json::{Value, json};

use super::command_info::command_info;
use super::fail;
use super::json_path::{EditError, JsonPath, sort_keys};
use crate::call::{Call, DecodeError};
use crate::callbacks::Callback;
use crate::command::CallbackCommand;
use crate::json::Content;
use crate::message::MsgElement;
use crate::query::CallbackQuery;
use crate::value::UnixMillis;

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As most bodies are on the wire: compact, keys in alphabetical order, so that `MsgContent`
    /// comes before `MsgType`.
    #[default]
    Wire,
    /// As on the official pages: indented, keys in the order of the page.
    Documented,
}

/// A request in the making: the documented sample of a command, and the changes of it so far.
///
/// Made by [`call`](super::call) for a command known by its type, and by [`body`](super::body) for
/// any. Its setters are those of the usual fields, and those for any place:
/// [`set`](Self::set), [`add`](Self::add), [`push`](Self::push) and [`remove`](Self::remove). A
/// change that cannot be made is reported when the request is used, by its first mistake.
#[derive(Debug, Clone)]
#[must_use = "a request does nothing until it is built or signed"]
pub struct RequestBuilder<C = ()> {
    command: CallbackCommand,
    body: Content,
    mistake: Option<EditError>,
    order: Order,
    request: PhantomData<fn() -> C>,
}

/// A request that makes no call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestBuilderError {
    /// A change could not be made.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// What came out is not a request of the command. [`Signer`](super::Signer) sends it all the
    /// same.
    #[error("the changes leave no request of the command: {0}")]
    Decode(#[from] DecodeError),
}

impl RequestBuilderError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Edit(error) => error.help(),
            Self::Decode(_) => "Change it to what the command's fields allow, or send its bytes.",
        }
    }
}

/// Any JSON value is a content.
fn content(value: Value) -> Content {
    Content::deserialize(value).unwrap_or(Content::Null)
}

impl<C> RequestBuilder<C> {
    pub(super) fn of(command: CallbackCommand) -> Self {
        // A sample that is no JSON is found by the tests of this crate.
        let body = serde_json::from_str(command_info(command).request).unwrap_or(Content::Null);
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
        edit: impl FnOnce(&JsonPath, &mut Content) -> Result<(), EditError>,
    ) -> Self {
        if self.mistake.is_none() {
            let place = JsonPath::new(self.command, path);
            self.mistake = place.and_then(|place| edit(&place, &mut self.body)).err();
        }
        self
    }

    /// With another value where there is one: `set("MsgBody[0].MsgContent.Text", "hi")`.
    pub fn set(self, path: &str, value: impl Into<Value>) -> Self {
        let value = content(value.into());
        self.edit(path, |place, body| place.set(body, value))
    }

    /// With a field that the sample does not have.
    pub fn add(self, path: &str, value: impl Into<Value>) -> Self {
        let value = content(value.into());
        self.edit(path, |place, body| place.add(body, value))
    }

    /// With one more item at the end of a list.
    pub fn push(self, path: &str, value: impl Into<Value>) -> Self {
        let value = content(value.into());
        self.edit(path, |place, body| place.push(body, value))
    }

    /// Without a field or an item.
    pub fn remove(self, path: &str) -> Self {
        self.edit(path, JsonPath::remove)
    }

    /// With this text as the whole message.
    pub fn text(self, text: &str) -> Self {
        self.set("MsgBody", json!([{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}]))
    }

    /// With one more element in the message.
    pub fn element(self, element: impl Into<MsgElement>) -> Self {
        // An element is a map with string keys, which always has a JSON form.
        self.push("MsgBody", serde_json::to_value(element.into()).unwrap_or_default())
    }

    /// From this account: `From_Account`.
    pub fn from(self, account: &str) -> Self {
        self.set("From_Account", account)
    }

    /// To this account: `To_Account`.
    pub fn to(self, account: &str) -> Self {
        self.set("To_Account", account)
    }

    /// Done by this account: `Operator_Account`.
    pub fn operator(self, account: &str) -> Self {
        self.set("Operator_Account", account)
    }

    /// In this group: `GroupId`.
    pub fn group(self, group: &str) -> Self {
        self.set("GroupId", group)
    }

    /// In a group of this type: `Type`.
    pub fn group_type(self, group_type: &str) -> Self {
        self.set("Type", group_type)
    }

    /// In this topic: `TopicId`.
    pub fn topic(self, topic: &str) -> Self {
        self.set("TopicId", topic)
    }

    /// With these data of the app's own: `CloudCustomData`.
    pub fn cloud_custom_data(self, data: &str) -> Self {
        self.set("CloudCustomData", data)
    }

    /// At this time: `EventTime`.
    pub fn event_time(self, time: UnixMillis) -> Self {
        self.set("EventTime", time.get())
    }

    /// Written in this order; in [`Order::Wire`] unless said.
    pub fn in_order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// The body, whatever the changes made of it.
    ///
    /// # Errors
    ///
    /// When a change could not be made.
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
        // A content came from JSON and goes back to it.
        Ok(written.unwrap_or_default())
    }

    /// The documented query of the command, unsigned, to app 1400000000.
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
    /// When a change could not be made, or the body is no longer a request of the command.
    #[must_use]
    #[track_caller]
    pub fn build(self) -> Call<C> {
        match self.try_build() {
            Ok(call) => call,
            Err(error) => fail(&format_args!("{error}. {}", error.help())),
        }
    }

    /// The call, for tests of what does not decode.
    ///
    /// # Errors
    ///
    /// When a change could not be made, or the body is no longer a request of the command.
    pub fn try_build(self) -> Result<Call<C>, RequestBuilderError> {
        let query = self.query();
        Ok(Call::from_body_for_test(query, self.into_bytes()?)?)
    }
}
