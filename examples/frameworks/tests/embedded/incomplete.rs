//! Bodies that do not come to their end: in the embeddings that read them with code of their own,
//! and in hyper, whose service is also that of Poem and Salvo.

use std::sync::Arc;
use std::time::Duration;

use ::hyper::server::conn::http1;
use ::rocket::Config;
use ::rocket::fairing::AdHoc;
use frameworks::receiver;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tim_callback::AsyncReceiver;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tokio::io::{AsyncRead, AsyncWrite, duplex};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::answers::{saying, signer, verifier};
use crate::wire::{Then, exchange, head};

/// Long enough for any expected answer, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn embedded() -> Arc<AsyncReceiver> {
    Arc::new(receiver(verifier()).unwrap())
}

async fn with_hyper() -> impl AsyncRead + AsyncWrite {
    let (client, server) = duplex(1 << 16);
    tokio::spawn(frameworks::hyper::connection(server, embedded()));
    client
}

async fn with_warp() -> impl AsyncRead + AsyncWrite {
    let (client, server) = duplex(1 << 16);
    let service = TowerToHyperService::new(::warp::service(frameworks::warp::app(embedded())));
    tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(server), service));
    client
}

/// Rocket serves only listeners of its own.
async fn with_rocket() -> impl AsyncRead + AsyncWrite {
    let (send, port) = oneshot::channel();
    let tell = AdHoc::on_liftoff("port", |rocket| {
        Box::pin(async move { send.send(rocket.config().port).unwrap() })
    });
    let config = Config::figment().merge(("port", 0)).merge(("log_level", "off"));
    tokio::spawn(frameworks::rocket::app(embedded()).configure(config).attach(tell).launch());
    TcpStream::connect(("127.0.0.1", port.await.unwrap())).await.unwrap()
}

/// A head that announces this many bytes, and then fewer.
fn request(announced: usize, sent: usize) -> Vec<u8> {
    let callback = saying("to the casino!", &signer());
    let mut body = callback.body.clone();
    body.resize(sent, b' ');
    [head(&callback, announced).as_bytes(), &body].concat()
}

async fn answer_to(
    stream: impl AsyncRead + AsyncWrite,
    request: Vec<u8>,
    then: Then,
) -> (u16, Vec<u8>) {
    let answered = timeout(PATIENCE, exchange(stream, &request, then)).await.unwrap();
    (answered.status, answered.body)
}

macro_rules! incomplete {
    ($($framework:ident: $start:ident)+) => {$(
        mod $framework {
            use super::*;

            #[tokio::test]
            async fn a_body_that_does_not_come_is_refused() {
                let answered = answer_to($start().await, request(500, 400), Then::Wait).await;
                assert_eq!(answered, (408, b"timed out".to_vec()));
            }

            #[tokio::test]
            async fn a_body_that_breaks_off_is_refused() {
                let answered = answer_to($start().await, request(500, 400), Then::HangUp).await;
                assert_eq!(answered, (400, b"bad request".to_vec()));
            }

            #[tokio::test]
            async fn too_large_a_body_is_not_read_to_its_end() {
                let request = request(1 << 30, DEFAULT_BODY_LIMIT + 1);
                let answered = answer_to($start().await, request, Then::Wait).await;
                assert_eq!(answered, (413, b"too large".to_vec()));
            }
        }
    )+};
}

incomplete!(hyper: with_hyper warp: with_warp rocket: with_rocket);
