use crate::value::open::open_enum;

open_enum! {
    /// The kind of content that was checked (`ContentType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    ContentType {
        /// Text, in `TextContent`.
        Text = "Text",
        /// An image, at `FileURL`.
        Image = "Image",
        /// A sound, at `FileURL`.
        Audio = "Audio",
        /// A video, at `FileURL`.
        Video = "Video",
    }
}
