//! Messages to try, of elements of every type.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::value::to_raw_value;
use tim_callback::message::{
    CustomElem, FaceElem, FileElem, ImageElem, ImageFormat, ImageInfo, ImageType, LocationElem,
    MsgType, RelayElem, RelayMsg, SoundElem, StreamChunk, StreamElem, TextElem, UnknownElem,
    VideoFileElem,
};
use tim_callback::{MsgBody, MsgElement};

use crate::values::{decimal, json_value, maybe_number, maybe_text, text};

/// Sets what is there.
macro_rules! set {
    ($elem:expr, $($method:ident($value:expr)),+ $(,)?) => {{
        let mut elem = $elem;
        $(if let Some(value) = $value {
            elem = elem.$method(value);
        })+
        elem
    }};
}

fn custom() -> impl Strategy<Value = MsgElement> {
    (maybe_text(), maybe_text(), maybe_text(), maybe_text()).prop_map(|(data, desc, ext, sound)| {
        set!(CustomElem::new(), with_data(data), with_desc(desc), with_ext(ext), with_sound(sound))
            .into()
    })
}

fn media() -> impl Strategy<Value = MsgElement> {
    let texts = (maybe_text(), maybe_text(), maybe_text());
    let numbers = (maybe_number(), maybe_number(), maybe_number());
    (0..3, texts, numbers).prop_map(
        |(which, (url, uuid, name), (size, second, flag))| match which {
            0 => set!(
                SoundElem::new(),
                with_url(url),
                with_uuid(uuid),
                with_size(size),
                with_second(second),
                with_download_flag(flag),
            )
            .into(),
            1 => set!(
                FileElem::new(),
                with_url(url),
                with_uuid(uuid),
                with_file_name(name),
                with_file_size(size),
                with_download_flag(flag),
            )
            .into(),
            _ => set!(
                VideoFileElem::new(),
                with_video_url(url),
                with_thumb_uuid(uuid),
                with_video_format(name),
                with_video_size(size),
                with_thumb_height(second),
                with_thumb_download_flag(flag),
            )
            .into(),
        },
    )
}

fn image() -> impl Strategy<Value = MsgElement> {
    let info = (maybe_text(), maybe_number(), maybe_number()).prop_map(|(url, kind, size)| {
        let kind = kind.map(ImageType::new);
        set!(ImageInfo::new(), with_url(url), with_image_type(kind), with_size(size))
    });
    (vec(info, 0..3), maybe_text(), maybe_number()).prop_map(|(infos, uuid, format)| {
        let format = format.map(ImageFormat::new);
        set!(ImageElem::new(infos), with_uuid(uuid), with_image_format(format)).into()
    })
}

fn stream() -> impl Strategy<Value = MsgElement> {
    let chunk = (maybe_text(), maybe_number(), option::of(any::<bool>())).prop_map(
        |(markdown, index, last)| {
            set!(StreamChunk::new(), with_markdown(markdown), with_index(index), with_is_last(last))
        },
    );
    (vec(chunk, 0..3), maybe_text())
        .prop_map(|(chunks, text)| set!(StreamElem::new(chunks), with_compatible_text(text)).into())
}

fn unknown() -> impl Strategy<Value = MsgElement> {
    let name = text().prop_filter("known", |name| name.parse::<MsgType>().is_err());
    (name, json_value()).prop_map(|(name, content)| {
        let content = to_raw_value(&content).expect("JSON");
        UnknownElem::new(name, content).expect("not a known type").into()
    })
}

pub(crate) fn element() -> impl Strategy<Value = MsgElement> {
    let leaf = prop_oneof![
        3 => text().prop_map(|text| TextElem::new(text).into()),
        1 => (any::<i64>(), maybe_text())
            .prop_map(|(index, data)| set!(FaceElem::new(index), with_data(data)).into()),
        1 => (decimal(), decimal(), maybe_text())
            .prop_map(|(a, o, desc)| set!(LocationElem::new(a, o), with_desc(desc)).into()),
        1 => custom(),
        2 => media(),
        1 => image(),
        1 => stream(),
        1 => unknown(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner: BoxedStrategy<MsgElement>| {
        let message =
            (vec(inner, 0..3), maybe_text(), maybe_number()).prop_map(|(body, data, seq)| {
                set!(RelayMsg::new(body), with_cloud_custom_data(data), with_msg_seq(seq))
            });
        let texts = (maybe_text(), maybe_text(), vec(text(), 0..3));
        (vec(message, 0..3), texts).prop_map(|(messages, (title, fallback, lines))| {
            let relay = RelayElem::new(messages);
            let mut relay = set!(relay, with_title(title), with_compatible_text(fallback));
            relay.abstract_list = lines;
            relay.into()
        })
    })
}

pub(crate) fn body() -> impl Strategy<Value = MsgBody> {
    vec(element(), 0..5).prop_map(MsgBody::new)
}
