//! As many callbacks as are kept.

use std::thread;
use std::time::Duration;

use crate::browser::Browser;
use crate::tool::{Inspect, message};

const KEPT: usize = 10_000;

const ROWS: &str = "document.querySelectorAll('[role=option]').length";

/// Sends so many callbacks over a few connections.
fn send(tool: &Inspect, count: usize) {
    thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || {
                for number in (part..count).step_by(4) {
                    tool.send(&message(&format!("message number {number} of many")));
                }
            });
        }
    });
}

/// How long the page is busy with what a script starts.
async fn busy(browser: &Browser, script: &str) -> Duration {
    let script = format!(
        "const start = performance.now(); {script};
         return new Promise((done) => requestAnimationFrame(
             () => setTimeout(() => done(performance.now() - start))))"
    );
    Duration::from_secs_f64(browser.run(&script).await.as_f64().unwrap() / 1000.0)
}

#[tokio::test]
async fn ten_thousand_callbacks_stay_usable() {
    let tool = Inspect::start(&[]);
    let browser = Browser::open(&tool.page).await;
    browser.until_shown("#connection", "Live").await;
    send(&tool, KEPT + 200);
    browser.until_shown("#count", "10000 callbacks").await;
    browser.until("Number(document.querySelector('[role=option]').ariaSetSize) === 10000").await;
    let rows = browser.run(&format!("return {ROWS}")).await.as_u64().unwrap();
    assert!((5..60).contains(&rows), "{rows} rows are elements");

    for (name, script) in [
        ("scroll", "document.querySelector('#list').scrollTop = 300000"),
        (
            "end",
            "document.querySelector('#list').dispatchEvent(new KeyboardEvent('keydown', {key: 'End'}))",
        ),
        ("click", "document.querySelector('[role=option]').click()"),
    ] {
        let took = busy(&browser, script).await;
        println!("{name}: {took:?}");
        assert!(took < Duration::from_millis(200), "{name}: {took:?}");
    }
    // The one that was sent before the others that are kept.
    browser.run("document.querySelector('#list').scrollTop = 1e9").await;
    browser.until("[...document.querySelectorAll('[role=option]')].some((row) => row.ariaPosInSet === '10000')").await;

    browser.fill("[name=text]", "number 7777 ").await;
    let took = browser.until_shown("#count", "1 of 10000 callbacks").await;
    println!("filter: {took:?}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    browser.select("number 7777 ").await;

    // A page that is opened now gets them all.
    browser.goto(&tool.page).await.unwrap();
    let took = browser.until_shown("#count", "10000 callbacks").await;
    browser.until("Number(document.querySelector('[role=option]')?.ariaSetSize) === 10000").await;
    println!("open: {took:?}");
    tool.send(&message("one more"));
    let took = browser.until_shown("#list", "one more").await;
    assert!(took < Duration::from_secs(1), "{took:?}");
    let heap = browser.run("return performance.memory.usedJSHeapSize").await.as_u64().unwrap();
    println!("heap: {heap}");
    assert!(heap < 64 << 20, "{heap} bytes");
    assert_eq!(browser.complaints().await, Vec::<String>::new());
}
