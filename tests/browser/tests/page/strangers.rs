//! Texts of strangers are only ever texts.

use std::io::{Read, Write};
use std::net::TcpListener;

use serde_json::json;
use tim_callback::CallbackCommand;
use tim_callback::testing::Signed;

use crate::browser::Browser;
use crate::tool::{Inspect, message, signer};

const TEXTS: [&str; 6] = [
    "<script>window.owned = 1</script>",
    "javascript:window.owned=2",
    "<img src=x onerror='window.owned=3'><a href=\"javascript:window.owned=4\">here</a>",
    "</div></section><b><i>unclosed <svg onload=window.owned=5>",
    "\"><style>* { display: none }</style>",
    "{{constructor.constructor('window.owned=6')()}} ${window.owned=7} <!-- ",
];

/// A service whose answers are markup.
fn service() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 8192]);
            let body = TEXTS.join("");
            let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html<b>";
            write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
    });
    url
}

#[tokio::test]
async fn markup_is_shown_as_text_and_runs_nothing() {
    let url = service();
    let tool = Inspect::start(&["--to", &url]);
    let browser = Browser::open(&tool.page).await;
    browser.until_shown("#connection", "Live").await;
    let elements = "return document.querySelectorAll('script, style, img, svg, b, i, a').length";
    let before = browser.run(elements).await;
    for (number, text) in TEXTS.iter().enumerate() {
        let element = json!({"MsgType": "TIMTextElem", "MsgContent": {"Text": text}});
        let everywhere = json!({
            "CallbackCommand": "Group.CallbackBeforeSendMsg", "GroupId": text, "Type": text,
            "From_Account": text, "Operator_Account": text, "Random": 1, "MsgBody": [element],
            *text: text,
        });
        let command = CallbackCommand::GroupBeforeSendMsg;
        let signer = signer().with_param(text, text);
        tool.send(&signer.sign_bytes(command, everywhere.to_string()));
        let row = format!("document.querySelector('#row-{} .preview')", number + 1);
        let shown = serde_json::Value::from(format!("{text}: {text}"));
        browser.until(&format!("{row}?.textContent.startsWith({shown}.slice(0, 160))")).await;
        browser.run(&format!("{row}.click()")).await;
        // In the body as JSON, in the query, and in the answer.
        browser
            .until(&format!(
                "[...document.querySelectorAll('#details .string')].some(
                (one) => one.textContent === JSON.stringify({})) &&
             [...document.querySelectorAll('#details dd')].some((one) => one.textContent === {})",
                serde_json::Value::from(*text),
                serde_json::Value::from(*text)
            ))
            .await;
        browser
            .until(&format!(
                "document.querySelector('#details .raw').textContent.includes({})",
                serde_json::Value::from(*text)
            ))
            .await;
        browser.press("Edit and send").await;
        browser.press("Cancel").await;
        for form in ["curl", "Rust test", "fixture"] {
            browser.press(&format!("Copy as {form}")).await;
            browser.until("document.querySelector('#copied').open").await;
            browser.press("Close").await;
        }
    }
    // A command of any name is an option of the filter.
    let odd: Signed = message("x");
    let query =
        odd.query.replace("Group.CallbackBeforeSendMsg", "%3Cimg%20src=x%20onerror=owned=8%3E");
    let url = format!("http://{}/?{query}", tool.address);
    ureq::post(&url).send(&b"{}"[..]).unwrap();
    browser.until_shown("#list", "<img src=x onerror=owned=8>").await;
    browser.until("[...document.querySelectorAll('#filter option')].some((one) => one.textContent.startsWith('<img'))").await;

    // The link to the official page is the only new element.
    browser.run("document.querySelector('#row-1').click()").await;
    browser.until_shown("#details", "Official page").await;
    let after = browser.run(elements).await.as_u64().unwrap();
    assert_eq!(after, before.as_u64().unwrap() + 1);
    assert_eq!(browser.run("return typeof window.owned").await, "undefined");
    let links = "return [...document.links].every((link) => link.protocol === 'https:')";
    assert_eq!(browser.run(links).await, true);
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
