//! The codes that an app may reject with, as one checked type for each range.

use std::fmt;

/// A code defined by the app, which reaches the client together with a text. This trait is sealed.
pub trait RejectCode:
    sealed::RejectCode + Copy + fmt::Debug + PartialEq + Send + Sync + 'static
{
    /// The smallest code of the range.
    const MIN: Self;
    /// The largest code of the range.
    const MAX: Self;

    /// The number.
    fn code(self) -> u32;

    /// The code with this number; `None` outside the range.
    fn from_code(code: u32) -> Option<Self>;
}

mod sealed {
    pub trait RejectCode {
        /// The commands that answer with it, for the names of schemas.
        #[cfg(feature = "schema")]
        const FAMILY: &'static str;
    }
}

macro_rules! reject_code {
    ($(#[$doc:meta])* $name:ident of $family:literal, $min:literal..=$max:literal) => {
        $(#[$doc])*
        ///
        /// `new` returns `None` for a code outside the range; unwrapping that in a constant does
        /// not compile.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The code with this number; `None` outside the range.
            #[must_use]
            pub const fn new(code: u32) -> Option<Self> {
                if code >= $min && code <= $max { Some(Self(code)) } else { None }
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl RejectCode for $name {
            const MIN: Self = Self($min);
            const MAX: Self = Self($max);

            fn code(self) -> u32 {
                self.0
            }

            fn from_code(code: u32) -> Option<Self> {
                Self::new(code)
            }
        }

        impl sealed::RejectCode for $name {
            #[cfg(feature = "schema")]
            const FAMILY: &'static str = $family;
        }

        impl TryFrom<u32> for $name {
            type Error = RejectCodeError;

            fn try_from(code: u32) -> Result<Self, RejectCodeError> {
                Self::new(code).ok_or(RejectCodeError { code, min: $min, max: $max })
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

/// The error for a code outside the range of its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("reject code {code} is outside {min} to {max}")]
pub struct RejectCodeError {
    code: u32,
    min: u32,
    max: u32,
}

impl RejectCodeError {
    /// The code.
    #[must_use]
    pub fn code(&self) -> u32 {
        self.code
    }
}

reject_code! {
    /// A code for `Group.*`: 10100 to 10200.
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34374)
    GroupRejectCode of "Group", 10100..=10200
}

reject_code! {
    /// A code for `C2C.*` and `OfficialAccount.*`: 120001 to 130000.
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34364)
    C2cRejectCode of "C2c", 120001..=130000
}

reject_code! {
    /// A code for `Live.CallbackBeforeSendGift`: 102100 to 102200.
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/72210)
    LiveRejectCode of "Live", 102100..=102200
}

reject_code! {
    /// A code for `Sns.*`, given for each target: 38000 to 39000.
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/43468)
    FriendRejectCode of "Friend", 38000..=39000
}
