use crate::value::open::open_enum;

open_enum! {
    /// The moderation service's label for the content (`CtxcbLabel`).
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
        /// Several of them.
        Composite = "Composite",
    }
}
