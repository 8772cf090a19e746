//! Integers with named constants, which keep every other number too.

/// Makes a newtype of a wire integer with a constant for every listed value; other numbers are kept
/// as received.
macro_rules! open_number {
    (
        $(#[doc = $doc:literal])*
        $name:ident { $($(#[doc = $value_doc:literal])* $value:ident = $number:literal,)+ }
    ) => {
        $(#[doc = $doc])*
        ///
        /// The set is open: a number without a constant is kept as received.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(u64);

        impl $name {
            $($(#[doc = $value_doc])* pub const $value: Self = Self($number);)+

            /// The value with this number.
            #[must_use]
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// The number on the wire.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($crate::json::Unsigned).map(Self)
            }
        }

        describe! {
            $name, $crate::describe::name(module_path!(), stringify!($name)), |generator| {
                let known = [$(($number.into(), concat!($($value_doc),*))),+];
                let any = generator.subschema_for::<$crate::json::Int>();
                $crate::describe::open(concat!($($doc, "\n"),*), known, any)
            }
        }
    };
}

pub(crate) use open_number;
