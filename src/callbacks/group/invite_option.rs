use crate::value::open::open_enum;

open_enum! {
    /// How members invite others into a group (`InviteOption`).
    ///
    /// No callback page lists this field, but it is seen on the wire.
    InviteOption {
        /// Invited users join at once.
        FreeAccess = "FreeAccess",
        /// The owner or an admin must approve.
        NeedPermission = "NeedPermission",
        /// Nobody may invite.
        DisableInvite = "DisableInvite",
    }
}
