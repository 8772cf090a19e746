//! What is shown of names and paths that come from the log. Anything that is not shaped like a name
//! may be someone's text, so it is not shown.

use std::fmt::Write;

use super::untyped::Step;

/// The longest name that is shown.
const MAX_NAME: usize = 64;

/// A path is cut when it is longer than this.
const MAX_PATH: usize = 256;

fn is_name(text: &str, punctuation: &[u8]) -> bool {
    text.len() <= MAX_NAME
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || punctuation.contains(&byte))
}

/// The name of a command.
pub(crate) fn command(name: &str) -> &str {
    if is_name(name, b"._-") { name } else { "(not a name)" }
}

/// The path to a value with list indices folded, such as `MsgBody[].MsgContent.Text`.
pub(crate) fn folded(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in steps {
        let dot = if path.is_empty() { "" } else { "." };
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Index(_) => path.write_str("[]"),
            Step::Key(key) if is_name(key, b"_-") => write!(path, "{dot}{key}"),
            Step::Key(_) => write!(path, "{dot}*"),
        };
        if path.len() > MAX_PATH {
            path.truncate(MAX_PATH);
            path.push('…');
            break;
        }
    }
    path
}

/// `MsgBody[2].MsgContent` as `MsgBody[].MsgContent`.
pub(crate) fn without_indices(path: &str) -> String {
    let mut parts = path.split('[');
    let mut folded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        folded.push('[');
        folded.push_str(part.trim_start_matches(|digit: char| digit.is_ascii_digit()));
    }
    folded
}

/// A JSON pointer.
pub(crate) fn pointer(steps: &[Step<'_>]) -> String {
    let mut pointer = String::new();
    for step in steps {
        let _ = match step {
            Step::Index(index) => write!(pointer, "/{index}"),
            Step::Key(key) => write!(pointer, "/{}", escaped(key)),
        };
    }
    pointer
}

/// A key as a step of a JSON pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
