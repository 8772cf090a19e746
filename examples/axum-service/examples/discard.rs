//! An axum handler that throws the body away: what `axum-service` is measured against.

use std::io;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use tokio::net::TcpListener;

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}"#;

#[tokio::main]
async fn main() -> io::Result<()> {
    let discard = async |_: Bytes| ([(CONTENT_TYPE, "application/json")], ALLOWED);
    let app = Router::new().route("/callback", post(discard));
    axum::serve(TcpListener::bind("127.0.0.1:9100").await?, app).await
}
