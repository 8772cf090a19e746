//! The service to send callbacks to, and how they are signed.

use std::num::NonZeroU64;
use std::path::PathBuf;
use std::time::Duration;

use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::testing::{Signed, Signer};
use tim_callback::{SdkAppId, Token};

use crate::endpoint::Endpoint;
use crate::failure::Failure;
use crate::samples::Outgoing;

#[derive(clap::Args)]
pub(crate) struct ServiceArgs {
    /// Where the service receives callbacks; an existing query is kept
    #[arg(long)]
    url: String,

    /// Trust the certificates in this PEM file, and not the built-in ones
    #[arg(long, value_name = "FILE")]
    cacert: Option<PathBuf>,

    /// The id of the app, as in the console
    #[arg(long, value_name = "ID")]
    app: u64,

    /// The token of the app; without it, nothing is signed
    #[arg(long, env = "TIM_TOKEN", hide_env_values = true)]
    token: Option<String>,

    /// Add a parameter to the query, or replace a documented one; can be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    query: Vec<(String, String)>,

    /// How many seconds to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    timeout: NonZeroU64,
}

fn parameter(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

pub(crate) struct Service {
    pub(crate) endpoint: Endpoint,
    pub(crate) app: SdkAppId,
    pub(crate) token: Option<Token>,
    query: Vec<(String, String)>,
    pub(crate) secrets: Secrets,
}

impl Service {
    pub(crate) fn new(args: &ServiceArgs) -> Result<Self, Failure> {
        let timeout = Duration::from_secs(args.timeout.get());
        let endpoint = Endpoint::new(&args.url, args.cacert.as_deref(), timeout)?;
        let app = SdkAppId::new(args.app);
        let token = args.token.as_ref().map(Token::new).transpose();
        let token = token.map_err(|error| Failure::of_input(format!("--token: {error}")))?;
        let secrets = Secrets { token: args.token.clone() };
        Ok(Self { endpoint, app, token, query: args.query.clone(), secrets })
    }

    /// A signer for this app and token, with the parameters of `--query`.
    pub(crate) fn signer(&self, app: SdkAppId, token: Option<&Token>) -> Signer {
        let signer = match token {
            Some(token) => Signer::new(app, token.clone()),
            None => Signer::without_authentication(app),
        };
        self.query.iter().fold(signer, |signer, (name, value)| signer.with_param(name, value))
    }

    pub(crate) fn sign(&self, send: &Outgoing) -> Signed {
        let signer = self.signer(self.app, self.token.as_ref());
        signer.sign_bytes(send.command, send.body.as_slice())
    }
}

/// What must not be printed, even if the service says it.
pub(crate) struct Secrets {
    token: Option<String>,
}

impl Secrets {
    /// The text without the token, and without the signature of what was sent.
    pub(crate) fn hide(&self, sent: &Signed, text: &str) -> String {
        let query = CallbackQuery::parse(&sent.query).ok();
        let sign = query.as_ref().and_then(|query| query.get(QueryParam::Sign));
        let secrets = self.token.as_deref().into_iter().chain(sign);
        secrets.fold(text.to_owned(), |text, secret| text.replace(secret, "(secret)"))
    }
}
