//! The names of the callback commands.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::VariantArray as _;

use crate::json::FromText;

macro_rules! define_commands {
    ($(
        $wire:literal $(| $alias:literal)* $variant:ident = $family:ident::$request:ident
            => $page:literal, $what:literal;
    )+) => {
        /// A callback command known to this version.
        ///
        /// ```
        /// use tim_callback::CallbackCommand;
        ///
        /// let command: CallbackCommand = "Group.CallbackBeforeSendMsg".parse().unwrap();
        /// assert_eq!(command, CallbackCommand::GroupBeforeSendMsg);
        /// assert_eq!(command.name(), "Group.CallbackBeforeSendMsg");
        /// assert!(command.is_before());
        ///
        /// let unknown = "Live.SomethingNew".parse::<CallbackCommand>().unwrap_err();
        /// assert_eq!(unknown.name(), "Live.SomethingNew");
        /// ```
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            strum::Display, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
        )]
        #[strum(parse_err_ty = UnknownCommand, parse_err_fn = UnknownCommand::new)]
        #[non_exhaustive]
        pub enum CallbackCommand {
            $(
                #[doc = concat!(
                    "`", $wire, "`: ", $what, "\n\nRequest: [`", stringify!($request),
                    "`](crate::callbacks::", stringify!($family), "::", stringify!($request), ")",
                )]
                #[doc(alias = $wire)]
                #[strum(to_string = $wire $(, serialize = $alias)*)]
                $variant,
            )+
        }

        impl CallbackCommand {
            /// The id of the official page: product, then page.
            fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => $page,)+
                }
            }

            /// What happened or is about to happen, in one sentence.
            #[must_use]
            pub fn description(self) -> &'static str {
                match self {
                    $(Self::$variant => $what,)+
                }
            }
        }

        /// If two commands have the same name, this does not compile.
        #[deny(unreachable_patterns)]
        const _: fn(&str) = |name| match name {
            $($wire $(| $alias)* => {})+
            _ => {}
        };
    };
}

catalogue!(define_commands);

impl CallbackCommand {
    /// Every command known to this version, in the order of the official list.
    #[must_use]
    pub fn all() -> &'static [Self] {
        Self::VARIANTS
    }

    /// The wire name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The address of the official page that documents the command.
    ///
    /// ```
    /// use tim_callback::CallbackCommand;
    ///
    /// assert_eq!(CallbackCommand::GroupBeforeSendMsg.page_url(),
    ///     "https://www.tencentcloud.com/document/product/1047/34374");
    /// ```
    #[must_use]
    pub fn page_url(self) -> String {
        let page = self.page();
        // Pages of product 269 are only on the Chinese site.
        let site =
            if page.starts_with("269/") { "cloud.tencent.com" } else { "www.tencentcloud.com" };
        format!("https://{site}/document/product/{page}")
    }
}

impl AsRef<str> for CallbackCommand {
    fn as_ref(&self) -> &str {
        self.name()
    }
}

impl fmt::Debug for CallbackCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for CallbackCommand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for CallbackCommand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FromText::new())
    }
}

/// The name of a command unknown to this version: a newer command, or one of another product that
/// uses the same URL.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown command")]
pub struct UnknownCommand(Box<str>);

impl UnknownCommand {
    /// `name` must not be one of the catalogue's.
    pub(crate) fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name as received.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether the name suggests that the answer decides: it contains `before` or `prev`, ignoring
    /// case.
    ///
    /// ```
    /// use tim_callback::CallbackCommand;
    ///
    /// let unknown = "Room.CallbackBeforeSomethingNew".parse::<CallbackCommand>().unwrap_err();
    /// assert!(unknown.sounds_like_before());
    /// ```
    #[must_use]
    pub fn sounds_like_before(&self) -> bool {
        sounds_like_before(&self.0)
    }
}

pub(crate) fn sounds_like_before(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("before") || name.contains("prev")
}
