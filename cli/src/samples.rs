//! The commands to send, and their bodies: documented samples, changed as asked.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::Value;
use strsim::jaro_winkler;
use tim_callback::CallbackCommand;
use tim_callback::testing::{self, EditError};

use crate::failure::Failure;
use crate::input;

#[derive(clap::Args)]
pub(crate) struct SampleArgs {
    /// A command to send, or `all`; can be repeated
    #[arg(long = "command", value_name = "NAME", default_value = "all")]
    commands: Vec<String>,

    /// Send this file as the exact body (`-` for stdin), for one command
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,

    /// Send this text as the message, in commands that have one
    #[arg(long, conflicts_with = "body")]
    text: Option<String>,

    /// Replace a value of the sample, in commands that have it; can be repeated
    ///
    /// The path is spelled as in errors: `MsgBody[0].MsgContent.Text=hi`. The value is JSON, or else
    /// a string.
    #[arg(long, value_name = "PATH=VALUE", value_parser = change, conflicts_with = "body")]
    set: Vec<(String, Value)>,

    /// The order of keys and the layout of bodies
    #[arg(long, default_value = "wire", conflicts_with = "body")]
    order: Order,
}

#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// Compact, keys in alphabetical order
    Wire,
    /// Indented, keys as on the official pages
    Documented,
}

fn change(text: &str) -> Result<(String, Value), &'static str> {
    let (path, value) = text.split_once('=').ok_or("write PATH=VALUE")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
    Ok((path.to_owned(), value))
}

/// A command and its body.
pub(crate) struct Outgoing {
    pub(crate) command: CallbackCommand,
    pub(crate) body: Vec<u8>,
}

/// What the arguments ask for.
pub(crate) fn outgoing(args: &SampleArgs) -> Result<Vec<Outgoing>, Failure> {
    let commands = commands(&args.commands)?;
    match &args.body {
        Some(file) => Ok(vec![from_file(&commands, file)?]),
        None => from_samples(&commands, args),
    }
}

/// A command that this version knows.
pub(crate) fn command(name: &str) -> Result<CallbackCommand, Failure> {
    name.parse().map_err(|_| {
        let mut names: Vec<_> = CallbackCommand::all().iter().map(|known| known.name()).collect();
        let likeness = |known: &str| jaro_winkler(known, name);
        names.sort_by(|one, other| likeness(other).total_cmp(&likeness(one)));
        let nearest = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        Failure::of_input(format!(
            "the command {name:?} is unknown to this version; the nearest names: {nearest}"
        ))
    })
}

fn commands(names: &[String]) -> Result<Vec<CallbackCommand>, Failure> {
    match names.iter().any(|name| name == "all") {
        true => Ok(CallbackCommand::all().to_vec()),
        false => names.iter().map(|name| command(name)).collect(),
    }
}

fn from_file(commands: &[CallbackCommand], file: &Path) -> Result<Outgoing, Failure> {
    let &[command] = commands else {
        return Err(Failure::of_input("--body is for one command: name it with --command"));
    };
    Ok(Outgoing { command, body: input::read(file)? })
}

/// A change to a sample, and the option it comes from.
type Edit<'a> =
    (&'static str, Box<dyn Fn(testing::RequestBuilder) -> testing::RequestBuilder + 'a>);

fn edits(args: &SampleArgs) -> Vec<Edit<'_>> {
    let text = args
        .text
        .iter()
        .map(|text| -> Edit<'_> { ("--text", Box::new(move |sample| sample.text(text))) });
    let set = args.set.iter().map(|(path, value)| -> Edit<'_> {
        ("--set", Box::new(move |sample| sample.set(path, value.clone())))
    });
    text.chain(set).collect()
}

fn from_samples(commands: &[CallbackCommand], args: &SampleArgs) -> Result<Vec<Outgoing>, Failure> {
    let order = match args.order {
        Order::Wire => testing::Order::Wire,
        Order::Documented => testing::Order::Documented,
    };
    let mut samples: Vec<_> =
        commands.iter().map(|&command| testing::body(command).in_order(order)).collect();
    for (option, edit) in edits(args) {
        // Commands that have no place for a change are sent without it, if there are others.
        let (mut fits, mut problem) = (false, None);
        for sample in &mut samples {
            let edited = edit(sample.clone());
            match edited.clone().into_bytes() {
                Ok(_) => (*sample, fits) = (edited, true),
                Err(error) => problem = Some(error),
            }
        }
        if let (false, Some(error)) = (fits, problem) {
            return Err(no_place(option, &error));
        }
    }
    let bytes = samples.into_iter().map(|sample| {
        let command = sample.command();
        let body = sample.into_bytes().map_err(|error| no_place("--command", &error))?;
        Ok(Outgoing { command, body })
    });
    bytes.collect()
}

fn no_place(option: &str, error: &EditError) -> Failure {
    Failure::of_input(format!("{option} has no place: {error}. {}", error.help()))
}
