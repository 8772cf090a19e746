//! The one rule that names everything after the wire name, and what a command's file says.

#![allow(dead_code, reason = "every test file is a crate of its own and uses a part of this")]
#![allow(clippy::panic, reason = "a helper that meets something unexpected fails its test")]

use std::path::{Path, PathBuf};

/// What a command is called in Rust.
pub struct Names {
    /// The module of its family.
    pub family: String,
    /// Its request type.
    pub request: String,
    /// The module of its own, which is also the name of its file.
    pub module: String,
    /// Its variant of `CallbackCommand` and of `AnyCallback`.
    pub variant: String,
}

/// The words of a name: a capital starts one, digits belong to it, runs of capitals stay together.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for (at, c) in name.chars().enumerate() {
        if c.is_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// Family and name are split at the dot, and a leading `Callback` of the name is dropped. `C2C` is
/// cased `C2c`, `ChatBot` is cased `Chatbot`. The variant is family and type; a family that the
/// type starts with is not repeated.
pub fn names(wire: &str) -> Names {
    let (family, name) =
        wire.split_once('.').unwrap_or_else(|| panic!("{wire} has no dot, wire names have one"));
    let family = family.replace("C2C", "C2c").replace("ChatBot", "Chatbot");
    let request = name.strip_prefix("Callback").unwrap_or(name).replace("C2C", "C2c");
    let variant = match request.starts_with(&family) {
        true => request.clone(),
        false => format!("{family}{request}"),
    };
    Names { family: snake_case(&family), module: snake_case(&request), request, variant }
}

impl Names {
    /// The request type under `callbacks`.
    pub fn path(&self) -> String {
        format!("{}::{}", self.family, self.request)
    }

    /// The command's file.
    pub fn file(&self) -> PathBuf {
        library().join("src/callbacks").join(&self.family).join(format!("{}.rs", self.module))
    }
}

/// The folder of the library: that of the package that includes this, or one above.
pub fn library() -> &'static Path {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.find(|folder| folder.join("src/catalogue.rs").exists()).expect("tests lie below it")
}

/// The verdict type of a command, as its file writes it.
pub fn verdict(wire: &str) -> String {
    let file = names(wire).file();
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut verdicts = text.lines().filter_map(|line| {
        line.trim().strip_prefix("type Verdict = ")?.strip_suffix(';').map(str::to_owned)
    });
    match (verdicts.next(), verdicts.next()) {
        (Some(verdict), None) => verdict,
        _ => panic!("{} does not have one verdict type", file.display()),
    }
}
