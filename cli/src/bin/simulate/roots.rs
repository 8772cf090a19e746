//! The certificates of `--cacert`.

use std::path::Path;

use ureq::tls::{PemItem, RootCerts, parse_pem};

/// All certificates in a PEM file, as the only ones that are trusted.
pub fn from_file(file: &Path) -> Result<RootCerts, String> {
    let explain = |problem: &str| {
        format!("--cacert {}: {problem}: give a file of PEM certificates", file.display())
    };
    let pem = std::fs::read(file).map_err(|error| explain(&error.to_string()))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|e| explain(&e.to_string()))? {
            certificates.push(certificate);
        }
    }
    match certificates.is_empty() {
        true => Err(explain("it contains no certificate")),
        false => Ok(certificates.into()),
    }
}
