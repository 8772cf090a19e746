use crate::value::open::open_enum;

open_enum! {
    /// Where the checked content appeared (`Scene`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    Scene {
        /// A one-to-one message.
        C2C = "C2C",
        /// A custom element of a one-to-one message.
        C2CCustom = "C2CCustom",
        /// A group message.
        Group = "Group",
        /// A custom element of a group message.
        GroupCustom = "GroupCustom",
        /// A group's profile.
        GroupInfo = "GroupInfo",
        /// A member's profile in a group.
        GroupMemberInfo = "GroupMemberInfo",
        /// The relation chain: what users write about their friends.
        RelationChain = "RelationChain",
        /// A user's profile.
        UserInfo = "UserInfo",
    }
}
