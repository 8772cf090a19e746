//! The results of a load test.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use tim_callback::CallbackCommand;
use tim_callback::testing::{Response, what_tencent_does};

use super::connection::Answer;

/// The results of one connection.
#[derive(Default)]
pub struct Part {
    /// How long each answer took.
    took: Vec<Duration>,
    /// How often each problem occurred.
    wrong: BTreeMap<String, u64>,
    /// The last good answer to each command. Most answers equal it and need no review.
    sound: BTreeMap<CallbackCommand, Vec<u8>>,
}

impl Part {
    pub fn count(&mut self, command: CallbackCommand, answer: &Answer<'_>, took: Duration) {
        self.took.push(took);
        let head = &answer.head;
        let seen = self.sound.get(&command).is_some_and(|body| *body == *answer.body);
        let is_json = head.content_type == "application/json";
        if seen && is_json && head.status == 200 && took <= tim_callback::CALLBACK_TIMEOUT {
            return;
        }
        let response = Response::new(head.status, &head.content_type, &answer.body).after(took);
        let review = what_tencent_does(command, response);
        if review.is_sound() {
            self.sound.insert(command, answer.body.to_vec());
        } else {
            *self.wrong.entry(review.to_string()).or_default() += 1;
        }
    }

    pub fn count_failure(&mut self, error: String) {
        *self.wrong.entry(error).or_default() += 1;
    }
}

/// The results of all connections.
pub struct Report {
    /// Sorted.
    took: Vec<Duration>,
    wrong: BTreeMap<String, u64>,
    whole: Duration,
}

impl Report {
    pub fn new(parts: Vec<Part>, whole: Duration) -> Self {
        let (mut took, mut wrong) = (Vec::new(), BTreeMap::<_, u64>::new());
        for part in parts {
            took.extend(part.took);
            for (what, count) in part.wrong {
                *wrong.entry(what).or_default() += count;
            }
        }
        took.sort_unstable();
        Self { took, wrong, whole }
    }

    pub fn is_right(&self) -> bool {
        self.wrong.is_empty()
    }

    /// The time within which this many of a thousand answers came.
    fn permille(&self, permille: usize) -> Duration {
        let rank = (self.took.len() * permille).div_ceil(1000);
        self.took.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answers = self.took.len();
        let seconds = self.whole.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate does not need its last digits")]
        let rate = answers as f64 / seconds.max(f64::MIN_POSITIVE);
        writeln!(f, "{answers} answers in {seconds:.2} s, {rate:.0} per second")?;
        for (name, permille) in [("p50", 500), ("p99", 990), ("p99.9", 999), ("max", 1000)] {
            writeln!(f, "{name:>6} {:>10.3} ms", millis(self.permille(permille)))?;
        }
        write!(f, "errors {:>6}", self.wrong.values().sum::<u64>())?;
        for (what, count) in &self.wrong {
            write!(f, "\n  {count} times: {what}")?;
        }
        Ok(())
    }
}
