//! Numbers, and the texts that are read as one.

use proptest::prelude::*;
use tim_callback::UnixSeconds;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::message::{FaceElem, LocationElem};
use tim_callback::value::{ErrorCode, Flag, UnixMillis};

use crate::support::{before_body, decode};
use crate::traits::to_text;
use crate::values::number;

/// Texts that are numbers, nearly numbers, or no numbers.
fn digits() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u128>().prop_map(|number| number.to_string()),
        "[-+ ]?0{0,2}[0-9]{0,22}[ .]?",
        "[0-9a-fx.eE+_-]{0,8}",
        any::<f64>().prop_map(|number| number.to_string()),
        "\\d{1,4}",
        any::<String>(),
    ]
}

/// What a JSON text is as a number of type `T`, as the fields of a message read it.
fn unsigned(json: &str) -> [Option<u64>; 5] {
    let body = before_body("[]");
    let random = body.replacen("\"Random\":123456", &format!("\"Random\":{json}"), 1);
    assert_ne!(random, body);
    [
        serde_json::from_str(json).ok().map(UnixMillis::get),
        serde_json::from_str(json).ok().map(UnixSeconds::get),
        serde_json::from_str(json).ok().map(Flag::get),
        serde_json::from_str(json).ok().map(ErrorCode::get),
        decode::<BeforeSendMsg>(random).ok().map(|call| call.random),
    ]
}

fn signed(json: &str) -> Option<i64> {
    serde_json::from_str::<FaceElem>(&format!("{{\"Index\":{json}}}")).ok().map(|face| face.index)
}

proptest! {
    #[test]
    fn a_number_and_its_decimal_text_are_the_same(number in number(), index in any::<i64>()) {
        prop_assert_eq!(unsigned(&number.to_string()), [Some(number); 5]);
        prop_assert_eq!(unsigned(&format!("\"{number}\"")), [Some(number); 5]);
        prop_assert_eq!(signed(&index.to_string()), Some(index));
        prop_assert_eq!(signed(&format!("\"{index}\"")), Some(index));
    }

    #[test]
    fn a_text_that_is_not_how_a_number_prints_is_none(text in digits()) {
        let json = to_text(&text);
        let as_unsigned = text.parse::<u64>().ok().filter(|number| number.to_string() == text);
        prop_assert_eq!(unsigned(&json), [as_unsigned; 5], "{}", text);
        let as_signed = text.parse::<i64>().ok().filter(|number| number.to_string() == text);
        prop_assert_eq!(signed(&json), as_signed, "{}", text);
    }

    #[test]
    fn a_fraction_is_no_integer(number in any::<f64>().prop_filter("JSON", |f| f.is_finite())) {
        // Written with a point or an exponent, however integral.
        prop_assert_eq!(unsigned(&to_text(&number)), [None; 5]);
        prop_assert_eq!(signed(&to_text(&number)), None);
    }
}

proptest! {
    // serde_json without its feature `float_roundtrip` misses some by one in the last place.
    #[test]
    fn a_coordinate_is_the_nearest_float_of_what_was_written(degrees in -180.0..180.0f64) {
        let json = format!("{{\"Latitude\":{degrees},\"Longitude\":0.5}}");
        let place: LocationElem = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(place.latitude.to_bits(), degrees.to_bits(), "{}", json);
    }
}
