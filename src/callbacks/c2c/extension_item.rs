use serde::{Deserialize, Serialize};
use serde_with::As;

use crate::wire::{Int, object};

/// A key-value pair of a message's extension. Doc 1047/76006.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ExtensionItem {
    /// The key.
    pub key: String,
    /// The value; empty when the pair was deleted.
    pub value: String,
    /// The version of this pair: a later one is larger.
    #[serde(with = "As::<Int>")]
    pub seq: u64,
}

object!(ExtensionItem);
