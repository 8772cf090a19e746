//! One side of a difference: what was recorded, or what came back now.

use std::borrow::Cow;

use serde::Serialize;

use crate::exchange::Answer;
use crate::output::shown;
use crate::recording::Recorded;
use crate::upstream::UpstreamError;

/// How much of an answer is printed.
const LONGEST: usize = 300;

/// How much of what is equal is printed before a difference that is farther on.
const LEAD: usize = 40;

#[derive(Serialize, Default)]
pub(crate) struct Side<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Cow<'a, str>>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Cow<'a, str>>,
}

impl<'a> Side<'a> {
    pub(crate) fn recorded(recorded: &'a Recorded) -> Self {
        Self {
            status: recorded.status,
            answer: recorded.answer.as_deref().map(String::from_utf8_lossy),
            error: recorded.error.as_deref().map(Cow::Borrowed),
        }
    }

    pub(crate) fn now(now: &'a Result<Answer, UpstreamError>) -> Self {
        match now {
            Ok(Answer { status, body, .. }) => Self {
                status: Some(*status),
                answer: Some(String::from_utf8_lossy(body)),
                error: None,
            },
            Err(error) => Self { error: Some(error.to_string().into()), ..Self::default() },
        }
    }

    fn text(&self, skipped: usize) -> String {
        let Self { status, answer, error } = self;
        if let Some(error) = error {
            return shown(error, LONGEST);
        }
        let status = status.map(|status| format!("{status} ")).unwrap_or_default();
        let answer = answer.as_deref().unwrap_or("(nothing)");
        let start = answer.char_indices().nth(skipped).map_or(0, |(start, _)| start);
        let dots = if start > 0 { "…" } else { "" };
        format!("{status}{dots}{}", shown(&answer[start..], LONGEST))
    }
}

/// Both as text. Long answers begin shortly before the first character that differs.
pub(crate) fn texts(recorded: &Side<'_>, now: &Side<'_>) -> (String, String) {
    let skipped = match (&recorded.answer, &now.answer) {
        (Some(one), Some(other)) if one != other => {
            let pairs = one.chars().zip(other.chars());
            let same = pairs.take_while(|(one, other)| one == other).count();
            if same + LEAD < LONGEST { 0 } else { same - LEAD }
        }
        _ => 0,
    };
    (recorded.text(skipped), now.text(skipped))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(answer: &str) -> Side<'_> {
        Side { status: Some(200), answer: Some(answer.into()), error: None }
    }

    #[test]
    fn a_difference_far_on_is_shown() {
        let long = "é".repeat(1000);
        let (one, other) = (format!("{long}red"), format!("{long}green"));
        let (one, other) = texts(&side(&one), &side(&other));
        let start = format!("200 …{}", "é".repeat(40));
        assert_eq!((one, other), (format!("{start}red"), format!("{start}green")));
        assert_eq!(texts(&side("{}"), &side("[]")), ("200 {}".to_owned(), "200 []".to_owned()));
        let (one, other) = texts(&side(&long), &Side::default());
        assert!(one.starts_with("200 éé") && other == "(nothing)", "{one} {other}");
        // One is the start of the other.
        let (one, other) = texts(&side(&long), &side(&format!("{long}more")));
        assert!(one.ends_with("é") && other.ends_with("émore"), "{one} {other}");
    }
}
