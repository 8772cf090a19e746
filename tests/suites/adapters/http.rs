//! The types of the `http` crate: requests in, responses out.

use std::borrow::Cow;
use std::future::{pending, ready};

use crate::support::{BEFORE, block_on, pending_once, query_for};
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderMap, Method, Request, Response};
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::{
    Ack, AsyncReceiver, Call, GroupRejectCode, MsgVerdict, Policies, Receiver, Reply, Verifier,
};

const BEFORE_NAME: &str = "Group.CallbackBeforeSendMsg";
const DROPPED: &[u8] = br#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;
const REJECTED: &[u8] = br#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;

fn receivers() -> (Receiver, AsyncReceiver) {
    let verifier = Verifier::unchecked_for_logs_and_tests;
    let plain = Receiver::builder(verifier(), Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| MsgVerdict::SilentDrop);
    let asynchronous = AsyncReceiver::builder(verifier(), Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| MsgVerdict::SilentDrop)
        .on_async_fn(async |_: Call<AfterSendMsg>| -> Result<_, std::io::Error> {
            pending_once().await;
            Ok(Ack)
        });
    (plain.build().unwrap(), asynchronous.build().unwrap())
}

/// The response of both kinds of receiver, which has to be the same.
fn received(request: &Request<impl AsRef<[u8]>>) -> Response<Vec<u8>> {
    let (blocking, asynchronous) = receivers();
    let response: Response<Vec<u8>> = blocking.receive_http(request);
    let other: Response<Vec<u8>> = block_on(asynchronous.receive_http(request));
    assert_eq!(response.status(), other.status());
    assert_eq!(response.headers(), other.headers());
    assert_eq!(response.body(), other.body());
    response
}

fn request<T>(method: Method, target: &str, body: T) -> Request<T> {
    Request::builder().method(method).uri(target).body(body).unwrap()
}

fn content_type(headers: &HeaderMap) -> &str {
    headers[CONTENT_TYPE].to_str().unwrap()
}

#[test]
fn a_post_is_decided_by_its_query_and_body() {
    for target in [
        format!("/callback?{}", query_for(BEFORE_NAME)),
        format!("/?{}", query_for(BEFORE_NAME)),
        format!("https://example.com/a/b?{}", query_for(BEFORE_NAME)),
    ] {
        let response = received(&request(Method::POST, &target, BEFORE));
        assert_eq!(response.status(), 200, "{target}");
        assert_eq!(content_type(response.headers()), "application/json");
        assert_eq!(response.body(), DROPPED, "{target}");
    }
}

#[test]
fn a_body_may_be_anything_that_lends_bytes() {
    let target = format!("/?{}", query_for(BEFORE_NAME));
    assert_eq!(received(&request(Method::POST, &target, BEFORE.to_owned())).body(), DROPPED);
    assert_eq!(received(&request(Method::POST, &target, BEFORE.as_bytes())).body(), DROPPED);
    let owned = request(Method::POST, &target, BEFORE.as_bytes().to_vec());
    assert_eq!(received(&owned).body(), DROPPED);
}

#[test]
fn a_target_without_a_query_is_a_query_that_cannot_be_read() {
    for target in ["/callback", "/callback?", "/"] {
        let response = received(&request(Method::POST, target, BEFORE));
        assert_eq!(response.status(), 400, "{target}");
        assert_eq!(content_type(response.headers()), "text/plain; charset=utf-8");
        assert!(!response.body().is_empty());
    }
}

#[test]
fn other_methods_than_post_are_refused_and_post_is_named() {
    let target = format!("/?{}", query_for(BEFORE_NAME));
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let response = received(&request(method, &target, BEFORE));
        assert_eq!(response.status(), 405);
        assert_eq!(response.headers()[ALLOW], "POST");
        assert!(response.body().is_empty());
    }
}

#[test]
fn a_reply_becomes_a_response_of_any_body_made_from_bytes() {
    let (blocking, _) = receivers();
    let reply = || blocking.receive(&query_for(BEFORE_NAME), BEFORE.as_bytes());
    let lent: Response<Cow<'static, [u8]>> = reply().into();
    assert!(matches!(lent.body(), Cow::Borrowed(_)), "a fixed answer is not copied");
    let owned: Response<Vec<u8>> = reply().into();
    assert_eq!((&**lent.body(), owned.body().as_slice()), (DROPPED, DROPPED));
}

#[test]
fn a_reply_that_the_service_broke_is_an_error_and_no_panic() {
    let verdict: MsgVerdict<GroupRejectCode> = MsgVerdict::Allow;
    let mut reply = Reply::to(&crate::support::call_about("[]"), &verdict);
    reply.status = 7;
    reply.content_type = "not\na header";
    let response: Response<Vec<u8>> = reply.into();
    assert_eq!(response.status(), 500);
    assert!(response.headers().is_empty());
}

#[test]
fn the_future_of_a_response_goes_between_threads() {
    fn sendable<T: Send>(value: T) -> T {
        value
    }
    let (_, asynchronous) = receivers();
    let request = request(Method::POST, &format!("/?{}", query_for(BEFORE_NAME)), BEFORE);
    let response = sendable(asynchronous.receive_http::<Vec<u8>>(&request));
    assert_eq!(block_on(response).body(), DROPPED);
    let response = sendable(asynchronous.receive_http_within::<Vec<u8>>(&request, pending()));
    assert_eq!(block_on(response).body(), DROPPED);
}

#[test]
fn a_deadline_is_answered_by_policy() {
    let verifier = Verifier::unchecked_for_logs_and_tests();
    let receiver = AsyncReceiver::builder(verifier, Policies::fail_closed())
        .on_async_fn(|_: Call<BeforeSendMsg>| pending::<Result<_, std::io::Error>>())
        .build()
        .unwrap();
    let post = request(Method::POST, &format!("/?{}", query_for(BEFORE_NAME)), BEFORE);
    let response: Response<Vec<u8>> = block_on(receiver.receive_http_within(&post, ready(())));
    assert_eq!((response.status().as_u16(), &response.body()[..]), (200, REJECTED));
    let get = request(Method::GET, "/", BEFORE);
    let response: Response<Vec<u8>> = block_on(receiver.receive_http_within(&get, ready(())));
    assert_eq!(response.status(), 405);
}
