//! Chromium without a window, driven by chromedriver. Each test has its own.

use std::io::{BufRead, BufReader};
use std::ops::Deref;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

/// The longest that a test waits for anything.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Browser {
    client: Client,
    driver: Child,
    port: u16,
    _profile: TempDir,
}

impl Deref for Browser {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Killed, it would leave its browser behind.
        let ended = ureq::get(format!("http://127.0.0.1:{}/shutdown", self.port)).call();
        if ended.is_err() {
            let _ = self.driver.kill();
        }
        let _ = self.driver.wait();
    }
}

/// Starts chromedriver on a free port.
fn driver() -> (Child, u16) {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut driver = command.spawn().expect("chromedriver is installed");
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map(Result::unwrap);
    let started = lines.find(|line| line.contains("started successfully on port")).unwrap();
    let port = started.trim_end_matches('.').rsplit(' ').next().unwrap().parse().unwrap();
    // It must not block when it prints more.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, port)
}

impl Browser {
    /// Opens a page.
    pub async fn open(url: &str) -> Self {
        let (driver, port) = driver();
        let profile = tempfile::tempdir().unwrap();
        let directory = format!("--user-data-dir={}", profile.path().display());
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--window-size=1400,900",
            // A name that is pointed to this machine, as in DNS rebinding.
            "--host-resolver-rules=MAP evil.example 127.0.0.1",
            &directory,
        ];
        let capabilities = json!({
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        client.goto(url).await.unwrap();
        Self { client, driver, port, _profile: profile }
    }

    /// What a script returns.
    pub async fn run(&self, script: &str) -> Value {
        self.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until an expression is true. Returns how long that took.
    pub async fn until(&self, expression: &str) -> Duration {
        let start = Instant::now();
        let script = format!("return Boolean({expression})");
        while self.run(&script).await != true {
            let text = self.run("return document.body.innerText").await;
            assert!(start.elapsed() < PATIENCE, "{expression} is not true of: {text}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        start.elapsed()
    }

    /// Waits until an element shows this text.
    pub async fn until_shown(&self, selector: &str, text: &str) -> Duration {
        let (selector, text) = (Value::from(selector), Value::from(text));
        self.until(&format!("document.querySelector({selector})?.innerText.includes({text})")).await
    }

    /// Clicks the visible button with this label.
    pub async fn press(&self, label: &str) {
        let path = format!("//button[normalize-space()='{label}']");
        for button in self.find_all(Locator::XPath(&path)).await.unwrap() {
            if button.is_displayed().await.unwrap() {
                return button.click().await.unwrap();
            }
        }
        panic!("there is no button {label}");
    }

    /// Replaces what is in a field.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.find(Locator::Css(selector)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub async fn choose(&self, selector: &str, label: &str) {
        let select = self.find(Locator::Css(selector)).await.unwrap();
        select.select_by_label(label).await.unwrap();
    }

    /// Clicks the row whose text contains this, once it is there.
    pub async fn select(&self, text: &str) {
        self.until_shown("#list", text).await;
        let path = format!("//*[@role='option'][contains(., '{text}')]");
        let row = self.find(Locator::XPath(&path)).await.unwrap();
        row.click().await.unwrap();
        let id = row.attr("data-id").await.unwrap().unwrap();
        self.until(&format!("document.querySelector('#details').dataset.id === '{id}'")).await;
    }

    /// Emulates a screen of this width.
    pub async fn screen(&self, width: u32, height: u32, scheme: &str) {
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.chromium("Emulation.setDeviceMetricsOverride", metrics).await;
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.chromium("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// The screen as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        let picture = self.chromium("Page.captureScreenshot", json!({"format": "png"})).await;
        BASE64_STANDARD.decode(picture["data"].as_str().unwrap()).unwrap()
    }

    async fn chromium(&self, command: &'static str, params: Value) -> Value {
        let body = json!({"cmd": command, "params": params});
        self.issue_cmd(Own { path: "goog/cdp/execute", body }).await.unwrap()
    }

    /// What the browser complains about: errors of scripts, and breaches of the policy.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.issue_cmd(Own { path: "se/log", body: json!({"type": "browser"}) }).await;
        let entries = log.unwrap();
        let entries = entries.as_array().unwrap().iter();
        entries.map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
