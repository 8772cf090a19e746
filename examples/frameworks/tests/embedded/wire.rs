//! HTTP as bytes, for requests that no client would send.

use tim_callback::testing::Signed;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};

use crate::client::Answered;

pub enum Then {
    Wait,
    HangUp,
}

/// The head of a request whose body has this length.
pub fn head(sent: &Signed, length: usize) -> String {
    let target = sent.url("/callback");
    format!(
        "POST {target} HTTP/1.1\r\nHost: tim\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
}

/// Sends these bytes, and reads the answer to its end.
pub async fn exchange(stream: impl AsyncRead + AsyncWrite, request: &[u8], then: Then) -> Answered {
    let (mut from, mut to) = split(stream);
    let mut answer = Vec::new();
    let send = async {
        // The service may answer and hang up before it has read everything.
        let _ = to.write_all(request).await;
        if let Then::HangUp = then {
            to.shutdown().await.unwrap();
        }
    };
    let ((), read) = tokio::join!(send, from.read_to_end(&mut answer));
    read.unwrap();
    parse(str::from_utf8(&answer).unwrap())
}

fn parse(answer: &str) -> Answered {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
    let content_type = head.lines().find_map(|line| line.strip_prefix("content-type: "));
    Answered::new(head["HTTP/1.1 ".len()..][..3].parse().unwrap(), content_type, body)
}
