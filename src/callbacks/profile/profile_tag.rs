use crate::value::open::open_enum;

const CUSTOM: &str = "Tag_Profile_Custom_";

open_enum! {
    /// A field of a user's profile (`Tag`).
    ///
    /// The name of a custom field is `Tag_Profile_Custom_` followed by a name that the app chose.
    /// Custom fields are therefore [`Other`], and [`custom_name`] returns the app's name.
    ///
    /// [`Other`]: Self::Other
    /// [`custom_name`]: Self::custom_name
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/48733)
    ProfileTag {
        /// The nickname.
        Nick = "Tag_Profile_IM_Nick",
        /// The gender: `Gender_Type_Unknown`, `Gender_Type_Female` or `Gender_Type_Male`.
        Gender = "Tag_Profile_IM_Gender",
        /// The birthday, a number. By convention it looks like 20191231.
        BirthDay = "Tag_Profile_IM_BirthDay",
        /// The location of the user.
        Location = "Tag_Profile_IM_Location",
        /// What the user says about themselves.
        SelfSignature = "Tag_Profile_IM_SelfSignature",
        /// Who may add the user as a friend: `AllowType_Type_AllowAny`,
        /// `AllowType_Type_NeedConfirm` or `AllowType_Type_DenyAny`.
        AllowType = "Tag_Profile_IM_AllowType",
        /// The language, a number.
        Language = "Tag_Profile_IM_Language",
        /// The address of the avatar.
        Image = "Tag_Profile_IM_Image",
        /// The message settings, a number whose bits are flags.
        MsgSettings = "Tag_Profile_IM_MsgSettings",
        /// Whether an admin has barred the user from adding friends: `AdminForbid_Type_None` or
        /// `AdminForbid_Type_SendOut`.
        AdminForbidType = "Tag_Profile_IM_AdminForbidType",
        /// The level, a number.
        Level = "Tag_Profile_IM_Level",
        /// The role, a number.
        Role = "Tag_Profile_IM_Role",
    }
}

impl ProfileTag {
    /// The app's name of a custom field. `None` for any other field.
    ///
    /// ```
    /// use tim_callback::callbacks::profile::ProfileTag;
    ///
    /// assert_eq!(ProfileTag::from("Tag_Profile_Custom_Team").custom_name(), Some("Team"));
    /// assert_eq!(ProfileTag::Nick.custom_name(), None);
    /// ```
    #[must_use]
    pub fn custom_name(&self) -> Option<&str> {
        self.as_str().strip_prefix(CUSTOM)
    }
}
