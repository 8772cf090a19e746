//! What nginx refuses without asking the service.

use std::time::Instant;

use tim_callback::query::DEFAULT_BODY_LIMIT;

use crate::client::{agent, callback, post, received};
use crate::nginx::Nginx;
use crate::upstream::{Then, Upstream};

const ANSWER: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

#[test]
fn only_a_post_to_the_callback_url_with_a_body_within_the_limit_gets_through() {
    let upstream = Upstream::start(&[Then::Answer(ANSWER)]);
    let nginx = Nginx::start(upstream.address);
    let (agent, url) = (agent(&nginx, true), callback().url(&nginx.url()));
    let largest = vec![b' '; DEFAULT_BODY_LIMIT];
    let too_large = vec![b' '; DEFAULT_BODY_LIMIT + 1];

    assert_eq!(post(&agent, &url, &largest).status, 200);
    assert_eq!(upstream.asked(), 1);
    assert_eq!(post(&agent, &url, &too_large).status, 413);

    let got = received(agent.get(&url).call().unwrap(), Instant::now());
    assert_eq!(got.status, 405);
    for path in ["/", "/callback/", "/callbacks", "/other"] {
        let url = callback().url(&nginx.url().replace("/callback", path));
        assert_eq!(post(&agent, &url, b"{}").status, 404, "{path}");
    }
    let long = format!("{url}&long={}", "x".repeat(9000));
    assert_eq!(post(&agent, &long, b"{}").status, 414);
    assert_eq!(upstream.asked(), 1, "none of these was passed on");
    nginx.stop();
}

#[test]
fn nothing_tells_the_version_of_nginx() {
    let upstream = Upstream::start(&[Then::Answer(ANSWER)]);
    let nginx = Nginx::start(upstream.address);
    let response = agent(&nginx, false).get(nginx.url()).call().unwrap();
    assert_eq!(response.headers()["server"], "nginx");
    assert!(!received(response, Instant::now()).body.contains("nginx/"));
    nginx.stop();
}
