//! The small values: when two are equal, what they answer and how they print.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::json;
use tim_callback::callbacks::sns::AddType;
use tim_callback::value::{
    ErrorCode, Flag, GroupType, MsgId, MsgKey, Platform, PlatformError, PlatformKind, TimeError,
    TopicId, UnixMillis, Unlisted,
};
use tim_callback::{GroupId, SdkAppId, UnixSeconds, UserId};

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn platforms_are_equal_when_they_are_of_one_kind_or_not_listed_and_spelled_alike() {
    for (one, other, equal) in [
        ("iOS", "iOS", true),
        ("iOS", "IOS", true),
        ("Mac", "macOS", true),
        ("iOS", "iPad", false),
        ("iOS", "Watch", false),
        ("Watch", "Watch", true),
        ("Watch", "watch", false),
        ("Watch", "Glasses", false),
    ] {
        let [one, other] = [one, other].map(Platform::from);
        assert_eq!(one == other, equal, "{one} and {other}");
        assert_eq!(other == one, equal, "{other} and {one}");
        assert_eq!(hash_of(&one) == hash_of(&other), equal, "{one} and {other}, hashed");
    }
}

#[test]
fn a_platform_keeps_and_prints_its_spelling() {
    for (spelling, kind) in [
        ("iOS", Some(PlatformKind::Ios)),
        ("IOS", Some(PlatformKind::Ios)),
        ("Watch", None),
        ("", None),
    ] {
        let platform = Platform::from(spelling);
        assert_eq!((platform.as_str(), platform.kind()), (spelling, kind));
        assert_eq!(platform.to_string(), spelling);
        assert_eq!(format!("{platform:?}"), format!("Platform({spelling:?})"));
        assert_eq!(serde_json::to_value(&platform).unwrap(), json!(spelling));
        assert_eq!(serde_json::from_value::<Platform>(json!(spelling)).unwrap(), platform);
    }
    assert_eq!(format!("{:>6}", Platform::from("Web")), "   Web");
    let error: PlatformError = "Watch".parse::<PlatformKind>().unwrap_err();
    assert_eq!(error.to_string(), "unknown platform");
}

#[test]
fn an_unlisted_value_prints_as_it_came() {
    let GroupType::Other(unlisted) = GroupType::from("Cl\"ub") else { panic!("it is listed") };
    let unlisted: &Unlisted = &unlisted;
    assert_eq!((unlisted.as_str(), unlisted.to_string()), ("Cl\"ub", "Cl\"ub".to_owned()));
    assert_eq!(format!("{unlisted:?} {unlisted:>6}"), r#""Cl\"ub"  Cl"ub"#);
}

#[test]
fn either_name_of_a_group_type_answers_for_it() {
    for (name, work, meeting) in [
        ("Work", true, false),
        ("Private", true, false),
        ("Meeting", false, true),
        ("ChatRoom", false, true),
        ("Public", false, false),
        ("AVChatRoom", false, false),
        ("work", false, false),
    ] {
        let group_type = GroupType::from(name);
        assert_eq!((group_type.is_work(), group_type.is_meeting()), (work, meeting), "{name}");
    }
}

#[test]
fn a_flag_is_set_by_one_alone() {
    for (number, set) in [(0, false), (1, true), (2, false), (u64::MAX, false)] {
        assert_eq!(Flag::new(number).is_set(), set, "{number}");
    }
    assert_eq!((Flag::from(true), Flag::from(false)), (Flag::YES, Flag::NO));
}

#[test]
fn an_error_code_is_fine_at_zero_alone() {
    assert!(ErrorCode::OK.is_ok());
    assert!(!ErrorCode::new(1).is_ok());
    assert!(!ErrorCode::GROUP_MESSAGE_TOO_FREQUENT.is_ok());
}

#[test]
fn an_app_id_is_its_number() {
    for number in [0, 1, 1400000000, u64::MAX] {
        let app = SdkAppId::new(number);
        assert_eq!((app.get(), app), (number, SdkAppId::from(number)));
        assert_eq!(app.to_string(), number.to_string());
    }
}

#[test]
fn an_app_id_is_a_plain_decimal_number() {
    for bad in ["", "+5", "-5", "05", "00", " 5", "5 ", "5.0", "0x5", "\u{665}", "five"] {
        assert!(bad.parse::<SdkAppId>().is_err(), "{bad:?}");
    }
    assert!("18446744073709551616".parse::<SdkAppId>().is_err(), "beyond u64");
    let error = "a-secret".parse::<SdkAppId>().unwrap_err();
    assert_eq!(error.to_string(), "not a plain decimal number", "the text is not quoted");
    for number in [0, 5, 1400000000, u64::MAX] {
        assert_eq!(number.to_string().parse(), Ok(SdkAppId::new(number)));
    }
}

#[test]
fn an_id_is_made_of_any_text_and_gives_it_back() {
    macro_rules! check {
        ($($id:ident),+) => {$(
            for text in ["", "ana", "@TGS#_a@TOPIC#_b", "\u{4f60}", " a\t", "5"] {
                let id = $id::from(text);
                assert_eq!($id::from(text.to_owned()), id);
                assert_eq!(text.parse::<$id>(), Ok(id.clone()));
                assert_eq!(AsRef::<str>::as_ref(&id), text);
                assert_eq!((id.as_str(), id.to_string().as_str()), (text, text));
                assert!(id == text && id == *text && text == id && *text == id);
                assert_eq!(id.clone().into_string(), text);
                assert_ne!(id, $id::from(format!("{text}.")));
            }
        )+};
    }
    check!(UserId, GroupId, TopicId, MsgKey, MsgId);
}

#[test]
fn an_open_value_is_made_of_any_text_and_gives_it_back() {
    macro_rules! check {
        ($($value:ident),+) => {$(
            for text in ["Public", "Add_Type_Both", "iOS", "IOS", "New", ""] {
                let value = $value::from(text);
                assert_eq!($value::from(text.to_owned()), value);
                assert_eq!(text.parse::<$value>(), Ok(value.clone()));
                assert_eq!(AsRef::<str>::as_ref(&value), text);
                assert_eq!((value.as_str(), value.to_string().as_str()), (text, text));
            }
        )+};
    }
    check!(GroupType, AddType, Platform);
    assert_eq!("Public".parse(), Ok(GroupType::Public));
    assert_eq!(AddType::from("Add_Type_Both".to_owned()), AddType::Both);
    assert!(matches!("New".parse(), Ok(GroupType::Other(_))));
    assert_eq!(Platform::from("IOS".to_owned()).kind(), Some(PlatformKind::Ios));
}

#[test]
fn a_time_is_no_negative_number_and_an_i64_has_none_above_its_own() {
    macro_rules! check {
        ($($time:ident),+) => {$(
            for negative in [-1, i64::MIN] {
                let error: TimeError = $time::try_from(negative).unwrap_err();
                assert_eq!(error.to_string(), "the time is before 1970 or out of range");
            }
            for number in [0, 1, 1669872112, i64::MAX] {
                let time = $time::try_from(number).unwrap();
                assert_eq!(i64::try_from(time), Ok(number));
                assert_eq!(time.get(), number.unsigned_abs());
            }
            for above in [i64::MAX.unsigned_abs() + 1, u64::MAX] {
                assert!(i64::try_from($time::new(above)).is_err(), "{above}");
            }
        )+};
    }
    check!(UnixMillis, UnixSeconds);
}
