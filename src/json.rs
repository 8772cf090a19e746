//! Private serde helpers, each for one quirk of the wire format.

mod canonical;
mod content;
mod field;
mod int;
mod map_only;
mod maybe_quoted;
mod sparse;
mod text;
mod text_or_int;

pub(crate) use canonical::canonical;
pub(crate) use content::{Content, ContentDeserializer, ErrorKind, rest_of_map, visit_as_content};
pub(crate) use field::{As, NullAsDefault, null_as_default};
pub(crate) use int::{Int, IntOrEmpty, SignedInt, Unsigned, decimal};
pub(crate) use map_only::{MapOnly, MapOnlyDeserializer, map_only_and_checked};
pub(crate) use maybe_quoted::MaybeQuoted;
pub(crate) use sparse::Sparse;
pub(crate) use text::FromText;
pub(crate) use text_or_int::TextOrInt;
