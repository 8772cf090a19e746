//! How types describe themselves, as JSON Schema (feature `schema`).

#[cfg(feature = "schema")]
mod parts;
#[cfg(feature = "schema")]
mod prose;

#[cfg(feature = "schema")]
pub(crate) use {
    parts::{name, object, open},
    prose::description,
};

/// Implements `JsonSchema` with an expression, if the feature `schema` is on. A type without a name
/// is described at each place where it appears.
macro_rules! describe {
    ([$($generics:tt)*] $type:ty, $name:expr, |$generator:pat_param| $schema:expr) => {
        describe! { @ [$($generics)*] $type, false, $name, |$generator| $schema }
    };
    ([$($generics:tt)*] $type:ty, |$generator:pat_param| $schema:expr) => {
        describe! { @ [$($generics)*] $type, true, "", |$generator| $schema }
    };
    ($type:ty, $name:expr, |$generator:pat_param| $schema:expr) => {
        describe! { @ [] $type, false, $name, |$generator| $schema }
    };
    (@ [$($generics:tt)*] $type:ty, $inline:literal, $name:expr,
        |$generator:pat_param| $schema:expr) => {
        #[cfg(feature = "schema")]
        #[automatically_derived]
        impl<$($generics)*> schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                $inline
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                std::any::type_name::<Self>().into()
            }

            fn json_schema($generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
            }
        }
    };
}
