use crate::value::number::open_number;

open_number! {
    /// The stage of a push (`PushStage`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
    PushStage {
        /// The push was sent.
        SENT = 1,
        /// The push reached the device.
        REACHED = 2,
        /// The user clicked the push.
        CLICKED = 3,
    }
}
