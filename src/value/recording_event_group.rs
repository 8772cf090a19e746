use super::number::open_number;

open_number! {
    /// The kind of a recording (`EventGroupId`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/647/78428)
    RecordingEventGroup {
        /// A cloud recording.
        CLOUD_RECORDING = 3,
        /// A recording of a web page.
        PAGE_RECORDING = 8,
    }
}
