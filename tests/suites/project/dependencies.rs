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
    "macro_rules_attribute",
    "macro_rules_attribute-proc_macro",
    "memchr",
    "pastey",
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

/// The licences of the crates that a user may build, as their manifests write them. Each allows to
/// use the crate in a closed service.
const LICENCES: &[&str] = &[
    "(MIT OR Apache-2.0) AND Unicode-3.0",
    "Apache-2.0 OR MIT",
    "Apache-2.0 OR MIT OR Zlib",
    "BSD-3-Clause",
    "MIT",
    "MIT OR Apache-2.0",
    "Unlicense OR MIT",
];

/// A line of this form for each crate of a build, this one included.
fn tree(features: &[&str], format: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "tim-callback",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            format,
        ])
        .args(features)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("what a manifest says is UTF-8");
    lines.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

fn default_build() -> BTreeSet<String> {
    let crates = tree(&[], "{p}").into_iter();
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

#[test]
fn every_crate_has_a_licence_that_a_closed_service_may_use() {
    for line in tree(&["--all-features"], "{l}\t{p}") {
        let (licence, name) = line.split_once('\t').expect("the format has a tab");
        assert!(LICENCES.contains(&licence.replace('/', " OR ").as_str()), "{name}: {licence}");
    }
}
