use crate::value::number::open_number;

open_number! {
    /// What Tencent Cloud Chat did with the content that was checked (`CtxcbResult`). Doc
    /// 1047/78240.
    CtxcbResult {
        /// It let the content pass.
        PASSED = 0,
        /// It blocked the content.
        BLOCKED = 1,
    }
}
