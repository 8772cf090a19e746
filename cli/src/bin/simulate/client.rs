//! One callback at a time, over a connection that stays open, HTTP or HTTPS.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use tim_callback::testing::Response;
use ureq::tls::{RootCerts, TlsConfig};

/// Longer than Tencent waits, to distinguish slow answers from none.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Client(ureq::Agent);

pub struct Answer {
    pub status: u16,
    content_type: String,
    body: Vec<u8>,
    pub took: Duration,
}

impl Answer {
    /// Whether the status is a deliberate refusal, which cannot be mistaken for a verdict.
    pub fn is_refusal(&self) -> bool {
        (400..500).contains(&self.status)
    }

    pub fn response(&self) -> Response<'_> {
        Response::new(self.status, &self.content_type, &self.body).after(self.took)
    }
}

impl Client {
    pub fn new(roots: RootCerts) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .timeout_global(Some(PATIENCE));
        Self(config.build().into())
    }

    /// The answer to a body posted to this URL.
    pub fn post(&self, url: &str, body: &[u8]) -> Result<Answer, String> {
        let start = Instant::now();
        let mut response = self
            .0
            .post(url)
            .header("Content-Type", "application/json")
            .send(body)
            .map_err(|error| advice(&error))?;
        let content_type = response.headers().get("Content-Type");
        let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let content_type = content_type.to_owned();
        let body = response.body_mut().read_to_vec().map_err(|error| advice(&error))?;
        Ok(Answer { status: response.status().as_u16(), content_type, body, took: start.elapsed() })
    }
}

fn advice(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => {
            let seconds = PATIENCE.as_secs();
            format!("no answer within {seconds} s: Tencent waits 2 s, find where the service hangs")
        }
        // This kind is how rustls reports a handshake that failed.
        ureq::Error::Io(io) if io.kind() == ErrorKind::InvalidData => {
            format!("no answer: {error}: trust another certificate by --cacert, or correct --url")
        }
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => {
            format!("no answer: {error}: start the service, or correct --url")
        }
        ureq::Error::Http(_) | ureq::Error::BadUri(_) => format!("{error}: correct --url"),
        other => format!("not a valid HTTP answer: {other}: check what the service sends"),
    }
}
