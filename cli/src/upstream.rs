//! The service that callbacks are passed on to.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::header::{CONNECTION, CONTENT_LENGTH, EXPECT, HOST};
use hyper::http::uri::{Authority, PathAndQuery, Scheme};
use hyper::{HeaderMap, Method, Request, Response, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tim_callback::query::DEFAULT_BODY_LIMIT;

use crate::connection::MAX_HEAD;
use crate::endpoint::tls;
use crate::failure::Failure;

/// The largest body, of callbacks and of answers.
pub(crate) const BODY_LIMIT: usize = DEFAULT_BODY_LIMIT;

/// Longer than Tencent waits, to tell slow answers from none.
const PATIENCE: Duration = Duration::from_secs(10);

/// Shorter than services keep connections: to send a callback as one is closed would lose it.
const IDLE: Duration = Duration::from_secs(4);

/// Which certificates of a service are trusted.
#[derive(clap::Args)]
pub(crate) struct CaCert {
    /// Trust the certificates in this PEM file, and not the built-in ones
    #[arg(long, value_name = "FILE")]
    pub(crate) cacert: Option<PathBuf>,
}

pub(crate) struct Upstream {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    scheme: Scheme,
    authority: Authority,
    /// The path of every callback; `None` for the path that it came with.
    path: Option<String>,
}

/// The answer of a service, read to its end.
pub(crate) type Answered = Response<Bytes>;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum UpstreamError {
    /// The service could not be reached.
    Unreachable(String),
    TimedOut,
    TooLarge,
    /// Nothing was sent.
    NotAUrl,
    /// What came is not an HTTP answer.
    Broken(String),
}

impl Upstream {
    /// A service at this address.
    pub(crate) fn new(url: &str, roots: &CaCert) -> Result<Self, Failure> {
        // The URL is not quoted: it may have a password.
        let wrong = |why: &str| Failure::of_input(format!("--to: {why}"));
        let uri: Uri = url.parse().map_err(|_| wrong("not a URL: begin it with http://"))?;
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(wrong("not a URL: begin it with http://"));
        };
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return Err(wrong("not a URL: begin it with http:// or https://"));
        }
        if authority.as_str().contains('@') {
            return Err(wrong("leave user and password out of the URL"));
        }
        let path = parts.path_and_query.unwrap_or_else(|| PathAndQuery::from_static("/"));
        if path.query().is_some() {
            return Err(wrong("leave the query out: each callback brings its own"));
        }
        let path = Some(path.path().to_owned()).filter(|path| path != "/");
        if roots.cacert.is_some() && scheme != Scheme::HTTPS {
            return Err(Failure::of_input("--cacert is for HTTPS: begin --to with https://"));
        }
        let client = client(roots.cacert.as_deref())?;
        Ok(Self { client, scheme, authority, path })
    }

    /// The URL of a callback with this path and query. Whatever they are, it is one of this service.
    pub(crate) fn url(&self, path: &str, query: &str) -> Result<Uri, UpstreamError> {
        let path = self.path.as_deref().unwrap_or(path);
        let mark = if query.is_empty() { "" } else { "?" };
        Uri::builder()
            .scheme(self.scheme.clone())
            .authority(self.authority.clone())
            .path_and_query(format!("{path}{mark}{query}"))
            .build()
            .map_err(|_| UpstreamError::NotAUrl)
    }

    /// Sends a request, and reads the answer to its end.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        query: &str,
        headers: &HeaderMap,
        body: Bytes,
    ) -> Result<Answered, UpstreamError> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = self.url(path, query)?;
        *request.headers_mut() = end_to_end(headers);
        let answered = tokio::time::timeout(PATIENCE, async {
            let response = self.client.request(request).await.map_err(|error| cause(&error))?;
            let (head, body) = response.into_parts();
            let body = Limited::new(body, BODY_LIMIT).collect().await;
            let body =
                body.map_err(|error| match error.is::<http_body_util::LengthLimitError>() {
                    true => UpstreamError::TooLarge,
                    false => broken(&root(error.as_ref())),
                })?;
            Ok(Response::from_parts(head, body.to_bytes()))
        });
        answered.await.unwrap_or(Err(UpstreamError::TimedOut))
    }

    pub(crate) fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }
}

/// Its address.
impl fmt::Display for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path.as_deref().unwrap_or(""))
    }
}

fn broken(why: &str) -> UpstreamError {
    UpstreamError::Broken(why.to_owned())
}

/// The root cause of an error. hyper itself only says "client error (Connect)".
fn root(error: &(dyn Error + 'static)) -> String {
    let mut first = error;
    while let Some(cause) = first.source() {
        first = cause;
    }
    first.to_string()
}

fn cause(error: &ClientError) -> UpstreamError {
    match error.is_connect() {
        true => UpstreamError::Unreachable(root(error)),
        false => UpstreamError::Broken(root(error)),
    }
}

impl fmt::Display for UpstreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(why) => write!(f, "the service cannot be reached: {why}"),
            Self::NotAUrl => f.write_str("the path or query cannot be part of a URL"),
            Self::TimedOut => write!(f, "no answer within {} s", PATIENCE.as_secs()),
            Self::TooLarge => write!(f, "the answer is larger than {BODY_LIMIT} bytes"),
            Self::Broken(why) => write!(f, "not a valid HTTP answer: {why}"),
        }
    }
}

fn client(
    cacert: Option<&Path>,
) -> Result<Client<HttpsConnector<HttpConnector>, Full<Bytes>>, Failure> {
    let mut tcp = HttpConnector::new();
    tcp.set_nodelay(true);
    tcp.enforce_http(false);
    let tls = HttpsConnectorBuilder::new().with_tls_config(tls(cacert)?);
    let connector = tls.https_or_http().enable_http1().wrap_connector(tcp);
    let mut client = Client::builder(TokioExecutor::new());
    client.pool_idle_timeout(IDLE).pool_timer(TokioTimer::new()).http1_max_buf_size(MAX_HEAD);
    Ok(client.build(connector))
}

/// The headers that are not about one connection. The length is set again from the body.
pub(crate) fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut kept = headers.clone();
    let named = headers.get_all(CONNECTION).iter().filter_map(|value| value.to_str().ok());
    for name in named.flat_map(|names| names.split(',')) {
        kept.remove(name.trim());
    }
    for name in [
        CONNECTION.as_str(),
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        HOST.as_str(),
        EXPECT.as_str(),
        CONTENT_LENGTH.as_str(),
    ] {
        kept.remove(name);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_no_other_host() {
        let service = Upstream::new("http://svc:9000", &CaCert { cacert: None }).unwrap();
        for path in ["/x", "@evil.example/x", ".evil.example", ":1@evil.example/", "//evil.example"]
        {
            if let Ok(url) = service.url(path, "Sign=00") {
                let url: Uri = url.to_string().parse().unwrap();
                assert_eq!(url.authority().unwrap(), "svc:9000", "{path}");
            }
        }
        for (path, query) in [("x", ""), ("/a b", ""), ("/", "a b"), ("/", "a\r\nHost: evil")] {
            let error = service.url(path, query).unwrap_err().to_string();
            assert_eq!(error, "the path or query cannot be part of a URL");
        }
    }
}
