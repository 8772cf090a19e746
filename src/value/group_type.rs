use super::open::open_enum;

open_enum! {
    /// The type of a group (`Type`).
    ///
    /// Two types have two names each, and the wire still uses the old ones: [`Private`] is the old
    /// name of [`Work`], and [`ChatRoom`] is that of [`Meeting`]. Each name is a separate value and
    /// is serialised as received; [`is_work`] and [`is_meeting`] cover both names.
    ///
    /// ```
    /// use tim_callback::value::GroupType;
    ///
    /// assert!(GroupType::from("Private").is_work());
    /// assert_eq!(GroupType::from("Private").as_str(), "Private");
    /// ```
    ///
    /// [`Private`]: Self::Private
    /// [`Work`]: Self::Work
    /// [`ChatRoom`]: Self::ChatRoom
    /// [`Meeting`]: Self::Meeting
    /// [`is_work`]: Self::is_work
    /// [`is_meeting`]: Self::is_meeting
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/33529)
    GroupType {
        /// A public group: anyone may apply, and admins approve.
        Public = "Public",
        /// A work group under its old name, the one the wire uses.
        Private = "Private",
        /// A work group: members invite.
        Work = "Work",
        /// A meeting group under its old name, the one the wire uses.
        ChatRoom = "ChatRoom",
        /// A meeting group: anyone joins.
        Meeting = "Meeting",
        /// An audio-video group.
        AvChatRoom = "AVChatRoom",
        /// A broadcasting group of older apps.
        BChatRoom = "BChatRoom",
        /// A community; it may have topics.
        Community = "Community",
        /// A room of the Live product.
        Live = "Live",
    }
}

impl GroupType {
    /// Whether this is a work group, under either of its names.
    #[must_use]
    pub fn is_work(&self) -> bool {
        matches!(self, Self::Private | Self::Work)
    }

    /// Whether this is a meeting group, under either of its names.
    #[must_use]
    pub fn is_meeting(&self) -> bool {
        matches!(self, Self::ChatRoom | Self::Meeting)
    }
}
