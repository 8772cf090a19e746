//! The rule that names everything after the wire name, held in both directions.

use std::collections::BTreeSet;
use std::path::Path;

use tim_callback::CallbackCommand;

use crate::answers;
use crate::fixture::{Folder, folders};
use crate::receiver::Outcome;

/// Words of a name: a capital starts one, digits belong to it, runs of capitals stay together.
fn snake_case(name: &str) -> String {
    let chars: Vec<char> = name.replace("C2C", "C2c").chars().collect();
    let mut snake = String::new();
    for (at, c) in chars.iter().enumerate() {
        if c.is_uppercase() && at > 0 && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// Family, type and module of a wire name.
fn names(wire: &str) -> (String, String, String) {
    let (family, name) = wire.split_once('.').expect("a wire name has a dot");
    let name = name.strip_prefix("Callback").unwrap_or(name);
    (family.to_owned(), name.to_owned(), snake_case(name))
}

/// The variant of a wire name: family and type, a family not repeated that the type starts with.
pub fn variant(wire: &str) -> String {
    let (family, name, _) = names(wire);
    if name.starts_with(&family) { name } else { format!("{family}{name}") }
}

pub fn folder_per_command() -> Outcome {
    let folders: BTreeSet<_> = folders().iter().map(|folder| folder.command().to_owned()).collect();
    for command in CallbackCommand::all() {
        if !folders.contains(command.name()) {
            return Err(format!("{command} has no folder").into());
        }
    }
    Ok(())
}

pub fn command_per_folder() -> Outcome {
    for folder in folders() {
        if folder.command().parse::<CallbackCommand>().is_err() {
            return Err(format!("{} is no command of the catalogue", folder.command()).into());
        }
    }
    Ok(())
}

pub fn names_follow_the_rule() -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/callbacks");
    let mut files = BTreeSet::new();
    for command in CallbackCommand::all() {
        let wire = command.name();
        let (family, name, module) = names(wire);
        let family = snake_case(&family);
        if command.rust_path() != format!("tim_callback::callbacks::{family}::{name}") {
            return Err(format!("{wire} is {}", command.rust_path()).into());
        }
        let file = root.join(&family).join(format!("{module}.rs"));
        let text =
            std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        if !text.starts_with(&format!("//! `{wire}`: ")) {
            return Err(format!("{} does not begin with its wire name", file.display()).into());
        }
        if !text.contains(&format!("#[doc(alias = \"{wire}\")]")) {
            return Err(format!("{} has no alias {wire}", file.display()).into());
        }
        files.insert(file);
    }
    // The other direction: a file that begins as a command's is one.
    for family in std::fs::read_dir(&root)? {
        let family = family?.path();
        if !family.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&family)? {
            let file = file?.path();
            let text = std::fs::read_to_string(&file)?;
            if text.starts_with("//! `") && !files.contains(&file) {
                return Err(format!("{} is in no row of the catalogue", file.display()).into());
            }
        }
    }
    Ok(())
}

/// A request with all there is, a minimal one, a query, every answer, and where they are from.
pub fn is_complete(folder: &Folder) -> Outcome {
    for file in ["request.json", "minimal.json", "query.txt", "SOURCE.md"] {
        if !folder.has(file) {
            return Err(format!("there is no {file}").into());
        }
    }
    let command: CallbackCommand = folder.command().parse()?;
    let expected: BTreeSet<_> =
        answers::expected(command).iter().map(|reply| (*reply).to_owned()).collect();
    let there: BTreeSet<_> = folder.replies().into_iter().collect();
    if expected != there {
        return Err(format!("answers expected: {expected:?}, there: {there:?}").into());
    }
    let before = folder.command().contains("Before") || folder.command().contains("Prev");
    if before != (command.phase() == Phase::Before) {
        return Err("the verdict is of the wrong phase".into());
    }
    Ok(())
}
