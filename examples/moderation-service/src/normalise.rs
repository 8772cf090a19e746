//! Texts in the form in which they are compared, and the way back to what the sender wrote.
//!
//! Two texts have the same form if they differ only in what a reader hardly notices: full and half
//! width, ligatures, upper and lower case, the four Turkish letters i, and invisible characters.
//! Accents make a difference: `ö` is not `o`.

use std::iter::once;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text in the form in which it is compared (NFKC, case folded), with the origin of each part.
#[derive(Clone)]
pub struct Normalised<'a> {
    original: &'a str,
    text: String,
    characters: Vec<Character>,
}

/// A character as a reader sees it, with its accents: where it starts in both texts.
///
/// Normalising changes nothing across the border between two of these.
#[derive(Clone, Copy)]
struct Character {
    original: usize,
    normalised: usize,
}

impl<'a> Normalised<'a> {
    /// The form of a text.
    #[must_use]
    pub fn of(original: &'a str) -> Self {
        let text = String::with_capacity(original.len());
        let mut normalised = Self { original, text, characters: Vec::new() };
        let mut start = 0;
        let starts = original.char_indices().skip(1).filter(|(_, c)| starts_character(*c));
        for end in starts.map(|(at, _)| at).chain(once(original.len())) {
            normalised.push(start, &original[start..end]);
            start = end;
        }
        normalised
    }

    /// The text in the form in which it is compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The original with an asterisk for each character that one of these ranges of
    /// [`as_str`](Self::as_str) touches; `None` if there is none.
    #[must_use]
    pub fn masked(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Option<String> {
        let mut hidden = vec![false; self.characters.len()];
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            hidden[self.character_at(range.start)..=self.character_at(range.end - 1)].fill(true);
        }
        if !hidden.contains(&true) {
            return None;
        }
        let ends = self.characters.iter().skip(1).map(|character| character.original);
        let mut masked = String::with_capacity(self.original.len());
        for ((start, end), hidden) in
            self.characters.iter().zip(ends.chain(once(self.original.len()))).zip(hidden)
        {
            masked.push_str(if hidden { "*" } else { &self.original[start.original..end] });
        }
        Some(masked)
    }

    /// The index of the character to which a byte of the normalised text belongs.
    fn character_at(&self, byte: usize) -> usize {
        self.characters.partition_point(|character| character.normalised <= byte) - 1
    }

    fn push(&mut self, start: usize, character: &str) {
        self.characters.push(Character { original: start, normalised: self.text.len() });
        if let [byte] = character.as_bytes() {
            self.text.push(byte.to_ascii_lowercase().into());
            return;
        }
        let visible = character.chars().filter(|c| !is_invisible(*c));
        // By way of the upper case, letters with two lower cases become one: ς is σ, and ı is i.
        let folded = visible.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
        for c in folded.nfkc() {
            // İ in lower case is an i with a second dot.
            if c != '\u{307}' || !self.text.ends_with('i') {
                self.text.push(c);
            }
        }
    }
}

/// Whether normalising never joins this character with the one before.
fn starts_character(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    if is_invisible(c) {
        return false;
    }
    let mut first = c;
    let mut rest = false;
    decompose_compatible(c, |part| {
        if !rest {
            first = part;
        }
        rest = true;
    });
    canonical_combining_class(first) == 0 && is_nfc_quick(once(first)) == IsNormalized::Yes
}

/// Whether Unicode calls this character ignorable (`Default_Ignorable_Code_Point`).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> String {
        Normalised::of(text).as_str().to_owned()
    }

    /// The text with asterisks where its form contains the word.
    fn masked(text: &str, word: &str) -> Option<String> {
        let normalised = Normalised::of(text);
        let found = normalised.as_str().match_indices(word);
        normalised.masked(found.map(|(at, word)| at..at + word.len()))
    }

    #[test]
    fn what_a_reader_hardly_notices_makes_no_difference() {
        for (text, expected) in [
            ("ｃａｓｉｎｏ", "casino"),
            ("CASINO", "casino"),
            ("CASİNO", "casino"),
            ("casıno", "casino"),
            ("ca\u{200b}si\u{ad}no", "casino"),
            ("ﬁne", "fine"),
            ("Straße STRASSE", "strasse strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("e\u{301}t\u{e9}", "\u{e9}t\u{e9}"),
            ("e\u{200b}\u{301}", "\u{e9}"),
            ("ｶﾞ", "ガ"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("①㍿", "1株式会社"),
            ("\u{3ac}\u{390}\u{3aa}\u{301}", "\u{3ac}\u{390}\u{390}"),
            ("", ""),
        ] {
            assert_eq!(form(text), expected, "{text:?}");
        }
        assert_ne!(form("öl"), form("ol"));
    }

    #[test]
    fn what_is_masked_is_what_the_sender_wrote() {
        for (text, word, expected) in [
            ("to the ｃａｓｉｎｏ!", "casino", "to the ******!"),
            ("İİ CASINO İ", "casino", "İİ ****** İ"),
            ("CASİNO", "casino", "******"),
            // An accent has no asterisk of its own, wherever it is.
            ("un e\u{301}te\u{301}!", "\u{e9}t\u{e9}", "un ***!"),
            ("x\u{300}\u{301}casino", "casino", "x\u{300}\u{301}******"),
            // A ligature of which only a half is found is hidden as a whole.
            ("ﬁnal", "inal", "****"),
            ("aﬁ", "f", "a*"),
            ("👩\u{200d}🚀 casino 👍🏽", "casino", "👩\u{200d}🚀 ****** 👍🏽"),
            ("\u{feff}ca\u{200b}sino", "casino", "\u{feff}******"),
            ("㍿", "式", "*"),
        ] {
            assert_eq!(masked(text, word).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn without_a_match_nothing_is_masked() {
        assert_eq!(masked("good morning", "casino"), None);
        assert_eq!(Normalised::of("x").masked(once(0..0)), None);
    }

    /// The characters are normalised one by one; that must not show.
    #[test]
    fn normalising_by_characters_gives_what_normalising_the_whole_gives() {
        let alphabet: Vec<char> = "aİiıΣϊﬁ가각ｶ株é㎏"
            .chars()
            .chain("\u{301}\u{307}\u{323}\u{327}\u{345}\u{9be}\u{9c7}\u{1161}\u{11a8}".chars())
            .chain("\u{3099}\u{ff9e}\u{1f3fd}\u{1112}\u{f900}\u{2126}\u{fb2c}".chars())
            .collect();
        for &a in &alphabet {
            for &b in &alphabet {
                for &c in &alphabet {
                    let text = String::from_iter([a, b, c]);
                    let starts = Normalised::of(&text).characters;
                    let ends = starts.iter().skip(1).map(|character| character.original);
                    let parts = starts.iter().zip(ends.chain([text.len()]));
                    let by_characters: String =
                        parts.flat_map(|(start, end)| text[start.original..end].nfkc()).collect();
                    assert_eq!(by_characters, text.nfkc().collect::<String>(), "{text:?}");
                }
            }
        }
    }
}
