//! `replay`: sends a recording again and compares the answers.

mod compare;
mod pace;
mod report;

use std::collections::VecDeque;
use std::fs::File;
use std::io::BufReader;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{HeaderMap, Method};
use tim_callback::UnixSeconds;
use tokio::task::JoinHandle;
use tokio::time::sleep_until;

use crate::exchange::Answer;
use crate::failure::{Failure, Outcome};
use crate::lines::{Line, Lines};
use crate::recording::Recorded;
use crate::runtime::block_on;
use crate::signing::{Signing, SigningArgs};
use crate::upstream::{CaCert, Upstream, UpstreamError};
use pace::Pace;
use report::Report;

/// How many callbacks are on their way at a time if the recording sets the pace.
const OVERLAPPING: usize = 64;

/// Send a recording again, and report each answer that is not the recorded one
///
/// The recording is a file of `record`, or any log whose lines are JSON objects with query and body.
/// Callbacks are signed anew and sent in their order. Status and answer are compared, JSON as
/// values. A line of the report has the line of the recording, the command, the recorded answer and
/// the one of now.
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
    /// The recording
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

    /// How many callbacks may be on their way at a time; 1 keeps them strictly in order [default: 1
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
    fn on_their_way(&self) -> usize {
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
    let (most, name) = (args.on_their_way(), args.file.display().to_string());
    let service = Arc::new(Upstream::new(&args.to, &args.roots)?);
    let sender = Sender { service, signing: Arc::new(args.signing.signing()?) };
    let file = File::open(&args.file).map_err(|error| Failure::of_file(&args.file, &error))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut lines = Lines::new(BufReader::new(file));
    let mut report = Report::new(args.json, size);
    let mut clock = args.pace.clock();
    let mut sent: VecDeque<JoinHandle<Finished>> = VecDeque::new();
    let mut ended = Ok(());
    while ended.is_ok() {
        let recorded = match next(&mut lines) {
            Ok(None) => break,
            Ok(Some(recorded)) => recorded,
            Err(why) => {
                ended = Err(Failure::of_input(format!("{name}: line {}: {why}", lines.read)));
                break;
            }
        };
        if let Some(due) = clock.due(recorded.time) {
            sleep_until(due).await;
        }
        report.read(lines.bytes);
        sent.push_back(sender.send(lines.read, recorded));
        if sent.len() >= most
            && let Some(oldest) = sent.pop_front()
        {
            ended = report.add(oldest).await;
        }
    }
    for sent in sent {
        let reported = report.add(sent).await;
        ended = ended.and(reported);
    }
    let is_same = report.finish()?;
    ended.map(|()| is_same)
}

/// The next callback of the recording, or what is wrong with its line.
fn next(lines: &mut Lines<BufReader<File>>) -> Result<Option<Recorded>, String> {
    loop {
        return match lines.next_line() {
            Err(error) => Err(error.to_string()),
            Ok(None) => Ok(None),
            Ok(Some(Line::Blank)) => continue,
            Ok(Some(Line::TooLong)) => Err("it is longer than 8 MiB".to_owned()),
            Ok(Some(Line::Text(text))) => Recorded::read(text).map(Some),
        };
    }
}
