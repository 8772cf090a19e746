//! What the README shows is what `examples/quickstart.rs` runs, and what its translations show.

use tim_callback::{Token, UnixSeconds, sign};

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

#[test]
fn the_translations_show_the_same() {
    let translations = [
        ("zh-CN", include_str!("../../../README.zh-CN.md")),
        ("ja", include_str!("../../../README.ja.md")),
        ("ko", include_str!("../../../README.ko.md")),
    ];
    let readme = blocks(README);
    let first = |kind: &str| readme.iter().find(|block| block.starts_with(kind)).copied();
    let expected: Vec<_> = [first("rust"), first("sh")].into_iter().flatten().collect();
    assert_eq!(expected.len(), 2);
    for (language, translation) in translations {
        assert_eq!(blocks(translation), expected, "{language}");
        assert!(README.contains(&format!("(README.{language}.md)")), "{language} is not linked");
        for (other, _) in translations.iter().filter(|(other, _)| *other != language) {
            let link = format!("(README.{other}.md)");
            assert!(translation.contains(&link), "{language} does not link {other}");
        }
    }
}

/// The code blocks of a page, each with its kind.
fn blocks(page: &str) -> Vec<&str> {
    page.split("```").skip(1).step_by(2).collect()
}

#[test]
fn the_page_for_other_languages_has_true_test_vectors() {
    let page = include_str!("../../../cli/other-languages.md");
    for token in ["xxxxyyyy", "xxxyyy"] {
        let time = UnixSeconds::new(1669872112);
        let sign = sign(&Token::new(token).unwrap(), time);
        let row = format!("| `{token}` | `{time}` | `{sign}` |");
        assert!(page.contains(&row), "the page does not have {row}");
    }
}
