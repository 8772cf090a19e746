//! Services behind HTTPS, with certificates that no public authority has signed.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

use super::service::{Service, answer};
use super::{AFTER, ALLOWED, play, run, says, send};

/// The server's side of a certificate of its own, and the PEM file to trust it by.
fn certified(name: &str) -> (Arc<ServerConfig>, String) {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let config = ServerConfig::builder().with_no_client_auth();
    let config = config.with_single_cert(vec![made.cert.der().clone()], key).unwrap();
    (Arc::new(config), file(name, &made.cert.pem()))
}

fn file(name: &str, content: &str) -> String {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, content).unwrap();
    file.into_os_string().into_string().unwrap()
}

#[test]
fn a_certificate_is_trusted_by_its_file_and_by_no_other() {
    let (config, trusted) = certified("trusted.pem");
    let (_, other) = certified("other.pem");
    let service = Service::start_tls(config, |_, _| answer(200, "application/json", ALLOWED));
    for distrusting in [&["--command", AFTER][..], &["--command", AFTER, "--cacert", &other]] {
        for command in ["send", "attack", "load"] {
            let ran = play(command, &service, distrusting);
            says(&ran, 1, &["invalid peer certificate", "--cacert"]);
            assert_eq!(ran.errors.lines().count(), 1, "{}", ran.errors);
        }
    }
    assert!(service.requests.lock().unwrap().is_empty(), "nothing was sent");
    // Of several certificates in a file, each is trusted.
    let both = [&other, &trusted].map(|file| std::fs::read_to_string(file).unwrap()).concat();
    let both = file("both.pem", &both);
    for trusting in [&trusted, &both] {
        let ran = send(&service, &["--command", AFTER, "--cacert", trusting]);
        says(&ran, 0, &["it is acknowledged"]);
    }
    let args = ["--command", AFTER, "--cacert", &trusted, "--requests", "20", "--connections", "2"];
    says(&play("load", &service, &args), 0, &["20 answers", "errors      0"]);
}

#[test]
fn a_file_without_certificates_is_explained() {
    let empty = file("empty.pem", "no certificate\n");
    let broken = file("broken.pem", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n");
    let https = ["send", "--app", "1", "--url", "https://127.0.0.1:9", "--cacert"];
    for (file, problem) in [
        (empty.as_str(), "it contains no certificate: give a file of PEM certificates"),
        (&broken, "give a file of PEM certificates"),
        ("no-such-file.pem", "give a file of PEM certificates"),
    ] {
        says(&run(&[&https[..], &[file]].concat()), 2, &[problem, file]);
    }
    let http = ["send", "--app", "1", "--url", "http://127.0.0.1:9", "--cacert", &empty];
    says(&run(&http), 2, &["--cacert is for HTTPS: begin --url with https://"]);
}
