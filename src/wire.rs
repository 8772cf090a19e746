//! Private serde pieces, one quirk of the wire each.

mod int;
mod list;
mod object;
mod piece;
mod text;

pub(crate) use int::{Int, Unsigned};
pub(crate) use list::Sparse;
pub(crate) use object::{Object, object};
pub(crate) use piece::{Mismatch, Piece, PieceDeserializer, Problem, rest_of_map, visit_as_piece};
pub(crate) use text::FromText;
