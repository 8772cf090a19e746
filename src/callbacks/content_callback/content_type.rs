use crate::value::open::open_enum;

open_enum! {
    /// The kind of content that was checked (`ContentType`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/78240)
    ContentType {
        /// Text; `TextContent` holds it.
        Text = "Text",
        /// An image; `FileURL` is its address.
        Image = "Image",
        /// A sound; `FileURL` is its address.
        Audio = "Audio",
        /// A video; `FileURL` is its address.
        Video = "Video",
    }
}
