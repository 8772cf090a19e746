//! The codes of refusals: those of each kind, and those that are of no verdict.

use std::ops::RangeInclusive;

use proptest::prelude::*;
use serde_json::json;
use tim_callback::verdict::{Answer, FriendRejectCode, RejectCode, SubscribeVerdict};
use tim_callback::{
    Ack, C2cRejectCode, FriendVerdict, Gate, GroupRejectCode, InviteVerdict, MsgVerdict,
};

use crate::values::text;

pub(crate) const GROUP: RangeInclusive<u32> = 10100..=10200;
pub(crate) const C2C: RangeInclusive<u32> = 120001..=130000;
pub(crate) const FRIEND: RangeInclusive<u32> = 38000..=39000;

/// Codes, those at the ends of the ranges more often.
fn code() -> impl Strategy<Value = u32> {
    let near = [GROUP, C2C, FRIEND].map(|range| {
        prop_oneof![range.start() - 2..=range.start() + 2, range.end() - 2..=range.end() + 2, range]
    });
    let [group, c2c, friend] = near;
    prop_oneof![any::<u32>(), 0..5u32, group, c2c, friend]
}

pub(crate) fn group_code() -> impl Strategy<Value = GroupRejectCode> {
    GROUP.prop_map(|code| GroupRejectCode::new(code).expect("in range"))
}

pub(crate) fn c2c_code() -> impl Strategy<Value = C2cRejectCode> {
    C2C.prop_map(|code| C2cRejectCode::new(code).expect("in range"))
}

proptest! {
    #[test]
    fn a_reject_code_is_one_exactly_in_its_range(code in code()) {
        macro_rules! check {
            ($($kind:ident in $range:expr),+) => {$(
                let made = $kind::new(code);
                prop_assert_eq!(made.is_some(), $range.contains(&code));
                prop_assert_eq!(made.map($kind::get), made.map(|_| code));
                prop_assert_eq!($kind::from_code(code), made);
                prop_assert_eq!($kind::try_from(code).ok(), made);
                let error = $kind::try_from(code).err();
                prop_assert_eq!(error.map(|error| error.code()), made.is_none().then_some(code));
                let (min, max) = ($range.start(), $range.end());
                let text = format!("reject code {code} is outside {min} to {max}");
                prop_assert!(error.is_none_or(|error| error.to_string() == text));
            )+};
        }
        check!(GroupRejectCode in GROUP, C2cRejectCode in C2C, FriendRejectCode in FRIEND);
    }

    #[test]
    fn a_code_that_is_not_documented_is_read_as_no_verdict(code in code(), info in text()) {
        let answer = json!({"ActionStatus": "OK", "ErrorInfo": info, "ErrorCode": code});
        let answer = || serde_json::from_value::<Answer>(answer.clone()).expect("an answer");
        let group = GROUP.contains(&code);
        let c2c = C2C.contains(&code);
        prop_assert_eq!(Ack::try_from(answer()).is_ok(), code == 0);
        prop_assert_eq!(Gate::<GroupRejectCode>::try_from(answer()).is_ok(), code < 2 || group);
        prop_assert_eq!(Gate::<C2cRejectCode>::try_from(answer()).is_ok(), code < 2 || c2c);
        prop_assert_eq!(MsgVerdict::<GroupRejectCode>::try_from(answer()).is_ok(), code < 3 || group);
        prop_assert_eq!(MsgVerdict::<C2cRejectCode>::try_from(answer()).is_ok(), code < 3 || c2c);
        prop_assert_eq!(InviteVerdict::try_from(answer()).is_ok(), code < 2 || group);
        prop_assert_eq!(SubscribeVerdict::try_from(answer()).is_ok(), code < 2);
        prop_assert!(FriendVerdict::try_from(answer()).is_err(), "no ResultItem");
    }
}
