//! A connection of HTTP/1.1, as Tencent speaks it: one callback after the other.

use std::error::Error;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tim_callback::testing::Response;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Sleep, sleep, timeout};

/// Larger than any answer to a callback.
const MAX_ANSWER: usize = 1 << 20;

/// The size of the largest head of an answer, and of a request.
pub(crate) const MAX_HEAD: usize = 64 << 10;

/// How long the rest of a request may take that has been answered.
const SETTLING: Duration = Duration::from_secs(1);

#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

impl Answer {
    /// Whether the status is a deliberate refusal, which cannot be mistaken for a verdict.
    pub(crate) fn is_refusal(&self) -> bool {
        (400..500).contains(&self.status)
    }

    pub(crate) fn after(&self, took: Duration) -> Response<'_> {
        Response::new(self.status, &self.content_type, &self.body).after(took)
    }
}

pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    patience: Patience,
}

impl Connection {
    pub(crate) async fn new(
        stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        limit: Duration,
    ) -> Result<Self, String> {
        let mut builder = Builder::new();
        builder.max_buf_size(MAX_HEAD);
        let (sender, connection) =
            builder.handshake(TokioIo::new(stream)).await.map_err(|error| explain(&error))?;
        // Its errors are those of the requests.
        tokio::spawn(connection);
        Ok(Self { sender, patience: Patience::new(limit) })
    }

    /// Whether another request can be sent, after an answer.
    pub(crate) async fn is_open(&mut self) -> bool {
        // A service may answer without reading the request, and then there is no telling.
        timeout(SETTLING, self.sender.ready()).await.is_ok_and(|ready| ready.is_ok())
    }

    pub(crate) async fn post(
        &mut self,
        host: &HeaderValue,
        target: Uri,
        body: Bytes,
    ) -> Result<Answer, String> {
        let request = Request::post(target)
            .header(HOST, host.clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(Full::new(body))
            .map_err(|error| error.to_string())?;
        let seconds = self.patience.limit.as_secs();
        self.patience.wait_for(exchange(&mut self.sender, request)).await.unwrap_or_else(|| {
            Err(format!("no answer within {seconds} s: Tencent waits 2 s, find where it hangs"))
        })
    }
}

async fn exchange(
    sender: &mut SendRequest<Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<Answer, String> {
    let response = sender.send_request(request).await.map_err(|error| explain(&error))?;
    let status = response.status().as_u16();
    let content_type = response.headers().get(CONTENT_TYPE);
    let content_type = content_type.map(HeaderValue::as_bytes).unwrap_or_default();
    let content_type = String::from_utf8_lossy(content_type).into_owned();
    let body = Limited::new(response.into_body(), MAX_ANSWER).collect().await;
    let body = body.map_err(|error| explain(&*error))?.to_bytes();
    Ok(Answer { status, content_type, body })
}

/// How long an answer may take. Setting a timer costs a system call, so it is set again only when it
/// has gone off, and not for each request.
struct Patience {
    limit: Duration,
    timer: Pin<Box<Sleep>>,
}

impl Patience {
    fn new(limit: Duration) -> Self {
        Self { limit, timer: Box::pin(sleep(limit)) }
    }

    /// The output; `None` if it took too long.
    async fn wait_for<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        let deadline = tokio::time::Instant::now() + self.limit;
        let mut work = pin!(work);
        poll_fn(|context| {
            if let Poll::Ready(output) = work.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            while self.timer.as_mut().poll(context).is_ready() {
                if self.timer.deadline() >= deadline {
                    return Poll::Ready(None);
                }
                self.timer.as_mut().reset(deadline);
            }
            Poll::Pending
        })
        .await
    }
}

/// An error with its causes.
fn explain(error: &dyn Error) -> String {
    let mut causes = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    format!("no valid HTTP answer: {}", causes.join(": "))
}
