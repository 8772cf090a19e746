use crate::value::number::open_number;

open_number! {
    /// What was done to a message's extension (`OperateType`). Docs 1047/76006 and 1047/76007.
    OperateType {
        /// Pairs were set.
        SET = 1,
        /// Pairs were deleted.
        DELETE = 2,
        /// All pairs were deleted.
        CLEAR = 3,
    }
}
