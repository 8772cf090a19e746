//! Plays Tencent's side against a running service, in whatever language it is written.
//!
//! ```text
//! cargo run --bin simulate -- --url http://127.0.0.1:8080/callback --app 1400000000 --token …
//! cargo run --bin simulate -- … --command Group.CallbackBeforeSendMsg --text 'casino tonight'
//! cargo run --bin simulate -- … --command Group.CallbackBeforeSendMsg --body body.json
//! cargo run --bin simulate -- --url https://localhost/callback --cacert ca.pem … --attack
//! cargo run --release --bin simulate -- … --load --requests 100000 --connections 64
//! ```
//!
//! Each callback is signed and posted. The simulator prints what Tencent would do with the answer,
//! and what is wrong with it. `--attack` also sends callbacks that a good service refuses or
//! survives. `--load` measures.
//!
//! The exit status is 0 if every answer is as it should be, 1 if one is not or there is no answer,
//! and 2 if the arguments are wrong.

mod args;
mod attack;
mod client;
mod load;
mod plan;
mod prepare;
mod roots;

use std::process::ExitCode;

use clap::Parser;

use args::Args;
use client::Client;
use plan::Plan;

/// How many answers are as they should be, and how many are not.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
}

impl Tally {
    fn count(&mut self, is_right: bool) {
        match is_right {
            true => self.right += 1,
            false => self.wrong += 1,
        }
    }
}

/// Sends the callbacks as Tencent does.
fn play(plan: &Plan, client: &Client, tally: &mut Tally) -> Result<(), String> {
    for send in &plan.sends {
        let sent = plan.signer.sign_bytes(send.command, send.body.as_slice());
        let answer = client.post(&sent.url(&plan.url), &sent.body)?;
        let review = sent.what_tencent_does(answer.response());
        println!("{:>6} ms  {review}", answer.took.as_millis());
        tally.count(review.is_sound());
    }
    Ok(())
}

fn simulate(args: &Args, plan: Plan) -> Result<bool, String> {
    if args.load {
        let report = load::run(plan, args.requests, args.connections)?;
        println!("{report}");
        return Ok(report.is_right());
    }
    let client = Client::new(plan.roots.clone());
    let mut tally = Tally::default();
    play(&plan, &client, &mut tally)?;
    if let Some(kinds) = args.attacks() {
        attack::run(&plan, kinds, &client, &mut tally)?;
    }
    eprintln!("{} answers as they should be, {} not", tally.right, tally.wrong);
    Ok(tally.wrong == 0)
}

fn main() -> ExitCode {
    let args = Args::parse();
    let plan = match prepare::plan(&args) {
        Ok(plan) => plan,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    match simulate(&args, plan) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
