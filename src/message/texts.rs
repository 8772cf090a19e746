//! The texts that a reader of an element may see. One list serves both the decoded element, where
//! they are read, and its JSON, where they are changed.

/// The texts of an element's content.
pub(super) trait Texts {
    /// The keys that lead to each text in the JSON, through every item of a list.
    const PATHS: &'static [&'static [&'static str]];

    /// The same texts in the decoded content.
    fn texts<'a>(&'a self, found: &mut Vec<&'a str>);
}

impl<T: Texts> Texts for Box<T> {
    const PATHS: &'static [&'static [&'static str]] = T::PATHS;

    fn texts<'a>(&'a self, found: &mut Vec<&'a str>) {
        (**self).texts(found);
    }
}

/// Lists the texts of a content, one per line: its keys in the JSON, and how to find it in the
/// decoded content.
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
