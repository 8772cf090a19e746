//! Ids are their texts or numbers, times those of the system.

use std::borrow::Borrow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use tim_callback::query::CallbackQuery;
use tim_callback::value::{MsgId, MsgKey, TopicId, UnixMillis};
use tim_callback::{GroupId, SdkAppId, UnixSeconds, UserId};

use crate::traits::{hash, round_trip, to_text};
use crate::values::{number, text};

proptest! {
    #[test]
    fn an_id_is_its_text(text in text(), other in text()) {
        macro_rules! check {
            ($($id:ident),+) => {$({
                let (id, another) = ($id::from(text.as_str()), $id::from(other.as_str()));
                prop_assert_eq!(id.as_str(), &text);
                prop_assert_eq!(AsRef::<str>::as_ref(&id), &text);
                prop_assert_eq!(Borrow::<str>::borrow(&id), &text);
                prop_assert_eq!(id.to_string(), text.as_str());
                prop_assert_eq!(format!("{id:>20}|{id:<3}"), format!("{text:>20}|{text:<3}"));
                prop_assert_eq!(id.clone().into_string(), text.as_str());
                prop_assert_eq!(&id, &$id::from(text.clone()));
                prop_assert_eq!(id == other.as_str(), text == other);
                prop_assert_eq!(*other == id, text == other);
                prop_assert_eq!(id == another, text == other);
                prop_assert_eq!(hash(&id), hash(&text), "Borrow wants equal hashes");
                prop_assert_eq!(to_text(&id), to_text(&text));
                round_trip(&id)?;
            })+};
        }
        check!(UserId, GroupId, TopicId, MsgKey, MsgId);
    }

    #[test]
    fn an_app_id_is_its_number(number in number()) {
        let app = SdkAppId::new(number);
        prop_assert_eq!(app.get(), number);
        prop_assert_eq!(app, SdkAppId::from(number));
        prop_assert_eq!(app.to_string(), number.to_string());
        prop_assert_eq!(to_text(&app), number.to_string());
        let query = CallbackQuery::new(app, "x").to_query_string();
        prop_assert_eq!(CallbackQuery::parse(&query).unwrap().sdk_app_id(), app);
    }

    #[test]
    fn a_time_comes_back_from_the_systems_time(number in number()) {
        let (seconds, millis) = (UnixSeconds::new(number), UnixMillis::new(number));
        prop_assert_eq!((seconds.get(), millis.get()), (number, number));
        prop_assert_eq!(seconds.to_string() + &to_text(&millis), format!("{number}{number}"));
        round_trip(&seconds)?;
        round_trip(&millis)?;
        let wanted = UNIX_EPOCH.checked_add(Duration::from_secs(number));
        prop_assert_eq!(seconds.to_system_time(), wanted);
        if let Some(time) = seconds.to_system_time() {
            prop_assert_eq!(UnixSeconds::try_from(time), Ok(seconds));
        }
        let wanted = UNIX_EPOCH.checked_add(Duration::from_millis(number));
        prop_assert_eq!(millis.to_system_time(), wanted);
        if let Some(time) = millis.to_system_time() {
            prop_assert_eq!(UnixMillis::try_from(time), Ok(millis));
        }
    }

    #[test]
    fn a_time_of_the_system_is_cut_to_the_unit_or_refused(
        seconds in prop_oneof![any::<u64>(), 0..1u64 << 62, 0..1u64 << 34],
        nanos in 0..1_000_000_000u32,
        before in any::<bool>(),
    ) {
        let distance = Duration::new(seconds, nanos);
        let time = if before {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        };
        let Some(time): Option<SystemTime> = time else { return Ok(()) };
        let in_range = !before || distance.is_zero();
        let wanted = in_range.then(|| UnixSeconds::new(seconds));
        prop_assert_eq!(UnixSeconds::try_from(time).ok(), wanted);
        let millis = u64::try_from(distance.as_millis()).ok().filter(|_| in_range);
        prop_assert_eq!(UnixMillis::try_from(time).ok(), millis.map(UnixMillis::new));
    }
}
