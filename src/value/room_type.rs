use super::open::open_enum;

open_enum! {
    /// The type of a room (`RoomType`).
    ///
    /// Official pages: [Live](https://www.tencentcloud.com/document/product/647/64422),
    /// [Room](https://www.tencentcloud.com/document/product/647/60733)
    RoomType {
        /// A live room.
        Live = "Live",
        /// A meeting.
        Meeting = "Meeting",
    }
}
