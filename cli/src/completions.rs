//! Completions for shells.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::Cli;
use crate::failure::Outcome;

/// Print the completions of a shell
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0, or 2 if the output cannot be written.

Example:
  tim-callback completions bash > ~/.local/share/bash-completion/completions/tim-callback")]
pub(crate) struct Args {
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tim-callback", &mut script);
    io::stdout().write_all(&script)?;
    Ok(true)
}
