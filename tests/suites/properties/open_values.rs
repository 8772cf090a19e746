//! Open values: a list that may grow, each kept in its own spelling.

use proptest::prelude::*;
use tim_callback::value::{GroupType, MsgPriority, Platform};

use crate::traits::{hash, round_trip, to_text};
use crate::values::text;

/// The spellings of the documents, with the case of each letter at random, and other texts.
fn spelling() -> impl Strategy<Value = String> {
    let listed = [
        "RESTAPI",
        "Web",
        "Android",
        "iOS",
        "Windows",
        "Mac",
        "macOS",
        "iPad",
        "Linux",
        "Unknown",
        "Unkown",
        "Public",
        "Private",
        "Work",
        "ChatRoom",
        "Meeting",
        "AVChatRoom",
        "BChatRoom",
        "Community",
        "Live",
        "High",
        "Normal",
        "Low",
        "Lowest",
    ];
    let recased =
        (proptest::sample::select(listed.to_vec()), any::<u64>()).prop_map(|(name, bits)| {
            let recase = |(at, c): (usize, char)| {
                if bits >> at & 1 == 0 { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
            };
            name.chars().enumerate().map(recase).collect()
        });
    prop_oneof![
        2 => proptest::sample::select(listed.to_vec()).prop_map(str::to_owned),
        4 => recased,
        1 => text(),
    ]
}

proptest! {
    #[test]
    fn an_open_value_goes_out_as_it_came_in(text in spelling(), other in spelling()) {
        macro_rules! check {
            ($($kind:ident),+) => {$({
                let (value, another) = ($kind::from(text.as_str()), $kind::from(other.as_str()));
                prop_assert_eq!(value.as_str(), &text);
                prop_assert_eq!(value.to_string(), text.as_str());
                prop_assert_eq!(to_text(&value), to_text(&text));
                round_trip(&value)?;
                let read: $kind = serde_json::from_str(&to_text(&text)).unwrap();
                prop_assert_eq!(read.as_str(), &text);
                prop_assert_eq!(value == another, another == value);
                prop_assert!(value == value.clone());
                if value == another {
                    prop_assert_eq!(hash(&value), hash(&another));
                }
            })+};
        }
        check!(Platform, GroupType, MsgPriority);
    }

    #[test]
    fn group_types_and_priorities_are_equal_when_their_texts_are(a in spelling(), b in spelling()) {
        prop_assert_eq!(GroupType::from(a.as_str()) == GroupType::from(b.as_str()), a == b);
        prop_assert_eq!(MsgPriority::from(a.as_str()) == MsgPriority::from(b.as_str()), a == b);
    }

    #[test]
    fn platforms_are_equal_when_they_are_one_kind_or_one_text(a in spelling(), b in spelling()) {
        let (one, other) = (Platform::from(a.as_str()), Platform::from(b.as_str()));
        let same_kind = one.kind().is_some() && one.kind() == other.kind();
        prop_assert_eq!(one == other, same_kind || a == b);
        let recased = Platform::from(a.to_ascii_uppercase().as_str());
        prop_assert_eq!(recased.kind(), one.kind());
    }
}
