//! The rule that names everything after the wire name, held in both directions.

use std::collections::BTreeSet;

use tim_callback::CallbackCommand;

use crate::Outcome;
use crate::answers;
use crate::fixture::{Folder, folders};
use crate::naming::names;

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
    let root = crate::naming::library().join("src/callbacks");
    let catalogue = crate::naming::library().join("src/catalogue.rs");
    let catalogue = std::fs::read_to_string(catalogue)?;
    let catalogue = catalogue.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut files = BTreeSet::new();
    for command in CallbackCommand::all() {
        let wire = command.name();
        let names = names(wire);
        let row = format!(" {} = {} =>", names.variant, names.path());
        if !catalogue.contains(&row) {
            return Err(format!("{wire} is not in the catalogue as{row}").into());
        }
        let (file, request) = (names.file(), &names.request);
        let text =
            std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        if !text.contains(&format!("pub struct {request} {{"))
            || !text.contains(&format!("impl Callback for {request} {{"))
        {
            return Err(format!("{} does not have the request {request}", file.display()).into());
        }
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
    // Two names do not say that the answer decides.
    let decides = ["Before", "Prev", "OnAssignHuman", "InterfaceInvocation"];
    let before = decides.iter().any(|word| folder.command().contains(word));
    if before != command.is_before() {
        return Err("the verdict decides where it should not, or the other way round".into());
    }
    Ok(())
}
