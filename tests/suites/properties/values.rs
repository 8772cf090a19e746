//! Values to try: texts, numbers, JSON.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;

/// Any text, with those that mean something to a parser more often than chance has them.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => ".{0,12}",
        1 => any::<String>(),
        1 => "[\"\\\\{}\\[\\]:,/\\x00-\\x1f]{0,8}",
        1 => Just(String::new()),
        1 => Just("null".to_owned()),
        1 => any::<u64>().prop_map(|number| number.to_string()),
    ]
}

/// Numbers, those at the ends of ranges more often.
pub(crate) fn number() -> impl Strategy<Value = u64> {
    let ends = [0, 1, u64::from(u32::MAX), 1 << 53, i64::MAX as u64, 1 << 63, u64::MAX];
    prop_oneof![
        any::<u64>(),
        any::<u32>().prop_map(u64::from),
        proptest::sample::select(ends.to_vec())
    ]
}

/// Numbers with a fraction, as coordinates are written: longer ones have a property of their own.
pub(crate) fn decimal() -> impl Strategy<Value = f64> {
    (-180_000_000..=180_000_000i32).prop_map(|millionths| f64::from(millionths) / 1e6)
}

pub(crate) fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        decimal().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

pub(crate) fn maybe_text() -> impl Strategy<Value = Option<String>> {
    option::of(text())
}

pub(crate) fn maybe_number() -> impl Strategy<Value = Option<u64>> {
    option::of(number())
}
