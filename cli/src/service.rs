//! The service to send callbacks to, and how they are signed.

use std::time::Duration;

use clap::value_parser;
use tim_callback::testing::{Signed, Signer};
use tim_callback::{SdkAppId, Token};

use crate::endpoint::Endpoint;
use crate::failure::Failure;
use crate::samples::Outgoing;
use crate::secrets::{Secrets, TokenArg};
use crate::upstream::CaCert;

#[derive(clap::Args)]
pub(crate) struct ServiceArgs {
    /// Where the service receives callbacks; an existing query is kept
    #[arg(long)]
    url: String,

    #[command(flatten)]
    roots: CaCert,

    /// The id of the app, as in the console
    #[arg(long, value_name = "ID")]
    app: u64,

    #[command(flatten)]
    token: TokenArg,

    /// Add a parameter to the query, or replace a documented one; can be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    query: Vec<(String, String)>,

    /// How many seconds to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = value_parser!(u64).range(1..=3600))]
    timeout: u64,
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
        let timeout = Duration::from_secs(args.timeout);
        let endpoint = Endpoint::new(&args.url, args.roots.cacert.as_deref(), timeout)?;
        let app = SdkAppId::new(args.app);
        let (token, secrets) = args.token.read()?;
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
