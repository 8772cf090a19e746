use super::open::open_enum;

open_enum! {
    /// The priority of a group message (`MsgPriority`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34959)
    MsgPriority {
        /// Delivered first, for red packets and gifts.
        High = "High",
        /// The usual priority.
        Normal = "Normal",
        /// Delivered late, for likes.
        Low = "Low",
        /// Dropped first under load.
        Lowest = "Lowest",
    }
}
