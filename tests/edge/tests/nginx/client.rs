//! Clients of nginx: Tencent, and others that do not finish what they send.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use socket2::{Domain, Socket, Type};
use tim_callback::Token;
use tim_callback::callbacks::group;
use tim_callback::testing::{self, Response, Signed, Signer};
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::nginx::Nginx;
use crate::{APP, PATIENCE, TOKEN};

#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub content_type: String,
    pub body: String,
    pub took: Duration,
}

impl<'a> From<&'a Answered> for Response<'a> {
    fn from(answered: &'a Answered) -> Self {
        let Answered { status, content_type, body, took } = answered;
        Response::new(*status, content_type, body.as_bytes()).after(*took)
    }
}

/// A signed before-command that only a decider allows: the policies of the service reject it.
pub fn callback() -> Signed {
    let signer = Signer::new(APP, Token::new(TOKEN).unwrap());
    signer.sign(testing::call::<group::BeforeSendMsg>().text("good morning"))
}

/// Keeps its connection open, as Tencent does, or opens one for each request.
pub fn agent(nginx: &Nginx, keeps_open: bool) -> Agent {
    let roots = RootCerts::from([Certificate::from_der(&nginx.certificate).to_owned()]);
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .max_idle_connections(if keeps_open { 3 } else { 0 })
        .tls_config(TlsConfig::builder().root_certs(roots).build());
    config.build().into()
}

#[track_caller]
pub fn post(agent: &Agent, url: &str, body: &[u8]) -> Answered {
    let start = Instant::now();
    let sent = agent.post(url).content_type("application/json").send(body);
    received(sent.unwrap(), start)
}

#[track_caller]
pub fn received(mut response: ureq::http::Response<ureq::Body>, start: Instant) -> Answered {
    let content_type = response.headers().get("content-type");
    Answered {
        status: response.status().as_u16(),
        content_type: content_type.map_or("", |value| value.to_str().unwrap()).to_owned(),
        body: response.body_mut().read_to_string().unwrap(),
        took: start.elapsed(),
    }
}

/// A TLS client that sends exactly what it is told.
#[derive(Clone)]
pub struct Raw {
    config: Arc<ClientConfig>,
    server: SocketAddr,
    from: Ipv4Addr,
}

impl Raw {
    /// One with this address of its own.
    pub fn new(nginx: &Nginx, from: [u8; 4]) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(nginx.certificate.clone()).unwrap();
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        Self { config: Arc::new(config), server: nginx.address, from: from.into() }
    }

    /// Sends these bytes and no more.
    pub fn send(&self, bytes: &[u8]) -> io::Result<Held> {
        let start = Instant::now();
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        socket.bind(&SocketAddr::from((self.from, 0)).into())?;
        socket.connect(&self.server.into())?;
        let stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENCE))?;
        let name = ServerName::from(IpAddr::from(Ipv4Addr::LOCALHOST));
        let tls =
            ClientConnection::new(Arc::clone(&self.config), name).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(tls, stream);
        stream.write_all(bytes)?;
        Ok(Held { stream, start })
    }
}

/// A connection whose request does not go on.
pub struct Held {
    stream: StreamOwned<ClientConnection, TcpStream>,
    start: Instant,
}

impl Held {
    /// Waits for the first byte of an answer, and says how long after the opening it comes.
    pub fn wait_for_answer(&mut self) -> Duration {
        self.stream.read_exact(&mut [0]).unwrap();
        self.start.elapsed()
    }

    /// What comes back until nginx closes the connection, and how long after its opening that is.
    pub fn wait(mut self) -> (String, Duration) {
        let mut came = Vec::new();
        // After an error, what was read before it counts.
        let _ = self.stream.read_to_end(&mut came);
        (String::from_utf8_lossy(&came).into_owned(), self.start.elapsed())
    }
}
