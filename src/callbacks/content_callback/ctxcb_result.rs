use crate::value::number::open_number;

open_number! {
    /// What Tencent Cloud Chat did with the content that was checked (`CtxcbResult`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    CtxcbResult {
        /// The content passed.
        PASSED = 0,
        /// The content was blocked.
        BLOCKED = 1,
    }
}
