//! `tim-callback inspect` as a process, and callbacks to send to it.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tim_callback::callbacks::group;
use tim_callback::testing::{self, Signed, Signer};
use tim_callback::{CallbackCommand, SdkAppId, Token};

pub const TOKEN: &str = "a-token-that-nobody-may-see";

static TOOL: LazyLock<PathBuf> = LazyLock::new(build);

/// Builds the program: cargo names only those of a test's own package.
fn build() -> PathBuf {
    let args = ["-p", "tim-callback-cli", "--bin", "tim-callback", "--message-format", "json"];
    let output = Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "tim-callback does not build");
    let messages = String::from_utf8(output.stdout).unwrap();
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let executables = messages.filter_map(|message| message["executable"].as_str().map(Into::into));
    executables.reduce(|_, last| last).expect("a program was built")
}

/// The tool, which is killed at the end of its test.
pub struct Inspect {
    child: Child,
    pub address: String,
    pub page: String,
    agent: ureq::Agent,
}

impl Inspect {
    pub fn start(more: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", "127.0.0.1:0", more)
    }

    /// Stops it, and starts another one at the same addresses.
    pub fn restart(self) -> Self {
        let (address, page) = (self.address.clone(), self.page["http://".len()..].to_owned());
        drop(self);
        Self::start_at(&address, &page, &[])
    }

    fn start_at(address: &str, page: &str, more: &[&str]) -> Self {
        let mut command = Command::new(&*TOOL);
        command.args(["inspect", "--listen", address, "--page", page, "--json"]);
        command.args(more).env_remove("TIM_TOKEN").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let addresses: Value = serde_json::from_str(&line).unwrap();
        let text = |name: &str| addresses[name].as_str().unwrap().to_owned();
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        let agent = config.build().into();
        Self { child, address: text("listening"), page: text("page"), agent }
    }

    /// Sends a callback. Returns the answer.
    pub fn send(&self, sent: &Signed) -> String {
        let url = sent.url(&format!("http://{}/callback", self.address));
        let request = self.agent.post(&url).header("Content-Type", "application/json");
        request.send(&sent.body[..]).unwrap().body_mut().read_to_string().unwrap()
    }
}

impl Drop for Inspect {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn signer() -> Signer {
    Signer::new(SdkAppId::new(1400000000), Token::new(TOKEN).unwrap())
}

/// A group message of this text.
pub fn message(text: &str) -> Signed {
    signer().sign(testing::call::<group::BeforeSendMsg>().text(text).from("dora").group("harbour"))
}

pub fn sample(command: CallbackCommand) -> Signed {
    signer().sign(testing::body(command))
}
