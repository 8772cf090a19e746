//! `replay`: sends a recording again and compares the answers.

mod compare;
mod in_flight;
mod pace;
mod report;
mod side;

use std::io::{BufRead, BufReader};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{HeaderMap, Method};
use tim_callback::UnixSeconds;
use tokio::task::JoinHandle;

use crate::exchange::Answer;
use crate::failure::{Failure, Outcome};
use crate::input;
use crate::lines::{Line, Lines, TOO_LONG};
use crate::progress;
use crate::recording::Recorded;
use crate::runtime::block_on;
use crate::signing::{Signing, SigningArgs};
use crate::upstream::{CaCert, Upstream, UpstreamError};
use in_flight::InFlight;
use pace::Pace;
use report::Report;

/// How many callbacks are in flight at a time if the recording sets the pace.
const OVERLAPPING: usize = 64;

/// Send a recording again, and report each answer that is not the recorded one
///
/// The recording is a file of `record`, or any log whose lines are JSON objects with query and body.
/// Callbacks are sent in their order, signed anew if you give --token. Status and answer are compared,
/// JSON as values; where an error was recorded, there must be no answer again. A line of the report
/// has the line of the recording, the command, the recorded answer and the new one.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Exit status: 0 if no answer differs, 1 if one does or is missing, 2 if the arguments are wrong or
the recording cannot be read. It ends at the first broken line.

Example:
  TIM_TOKEN=xxxxyyyy tim-callback replay callbacks.jsonl --to http://127.0.0.1:9000/callback"
)]
pub(crate) struct Args {
    /// The recording; `-` for stdin
    file: PathBuf,

    /// The URL of the service; without a path in it, each callback goes to its recorded path
    #[arg(long, value_name = "URL")]
    to: String,

    #[command(flatten)]
    signing: SigningArgs,

    /// `asap`: each as soon as the one before is answered; `recorded`: at the recorded times; or how
    /// many times as fast, such as 10
    #[arg(long, default_value = "asap", value_name = "PACE")]
    pace: Pace,

    /// How many callbacks may be in flight at a time; 1 keeps them strictly in order [default: 1
    /// with `asap`, otherwise 64]
    #[arg(long, value_name = "N")]
    connections: Option<NonZeroUsize>,

    #[command(flatten)]
    roots: CaCert,

    /// Print differences and totals as JSON, one object on each line
    #[arg(long)]
    json: bool,
}

impl Args {
    fn in_flight(&self) -> usize {
        match (self.connections, self.pace) {
            (Some(connections), _) => connections.get(),
            (None, Pace::Asap) => 1,
            (None, Pace::Times(_)) => OVERLAPPING,
        }
    }
}

pub(crate) fn run(args: Args) -> Outcome {
    block_on(replay(args))
}

/// A callback that was sent, and what came back.
struct Finished {
    line: u64,
    recorded: Recorded,
    now: Result<Answer, UpstreamError>,
}

struct Sender {
    service: Arc<Upstream>,
    signing: Arc<Signing>,
}

impl Sender {
    fn send(&self, line: u64, recorded: Recorded) -> JoinHandle<Finished> {
        let now = UnixSeconds::try_from(SystemTime::now()).unwrap_or(UnixSeconds::new(0));
        let query = self.signing.sign_anew(&recorded.query, now);
        let (service, signing) = (Arc::clone(&self.service), Arc::clone(&self.signing));
        tokio::spawn(async move {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            let path = recorded.path.as_deref().unwrap_or("/");
            let body = Bytes::from(recorded.body.clone());
            let now = service.send(Method::POST, path, &query, &headers, body).await;
            Finished {
                line,
                recorded,
                now: now.map(|answered| Answer::new(&answered, &query, &signing.secrets)),
            }
        })
    }
}

async fn replay(args: Args) -> Result<bool, Failure> {
    let service = Arc::new(Upstream::new(&args.to, &args.roots)?);
    let mut in_flight = InFlight::new(args.in_flight());
    let sender = Sender { service, signing: Arc::new(args.signing.signing()?) };
    let mut lines = Lines::new(BufReader::new(input::open(&args.file)?));
    let mut report =
        Report::new(args.json, sender.service.is_https(), progress::of_file(&args.file));
    let mut clock = args.pace.clock();
    let ended = async {
        while let Some(recorded) = next(&mut lines, &args.file)? {
            if let Some(due) = clock.due(recorded.time) {
                in_flight.wait_until(due, &mut report).await?;
            }
            report.read(lines.bytes);
            in_flight.add(sender.send(lines.read, recorded), &mut report).await?;
        }
        Ok(())
    };
    let ended = ended.await;
    let rest = in_flight.finish(&mut report).await;
    let is_same = report.finish()?;
    ended.and(rest).map(|()| is_same)
}

/// The next callback of the recording.
fn next(lines: &mut Lines<impl BufRead>, file: &Path) -> Result<Option<Recorded>, Failure> {
    loop {
        let line = lines.next_line().map_err(|error| Failure::of_file(file, &error))?;
        let recorded = match line {
            None => return Ok(None),
            Some(Line::Blank) => continue,
            Some(Line::TooLong) => Err(TOO_LONG.to_owned()),
            Some(Line::Text(text)) => Recorded::read(text).map_err(|error| error.to_string()),
        };
        let number = lines.read;
        return recorded
            .map(Some)
            .map_err(|why| Failure::of_file(file, &format_args!("line {number}: {why}")));
    }
}
