//! What is printed of a decoded callback.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use serde_json::Value;
use tim_callback::CallbackCommand;
use tim_callback::query::CallbackQuery;

use super::answers::answers;
use crate::check::issue::Issue;
use crate::check::{Checked, Decoded, Status, names};
use crate::commands::phase;
use crate::output::{lines, one_line};
use crate::unsigned::params;

const NAME: Style = AnsiColor::Cyan.on_default();
const WRONG: Style = AnsiColor::Red.on_default().bold();

#[derive(Serialize, Default)]
pub(super) struct View {
    command: Option<String>,
    /// `None` for an unknown command.
    phase: Option<&'static str>,
    description: Option<&'static str>,
    query: BTreeMap<String, String>,
    /// What the types contain.
    request: Option<Value>,
    /// JSON pointers to what they do not.
    untyped: Vec<String>,
    dedup_key: Option<String>,
    ordering_key: Option<String>,
    answers: Vec<String>,
    error: Option<String>,
    help: Option<&'static str>,
}

impl View {
    pub(super) fn of_query(query: &str) -> Self {
        match CallbackQuery::parse(query) {
            Ok(query) => Self::default().with_query(&query),
            Err(error) => {
                Self { error: Some(error.to_string()), help: Some(error.help()), ..Self::default() }
            }
        }
    }

    /// A body that is not JSON, and does not name its command.
    pub(super) fn failed(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let error = format!("the body is not JSON, at line {line}, column {column}");
        Self { error: Some(error), ..Self::default() }
    }

    pub(super) fn of_callback(query: Option<&CallbackQuery>, checked: Checked) -> Self {
        let command = checked.command.as_deref().and_then(|name| name.parse().ok());
        let view = Self { command: checked.command.clone(), ..Self::default() };
        let mut view = view.with_command(command);
        if let Some(query) = query {
            view = view.with_query(query);
        }
        checked.untyped(&mut |steps| view.untyped.push(names::pointer(steps)));
        match checked.status {
            Status::Decoded(decoded) => view.with_decoded(*decoded),
            Status::Unknown(callback) => Self { dedup_key: Some(callback.dedup_key()), ..view },
            Status::Failed(Issue { text, help, .. }) => Self { error: Some(text), help, ..view },
        }
    }

    fn with_query(self, query: &CallbackQuery) -> Self {
        let params = params(query).map(|(name, value)| (name.to_owned(), value.to_owned()));
        let command = names::command(query.command_name()).to_owned();
        let view = Self { command: Some(command), query: params.collect(), ..self };
        view.with_command(query.command())
    }

    fn with_command(self, command: Option<CallbackCommand>) -> Self {
        Self {
            phase: command.map(phase),
            description: command.map(CallbackCommand::description),
            answers: command.map(answers).unwrap_or_default(),
            ..self
        }
    }

    fn with_decoded(self, Decoded { callback, request }: Decoded) -> Self {
        Self {
            request: Some(request),
            dedup_key: Some(callback.dedup_key()),
            ordering_key: callback.ordering_key(),
            ..self
        }
    }

    /// Whether it is decoded, and nothing is untyped.
    pub(super) fn is_clean(&self) -> bool {
        self.error.is_none() && self.untyped.is_empty() && self.phase.is_some()
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(command) = &self.command {
            let phase = self.phase.unwrap_or("unknown to this version");
            row(out, "command", &format!("{command} ({phase})"))?;
        }
        if let Some(description) = self.description {
            row(out, "event", description)?;
        }
        for (name, value) in &self.query {
            row(out, "query", &format!("{name}={value}"))?;
        }
        for (name, key) in [("dedup key", &self.dedup_key), ("ordering key", &self.ordering_key)] {
            if let Some(key) = key {
                row(out, name, key)?;
            }
        }
        for answer in &self.answers {
            row(out, "answer", answer)?;
        }
        for pointer in &self.untyped {
            row(out, "untyped", pointer)?;
        }
        if let Some(error) = &self.error {
            let help = self.help.map(|help| format!(". {help}")).unwrap_or_default();
            writeln!(out, "{WRONG}error{WRONG:#}         {}{help}", one_line(error))?;
        }
        match &self.request {
            Some(request) => writeln!(out, "{}", lines(&format!("{request:#}"))),
            None => Ok(()),
        }
    }
}

fn row(out: &mut impl Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "{NAME}{name:12}{NAME:#}  {}", one_line(value))
}
