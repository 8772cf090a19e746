//! `with_*` methods of outgoing types, one line a field.

/// Writes a `with_*` method for each named optional field: text from anything that becomes a
/// `String`, values as they are.
macro_rules! setters {
    ($name:ty {
        $(text { $($text_method:ident => $text:ident,)* })?
        $(value { $($method:ident => $field:ident: $kind:ty,)* })?
    }) => {
        impl $name {
            $($(
                #[doc = concat!("With `", stringify!($text), "` set.")]
                #[must_use]
                pub fn $text_method(mut self, $text: impl Into<String>) -> Self {
                    self.$text = Some($text.into());
                    self
                }
            )*)?
            $($(
                #[doc = concat!("With `", stringify!($field), "` set.")]
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
