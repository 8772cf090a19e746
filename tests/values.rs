//! The small values: when two are equal, what they answer and how they print.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::json;
use tim_callback::SdkAppId;
use tim_callback::value::UnlistedPlatform;
use tim_callback::value::{ErrorCode, Flag, GroupType, Platform, PlatformKind, Unlisted};

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
    assert_eq!("Watch".parse::<PlatformKind>(), Err(UnlistedPlatform));
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
