//! When to send the next callback.

use std::str::FromStr;
use std::time::Duration;

use tokio::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pace {
    Asap,
    /// This many times as fast as recorded.
    Times(f64),
}

impl FromStr for Pace {
    type Err = &'static str;

    fn from_str(pace: &str) -> Result<Self, Self::Err> {
        match pace {
            "asap" => Ok(Self::Asap),
            "recorded" => Ok(Self::Times(1.0)),
            times => match times.parse() {
                Ok(times) if times > 0.0 && f64::is_finite(times) => Ok(Self::Times(times)),
                _ => Err("give asap, recorded, or a number above 0"),
            },
        }
    }
}

/// Turns recorded times into times to send at.
pub(crate) struct Clock {
    pace: Pace,
    /// The first recorded time, and when that callback was sent.
    start: Option<(u64, Instant)>,
}

impl Pace {
    pub(crate) fn clock(self) -> Clock {
        Clock { pace: self, start: None }
    }
}

impl Clock {
    /// When to send a callback of this recorded time; `None` for at once.
    pub(crate) fn due(&mut self, recorded: Option<u64>) -> Option<Instant> {
        let (Pace::Times(times), Some(recorded)) = (self.pace, recorded) else { return None };
        let (first, start) = *self.start.get_or_insert_with(|| (recorded, Instant::now()));
        let after = Duration::from_millis(recorded.saturating_sub(first)).as_secs_f64() / times;
        start.checked_add(Duration::try_from_secs_f64(after).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_is_a_word_or_a_factor() {
        assert_eq!("asap".parse(), Ok(Pace::Asap));
        assert_eq!("recorded".parse(), Ok(Pace::Times(1.0)));
        assert_eq!("0.5".parse(), Ok(Pace::Times(0.5)));
        for wrong in ["", "0", "-1", "inf", "NaN", "fast"] {
            assert!(wrong.parse::<Pace>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_are_kept_relative_to_the_first() {
        let mut clock = Pace::Times(2.0).clock();
        let first = clock.due(Some(1_000)).unwrap();
        assert_eq!(clock.due(Some(3_000)).unwrap() - first, Duration::from_secs(1));
        // Lines are written as answers come, so times may go back.
        assert_eq!(clock.due(Some(900)), Some(first));
        assert_eq!(clock.due(None), None);
        assert_eq!(Pace::Asap.clock().due(Some(1)), None);
    }
}
