use crate::value::open::open_enum;

open_enum! {
    /// What the moderation service suggests to do (`CtxcbSuggestion`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    CtxcbSuggestion {
        /// To block the content.
        Block = "Block",
        /// To have a person look at it.
        Review = "Review",
        /// To let it pass.
        Normal = "Normal",
    }
}
