//! Word lists: which words lead to which action.
//!
//! A list is a text file with a line for each word: the word, a tab, and `reject`, `drop` or
//! `mask`. Empty lines and lines that start with `#` are skipped.

use std::fmt;
use std::fs::read_to_string;
use std::io;
use std::path::{Path, PathBuf};

use aho_corasick::AhoCorasick;

use crate::normalise::Normalised;

/// What happens to a message with a word of the list. The strictest action is the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The message is delivered with asterisks in place of the word.
    Mask,
    /// The message is not delivered, and the sender sees success.
    Drop,
    /// The message is refused.
    Reject,
}

/// A list that cannot be used. It shows no words.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why it cannot be read.
        source: io::Error,
    },
    /// A line is not an entry.
    #[error("{path}:{line}: expected {expected}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The number of the line, counted from 1.
        line: usize,
        /// What should be there.
        expected: &'static str,
    },
    /// There are no words. The file is probably being written.
    #[error("{path} has no words")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The words need more memory than the search supports.
    #[error("{path} has too many words: {source}")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What the search says.
        source: aho_corasick::BuildError,
    },
}

/// A list of words, ready to be searched for. `Debug` shows no words.
#[derive(Clone)]
pub struct WordList {
    search: AhoCorasick,
    /// The actions of the patterns, in their order.
    actions: Vec<Action>,
}

impl WordList {
    /// Reads a list from its file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or is not a list with at least one word.
    pub fn read(path: &Path) -> Result<Self, ListError> {
        let text = read_to_string(path)
            .map_err(|source| ListError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ListError> {
        let mut words = Vec::new();
        let mut actions = Vec::new();
        // Some editors begin a file with a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (line, number) in text.lines().zip(1..) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, action) = entry(line).map_err(|expected| ListError::Malformed {
                path: path.to_owned(),
                line: number,
                expected,
            })?;
            words.push(word);
            actions.push(action);
        }
        if words.is_empty() {
            return Err(ListError::Empty { path: path.to_owned() });
        }
        let search = AhoCorasick::new(words)
            .map_err(|source| ListError::TooLarge { path: path.to_owned(), source })?;
        Ok(Self { search, actions })
    }

    /// How many words there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.actions.len()
    }

    /// The strictest action for any word in any of these texts; `None` if they have none.
    pub fn strictest<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Option<Action> {
        let mut strictest = None;
        for text in texts {
            let text = Normalised::of(text);
            // Overlapping: a word to be masked may contain one to be rejected.
            for found in self.search.find_overlapping_iter(text.as_str()) {
                strictest = strictest.max(Some(self.actions[found.pattern().as_usize()]));
                if strictest == Some(Action::Reject) {
                    return strictest;
                }
            }
        }
        strictest
    }

    /// The text with an asterisk for each character of each word; `None` if it has no word.
    #[must_use]
    pub fn mask(&self, text: &str) -> Option<String> {
        let text = Normalised::of(text);
        text.masked(self.search.find_overlapping_iter(text.as_str()).map(|found| found.range()))
    }
}

/// The form of the word in a line, and its action. An error says what was expected.
fn entry(line: &str) -> Result<(String, Action), &'static str> {
    let (word, action) = line.split_once('\t').ok_or("a word, a tab and an action")?;
    let word = Normalised::of(word.trim()).as_str().to_owned();
    if word.is_empty() {
        return Err("a visible word before the tab");
    }
    let action = match action.trim() {
        "reject" => Action::Reject,
        "drop" => Action::Drop,
        "mask" => Action::Mask,
        _ => return Err("reject, drop or mask after the tab"),
    };
    Ok((word, action))
}

impl fmt::Debug for WordList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WordList").field("count", &self.count()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\u{feff}# four words\r\n\r\ncasino\treject\r\nＧibberish\tdrop\nred herring\t mask \n 红包\tmask";

    fn parse(text: &str) -> Result<WordList, ListError> {
        WordList::parse(text, Path::new("list.txt"))
    }

    #[test]
    fn each_word_has_its_action() {
        let list = parse(LIST).unwrap();
        assert_eq!(list.count(), 4);
        for (text, action) in [
            ("good morning", None),
            ("the ＣＡＳＩＮＯ", Some(Action::Reject)),
            ("GIBBERISH", Some(Action::Drop)),
            ("a red herring", Some(Action::Mask)),
            ("收红包", Some(Action::Mask)),
            ("red  herring", None),
        ] {
            assert_eq!(list.strictest([text]), action, "{text}");
        }
    }

    #[test]
    fn the_strictest_action_wins_in_any_order() {
        let list = parse(LIST).unwrap();
        assert_eq!(list.strictest(["red herring", "casino", "gibberish"]), Some(Action::Reject));
        assert_eq!(list.strictest(["gibberish and a red herring"]), Some(Action::Drop));
        assert_eq!(list.strictest([]), None);
    }

    #[test]
    fn a_word_within_a_word_counts() {
        let list = parse("the casino tonight\tmask\ncasino\treject").unwrap();
        assert_eq!(list.strictest(["in the casino tonight"]), Some(Action::Reject));
    }

    #[test]
    fn overlapping_words_are_masked_together() {
        let list = parse("abc\tmask\nbcd\tmask\nb\tmask").unwrap();
        assert_eq!(list.mask("xABCDx ab").as_deref(), Some("x****x a*"));
        assert_eq!(list.mask("x"), None);
    }

    #[test]
    fn a_line_that_is_no_entry_is_named_and_not_shown() {
        for (text, error) in [
            ("fine\tmask\ncovert", "list.txt:2: expected a word, a tab and an action"),
            ("# fine\n\n\tmask", "list.txt:3: expected a visible word before the tab"),
            ("\u{200b}\tmask", "list.txt:1: expected a visible word before the tab"),
            ("covert\tblock", "list.txt:1: expected reject, drop or mask after the tab"),
            ("covert\tmask\tcovert", "list.txt:1: expected reject, drop or mask after the tab"),
            ("# nothing\n", "list.txt has no words"),
            ("", "list.txt has no words"),
        ] {
            let refused = parse(text).unwrap_err();
            assert_eq!(refused.to_string(), error);
            assert!(!format!("{refused:?}").contains("covert"), "{refused:?}");
        }
    }

    #[test]
    fn a_list_shows_no_words() {
        assert_eq!(format!("{:?}", parse("covert\tmask").unwrap()), "WordList { count: 1, .. }");
    }

    #[test]
    fn a_file_that_is_missing_is_named() {
        let error = WordList::read(Path::new("no/such/list.txt")).unwrap_err().to_string();
        assert!(error.starts_with("no/such/list.txt cannot be read: "), "{error}");
    }

    #[test]
    fn the_list_of_the_example_can_be_read() {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/words.txt"));
        assert_eq!(WordList::read(path).unwrap().count(), 4);
    }
}
