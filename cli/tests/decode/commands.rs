//! The list of known commands.

use std::path::{Path, PathBuf};

use tim_callback::CallbackCommand;

use super::{objects, run};

/// The lines of all files under `src/callbacks`, each file with the module it is in.
fn callback_files() -> Vec<(String, Vec<String>)> {
    let mut files = Vec::new();
    for family in read_dir("src/callbacks").into_iter().filter(|path| path.is_dir()) {
        let module = family.file_name().unwrap().to_str().unwrap();
        for file in read_dir(family.to_str().unwrap()) {
            let text = std::fs::read_to_string(file).unwrap();
            files.push((module.to_owned(), text.lines().map(str::to_owned).collect()));
        }
    }
    files
}

fn read_dir(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(folder);
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The path of the type that is documented under the wire name.
fn path_in_sources(files: &[(String, Vec<String>)], wire: &str) -> String {
    let alias = format!("#[doc(alias = \"{wire}\")]");
    let (module, lines) = files.iter().find(|(_, lines)| lines.contains(&alias)).expect(wire);
    let mut after = lines.iter().skip_while(|line| **line != alias);
    let request = after.find_map(|line| line.strip_prefix("pub struct ")).expect(wire);
    let request = request.split([' ', ';', '(', '<']).next().unwrap();
    format!("tim_callback::callbacks::{module}::{request}")
}

#[test]
fn the_commands_are_listed_in_catalogue_order_with_the_paths_of_their_types() {
    let ran = run(&["commands"], "");
    let files = callback_files();
    let expected: Vec<_> = CallbackCommand::all()
        .iter()
        .map(|command| {
            let phase = if command.is_before() { "before" } else { "after" };
            format!("{command}\t{phase}\t{}", path_in_sources(&files, command.name()))
        })
        .collect();
    assert_eq!(ran.out.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_command_is_an_object_for_programs() {
    let rows = objects(&run(&["commands", "--json"], ""));
    assert_eq!(rows.len(), CallbackCommand::all().len());
    for (row, command) in rows.iter().zip(CallbackCommand::all()) {
        assert_eq!(row["command"], command.name());
        assert_eq!(row["page"], command.page_url());
        assert_eq!(row["description"], command.description());
    }
}
