use crate::value::number::open_number;

open_number! {
    /// How a task was pushed (`EventType` of `Push.AllMemberPush`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/67551)
    AllMemberPushEventType {
        /// Through a vendor, to a user who was offline.
        OFFLINE = 1,
        /// To a user who was online.
        ONLINE = 2,
    }
}
