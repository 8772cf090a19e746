//! The list of all known commands.

use std::io::{self, BufWriter, Write};

use tim_callback::CallbackCommand;

pub fn list() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for command in CallbackCommand::all() {
        let phase = if command.is_before() { "before" } else { "after" };
        writeln!(out, "{command}\t{phase}\t{}", rust_path(command.name()))?;
    }
    out.flush()
}

/// The path of a command's request type. All names of the crate follow from the wire name:
/// `Group.CallbackBeforeSendMsg` is `callbacks::group::BeforeSendMsg`.
fn rust_path(wire: &str) -> String {
    let cased = wire.replace("C2C", "C2c").replace("ChatBot", "Chatbot");
    let (family, name) = cased.split_once('.').unwrap_or_default();
    let request = name.strip_prefix("Callback").unwrap_or(name);
    let mut module = String::new();
    for letter in family.chars() {
        if letter.is_ascii_uppercase() && !module.is_empty() {
            module.push('_');
        }
        module.push(letter.to_ascii_lowercase());
    }
    format!("tim_callback::callbacks::{module}::{request}")
}
