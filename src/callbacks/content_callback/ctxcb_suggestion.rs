use crate::value::open::open_enum;

open_enum! {
    /// What the moderation service suggests (`CtxcbSuggestion`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    CtxcbSuggestion {
        /// Block the content.
        Block = "Block",
        /// Have a person review the content.
        Review = "Review",
        /// Let the content pass.
        Normal = "Normal",
    }
}
