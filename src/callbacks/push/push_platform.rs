use crate::value::number::open_number;

open_number! {
    /// The vendor whose service pushed (`PushPlatform`), or of the device (`DeviceType`). Doc
    /// 1047/67552.
    PushPlatform {
        /// Unknown, or none.
        UNKNOWN = 0,
        /// Apple, APNs.
        APNS = 1,
        /// Xiaomi.
        XIAOMI = 2,
        /// Huawei.
        HUAWEI = 3,
        /// Google, FCM.
        FCM = 4,
        /// Meizu.
        MEIZU = 5,
        /// OPPO.
        OPPO = 6,
        /// vivo.
        VIVO = 7,
        /// Honor.
        HONOR = 8,
    }
}
