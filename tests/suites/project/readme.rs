//! What the README shows is what `examples/quickstart.rs` runs.

const README: &str = include_str!("../../../README.md");
const QUICKSTART: &str = include_str!("../../../examples/quickstart.rs");

#[test]
fn the_readme_shows_the_quickstart_and_its_test() {
    let (_, code) = QUICKSTART.split_once("\n\n").expect("a line about it comes first");
    let (moderator, tests) = code.split_once("#[cfg(test)]").expect("its tests come last");
    for part in [moderator.trim().to_owned(), format!("#[cfg(test)]{tests}").trim().to_owned()] {
        let block = format!("```rust\n{part}\n```");
        assert!(README.contains(&block), "the README does not have\n{block}");
    }
}
