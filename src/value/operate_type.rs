use super::number::open_number;

open_number! {
    /// What was done with the extensions of a message (`OperateType`).
    ///
    /// Official pages: [one to one](https://www.tencentcloud.com/document/product/1047/76006),
    /// [in groups](https://www.tencentcloud.com/document/product/1047/76007)
    OperateType {
        /// Pairs were set.
        SET = 1,
        /// Pairs were deleted.
        DELETE = 2,
        /// All pairs were removed.
        CLEAR = 3,
    }
}
