//! Who may use the page of `inspect`, and what it is made of.

use crate::http::{self, Response};
use crate::inspected::{Inspected, own_service};
use crate::message;

/// The page and all that it loads.
fn assets(server: &Inspected) -> Vec<String> {
    let page = http::get(server.page(), "/", &[]).text().to_owned();
    let named = page.split('"').filter(|text| text.starts_with('/')).map(str::to_owned);
    let mut assets: Vec<_> = named.chain(["/".to_owned()]).collect();
    let scripts: Vec<_> = assets.iter().filter(|path| path.ends_with(".js")).cloned().collect();
    for script in scripts {
        let text = http::get(server.page(), &script, &[]).text().to_owned();
        let imported = text.split('\'').filter(|text| text.ends_with(".js"));
        assets.extend(imported.map(|path| path.replace("./", "/")));
    }
    assert!(assets.len() > 10, "{assets:?}");
    assets
}

fn is_protected(response: &Response) {
    let policy = response.header("content-security-policy").unwrap_or_default();
    for rule in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.split("; ").any(|one| one == rule), "{rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert_eq!(response.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn every_answer_has_a_strict_policy() {
    let server = own_service(&[]);
    server.send(&message("hi"));
    for path in assets(&server) {
        let response = http::get(server.page(), &path, &[]);
        assert_eq!(response.status, 200, "{path}");
        is_protected(&response);
    }
    for path in ["/api/callbacks/1", "/api/callbacks/1/curl", "/api/callbacks/99", "/nowhere"] {
        let response = http::get(server.page(), path, &[]);
        is_protected(&response);
        let kind = response.header("content-type").unwrap();
        assert!(
            ["application/json", "text/plain; charset=utf-8"].contains(&kind),
            "{path}: {kind}"
        );
    }
}

#[test]
fn nothing_comes_from_another_host_and_no_text_becomes_markup() {
    let server = own_service(&[]);
    for path in assets(&server) {
        let text = http::get(server.page(), &path, &[]).text().to_owned();
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "srcdoc",
            "DOMParser",
            "createContextualFragment",
            "https://",
            "setAttribute('on",
            " style=",
            " onclick=\"",
            "javascript:",
        ] {
            assert!(!text.contains(word), "{word} is in {path}");
        }
        for (at, _) in text.match_indices("http://") {
            let after = &text[at + "http://".len()..];
            let is_text =
                after.starts_with("${address}") || after.starts_with("www.w3.org/2000/svg");
            assert!(is_text, "{path}: {}", &after[..20]);
        }
    }
}

/// What each way to use the page answers to a request with these headers.
fn statuses(server: &Inspected, headers: &[(&str, &str)]) -> [u16; 4] {
    let posted = [headers, &[("Content-Type", "application/json")]].concat();
    [
        http::get(server.page(), "/", headers).status,
        http::get(server.page(), "/api/callbacks/1", headers).status,
        http::post(server.page(), "/api/send", &posted, b"{\"id\":1}").status,
        http::post(server.page(), "/api/verdicts", &posted, b"{}").status,
    ]
}

#[test]
fn no_other_page_can_use_it() {
    let server = own_service(&[]);
    server.send(&message("hi"));
    let host = server.page().to_string();
    let origin = format!("http://{host}");
    let port = server.page().port();
    let local = format!("localhost:{port}");
    let local_origin = format!("http://{local}");
    for (headers, expected) in [
        (&[("Origin", origin.as_str())][..], [200, 200, 200, 400]),
        (&[("Host", &*local), ("Origin", &*local_origin)], [200, 200, 200, 400]),
        (&[("Origin", &*origin), ("Sec-Fetch-Site", "same-origin")], [200, 200, 200, 400]),
        // A browser sends the Origin with every POST.
        (&[], [200, 200, 403, 403]),
        (&[("Origin", "http://evil.example")], [403; 4]),
        (&[("Origin", "null")], [403; 4]),
        (&[("Origin", &*local_origin)], [403; 4]),
        (&[("Origin", &*format!("https://{host}"))], [403; 4]),
        (&[("Origin", &*format!("{origin}.evil.example"))], [403; 4]),
        // A name that someone points to this machine.
        (&[("Host", "evil.example"), ("Origin", "http://evil.example")], [403; 4]),
        (&[("Host", &*format!("evil.example:{port}"))], [403; 4]),
        (&[("Host", "localhost.evil.example")], [403; 4]),
        // Images and scripts of other pages have no Origin.
        (&[("Sec-Fetch-Site", "cross-site")], [200, 403, 403, 403]),
        (&[("Sec-Fetch-Site", "same-site")], [200, 403, 403, 403]),
    ] {
        assert_eq!(statuses(&server, headers), expected, "{headers:?}");
    }
}

#[test]
fn only_json_is_posted() {
    let server = own_service(&[]);
    server.send(&message("hi"));
    let origin = format!("http://{}", server.page());
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        let headers = [("Origin", &*origin), ("Content-Type", kind)];
        let response = http::post(server.page(), "/api/send", &headers, b"{\"id\":1}");
        assert_eq!(response.status, 415, "{kind}");
    }
    for (path, body, status) in [
        ("/api/send", &b"{\"id\":"[..], 400),
        ("/api/send", b"{\"id\":99}", 422),
        ("/api/send", b"{}", 422),
        ("/api/send", b"{\"query\":\"a b\",\"body\":\"\"}", 422),
        ("/api/verdicts", b"{\"command\":\"No.Such\",\"verdict\":\"allow\"}", 400),
        ("/api/callbacks/1", b"{}", 405),
    ] {
        let headers = [("Origin", &*origin), ("Content-Type", "application/json")];
        let response = http::post(server.page(), path, &headers, body);
        assert_eq!(response.status, status, "{path}: {}", response.text());
        assert!(response.json()["error"].is_string());
    }
    assert_eq!(server.count(), 1, "nothing was sent");
    let evil = [("Origin", "http://evil.example"), ("Access-Control-Request-Method", "POST")];
    let head = http::head(&mut http::request(server.page(), "OPTIONS /api/send", &evil, b""));
    assert!(head.starts_with("HTTP/1.1 403") && !head.contains("access-control"), "{head}");
}
