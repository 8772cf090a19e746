//! `with_*` methods of outgoing types, with one line for each field.

/// Writes a `with_*` method for each named optional field. Text fields accept anything that
/// converts into a `String`; value fields accept the value itself.
macro_rules! setters {
    ($name:ty {
        $(text { $($text_method:ident => $text:ident,)* })?
        $(value { $($method:ident => $field:ident: $kind:ty,)* })?
    }) => {
        impl $name {
            $($(
                #[doc = concat!("Sets `", stringify!($text), "`.")]
                #[must_use]
                pub fn $text_method(mut self, $text: impl Into<String>) -> Self {
                    self.$text = Some($text.into());
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Sets `", stringify!($field), "`.")]
                #[must_use]
                pub fn $method(mut self, $field: $kind) -> Self {
                    self.$field = Some($field);
                    self
                }
            )*)?
        }
    };
}

pub(crate) use setters;
