//! Where a service listens, and connections to it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use hyper::Uri;
use hyper::header::HeaderValue;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::connection::Connection;
use crate::failure::Failure;

#[derive(Clone)]
pub(crate) struct Endpoint {
    /// Host and port as in the URL.
    pub(crate) host_header: HeaderValue,
    timeout: Duration,
    path: String,
    host: String,
    port: u16,
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

/// The URL is not quoted: it may have a password.
fn wrong(problem: impl std::fmt::Display) -> Failure {
    Failure::of_input(format!("--url: {problem}"))
}

impl Endpoint {
    pub(crate) fn new(
        url: &str,
        cacert: Option<&Path>,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        if url.contains('#') {
            return Err(wrong("a fragment is never sent: leave out what begins with #"));
        }
        let uri: Uri = url.parse().map_err(|_| wrong("not a URL: write http://host:port/path"))?;
        let is_https = match uri.scheme_str() {
            Some("http") => false,
            Some("https") => true,
            _ => return Err(wrong("not a URL: begin it with http:// or https://")),
        };
        let host = uri.host().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| wrong("no host: write http://host:port/path"))?;
        let authority = uri.authority().map_or(host, |authority| authority.as_str());
        if authority.contains('@') {
            return Err(wrong("leave user and password out"));
        }
        // An IPv6 address has brackets in a URL, and none elsewhere.
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let tls = match (is_https, cacert) {
            (true, cacert) => {
                let server = ServerName::try_from(name.clone()).map_err(wrong)?;
                Some((TlsConnector::from(Arc::new(tls(cacert)?)), server))
            }
            (false, Some(_)) => {
                let message = "--cacert is for HTTPS: begin --url with https://";
                return Err(Failure::of_input(message));
            }
            (false, None) => None,
        };
        Ok(Self {
            host_header: HeaderValue::from_str(authority).map_err(wrong)?,
            timeout,
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            host: name,
            port: uri.port_u16().unwrap_or(if is_https { 443 } else { 80 }),
            tls,
        })
    }

    /// What is requested for a callback with this query.
    pub(crate) fn target(&self, query: &str) -> Result<Uri, String> {
        let slash = if self.path.starts_with('/') { "" } else { "/" };
        let between = if self.path.contains('?') { '&' } else { '?' };
        let target = format!("{slash}{}{between}{query}", self.path);
        target.parse().map_err(|error| format!("the query cannot be sent: {error}"))
    }

    /// A new connection.
    pub(crate) async fn connect(&self) -> Result<Connection, String> {
        let attempt = timeout(self.timeout, self.open()).await;
        let seconds = self.timeout.as_secs();
        attempt.unwrap_or_else(|_| Err(format!("it took longer than {seconds} s"))).map_err(|why| {
            let (host, port) = (&self.host, self.port);
            format!(
                "no connection to {host}, port {port}: {why}: start the service, or correct --url"
            )
        })
    }

    async fn open(&self) -> Result<Connection, String> {
        let stream = TcpStream::connect((&*self.host, self.port)).await;
        let stream = stream.map_err(|error| error.to_string())?;
        // A request is written at once, so gathering small packets gains nothing.
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        let Some((connector, server)) = &self.tls else {
            return Connection::new(stream, self.timeout).await;
        };
        let secured = connector.connect(server.clone(), stream).await.map_err(|error| {
            format!("TLS failed: {error}: trust another certificate by --cacert")
        })?;
        Connection::new(secured, self.timeout).await
    }
}

/// TLS that trusts the certificates of this file only, or else the built-in ones.
pub(crate) fn tls(cacert: Option<&Path>) -> Result<ClientConfig, Failure> {
    let roots = match cacert {
        Some(file) => roots(file)?,
        None => webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
    };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::of_input(format!("TLS cannot be set up: {error}")))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

fn roots(file: &Path) -> Result<RootCertStore, Failure> {
    let explain = |problem: &dyn std::fmt::Display| {
        let file = file.display();
        Failure::of_input(format!("--cacert {file}: {problem}: give a file of PEM certificates"))
    };
    let pem = std::fs::read(file).map_err(|error| explain(&error))?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let certificate = certificate.map_err(|error| explain(&error))?;
        roots.add(certificate).map_err(|error| explain(&error))?;
    }
    match roots.is_empty() {
        true => Err(explain(&"it contains no certificate")),
        false => Ok(roots),
    }
}
