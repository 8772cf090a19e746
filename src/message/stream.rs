use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::DefaultOnNull;

use super::setters::setters;
use super::texts::texts;
use crate::json::{As, Int, MapOnly, Sparse};

/// A message that arrives in pieces, `TIMStreamElem`.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/33527)
#[derive(Debug, Clone, PartialEq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StreamElem {
    /// The pieces, in order. Empty if absent.
    #[serde(
        default,
        deserialize_with = "As::<DefaultOnNull<Sparse>>::deserialize",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub chunks: Vec<StreamChunk>,
    /// The text shown by clients that do not know this type of element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compatible_text: Option<String>,
    /// The id of the stream, returned by its first request.
    #[serde(rename = "StreamMsgID", skip_serializing_if = "Option::is_none")]
    pub stream_msg_id: Option<String>,
}

setters!(StreamElem {
    text {
        with_compatible_text => compatible_text,
        with_stream_msg_id => stream_msg_id,
    }
});

/// A piece of a [`StreamElem`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StreamChunk {
    /// The kind of the piece: `data`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type: Option<String>,
    /// The number of the piece in the stream.
    #[serde(default, with = "As::<Option<Int>>", skip_serializing_if = "Option::is_none")]
    pub index: Option<u64>,
    /// The text that the piece adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    /// Whether the piece ends the stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_last: Option<bool>,
}

setters!(StreamChunk {
    text {
        with_event_type => event_type,
        with_markdown => markdown,
    }
    value {
        with_index => index: u64,
        with_is_last => is_last: bool,
    }
});

impl StreamChunk {
    /// A piece with no fields set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

texts!(StreamElem {
    ["CompatibleText"] => |elem, found| found.extend(elem.compatible_text.as_deref()),
    ["Chunks", "Markdown"] => |elem, found| {
        found.extend(elem.chunks.iter().filter_map(|chunk| chunk.markdown.as_deref()));
    },
});

impl StreamElem {
    /// A stream of these pieces.
    #[must_use]
    pub fn new(chunks: Vec<StreamChunk>) -> Self {
        Self { chunks, ..Self::default() }
    }
}
