//! `inspect`: callbacks on a web page, as they come.

mod answers;
mod copies;
mod details;
mod events;
mod filter;
mod page;
mod reading;
mod signature;
mod store;
mod tree;
mod verdicts;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::{Request, Response, StatusCode};
use serde_json::json;
use tokio::sync::watch;

use crate::exchange::Exchange;
use crate::failure::{Failure, Outcome, tell};
use crate::forward::{Received, is_callback, now, pass_back, refusal};
use crate::listen::{listen, stopped};
use crate::record::Writer;
use crate::runtime::block_on;
use crate::serve::serve;
use crate::signing::{Signing, SigningArgs};
use crate::upstream::{Answered, CaCert, Upstream, UpstreamError};
use answers::Answers;
use signature::signature;
use store::{Origin, Store};

/// Show callbacks on a web page as they come, and what Tencent does with each answer
///
/// With --to, callbacks are passed on to a service, as `record` does. Without it, they are answered
/// here, with verdicts that you choose on the page.
///
/// The page can send a callback again, as it was or edited. With --token it is signed anew.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Exit status: 0 after SIGINT or SIGTERM, 1 if not all of --out could be written, 2 if the arguments
are wrong, an address is in use or a file cannot be opened.

Example:
  tim-callback inspect --to http://127.0.0.1:9000"
)]
pub(crate) struct Args {
    /// The address to listen at for callbacks, with HTTP
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// The address of the page; anyone who can open it reads messages and sends callbacks
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8081")]
    page: SocketAddr,

    /// The URL of the service; a path in it replaces that of the callbacks
    #[arg(long, value_name = "URL")]
    to: Option<String>,

    /// Also add each callback to this file, as `record` does
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    signing: SigningArgs,

    #[command(flatten)]
    roots: CaCert,

    /// Print the addresses as JSON, on stdout
    #[arg(long)]
    json: bool,
}

/// What both servers share.
struct Inspector {
    service: Option<Upstream>,
    writer: Option<Writer>,
    signing: Signing,
    answers: Answers,
    store: Store,
    /// Where callbacks are received.
    address: SocketAddr,
    stopped: watch::Receiver<bool>,
}

impl Inspector {
    /// Answers a request, and keeps it if it is a callback.
    async fn handle(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let received = match Received::read(request).await {
            Ok(received) => received,
            Err(refusal) => return refusal,
        };
        if is_callback(&received.method) {
            return pass_back(self.exchange(&received, Origin::Received).await.1);
        }
        match &self.service {
            Some(service) => pass_back(received.pass_on(service).await),
            None => refusal(StatusCode::METHOD_NOT_ALLOWED, "post a callback"),
        }
    }

    /// Has a callback answered, and keeps both under the id that it returns.
    async fn exchange(
        &self,
        received: &Received,
        origin: Origin,
    ) -> (u64, Result<Answered, UpstreamError>) {
        if let Some(writer) = &self.writer {
            writer.begin();
        }
        let start = Instant::now();
        let answered = match &self.service {
            Some(service) => received.pass_on(service).await,
            None => Ok(self.answers.answer(received)),
        };
        let exchange = Exchange::new(received, start.elapsed(), &answered, &self.signing.secrets);
        if let Some(writer) = &self.writer {
            writer.write(exchange.clone());
        }
        let signature = signature(received, &self.signing);
        (self.store.add(exchange, origin, signature), answered)
    }

    /// The URL that a callback with this path and query is sent to.
    fn url(&self, path: &str, query: &str) -> Result<String, String> {
        match &self.service {
            Some(service) => match service.url(path, query) {
                Ok(url) => Ok(url.to_string()),
                Err(error) => Err(error.to_string()),
            },
            None => Ok(format!("http://{}{path}?{query}", self.address)),
        }
    }
}

pub(crate) fn run(args: Args) -> Outcome {
    block_on(inspect(args))
}

async fn inspect(args: Args) -> Result<bool, Failure> {
    let service = args.to.as_deref().map(|url| Upstream::new(url, &args.roots)).transpose()?;
    let signing = args.signing.signing()?;
    let (listener, address) = listen("--listen", args.listen).await?;
    let (page_listener, page_address) = listen("--page", args.page).await?;
    let writer = args.out.as_deref().map(Writer::open).transpose()?;
    let stopped = stopped()?;
    if args.json {
        let (listening, page) = (address.to_string(), format!("http://{page_address}"));
        writeln!(io::stdout(), "{}", json!({"listening": listening, "page": page}))?;
    } else {
        tell(format_args!("listening at http://{address}, the page is http://{page_address}"));
    }
    if !page_address.ip().is_loopback() {
        tell("anyone who can open the page reads messages and sends callbacks");
    }
    let inspector = Arc::new(Inspector {
        service,
        writer,
        signing,
        answers: Answers::default(),
        store: Store::new(now()),
        address,
        stopped: stopped.clone(),
    });
    let callbacks = Arc::clone(&inspector);
    let callbacks = move |request| {
        let inspector = Arc::clone(&callbacks);
        async move { inspector.handle(request).await }
    };
    let page = Arc::clone(&inspector);
    let page = move |request| page::handle(Arc::clone(&page), request);
    tokio::join!(
        serve(listener, callbacks, stopped.clone()),
        serve(page_listener, page, stopped.clone())
    );
    match &inspector.writer {
        Some(writer) => Ok(writer.finish().await.lost == 0),
        None => Ok(true),
    }
}
