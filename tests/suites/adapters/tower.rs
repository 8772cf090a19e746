//! A receiver as a `tower` service: the body read within its limits, every request answered.

use std::convert::Infallible;
use std::future::{pending, ready};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::support::{BEFORE, block_on, pending_once, query_for};
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body::Body as _;
use http_body_util::{BodyExt, Full};
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::tower::CallbackService;
use tim_callback::{AsyncReceiver, Call, MsgVerdict, Policies, Verifier};
use tower_service::Service;

const BEFORE_NAME: &str = "Group.CallbackBeforeSendMsg";
const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const REJECTED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
const DROPPED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":2}"#;

fn receiver(policies: Policies) -> Arc<AsyncReceiver> {
    let receiver = AsyncReceiver::builder(Verifier::unchecked_for_logs_and_tests(), policies)
        .body_limit(BEFORE.len())
        .on_async_fn(async |call: Call<BeforeSendMsg>| -> Result<_, Infallible> {
            pending_once().await;
            if call.from_account == "slow" {
                pending::<()>().await;
            }
            Ok(MsgVerdict::SilentDrop)
        });
    Arc::new(receiver.build().unwrap())
}

/// The answer of a service whose timer is never done, or done at once.
fn call<B>(policies: Policies, method: Method, body: B, late: bool) -> (StatusCode, String)
where
    B: http_body::Body<Data: Send, Error: Into<Box<dyn std::error::Error + Send + Sync>>>
        + Send
        + 'static,
{
    let target = format!("/callback?{}", query_for(BEFORE_NAME));
    let request = Request::builder().method(method).uri(target).body(body).unwrap();
    let response = match late {
        false => block_on(CallbackService::new(receiver(policies), pending::<()>).call(request)),
        true => block_on(CallbackService::new(receiver(policies), || ready(())).call(request)),
    };
    let (head, body) = response.unwrap().into_parts();
    let length = body.size_hint().exact().unwrap();
    assert_eq!(body.is_end_stream(), length == 0);
    let body = block_on(body.collect()).unwrap().to_bytes();
    assert_eq!(body.len() as u64, length);
    (head.status, String::from_utf8(body.to_vec()).unwrap())
}

fn full(body: &str) -> Full<Bytes> {
    Full::new(Bytes::copy_from_slice(body.as_bytes()))
}

#[test]
fn a_callback_is_decided() {
    let answer = call(Policies::fail_closed(), Method::POST, full(BEFORE), false);
    assert_eq!(answer, (StatusCode::OK, DROPPED.to_owned()));
}

#[test]
fn other_methods_are_refused() {
    let answer = call(Policies::fail_closed(), Method::GET, full(BEFORE), false);
    assert_eq!(answer, (StatusCode::METHOD_NOT_ALLOWED, String::new()));
}

#[test]
fn a_decision_that_does_not_come_in_time_is_answered_by_policy() {
    let body = BEFORE.replacen("jared", "slow", 1);
    assert_ne!(body, BEFORE);
    for (policies, expected) in
        [(Policies::fail_open(), ALLOWED), (Policies::fail_closed(), REJECTED)]
    {
        let (status, answer) = call(policies, Method::POST, full(&body), true);
        assert_eq!((status, answer.as_str()), (StatusCode::OK, expected));
    }
}

#[test]
fn a_body_over_the_limit_is_refused_by_policy() {
    let body = format!("{BEFORE} ");
    let (status, _) = call(Policies::fail_open(), Method::POST, full(&body), false);
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let (status, answer) = call(Policies::fail_closed(), Method::POST, full(&body), false);
    assert_eq!((status, answer.as_str()), (StatusCode::OK, REJECTED));
}

/// A body that never comes, or breaks off.
enum Bad {
    Silent,
    Broken,
}

impl http_body::Body for Bad {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
        match *self {
            Self::Silent => Poll::Pending,
            Self::Broken => Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into()))),
        }
    }
}

#[test]
fn a_body_that_does_not_come_is_refused_by_policy() {
    for (bad, late, expected) in [
        (Bad::Silent, true, StatusCode::REQUEST_TIMEOUT),
        (Bad::Broken, false, StatusCode::BAD_REQUEST),
    ] {
        let (status, _) = call(Policies::fail_open(), Method::POST, bad, late);
        assert_eq!(status, expected);
    }
    let (status, answer) = call(Policies::fail_closed(), Method::POST, Bad::Silent, true);
    assert_eq!((status, answer.as_str()), (StatusCode::OK, REJECTED));
}

#[test]
fn the_service_is_what_axum_mounts() {
    fn mountable<S>(service: S) -> S
    where
        S: Service<Request<Full<Bytes>>, Error = Infallible, Future: Send>
            + Clone
            + Send
            + Sync
            + 'static,
    {
        service
    }
    let service = CallbackService::new(receiver(Policies::fail_open()), pending::<()>);
    assert!(format!("{:?}", mountable(service)).starts_with("CallbackService"));
}
