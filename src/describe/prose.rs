//! Documentation for readers who have no Rust.

/// The documentation of an item as the description of its schema: without examples, without sentences
/// about its methods, without links to items, and with the lines of a paragraph joined.
pub(crate) fn description(docs: &str) -> String {
    let prose = docs.split("```").step_by(2).flat_map(|part| part.split("\n\n"));
    let paragraphs = prose.map(|paragraph| {
        let lines = paragraph.lines().map(str::trim).filter(|line| !is_definition(line));
        let text = lines.collect::<Vec<_>>().join(" ");
        let sentences = text.split_inclusive(". ").filter(|sentence| !names_a_method(sentence));
        without_links(&sentences.collect::<String>())
    });
    paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Whether a line says where a link leads.
fn is_definition(line: &str) -> bool {
    line.starts_with("[`") && line.contains("`]: ")
}

fn names_a_method(sentence: &str) -> bool {
    sentence.split("[`").skip(1).any(|link| link.starts_with(char::is_lowercase))
}

/// The text of links to items, without their paths.
fn without_links(text: &str) -> String {
    let text = text.replace("[`", "`");
    let mut parts = text.split("`](");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once(')').map_or(part, |(_, rest)| rest));
    let text = rest.fold(first, |text, rest| text + "`" + rest);
    text.replace("`]", "`").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::description;

    #[test]
    fn what_only_rust_has_is_left_out() {
        let docs = " The time of\n `EventTime`. [`get`](Self::get) returns it. See [`Flag`], [`Call`]\n \
                    (not [`Of`](super::Of)).\n\n ```\n let code = 1;\n ```\n\n\
                    [Page](https://example.org)\n\n [`Flag`]: super::Flag\n";
        let expected = "The time of `EventTime`. See `Flag`, `Call` (not `Of`).\n\n\
                        [Page](https://example.org)";
        assert_eq!(description(docs), expected);
    }
}
