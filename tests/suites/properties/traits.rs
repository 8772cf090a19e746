//! What the traits of a value make of it: its JSON, there and back, and its hash.

use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) fn to_text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

pub(crate) fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(
    value: &T,
) -> TestCaseResult {
    prop_assert_eq!(&serde_json::from_str::<T>(&to_text(value)).unwrap(), value);
    let json = serde_json::to_value(value).unwrap();
    prop_assert_eq!(&serde_json::from_value::<T>(json).unwrap(), value);
    Ok(())
}

pub(crate) fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
