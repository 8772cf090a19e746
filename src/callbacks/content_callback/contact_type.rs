use crate::value::number::open_number;

open_number! {
    /// To whom a message was going (`ContactType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    ContactType {
        /// To a user.
        C2C = 1,
        /// To a group.
        GROUP = 2,
    }
}
