//! Sends callbacks that a good service refuses or survives.

mod kind;

use clap::ValueEnum;

use crate::client::Client;
use crate::failure::{Failure, Outcome};
use crate::runtime::block_on;
use crate::samples::{self, SampleArgs};
use crate::send::report::{Entry, Report};
use crate::service::{Service, ServiceArgs};
use kind::Attack;

/// Send callbacks as Tencent does, and such as a good service refuses or survives
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0 if every answer is as it should be, 1 if one is not or there is no answer, 2 if the
arguments are wrong.

Example:
  TIM_TOKEN=xxxxyyyy tim-callback attack --url https://localhost/callback --cacert ca.pem \\
      --app 1400000000 --kind forged,stale")]
pub(crate) struct Args {
    #[command(flatten)]
    service: ServiceArgs,

    #[command(flatten)]
    samples: SampleArgs,

    /// Only these kinds of attacks; without a token, those on the signature are left out
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<Attack>,

    /// Also print what was sent: the query without its signature, and the body
    #[arg(long)]
    show: bool,

    /// Print a JSON object for each answer
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let outgoing = samples::outgoing(&args.samples)?;
    let service = Service::new(&args.service)?;
    let needs_token = |attack: &&Attack| service.token.is_none() && attack.needs_token();
    if let Some(attack) = args.kinds.iter().find(needs_token) {
        return Err(Failure::of_input(format!("--kind {attack} needs a token: give --token too")));
    }
    let kinds = match &*args.kinds {
        [] => Attack::value_variants(),
        kinds => kinds,
    };
    let mut report = Report::new(args.json, args.show);
    block_on(async {
        let mut client = Client::new(&service.endpoint);
        for send in &outgoing {
            let sent = service.sign(send);
            let (answer, took) = client.post(&sent).await?;
            report.add(&Entry::new(&service.secrets, &sent, answer, took))?;
        }
        for attack in kinds.iter().filter(|attack| !needs_token(attack)) {
            for send in &outgoing {
                for sent in attack.callbacks(&service, send)? {
                    let (answer, took) = client.post(&sent).await?;
                    let mut entry = Entry::new(&service.secrets, &sent, answer, took);
                    attack.judge(&mut entry);
                    report.add(&entry)?;
                }
            }
        }
        Ok(())
    })?;
    report.finish()
}
