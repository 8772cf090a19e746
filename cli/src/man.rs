//! The manual page, made from the help of all commands.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use serde_json::json;

use crate::Cli;
use crate::failure::Outcome;
use crate::output::json_line;

/// Print the manual page
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0, or 2 if the output cannot be written.

Example:
  tim-callback man > ~/.local/share/man/man1/tim-callback.1")]
pub(crate) struct Args {
    /// Print it as a string in a JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let page = page()?;
    match args.json {
        true => json_line(&mut io::stdout(), &json!({"page": String::from_utf8_lossy(&page)}))?,
        false => io::stdout().write_all(&page)?,
    }
    Ok(true)
}

fn page() -> io::Result<Vec<u8>> {
    let mut root = Cli::command();
    // Otherwise the usage of a command does not begin with the name of the tool.
    root.build();
    let mut page = Vec::new();
    let man = Man::new(root.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_extra_section(&mut page)?;
    for command in root.get_subcommands().filter(|command| command.get_name() != "help") {
        page.extend(section(command)?);
    }
    Ok(page)
}

/// The section of one command, whose own sections are subsections.
fn section(command: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    man.render_extra_section(&mut text)?;
    let text = String::from_utf8_lossy(&text).replace(".SH ", ".SS ");
    let name = command.get_bin_name().unwrap_or_default();
    Ok(format!(".SH {}\n{text}", name.to_uppercase().replace('-', "\\-")).into_bytes())
}
