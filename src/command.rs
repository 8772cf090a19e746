//! The names of the callback commands.

use std::fmt;
use std::str::FromStr;

macro_rules! define_commands {
    ($(
        $wire:literal $variant:ident = $family:ident::$request:ident
            => $verdict:ident$(<$code:ident>)?, $page:literal, $what:literal;
    )+) => {
        /// A callback command that this version types.
        ///
        /// ```
        /// use tim_callback::CallbackCommand;
        ///
        /// let command: CallbackCommand = "Group.CallbackBeforeSendMsg".parse().unwrap();
        /// assert_eq!(command, CallbackCommand::GroupBeforeSendMsg);
        /// assert_eq!(command.name(), "Group.CallbackBeforeSendMsg");
        ///
        /// let unknown = "Live.SomethingNew".parse::<CallbackCommand>().unwrap_err();
        /// assert_eq!(unknown.name(), "Live.SomethingNew");
        /// ```
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            strum::IntoStaticStr,
        )]
        #[non_exhaustive]
        pub enum CallbackCommand {
            $(
                #[doc = concat!("`", $wire, "`: ", $what, " Doc ", $page, ".")]
                #[doc(alias = $wire)]
                #[strum(to_string = $wire)]
                $variant,
            )+
        }

        impl CallbackCommand {
            const ALL: &[Self] = &[$(Self::$variant,)+];

            #[deny(unreachable_patterns)]
            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($wire => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The path of the command's request type:
            /// `tim_callback::callbacks::group::BeforeSendMsg`.
            #[must_use]
            pub fn rust_path(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!(
                        "tim_callback::callbacks::", stringify!($family), "::", stringify!($request)
                    ),)+
                }
            }

            /// The official page that documents the command, `<product>/<page>`.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => $page,)+
                }
            }

            /// The type its answers have, as Rust writes it.
            #[must_use]
            pub fn verdict_name(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!(stringify!($verdict) $(, "<", stringify!($code), ">")?),)+
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
    };
}

catalogue!(define_commands);

impl CallbackCommand {
    /// Every typed command, in catalogue order.
    #[must_use]
    pub fn all() -> &'static [Self] {
        Self::ALL
    }

    /// The wire name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl FromStr for CallbackCommand {
    type Err = UnknownCommand;

    fn from_str(name: &str) -> Result<Self, UnknownCommand> {
        Self::from_name(name).ok_or_else(|| UnknownCommand::new(name))
    }
}

impl TryFrom<&str> for CallbackCommand {
    type Error = UnknownCommand;

    fn try_from(name: &str) -> Result<Self, UnknownCommand> {
        name.parse()
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

impl fmt::Display for CallbackCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The name of a command that this version does not type: of a newer server, of another product on
/// the same transport (`Live.*`, `Room.*`, `Call.*`), or of nobody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("this version of tim-callback does not type this command: take it as AnyCallback::Unknown")]
pub struct UnknownCommand(Box<str>);

impl UnknownCommand {
    /// The name of a command that is not typed: `name` must not be one of the catalogue's.
    pub(crate) fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name as it came.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether the name says that the answer decides: `Before` or `Prev` is in it.
    ///
    /// ```
    /// use tim_callback::CallbackCommand;
    ///
    /// let unknown = "Room.CallbackBeforeJoin".parse::<CallbackCommand>().unwrap_err();
    /// assert!(unknown.sounds_like_before());
    /// ```
    #[must_use]
    pub fn sounds_like_before(&self) -> bool {
        self.0.contains("Before") || self.0.contains("Prev")
    }
}
