//! Sends callbacks as Tencent does, and says what Tencent does with the answers.

pub(crate) mod report;
pub(crate) mod session;

use crate::failure::Outcome;
use crate::runtime::block_on;
use session::{Session, SessionArgs};

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
    session: SessionArgs,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let (outgoing, service) = args.session.read()?;
    let mut session = Session::new(&service, &args.session);
    let ended = block_on(session.post_all(&outgoing));
    session.finish(ended)
}
