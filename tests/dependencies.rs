//! What a user of the default build pays for, crate by crate.

use std::collections::BTreeSet;
use std::process::Command;

/// Every crate of a default build besides this one: each is here for a reason in DESIGN.md.
const ALLOWED: &[&str] = &[
    "base16ct",
    "block-buffer",
    "cfg-if",
    "const-oid",
    "cpufeatures",
    "crypto-common",
    "digest",
    "heck",
    "hybrid-array",
    "itoa",
    "libc",
    "memchr",
    "percent-encoding",
    "proc-macro2",
    "quote",
    "serde",
    "serde_core",
    "serde_derive",
    "serde_json",
    "serde_with",
    "sha2",
    "simdutf8",
    "strum",
    "strum_macros",
    "subtle",
    "syn",
    "thiserror",
    "thiserror-impl",
    "typenum",
    "unicode-ident",
    "zmij",
];

fn default_build() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("crate names are UTF-8");
    let crates = lines.lines().map(|line| line.split(" (").next().unwrap_or(line).to_owned());
    crates.filter(|line| !line.starts_with("tim-callback ")).collect()
}

#[test]
fn a_default_build_has_at_most_38_other_crates() {
    let crates = default_build();
    assert!((10..=38).contains(&crates.len()), "{}: {crates:#?}", crates.len());
}

#[test]
fn a_default_build_has_only_the_crates_listed() {
    for line in default_build() {
        let name = line.split(' ').next().unwrap_or(&line);
        assert!(ALLOWED.contains(&name), "{line} is new: justify it in DESIGN.md");
    }
}
