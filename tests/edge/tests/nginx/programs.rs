//! The service and the tool `tim-callback`, as processes.

use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::nginx::free_address;
use crate::{APP, PATIENCE, TOKEN};

static SERVICE: LazyLock<PathBuf> = LazyLock::new(|| build("axum-service", "axum-service"));
pub static TOOL: LazyLock<PathBuf> = LazyLock::new(|| build("tim-callback-cli", "tim-callback"));

/// Builds a program of this workspace: cargo names only those of a test's own package.
fn build(package: &str, bin: &str) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--message-format", "json", "-p", package, "--bin", bin])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "{package} does not build");
    let messages = String::from_utf8(output.stdout).unwrap();
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let executables = messages.filter_map(|message| message["executable"].as_str().map(Into::into));
    executables.reduce(|_, last| last).expect("a program was built")
}

/// The service, which is killed at the end of its test.
pub struct Service {
    pub address: SocketAddr,
    child: Child,
}

impl Service {
    pub fn start() -> Self {
        let address = free_address();
        let child = Command::new(&*SERVICE)
            .env_clear()
            .env("TIM_APP_ID", APP.to_string())
            .env("TIM_TOKENS", TOKEN)
            .env("LISTEN", address.to_string())
            // As the guide says: the limits are those of nginx.
            .env("STRANGERS", "1100")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut service = Self { address, child };
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = service.child.try_wait().unwrap();
            assert!(ended.is_none() && start.elapsed() < PATIENCE, "the service: {ended:?}");
            sleep(Duration::from_millis(10));
        }
        service
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Fails if it has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
