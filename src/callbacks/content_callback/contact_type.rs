use crate::value::number::open_number;

open_number! {
    /// The kind of destination of a message (`ContactType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    ContactType {
        /// A user.
        C2C = 1,
        /// A group.
        GROUP = 2,
    }
}
