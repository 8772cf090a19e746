//! A POST to each embedding, without a network.

use std::sync::Arc;

use ::lambda_http::tower::ServiceExt;
use ::salvo::test::ResponseExt;
use frameworks::{hyper, lambda_http, poem, rocket, salvo, warp};
use serde_json::json;
use tim_callback::AsyncReceiver;
use tim_callback::testing::{Response, Review, Signed};
use tokio::io::duplex;

use crate::wire::{Then, exchange, head};

pub struct Answered {
    pub status: u16,
    pub content_type: String,
    pub body: Vec<u8>,
}

impl Answered {
    pub fn new(status: u16, content_type: Option<&str>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: content_type.unwrap_or_default().into(), body: body.into() }
    }

    fn from_http<B: Into<Vec<u8>>>(response: ::hyper::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        let content_type = head.headers.get("content-type").map(|value| value.to_str().unwrap());
        Self::new(head.status.as_u16(), content_type, body)
    }

    pub fn review(&self, sent: &Signed) -> Review {
        let response = Response::new(self.status, &self.content_type, &self.body);
        sent.what_tencent_does(response)
    }

    /// Expects this status, and a body that cannot be mistaken for a verdict.
    #[track_caller]
    pub fn assert_refused(&self, status: u16, body: &str) {
        assert_eq!((self.status, self.body.as_slice()), (status, body.as_bytes()));
        assert_eq!(self.content_type, "text/plain; charset=utf-8");
    }
}

pub async fn rocket(receiver: AsyncReceiver, sent: &Signed) -> Answered {
    let app = rocket::app(Arc::new(receiver));
    let client = ::rocket::local::asynchronous::Client::untracked(app).await.unwrap();
    let response = client.post(sent.url("/callback")).body(&sent.body).dispatch().await;
    let status = response.status().code;
    let content_type = response.headers().get_one("Content-Type").map(str::to_owned);
    Answered::new(status, content_type.as_deref(), response.into_bytes().await.unwrap())
}

pub async fn poem(receiver: AsyncReceiver, sent: &Signed) -> Answered {
    let client = ::poem::test::TestClient::new(poem::app(Arc::new(receiver)));
    let response = client.post(sent.url("/callback")).body(sent.body.clone()).send().await.0;
    let (status, content_type) = (response.status(), response.content_type().map(str::to_owned));
    let body = response.into_body().into_vec().await.unwrap();
    Answered::new(status.as_u16(), content_type.as_deref(), body)
}

pub async fn salvo(receiver: AsyncReceiver, sent: &Signed) -> Answered {
    let service = ::salvo::Service::new(salvo::app(Arc::new(receiver)));
    let request = ::salvo::test::TestClient::post(sent.url("http://localhost/callback"));
    let mut response = request.body(sent.body.clone()).send(&service).await;
    let status = response.status_code.unwrap().as_u16();
    let content_type = response.headers().get("content-type").cloned();
    let content_type = content_type.as_ref().map(|value| value.to_str().unwrap());
    Answered::new(status, content_type, response.take_bytes(None).await.unwrap())
}

pub async fn warp(receiver: AsyncReceiver, sent: &Signed) -> Answered {
    let request = ::warp::test::request().method("POST").path(&sent.url("/callback"));
    Answered::from_http(request.body(&sent.body).reply(&warp::app(Arc::new(receiver))).await)
}

/// Makes the request from the event of an HTTP API, as Lambda does.
pub async fn lambda_http(receiver: AsyncReceiver, sent: &Signed) -> Answered {
    let event = json!({
        "version": "2.0", "routeKey": "$default", "rawPath": "/callback", "headers": {},
        "rawQueryString": sent.query, "body": str::from_utf8(&sent.body).unwrap(),
        "isBase64Encoded": false,
        "requestContext": {
            "stage": "$default", "timeEpoch": 0,
            "http": {"method": "POST", "path": "/callback", "protocol": "HTTP/1.1"},
        },
    });
    let request = ::lambda_http::request::from_str(&event.to_string()).unwrap();
    let response = lambda_http::service(Arc::new(receiver)).oneshot(request).await.unwrap();
    Answered::from_http(response.map(|body| body.to_vec()))
}

pub async fn hyper(receiver: AsyncReceiver, sent: &Signed) -> Answered {
    let (client, server) = duplex(1 << 16);
    tokio::spawn(hyper::connection(server, Arc::new(receiver)));
    let request = [head(sent, sent.body.len()).as_bytes(), &sent.body].concat();
    exchange(client, &request, Then::Wait).await
}
