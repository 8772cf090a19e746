use crate::value::open::open_enum;

open_enum! {
    /// The label that the moderation service gave the content (`CtxcbLabel`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    CtxcbLabel {
        /// Nothing was found.
        Normal = "Normal",
        /// Illegal content.
        Illegal = "Illegal",
        /// Abuse.
        Abuse = "Abuse",
        /// Politics.
        Polity = "Polity",
        /// Advertising.
        Ad = "Ad",
        /// Pornography.
        Porn = "Porn",
        /// Suggestive content.
        Sexy = "Sexy",
        /// Terrorism.
        Terror = "Terror",
        /// Several of these labels.
        Composite = "Composite",
    }
}
