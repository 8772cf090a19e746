use crate::value::number::open_number;

open_number! {
    /// The vendor of a push service (`PushPlatform`) or of a device (`DeviceType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/67552)
    PushPlatform {
        /// Unknown or none.
        UNKNOWN = 0,
        /// Apple (APNs).
        APNS = 1,
        /// Xiaomi.
        XIAOMI = 2,
        /// Huawei.
        HUAWEI = 3,
        /// Google (FCM).
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
