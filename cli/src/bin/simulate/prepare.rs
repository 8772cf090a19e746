//! Makes the plan of what to send, and checks all arguments before anything is sent.

use std::path::Path;

use tim_callback::testing::{self, Signer};
use tim_callback::{CallbackCommand, SdkAppId, Token};

use ureq::tls::RootCerts;

use crate::args::Args;
use crate::load::Target;
use crate::plan::{Outgoing, Plan};
use crate::roots;

/// The plan that the arguments describe.
pub fn plan(args: &Args) -> Result<Plan, String> {
    if !["http://", "https://"].iter().any(|scheme| args.url.starts_with(scheme)) {
        return Err(format!("--url {:?} is not a URL: begin it with http://", args.url));
    }
    if args.load {
        Target::of(&args.url)?;
    }
    let roots = match &args.cacert {
        Some(_) if !args.url.starts_with("https://") => {
            return Err("--cacert is for HTTPS: begin --url with https://".to_owned());
        }
        Some(file) => roots::from_file(file)?,
        None => RootCerts::WebPki,
    };
    let app = SdkAppId::new(args.app);
    let token = args.token.as_ref().map(Token::new).transpose().map_err(|e| e.to_string())?;
    let signer = match &token {
        Some(token) => Signer::new(app, token.clone()),
        None => Signer::without_authentication(app),
    };
    if let (None, Some(attack)) =
        (&token, args.named_attacks().iter().find(|attack| attack.needs_token()))
    {
        return Err(format!("--attack {attack} needs a token: give --token as well"));
    }
    let commands = commands(&args.commands)?;
    let sends = match &args.body {
        Some(file) => vec![from_file(&commands, file)?],
        None => from_samples(&commands, args)?,
    };
    Ok(Plan { url: args.url.clone(), roots, app, token, signer, sends })
}

fn commands(names: &[String]) -> Result<Vec<CallbackCommand>, String> {
    if names.iter().any(|name| name == "all") {
        return Ok(CallbackCommand::all().to_vec());
    }
    let parse = |name: &String| {
        name.parse().map_err(|_| {
            format!(
                "--command {name:?} is unknown to this version: give `all`, or one of the \
                 commands that `cargo run --bin audit -- --commands` lists"
            )
        })
    };
    names.iter().map(parse).collect()
}

fn from_file(commands: &[CallbackCommand], file: &Path) -> Result<Outgoing, String> {
    let &[command] = commands else {
        return Err("--body is for one command: name it with --command".to_owned());
    };
    let body = std::fs::read(file).map_err(|error| {
        format!("--body {}: {error}: give a file that can be read", file.display())
    })?;
    Ok(Outgoing { command, body })
}

fn from_samples(commands: &[CallbackCommand], args: &Args) -> Result<Vec<Outgoing>, String> {
    let mut without_message = None;
    let mut sends = Vec::new();
    for &command in commands {
        let sample = testing::body(command).in_order(args.order.into());
        let request = match &args.text {
            Some(text) => sample.clone().text(text),
            None => sample.clone(),
        };
        let body = request.into_bytes().or_else(|error| {
            without_message = Some(error);
            sample.into_bytes()
        });
        sends.push(Outgoing { command, body: body.map_err(|error| error.to_string())? });
    }
    match without_message {
        Some(error) if commands.len() == 1 => Err(format!("--text has no place: {error}")),
        _ => Ok(sends),
    }
}
