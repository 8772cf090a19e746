//! What a body may look like and still be read, and what is no longer the same value.

mod body;
mod commands;
mod errors;
mod fields;
mod integers;
mod keys;
mod lists;
mod samples;
mod strings;

use tim_callback::CallbackCommand;

const COMMAND: CallbackCommand = CallbackCommand::GroupBeforeSendMsg;
