//! What Tencent does: signs, posts, and repeats what was not answered with 200.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, SystemTime};

use tim_callback::query::{CallbackQuery, DEFAULT_BODY_LIMIT, QueryParam};
use tim_callback::receiver::Unread;
use tim_callback::{SdkAppId, Token, UnixSeconds, sign};

use crate::eventually;

pub(crate) const BEFORE: &str = "Group.CallbackBeforeSendMsg";
pub(crate) const AFTER: &str = "Group.CallbackAfterSendMsg";
pub(crate) const FRIENDS: &str = "Sns.CallbackPrevFriendAdd";

pub(crate) const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
pub(crate) const REJECTED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;

/// A signed callback.
pub(crate) struct Callback {
    query: String,
    body: String,
}

/// The status, of which only 200 counts, and the body.
pub(crate) type Answer = (u16, String);

impl Callback {
    pub(crate) fn new(command: &str, body: &str) -> Self {
        Self::signed_at(UnixSeconds::try_from(SystemTime::now()).unwrap(), command, body)
    }

    pub(crate) fn signed_at(time: UnixSeconds, command: &str, body: &str) -> Self {
        let token = Token::new("xxxxyyyy").unwrap();
        let query = CallbackQuery::new(SdkAppId::new(1400000000), command)
            .with(QueryParam::Sign, &sign(&token, time))
            .with(QueryParam::RequestTime, &time.to_string())
            .to_query_string();
        Self { query, body: body.to_owned() }
    }

    /// A message of a group is about to be sent.
    pub(crate) fn before(text: &str) -> Self {
        let body = format!(
            r#"{{"CallbackCommand":"{BEFORE}","GroupId":"one","Type":"Public",
                "From_Account":"jared","Operator_Account":"jared","Random":1,
                "MsgBody":[{{"MsgType":"TIMTextElem","MsgContent":{{"Text":"{text}"}}}}]}}"#
        );
        Self::new(BEFORE, &body)
    }

    /// A message of a group was sent.
    pub(crate) fn after(group: &str, seq: usize) -> Self {
        Self::new(AFTER, &after_body(group, seq))
    }

    pub(crate) fn post(&self, to: SocketAddr) -> std::io::Result<Answer> {
        answer(&self.send(to, self.body.len())?)
    }

    /// Gives up after this time, as Tencent does.
    pub(crate) fn post_within(&self, to: SocketAddr, limit: Duration) -> std::io::Result<Answer> {
        let stream = self.send(to, self.body.len())?;
        stream.set_read_timeout(Some(limit))?;
        answer(&stream)
    }

    /// Sends a body that an endpoint cannot read, for this reason.
    pub(crate) fn post_unread(&self, to: SocketAddr, unread: Unread) -> std::io::Result<Answer> {
        match unread {
            Unread::TooLarge => {
                let stream = self.send(to, DEFAULT_BODY_LIMIT + 1)?;
                let rest = vec![b' '; DEFAULT_BODY_LIMIT + 1 - self.body.len()];
                // The endpoint need not read all of it.
                let _ = (&stream).write_all(&rest);
                answer(&stream)
            }
            Unread::BrokenOff => {
                let stream = self.send(to, self.body.len() + 1)?;
                stream.shutdown(Shutdown::Write)?;
                answer(&stream)
            }
            _ => answer(&self.send(to, self.body.len() + 1)?),
        }
    }

    /// Sends the head and the body, and says that the body is so long.
    fn send(&self, to: SocketAddr, length: usize) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(to)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        write!(
            stream,
            "POST /callback?{} HTTP/1.1\r\nHost: {to}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{}",
            self.query, self.body
        )?;
        Ok(stream)
    }
}

fn answer(mut stream: &TcpStream) -> std::io::Result<Answer> {
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    // An endpoint that was killed says nothing.
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
    Ok((status, body.to_owned()))
}

pub(crate) fn after_body(group: &str, seq: usize) -> String {
    format!(
        r#"{{"CallbackCommand":"{AFTER}","GroupId":"{group}","Type":"Public",
            "From_Account":"jared","Operator_Account":"jared","Random":1,"MsgSeq":{seq},
            "MsgTime":1490686222,"MsgBody":[]}}"#
    )
}

/// Sends an after-command until it is acknowledged. Each repetition has its own time and signature.
pub(crate) fn tell(to: SocketAddr, group: &str, seq: usize) {
    eventually(
        "an after-command is acknowledged",
        || matches!(Callback::after(group, seq).post(to), Ok((200, body)) if body == ALLOWED),
    );
}

/// What a journal holds after so many messages, each applied once, in order.
pub(crate) fn lines(count: usize) -> Vec<String> {
    (1..=count).map(|seq| format!("jared sent message {seq}")).collect()
}
