//! Sends callbacks as Tencent does, and says what Tencent does with the answers.

pub(crate) mod report;

use crate::client::Client;
use crate::failure::Outcome;
use crate::runtime::block_on;
use crate::samples::{self, SampleArgs};
use crate::service::{Service, ServiceArgs};
use report::{Entry, Report};

/// Send callbacks as Tencent does, and see what Tencent does with the answers
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0 if every answer is as it should be, 1 if one is not or there is no answer, 2 if the
arguments are wrong.

Example:
  TIM_TOKEN=xxxxyyyy tim-callback send --url http://127.0.0.1:8080/callback --app 1400000000 \\
      --command Group.CallbackBeforeSendMsg --text 'casino tonight'")]
pub(crate) struct Args {
    #[command(flatten)]
    service: ServiceArgs,

    #[command(flatten)]
    samples: SampleArgs,

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
    let mut report = Report::new(args.json, args.show);
    block_on(async {
        let mut client = Client::new(&service.endpoint);
        for send in &outgoing {
            let sent = service.sign(send);
            let (answer, took) = client.post(&sent).await?;
            report.add(&Entry::new(&service.secrets, &sent, answer, took))?;
        }
        Ok(())
    })?;
    report.finish()
}
