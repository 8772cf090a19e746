//! Sends callbacks that a good service must refuse or survive.

mod kind;

use clap::ValueEnum;

use crate::failure::{Failure, Outcome};
use crate::runtime::block_on;
use crate::send::session::{Session, SessionArgs};
use kind::Attack;

/// Send valid callbacks, then ones that a good service must refuse or survive
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0 if every answer is as it should be, 1 if one is not or there is no answer, 2 if the
arguments are wrong.

Example:
  TIM_TOKEN=xxxxyyyy tim-callback attack --url https://localhost/callback --cacert ca.pem \\
      --app 1400000000 --kind forged,stale")]
pub(crate) struct Args {
    #[command(flatten)]
    session: SessionArgs,

    /// Only these kinds of attacks; without a token, those on the signature are left out
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<Attack>,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let (outgoing, service) = args.session.read()?;
    let needs_token = |attack: &&Attack| service.token.is_none() && attack.needs_token();
    if let Some(attack) = args.kinds.iter().find(needs_token) {
        return Err(Failure::of_input(format!("--kind {attack} needs a token: give --token too")));
    }
    let kinds = match &*args.kinds {
        [] => Attack::value_variants(),
        kinds => kinds,
    };
    let mut session = Session::new(&service, &args.session);
    let ended = block_on(async {
        session.post_all(&outgoing).await?;
        for attack in kinds.iter().filter(|attack| !needs_token(attack)) {
            for send in &outgoing {
                for sent in attack.callbacks(&service, send)? {
                    session.post(&sent, |entry| attack.judge(entry)).await?;
                }
            }
        }
        Ok(())
    });
    session.finish(ended)
}
