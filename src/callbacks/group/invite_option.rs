use crate::value::open::open_enum;

open_enum! {
    /// How members invite others into a group (`InviteOption`).
    ///
    /// No callback page lists the field; bodies carry it.
    InviteOption {
        /// Whoever is invited is in.
        FreeAccess = "FreeAccess",
        /// The owner or an admin has to agree.
        NeedPermission = "NeedPermission",
        /// Nobody may invite.
        DisableInvite = "DisableInvite",
    }
}
