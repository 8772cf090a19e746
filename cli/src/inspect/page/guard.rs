//! Who may use the page: the browser that shows it, and no other page in that browser.

use std::net::IpAddr;

use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Request, StatusCode};

use super::Refused;

/// Nothing from another host, nothing inline, and no text that becomes markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-frame-options"), "DENY"),
];

pub(crate) fn protect(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

pub(crate) fn check<B>(request: &Request<B>) -> Result<(), Refused> {
    let forbidden = |why: &str| Err((StatusCode::FORBIDDEN, why.to_owned()));
    let header = |name: HeaderName| request.headers().get(name).map(|value| value.to_str());
    let Some(Ok(host)) = header(HOST) else { return forbidden("there is no Host") };
    if !is_address(host) {
        return forbidden("the Host is neither localhost nor an IP address");
    }
    let own_origin = format!("http://{host}");
    match header(ORIGIN) {
        None if request.method() == Method::GET => {}
        Some(Ok(origin)) if origin.eq_ignore_ascii_case(&own_origin) => {}
        _ => return forbidden("the Origin is another page"),
    }
    // A request for an image or a script has no Origin. A link may lead to the page itself.
    let site = header(HeaderName::from_static("sec-fetch-site"));
    let is_own = matches!(site, None | Some(Ok("same-origin" | "none")));
    if !is_own && request.uri().path() != "/" {
        return forbidden("the request comes from another site");
    }
    let is_json = matches!(header(CONTENT_TYPE), Some(Ok("application/json")));
    if request.method() == Method::POST && !is_json {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json".to_owned()));
    }
    Ok(())
}

/// Whether a host cannot be a name that someone points to this machine.
fn is_address(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn names_that_can_be_pointed_here_are_no_addresses() {
        for host in ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:80", "[::1]", "10.0.0.7"] {
            assert!(is_address(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:80",
            "127.0.0.1.evil.example",
            "evil:80",
            "localhost@evil.example",
            "127.0.0.1:80:80",
            "[::1",
            "localhost:80x",
        ] {
            assert!(!is_address(host), "{host}");
        }
    }
}
