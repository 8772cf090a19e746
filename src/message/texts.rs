//! The texts that a reader of an element may see, listed once: for the typed element, and for its
//! JSON, where they are changed.

/// An element's content, as far as its texts go.
pub(super) trait Texts {
    /// The keys that lead to each text in the content's JSON, through every item of a list.
    const PATHS: &'static [&'static [&'static str]];

    /// The same texts of the typed content.
    fn texts<'a>(&'a self, found: &mut Vec<&'a str>);
}

impl<T: Texts> Texts for Box<T> {
    const PATHS: &'static [&'static [&'static str]] = T::PATHS;

    fn texts<'a>(&'a self, found: &mut Vec<&'a str>) {
        (**self).texts(found);
    }
}

/// Lists the texts of a content, a line each: its keys, and where it is in the type.
macro_rules! texts {
    ($content:ty { $([$($key:literal),+] => $find:expr,)* }) => {
        impl $crate::message::texts::Texts for $content {
            const PATHS: &'static [&'static [&'static str]] = &[$(&[$($key),+],)*];

            #[allow(unused_variables, reason = "some contents have no text")]
            fn texts<'a>(&'a self, found: &mut Vec<&'a str>) {
                $({
                    let find: fn(&'a Self, &mut Vec<&'a str>) = $find;
                    find(self, found);
                })*
            }
        }
    };
}

pub(super) use texts;
