use super::number::open_number;

open_number! {
    /// A yes-or-no integer.
    Flag {
        /// 0.
        NO = 0,
        /// 1.
        YES = 1,
    }
}

impl Flag {
    /// Whether the flag is set. Only 1 counts as set.
    #[must_use]
    pub const fn is_set(self) -> bool {
        self.0 == 1
    }
}

impl From<bool> for Flag {
    fn from(set: bool) -> Self {
        Self(u64::from(set))
    }
}
