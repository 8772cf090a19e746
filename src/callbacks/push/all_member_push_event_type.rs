use crate::value::number::open_number;

open_number! {
    /// How a task was pushed (`EventType` of `Push.AllMemberPush`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/67551)
    AllMemberPushEventType {
        /// An offline push, through a vendor.
        OFFLINE = 1,
        /// An online push.
        ONLINE = 2,
    }
}
