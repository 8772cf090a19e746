//! An nginx with the shipped configuration, in a folder of its own.

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustls::pki_types::CertificateDer;
use serde_json::Value;
use tempfile::TempDir;

use crate::PATIENCE;

const SHIPPED: &str = include_str!("../../../../deploy/nginx/callback.conf");

/// The tests measure times on small machines: only one nginx runs at a time.
static ALONE: Mutex<()> = Mutex::new(());

pub struct Nginx {
    pub address: SocketAddr,
    pub certificate: CertificateDer<'static>,
    child: Child,
    folder: TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Nginx {
    /// Starts one in front of the service at this address.
    pub fn start(service: SocketAddr) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).into_os_string().into_string().unwrap();
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        fs::write(path("ca.pem"), made.cert.pem()).unwrap();
        fs::write(path("key.pem"), made.signing_key.serialize_pem()).unwrap();

        let address = free_address();
        let mut shipped = SHIPPED.to_owned();
        for (placeholder, value) in [
            ("listen 443 ssl", format!("listen {address} ssl")),
            ("server 127.0.0.1:8080;", format!("server {service};")),
            ("/etc/nginx/tls/callback.crt", path("ca.pem")),
            ("/etc/nginx/tls/callback.key", path("key.pem")),
            ("/var/log/nginx/callback.log", path("callback.log")),
            ("/var/log/nginx/callback.error.log", path("callback.error.log")),
        ] {
            assert_eq!(shipped.matches(placeholder).count(), 1, "{placeholder}");
            shipped = shipped.replace(placeholder, &value);
        }
        fs::write(path("callback.conf"), shipped).unwrap();
        fs::write(path("nginx.conf"), around(&path)).unwrap();

        let mut child = spawn(&path("nginx.conf"), &path("error.log"));
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = child.try_wait().unwrap();
            assert!(ended.is_none() && start.elapsed() < PATIENCE, "nginx: {ended:?}");
            sleep(Duration::from_millis(10));
        }
        let certificate = made.cert.der().clone();
        Self { address, certificate, child, folder, _alone: alone }
    }

    pub fn url(&self) -> String {
        format!("https://{}/callback", self.address)
    }

    pub fn certificate_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Ends it. Its access log, of which no line may be missing or show what was signed.
    pub fn stop(mut self) -> Vec<Value> {
        self.quit();
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap();
        let access = read("callback.log");
        for log in [&access, &read("callback.error.log"), &read("error.log")] {
            for secret in ["Sign", "RequestTime"] {
                assert!(!log.contains(secret), "{secret} is in {log}");
            }
        }
        access.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    fn quit(&mut self) {
        // Killing it would leave its workers behind.
        let _ = Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.quit();
        }
    }
}

/// What an operator's `nginx.conf` has around the shipped file.
fn around(path: &dyn Fn(&str) -> String) -> String {
    let folders: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path {};\n", path(name)))
        .concat();
    // The folder is readable only to its owner; another user's nginx ignores the first line.
    format!(
        "user root;\nworker_processes 2;\nworker_rlimit_nofile 16384;\ndaemon off;\npid {};\n\
         events {{ worker_connections 8192; }}\n\
         http {{\n{folders}    access_log off;\n    include {};\n}}\n",
        path("pid"),
        path("callback.conf"),
    )
}

fn spawn(conf: &str, error_log: &str) -> Child {
    // Where it is if only root has it in PATH.
    for program in ["nginx", "/usr/sbin/nginx"] {
        match Command::new(program).args(["-c", conf, "-e", error_log]).spawn() {
            Ok(child) => return child,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => panic!("{program}: {error}"),
        }
    }
    panic!("no nginx in PATH: apt-get install -y nginx")
}

pub fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap()
}
