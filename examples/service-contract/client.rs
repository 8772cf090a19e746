//! Calling a service as Tencent does.

use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::LazyLock;
use std::time::SystemTime;

use serde_json::Value;
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::verdict::Answer;
use tim_callback::{Token, UnixSeconds, sign};
use ureq::{Agent, SendBody};

use super::{APP, PATIENCE, TOKEN};

pub const BEFORE: &str = "Group.CallbackBeforeSendMsg";
pub const AFTER: &str = "Group.CallbackAfterSendMsg";
/// A friend request: it is refused target by target, and the targets are in the body.
pub const FRIENDS: &str = "Sns.CallbackPrevFriendAdd";
/// An unknown command whose name says that it is a before-command.
pub const UNKNOWN_BEFORE: &str = "Room.CallbackBeforeSomethingNew";

/// Uses each connection for one request, so that none is idle when a service stops.
static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    let config = Agent::config_builder().http_status_as_error(false).max_idle_connections(0);
    config.timeout_global(Some(PATIENCE)).build().into()
});

#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub content_type: String,
    pub body: String,
}

impl Answered {
    /// The answer, which must have status 200 and be JSON.
    #[track_caller]
    pub fn answer(&self) -> Answer {
        assert_eq!(
            (self.status, self.content_type.as_str()),
            (200, "application/json"),
            "{self:?}"
        );
        serde_json::from_str(&self.body).unwrap()
    }
}

fn url(address: SocketAddr, query: &str) -> String {
    format!("http://{address}/callback?{query}")
}

/// Sends a body of known length.
#[track_caller]
pub fn post(address: SocketAddr, query: &str, body: &str) -> Answered {
    send(&url(address, query), body)
}

/// Sends a body in chunks, without its length.
#[track_caller]
pub fn post_chunked(address: SocketAddr, query: &str, body: &str) -> Answered {
    let reader = Cursor::new(body.to_owned().into_bytes());
    send(&url(address, query), SendBody::from_owned_reader(reader))
}

#[track_caller]
fn send(url: &str, body: impl ureq::AsSendBody) -> Answered {
    received(AGENT.post(url).content_type("application/json").send(body))
}

#[track_caller]
pub fn get(address: SocketAddr, query: &str) -> Answered {
    received(AGENT.get(url(address, query)).call())
}

#[track_caller]
fn received(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answered {
    let mut response = result.unwrap();
    let content_type = response.headers().get("content-type");
    Answered {
        status: response.status().as_u16(),
        content_type: content_type.map_or("", |value| value.to_str().unwrap()).to_owned(),
        body: response.body_mut().read_to_string().unwrap(),
    }
}

/// Sends these bytes on a connection of their own.
pub fn open(address: SocketAddr, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A service may close the connection while the caller is still sending.
    let _ = stream.write_all(bytes.as_bytes());
    stream
}

/// What comes back until the service closes the connection.
pub fn rest(mut stream: &TcpStream) -> String {
    let mut bytes = Vec::new();
    // After an error, what was read before it counts.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// Reads one answer from a connection that stays open: its head and its body. `None` if the service
/// has closed the connection.
pub fn next_answer(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut answer = String::new();
    while !answer.ends_with("\r\n\r\n") {
        match stream.read_line(&mut answer) {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
    }
    let length = answer.to_lowercase().lines().find_map(|line| {
        line.strip_prefix("content-length:").and_then(|length| length.trim().parse().ok())
    });
    let mut body = vec![0; length?];
    stream.read_exact(&mut body).ok()?;
    Some(answer + str::from_utf8(&body).ok()?)
}

/// The head of a request, which asks to close the connection afterwards or to keep it open.
pub fn head(query: &str, length: usize, close: bool) -> String {
    let connection = if close { "close" } else { "keep-alive" };
    format!(
        "POST /callback?{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: {connection}\r\n\r\n"
    )
}

pub fn now() -> UnixSeconds {
    SystemTime::now().try_into().unwrap()
}

/// A query as Tencent signs it now.
pub fn signed(command: &str) -> String {
    signed_by(command, TOKEN)
}

pub fn signed_by(command: &str, token: &str) -> String {
    let now = now();
    CallbackQuery::new(APP, command)
        .with(QueryParam::Sign, &sign(&Token::new(token).unwrap(), now))
        .with(QueryParam::RequestTime, &now.to_string())
        .to_query_string()
}

/// The documented sample of a command, with this text.
pub fn saying(command: &str, text: &str) -> String {
    let sample = match command {
        BEFORE => include_str!("../../tests/fixtures/Group.CallbackBeforeSendMsg/request.json"),
        AFTER => include_str!("../../tests/fixtures/Group.CallbackAfterSendMsg/request.json"),
        "C2C.CallbackBeforeSendMsg" => {
            include_str!("../../tests/fixtures/C2C.CallbackBeforeSendMsg/request.json")
        }
        "C2C.CallbackAfterSendMsg" => {
            include_str!("../../tests/fixtures/C2C.CallbackAfterSendMsg/request.json")
        }
        other => panic!("no sample of {other}"),
    };
    let mut body: Value = serde_json::from_str(sample).unwrap();
    let text = serde_json::json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": text}});
    body["MsgBody"] = Value::Array(vec![text]);
    body.to_string()
}
