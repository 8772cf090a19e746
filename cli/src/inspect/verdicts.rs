//! The verdicts that can be chosen for a command.

mod choose;

use serde::{Deserialize, Serialize};
use tim_callback::callbacks::Callback;
use tim_callback::verdict::RejectCode;
use tim_callback::{Call, UserId};

pub(crate) use choose::Choose;

/// A verdict as it is chosen on the page.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Chosen {
    pub(crate) verdict: Kind,
    /// The code of [`Kind::RejectWith`], or the group of [`Kind::Assign`].
    #[serde(default)]
    pub(crate) code: Option<u64>,
    #[serde(default)]
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Allow,
    Reject,
    RejectWith,
    Drop,
    Replace,
    Refuse,
    Assign,
    Return,
    Fail,
}

/// A kind as the page shows it: with the labels of its fields.
#[derive(Serialize)]
pub(crate) struct Offered {
    verdict: Kind,
    label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_code: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'static str>,
}

/// The kinds that can be chosen for a command.
pub(crate) fn offered<C: Callback>(_: &Call<C>) -> Vec<Offered>
where
    C::Verdict: Choose<C>,
{
    let (min, max) = C::Verdict::codes();
    C::Verdict::KINDS.iter().map(|kind| kind.offered(min, max)).collect()
}

impl Kind {
    fn offered(self, min: u32, max: u32) -> Offered {
        let (label, code, text) = match self {
            Self::Allow => ("Allow", None, None),
            Self::Reject => ("Reject", None, None),
            Self::RejectWith => {
                ("Reject with a code", Some(format!("Code, {min} to {max}")), Some("Text"))
            }
            Self::Drop => ("Drop silently", None, None),
            Self::Replace => ("Deliver another text", None, Some("Text")),
            Self::Refuse => ("Refuse some accounts", None, Some("Accounts, with commas between")),
            Self::Assign => (
                "Assign to agents",
                Some("Group of agents".to_owned()),
                Some("E-mail addresses, with commas between"),
            ),
            Self::Return => ("Return values", None, Some("Values, as a JSON object")),
            Self::Fail => ("Processing failed", None, None),
        };
        let first_code = (self == Self::RejectWith).then_some(min);
        Offered { verdict: self, label, code, first_code, text }
    }
}

impl Chosen {
    pub(crate) fn first(kinds: &[Offered]) -> Option<Self> {
        let first = kinds.first()?;
        Some(Self { verdict: first.verdict, code: None, text: String::new() })
    }

    fn reject_code<R: RejectCode>(&self) -> Result<R, String> {
        let code = self.code.and_then(|code| u32::try_from(code).ok()).and_then(R::from_code);
        code.ok_or_else(|| format!("the code is not {} to {}", R::MIN.code(), R::MAX.code()))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.text.split(',').map(str::trim).filter(|name| !name.is_empty())
    }

    fn accounts(&self) -> Result<Vec<UserId>, String> {
        let accounts: Vec<_> = self.names().map(UserId::from).collect();
        if accounts.is_empty() { Err("no account is named".to_owned()) } else { Ok(accounts) }
    }
}
