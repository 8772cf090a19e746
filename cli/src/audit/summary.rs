//! What all lines amount to. Its size is bounded, whatever the log contains.

use std::collections::BTreeMap;

use tim_callback::CallbackCommand;

use crate::check::{Checked, Merged, Status, names};

/// The most groups that are kept for a command, of untyped fields and of errors each.
pub(crate) const MAX_GROUPS: usize = 100;

/// The most unknown commands that are kept.
pub(crate) const MAX_UNKNOWN: usize = 100;

const NO_COMMAND: &str = "(no command)";
const OTHERS: &str = "(other unknown commands)";

#[derive(Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) typed: u64,
    pub(crate) untyped: u64,
    pub(crate) unknown: u64,
    pub(crate) undecodable: u64,
}

/// Equal findings.
pub(crate) struct Group {
    pub(crate) count: u64,
    pub(crate) first: u64,
    pub(crate) help: Option<&'static str>,
}

#[derive(Default)]
pub(crate) struct Groups {
    pub(crate) kept: BTreeMap<String, Group>,
    /// How many findings are in none of the groups.
    pub(crate) left_out: u64,
}

#[derive(Default)]
pub(crate) struct Row {
    pub(crate) counts: Counts,
    pub(crate) fields: Groups,
    pub(crate) errors: Groups,
}

#[derive(Default)]
pub(crate) struct Summary {
    pub(crate) rows: BTreeMap<String, Row>,
    unknown_rows: usize,
    /// How many bodies contain the query, and how many of those lines have no other query.
    pub(crate) merged: u64,
    pub(crate) merged_only: u64,
}

impl Counts {
    pub(crate) fn lines(&self) -> u64 {
        self.typed + self.untyped + self.unknown + self.undecodable
    }
}

impl Groups {
    fn add(&mut self, key: &str, line: u64, help: Option<&'static str>) {
        if let Some(group) = self.kept.get_mut(key) {
            group.count += 1;
        } else if self.kept.len() < MAX_GROUPS {
            self.kept.insert(key.to_owned(), Group { count: 1, first: line, help });
        } else {
            self.left_out += 1;
        }
    }
}

impl Summary {
    pub(crate) fn add(&mut self, line: u64, checked: &Checked) {
        self.merged += u64::from(checked.merged != Merged::No);
        self.merged_only += u64::from(checked.merged == Merged::Only);
        let row = self.row(checked.command.as_deref());
        match &checked.status {
            Status::Unknown(_) => row.counts.unknown += 1,
            Status::Failed(issue) => {
                row.counts.undecodable += 1;
                row.errors.add(&issue.group, line, issue.help);
            }
            Status::Decoded(_) => {
                let mut clean = true;
                checked.untyped(&mut |steps| {
                    clean = false;
                    row.fields.add(&names::folded(steps), line, None);
                });
                match clean {
                    true => row.counts.typed += 1,
                    false => row.counts.untyped += 1,
                }
            }
        }
    }

    /// The row of a command. Unknown commands can have any name, so their number is bounded.
    fn row(&mut self, command: Option<&str>) -> &mut Row {
        let mut name = command.unwrap_or(NO_COMMAND);
        let unknown = command.is_some_and(|name| name.parse::<CallbackCommand>().is_err());
        if unknown && !self.rows.contains_key(name) {
            if self.unknown_rows < MAX_UNKNOWN {
                self.unknown_rows += 1;
            } else {
                name = OTHERS;
            }
        }
        self.rows.entry(name.to_owned()).or_default()
    }

    pub(crate) fn total(&self) -> Counts {
        self.rows.values().fold(Counts::default(), |sum, row| Counts {
            typed: sum.typed + row.counts.typed,
            untyped: sum.untyped + row.counts.untyped,
            unknown: sum.unknown + row.counts.unknown,
            undecodable: sum.undecodable + row.counts.undecodable,
        })
    }

    pub(crate) fn is_clean(&self) -> bool {
        let total = self.total();
        total.typed == total.lines()
    }
}
