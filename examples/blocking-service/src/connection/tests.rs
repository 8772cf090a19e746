use std::net::TcpListener;
use std::thread;

use super::*;

/// A caller that sends in pieces of a size, then waits for ever or hangs up, and keeps what it is
/// sent.
struct Caller {
    sends: Vec<u8>,
    at_a_time: usize,
    stays: bool,
    got: Vec<u8>,
}

impl Read for Caller {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.sends.is_empty() && self.stays {
            return Err(ErrorKind::WouldBlock.into());
        }
        let count = self.at_a_time.min(self.sends.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.sends[..count]);
        self.sends.drain(..count);
        Ok(count)
    }
}

impl Write for Caller {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.got.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stream for Caller {
    fn wait_at_most(&self, _: Duration) -> io::Result<()> {
        Ok(())
    }
}

fn connection(sends: &str, at_a_time: usize, stays: bool) -> Connection<Caller> {
    Connection::new(Caller { sends: sends.into(), at_a_time, stays, got: Vec::new() })
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(60)
}

const LIMIT: usize = 10;

/// What is read of this, in pieces of any size the same.
fn read(sends: &str) -> Result<(String, bool), Unread> {
    let read = |at_a_time| {
        let request = connection(sends, at_a_time, false).request(LIMIT, soon())?;
        Ok((String::from_utf8(request.body).unwrap(), request.keep_alive))
    };
    let all = read(usize::MAX);
    for at_a_time in [1, 2, 3, 7] {
        assert_eq!(read(at_a_time), all, "{sends:?} by {at_a_time}");
    }
    all
}

fn post(headers: &str, rest: &str) -> Result<(String, bool), Unread> {
    read(&format!("POST /callback?a=b HTTP/1.1\r\nHost: x\r\n{headers}\r\n{rest}"))
}

fn body(body: &str) -> (String, bool) {
    (body.to_owned(), true)
}

#[test]
fn bodies_are_as_long_as_they_say() {
    assert_eq!(post("", ""), Ok(body("")));
    assert_eq!(post("content-length: 0\r\n", ""), Ok(body("")));
    assert_eq!(post("Content-Length: 3\r\n", "abcdef"), Ok(body("abc")));
    assert_eq!(post("Content-Length: 10\r\n", "0123456789"), Ok(body("0123456789")));
    assert_eq!(post("Content-Length: 3\r\n", "ab"), Err(Unread::Closed));
}

#[test]
fn chunks_are_put_together() {
    let chunked = |rest: &str| post("Transfer-Encoding: Chunked\r\n", rest);
    assert_eq!(chunked("0\r\n\r\n"), Ok(body("")));
    assert_eq!(chunked("3\r\nabc\r\n2;why=not\r\nde\r\n0\r\n\r\n"), Ok(body("abcde")));
    assert_eq!(chunked("a\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"), Ok(body("0123456789")));
    for wrong in ["x\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\nabc\n0\n\n", "-3\r\nabc\r\n"] {
        assert_eq!(chunked(wrong), Err(Unread::Refused(400)), "{wrong:?}");
    }
    assert_eq!(chunked("3\r\nabc\r\n0\r\n"), Err(Unread::Closed));
    assert_eq!(chunked(&format!("0\r\n{}\r\n", "a: b\r\n".repeat(16))), Err(Unread::Refused(400)));
    assert_eq!(chunked(&"1".repeat(MAX_LINE + 1)), Err(Unread::Refused(400)));
}

#[test]
fn too_large_a_body_is_refused_before_it_is_read() {
    let large = Err(Unread::Refused(413));
    for length in ["11", "18446744073709551615", "99999999999999999999999"] {
        assert_eq!(post(&format!("Content-Length: {length}\r\n"), ""), large, "{length}");
    }
    for size in ["b", "7fffffffffffffff", "ffffffffffffffff"] {
        let chunk = format!("{size}\r\n");
        assert_eq!(post("Transfer-Encoding: chunked\r\n", &chunk), large, "{size}");
    }
    let many = format!("{}0\r\n\r\n", "1\r\na\r\n".repeat(11));
    assert_eq!(post("Transfer-Encoding: chunked\r\n", &many), large);
}

#[test]
fn where_a_request_could_end_in_two_places_it_is_refused() {
    for headers in [
        "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: +3\r\n",
        "Content-Length: 3, 3\r\n",
        "Content-Length:\r\n",
        "Content-Length : 3\r\n",
        " Content-Length: 3\r\n",
    ] {
        assert_eq!(post(headers, "abc"), Err(Unread::Refused(400)), "{headers:?}");
    }
    let gzip = "Transfer-Encoding: gzip, chunked\r\n";
    assert_eq!(post(gzip, "0\r\n\r\n"), Err(Unread::Refused(501)));
    let old = "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(read(old), Err(Unread::Refused(400)));
}

#[test]
fn a_connection_is_kept_unless_either_side_wants_it_closed() {
    for (head, keep_alive) in [
        ("POST / HTTP/1.1\r\n\r\n", true),
        ("POST / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n", true),
        ("POST / HTTP/1.1\r\nConnection: x, Close\r\n\r\n", false),
        ("POST / HTTP/1.0\r\n\r\n", false),
    ] {
        assert_eq!(read(head), Ok((String::new(), keep_alive)), "{head:?}");
    }
}

#[test]
fn heads_that_are_none_or_too_long_are_refused() {
    assert_eq!(read("casino\r\n\r\n"), Err(Unread::Refused(400)));
    assert_eq!(read("GET / HTTP/2.0\r\n\r\n"), Err(Unread::Refused(400)));
    assert_eq!(read("GET / HT"), Err(Unread::Closed));
    assert_eq!(post("Expect: a miracle\r\n", ""), Err(Unread::Refused(417)));
    assert_eq!(post(&"a: b\r\n".repeat(65), ""), Err(Unread::Refused(431)));
    let mut long = connection(&format!("GET /{}", "a".repeat(1 << 20)), 4096, false);
    assert_eq!(long.request(LIMIT, soon()).unwrap_err(), Unread::Refused(431));
    assert!(long.unused.len() < 64 << 10, "what is too long is not read to its end");
}

#[test]
fn requests_follow_each_other_on_a_connection() {
    let one = "POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
    let two = "POST /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nd\r\n0\r\n\r\n";
    let mut connection = connection(&format!("{one}{two}{one}"), usize::MAX, false);
    for (target, body) in [("/1", "abc"), ("/2", "d"), ("/1", "abc")] {
        connection.wait(|| true).unwrap();
        let request = connection.request(LIMIT, soon()).unwrap();
        assert_eq!((request.target.as_str(), request.body.as_slice()), (target, body.as_bytes()));
    }
    assert_eq!(connection.wait(|| true), Err(Unread::Closed));
}

#[test]
fn who_asks_whether_to_go_on_is_told_to_unless_the_body_is_too_large() {
    let ask = |length| {
        let head =
            format!("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n");
        let mut connection = connection(&head, 9, true);
        let unread = connection.request(LIMIT, soon()).unwrap_err();
        (unread, String::from_utf8(connection.stream.got).unwrap())
    };
    assert_eq!(ask(3), (Unread::Refused(408), "HTTP/1.1 100 Continue\r\n\r\n".to_owned()));
    assert_eq!(ask(11), (Unread::Refused(413), String::new()));
}

#[test]
fn nobody_waits_beyond_the_deadline_or_when_no_longer_wanted() {
    let mut slow = connection("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na", 1, true);
    assert_eq!(slow.request(LIMIT, Instant::now()).unwrap_err(), Unread::Refused(408));
    assert_eq!(slow.request(LIMIT, soon()).unwrap_err(), Unread::Refused(408));
    // One that sends a little all the time, too.
    let mut steady = connection("POST / HTTP/1.1\r\n\r\n", 1, false);
    assert_eq!(steady.request(LIMIT, Instant::now()).unwrap_err(), Unread::Refused(408));
    assert_eq!(connection("", 1, true).wait(|| false), Err(Unread::Closed));
}

#[test]
fn a_response_says_its_type_and_its_length() {
    let sent = |response: &Response, keep_alive| {
        let mut connection = connection("", 1, false);
        connection.respond(response, keep_alive).unwrap();
        String::from_utf8(connection.stream.got).unwrap()
    };
    let json = Response { status: 200, content_type: "application/json", body: b"{}".into() };
    let head = "HTTP/1.1 200 \r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
    assert_eq!(sent(&json, true), format!("{head}\r\n{{}}"));
    assert_eq!(sent(&json, false), format!("{head}Connection: close\r\n\r\n{{}}"));
    assert!(sent(&Response::status(405), true).contains("\r\nAllow: POST\r\n"));
}

#[test]
fn who_is_refused_while_still_sending_can_read_why() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut caller = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let refusing = thread::spawn(move || {
        let mut connection = Connection::new(listener.accept().unwrap().0);
        assert_eq!(connection.request(LIMIT, soon()).unwrap_err(), Unread::Refused(413));
        connection.respond(&Response::status(413), false).unwrap();
        connection.hang_up();
    });
    let body = vec![b' '; 1 << 20];
    let head = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n", body.len());
    caller.write_all(head.as_bytes()).unwrap();
    // Time enough for the refusal to be there before the body is.
    thread::sleep(Duration::from_millis(50));
    caller.write_all(&body).unwrap();
    let mut answered = String::new();
    caller.shutdown(Shutdown::Write).unwrap();
    caller.read_to_string(&mut answered).unwrap();
    assert!(answered.starts_with("HTTP/1.1 413"), "{answered}");
    refusing.join().unwrap();
}
