//! `record`: stands in front of a service and writes down what passes.

mod writer;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::{Request, Response};
use serde_json::json;

use crate::exchange::Exchange;
use crate::failure::{Failure, Outcome, tell};
use crate::forward::{Received, is_callback, pass_back};
use crate::listen::{listen, stopped};
use crate::runtime::block_on;
use crate::secrets::{Secrets, TokenArg};
use crate::serve::serve;

use crate::upstream::{CaCert, Upstream};
pub(crate) use writer::Writer;
use writer::Written;

/// Stand in front of a service, and write each callback and its answer to a file
///
/// Callbacks are passed on byte for byte, and so are the answers. The file has one JSON object on
/// each line: time (Unix milliseconds), path, query without Sign, body, `took_ms`, status, answer; or
/// error instead of status and answer if the service did not answer. A body or an answer that is
/// not UTF-8 is base64, as `body_base64` or `answer_base64`. `audit` and `replay` read this file.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    mut_arg("token", |arg| arg.help("The token of the app; no answer is written with it")),
    after_help = "\
Exit status: 0 if every callback was answered and written, 1 if not, 2 if the arguments are wrong,
the address is in use or the file cannot be opened.

Example:
  tim-callback record --listen 0.0.0.0:8080 --to http://127.0.0.1:9000 --out callbacks.jsonl"
)]
pub(crate) struct Args {
    /// The address to listen at, with HTTP
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// The URL of the service; a path in it replaces that of the callbacks
    #[arg(long, value_name = "URL")]
    to: String,

    /// The file; if it exists, lines are added
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    #[command(flatten)]
    token: TokenArg,

    #[command(flatten)]
    roots: CaCert,

    /// Print the address and the totals as JSON, on stdout
    #[arg(long)]
    json: bool,
}

struct Recorder {
    service: Upstream,
    writer: Writer,
    secrets: Secrets,
    unanswered: AtomicU64,
    refused: AtomicU64,
}

impl Recorder {
    async fn handle(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let is_callback = is_callback(request.method());
        let received = match Received::read(request).await {
            Ok(received) => received,
            Err(refusal) => {
                self.refused.fetch_add(u64::from(is_callback), Ordering::Relaxed);
                return refusal;
            }
        };
        if is_callback {
            self.writer.begin();
        }
        let start = Instant::now();
        let answered = received.pass_on(&self.service).await;
        if is_callback {
            let exchange = Exchange::new(&received, start.elapsed(), &answered, &self.secrets);
            self.unanswered.fetch_add(u64::from(exchange.answer.is_err()), Ordering::Relaxed);
            self.writer.write(exchange);
        }
        pass_back(answered)
    }
}

pub(crate) fn run(args: Args) -> Outcome {
    block_on(record(args))
}

async fn record(args: Args) -> Result<bool, Failure> {
    let service = Upstream::new(&args.to, &args.roots)?;
    let (_, secrets) = args.token.read()?;
    let file = args.out.display().to_string();
    let (listener, address) = listen("--listen", args.listen).await?;
    let writer = Writer::open(&args.out)?;
    let stopped = stopped()?;
    match args.json {
        true => writeln!(io::stdout(), "{}", json!({"listening": address.to_string()}))?,
        false => tell(format_args!("listening at http://{address}, recording to {file}")),
    }
    let recorder = Arc::new(Recorder {
        service,
        writer,
        secrets,
        unanswered: AtomicU64::new(0),
        refused: AtomicU64::new(0),
    });
    let handler = Arc::clone(&recorder);
    let handler = move |request| {
        let recorder = Arc::clone(&handler);
        async move { recorder.handle(request).await }
    };
    serve(listener, handler, stopped).await;
    let Written { lines, lost } = recorder.writer.finish().await;
    let unanswered = recorder.unanswered.load(Ordering::Relaxed);
    let refused = recorder.refused.load(Ordering::Relaxed);
    let totals =
        json!({"recorded": lines, "lost": lost, "unanswered": unanswered, "refused": refused});
    match args.json {
        true => writeln!(io::stdout(), "{totals}")?,
        false => tell(format_args!(
            "{lines} callbacks recorded, {lost} not written, {unanswered} without an answer, \
             {refused} refused"
        )),
    }
    Ok(lost == 0 && unanswered == 0 && refused == 0)
}
