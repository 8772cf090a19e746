//! Messages: an element is what its `MsgType` says, or an error at its place.

mod custom_data;
mod forwards;
mod guessed;
mod keys;
mod known;
mod list;
mod malformed;
mod tuikit;
mod unknown;

use tim_callback::CallbackCommand;

const COMMAND: CallbackCommand = CallbackCommand::GroupBeforeSendMsg;
