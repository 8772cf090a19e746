//! JSON Schema of requests, elements and answers (feature `schema`).
//!
//! Requests, their parts, message elements, values and verdicts implement [`schemars::JsonSchema`].
//! A request is described as it is decoded: what decoding refuses, its schema refuses too, except
//! for what a schema cannot express. A verdict is described as its answer.
//!
//! ```
//! use tim_callback::callbacks::group;
//!
//! let schema = schemars::schema_for!(group::BeforeSendMsg);
//! assert_eq!(schema.get("title").unwrap(), "GroupBeforeSendMsg");
//! ```
//!
//! [`request`] and [`answer`] are for a command that is known only at run time:
//!
//! ```
//! use tim_callback::{CallbackCommand, schema};
//!
//! let mut generator = schemars::SchemaGenerator::default();
//! for &command in CallbackCommand::all() {
//!     schema::request(command, &mut generator);
//!     schema::answer(command, &mut generator);
//! }
//! let definitions = generator.take_definitions(true);
//! assert!(definitions.contains_key("GroupBeforeSendMsg"));
//! assert!(definitions.contains_key("GroupMsgVerdict"));
//! ```

use schemars::{Schema, SchemaGenerator};

use crate::callbacks::{self, Callback};
use crate::command::CallbackCommand;

macro_rules! describe_commands {
    ($(
        $wire:literal $(| $alias:literal)* $variant:ident = $family:ident::$request:ident
            => $page:literal, $what:literal;
    )+) => {
        /// The schema of a command's request: a reference to one of the generator's definitions.
        pub fn request(command: CallbackCommand, generator: &mut SchemaGenerator) -> Schema {
            match command {
                $(CallbackCommand::$variant => {
                    generator.subschema_for::<callbacks::$family::$request>()
                })+
            }
        }

        /// The schema of the answers to a command: a reference to one of the generator's
        /// definitions.
        pub fn answer(command: CallbackCommand, generator: &mut SchemaGenerator) -> Schema {
            match command {
                $(CallbackCommand::$variant => generator
                    .subschema_for::<<callbacks::$family::$request as Callback>::Verdict>(),)+
            }
        }
    };
}

catalogue!(describe_commands);
