use super::open::open_enum;

open_enum! {
    /// The priority of a group message (`MsgPriority`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34959)
    MsgPriority {
        /// Delivered first: red packets, gifts.
        High = "High",
        /// The usual one.
        Normal = "Normal",
        /// Delivered late: likes.
        Low = "Low",
        /// Dropped first under load.
        Lowest = "Lowest",
    }
}
