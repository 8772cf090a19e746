//! Pages of other sites in the same browser.

use std::io::{Read, Write};
use std::net::TcpListener;

use fantoccini::Locator;

use crate::browser::Browser;
use crate::tool::{Inspect, message};

/// A page of another site that tries to use the page at this address.
fn foreign(target: &str) -> String {
    let page = format!(
        "<!doctype html><title>foreign</title><body><script>
        const tried = {{}};
        const target = '{target}';
        const attempt = async (name, options, path) => {{
          try {{
            const response = await fetch(target + path, options);
            tried[name] = response.type === 'opaque' ? 'opaque' : 'read ' + response.status;
          }} catch {{ tried[name] = 'failed'; }}
        }};
        const loaded = (name, element, source) => new Promise((done) => {{
          element.onload = () => {{ tried[name] = 'loaded'; done(); }};
          element.onerror = () => {{ tried[name] = 'failed'; done(); }};
          element.src = target + source;
          document.body.append(element);
        }});
        const json = {{'Content-Type': 'application/json'}};
        const body = '{{\"id\":1}}';
        (async () => {{
          await attempt('get', {{}}, '/api/callbacks/1');
          await attempt('post', {{method: 'POST', headers: json, body}}, '/api/send');
          await attempt('simple', {{method: 'POST', mode: 'no-cors', body}}, '/api/send');
          await loaded('script', document.createElement('script'), '/page.js');
          await loaded('image', document.createElement('img'), '/icon.svg');
          await new Promise((done) => {{
            const events = new EventSource(target + '/api/events');
            events.onopen = () => {{ tried.events = 'open'; done(); }};
            events.onerror = () => {{ tried.events = 'failed'; events.close(); done(); }};
          }});
          const form = document.createElement('form');
          form.method = 'post'; form.enctype = 'text/plain'; form.action = target + '/api/send';
          form.target = 'frame';
          const input = document.createElement('input');
          input.name = '{{\"id\":1,\"a\":\"'; input.value = '\"}}';
          form.append(input);
          const frame = document.createElement('iframe');
          frame.name = 'frame';
          document.body.append(frame, form);
          const sent = new Promise((done) => frame.addEventListener('load', done));
          form.submit();
          await sent;
          window.tried = tried;
        }})();
        </script>"
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 8192]);
            let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n";
            let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{page}", page.len());
        }
    });
    url
}

#[tokio::test]
async fn no_other_page_can_read_or_send() {
    let tool = Inspect::start(&[]);
    tool.send(&message("a secret text"));
    // The same machine under another name, and another port.
    let foreign = foreign(&tool.page).replace("127.0.0.1", "evil.example");
    let browser = Browser::open(&foreign).await;
    browser.until("window.tried").await;
    for name in ["get", "post", "script", "image", "events"] {
        let result = browser.run(&format!("return window.tried['{name}']")).await;
        assert_eq!(result, "failed", "{name}");
    }
    let simple = browser.run("return window.tried.simple").await;
    assert!(simple == "opaque" || simple == "failed", "{simple}");

    browser.goto(&tool.page).await.unwrap();
    browser.until_shown("#count", "1 callback").await;
    let rows = browser.find_all(Locator::Css("[role=option]")).await.unwrap();
    assert_eq!(rows.len(), 1, "nothing was sent");
}

#[tokio::test]
async fn a_name_that_is_pointed_here_gets_nothing() {
    let tool = Inspect::start(&[]);
    tool.send(&message("a secret text"));
    let browser = Browser::open(&tool.page.replace("127.0.0.1", "evil.example")).await;
    let text = browser.run("return document.body.innerText").await;
    assert!(text.as_str().unwrap().contains("the Host is neither"), "{text}");
    let read = "return fetch('/api/callbacks/1').then((response) => response.status)";
    assert_eq!(browser.run(read).await, 403);
}
