//! Private serde helpers, each for one quirk of the wire format.

mod content;
mod int;
mod map_only;
mod sparse;
mod text;

pub(crate) use content::{
    Content, ContentDeserializer, ErrorKind, PathError, rest_of_map, visit_as_content,
};
pub(crate) use int::{Int, Unsigned, decimal};
pub(crate) use map_only::{MapOnly, MapOnlyDeserializer, map_only_and_checked};
pub(crate) use sparse::Sparse;
pub(crate) use text::FromText;
