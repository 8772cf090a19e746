use crate::value::open::open_enum;

open_enum! {
    /// Where the content stood that was checked (`Scene`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    Scene {
        /// In a one-to-one message.
        C2C = "C2C",
        /// In a custom element of a one-to-one message.
        C2CCustom = "C2CCustom",
        /// In a group message.
        Group = "Group",
        /// In a custom element of a group message.
        GroupCustom = "GroupCustom",
        /// In a group's profile.
        GroupInfo = "GroupInfo",
        /// In a member's profile in a group.
        GroupMemberInfo = "GroupMemberInfo",
        /// In the relation chain: what users write about their friends.
        RelationChain = "RelationChain",
        /// In a user's profile.
        UserInfo = "UserInfo",
    }
}
