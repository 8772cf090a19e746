//! The files of the fixture folders.

use std::path::Path;

use tim_callback::CallbackCommand;

pub(crate) fn fixture(command: CallbackCommand, file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(command.name());
    std::fs::read_to_string(folder.join(file)).unwrap()
}
