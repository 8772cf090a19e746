//! The memory of `inspect` is bounded, whatever callers and services send.

use crate::http;
use crate::inspected::{own_service, passing_on};
use crate::service::{Service, answer};

#[test]
fn large_bodies_push_out_others() {
    let server = own_service(&[]);
    let body = vec![b'x'; 1 << 20];
    for _ in 0..200 {
        server.post("SdkAppid=1", &body);
    }
    assert!(server.memory() < 160 << 20, "{} bytes", server.memory());
    assert!(server.count() < 70);
}

#[test]
fn headers_are_not_kept_with_a_body() {
    let server = own_service(&[]);
    let large = "x".repeat(60_000);
    let headers = [("X-Large", &*large)];
    for _ in 0..1500 {
        let response = http::post(server.address(), "/?SdkAppid=1", &headers, b"a small body");
        assert_eq!(response.status, 400, "{}", response.head);
    }
    assert_eq!(server.count(), 1500);
    assert!(server.memory() < 64 << 20, "{} bytes", server.memory());
    let larger = large.repeat(2);
    let response = http::post(server.address(), "/", &[("X-Large", &larger)], b"");
    assert_eq!(response.status, 431, "{}", response.head);
}

#[test]
fn a_large_content_type_pushes_out_others() {
    let header = format!("Content-Type: {}\r\n", "x".repeat(60_000));
    let service = Service::start(move |_| answer(200, &header, b"{}"));
    let server = passing_on(&service, &[]);
    for _ in 0..1500 {
        server.post("SdkAppid=1", b"{}");
    }
    assert!(server.count() < 1200, "{}", server.count());
    assert!(server.memory() < 120 << 20, "{} bytes", server.memory());
}
