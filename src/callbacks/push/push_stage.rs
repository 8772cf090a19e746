use crate::value::number::open_number;

open_number! {
    /// How far a push has come (`PushStage`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
    PushStage {
        /// It was sent.
        SENT = 1,
        /// It has reached the device.
        REACHED = 2,
        /// The user has clicked it.
        CLICKED = 3,
    }
}
