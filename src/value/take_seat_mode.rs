use super::open::open_enum;

open_enum! {
    /// How a member of a room takes a seat (`TakeSeatMode`).
    ///
    /// Official pages: [Live](https://www.tencentcloud.com/document/product/647/64422),
    /// [Room](https://www.tencentcloud.com/document/product/647/60733)
    TakeSeatMode {
        /// The room has no seats.
        None = "None",
        /// Any member takes a free seat.
        FreeToTake = "FreeToTake",
        /// A member applies for a seat.
        ApplyToTake = "ApplyToTake",
    }
}
