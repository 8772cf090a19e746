use crate::value::number::open_number;

open_number! {
    /// The kind of message that was pushed (`EventType` of `Push.OfflinePush`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
    OfflinePushEventType {
        /// A one-to-one message.
        C2C = 1,
        /// A group message.
        GROUP = 2,
    }
}
