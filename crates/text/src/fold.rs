//! Folding: one spelling for comparison, never for output.

use std::borrow::Cow;

/// Folds `s` for comparison: ASCII transliteration (accents, Cyrillic, typographic quotes and dashes), lower case.
///
/// ```
/// assert_eq!(rapporteur_text::fold("Türkiye’s"), "turkiye's");
/// ```
pub fn fold(s: &str) -> String {
    let ascii: Cow<'_, str> = if s.is_ascii() { Cow::Borrowed(s) } else { Cow::Owned(any_ascii::any_ascii(s)) };
    let mut folded = ascii.into_owned();
    folded.make_ascii_lowercase();
    folded
}

/// [`fold`] of a word that most often is folded already and then needs no copy.
///
/// ```
/// assert!(matches!(rapporteur_text::folded("border"), std::borrow::Cow::Borrowed("border")));
/// assert_eq!(rapporteur_text::folded("Osh"), "osh");
/// ```
pub fn folded(s: &str) -> Cow<'_, str> {
    let plain = s.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if plain { Cow::Borrowed(s) } else { Cow::Owned(fold(s)) }
}

/// A lower-case ASCII slug with single hyphens: the readable part of ids.
///
/// ```
/// assert_eq!(rapporteur_text::slug("Miroslav Lajčák, M.P."), "miroslav-lajcak-m-p");
/// ```
pub fn slug(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in fold(s).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether a word is written as an acronym: two or more capitals, digits, dots or ampersands, nothing in lower case but a
/// plural "s".
pub fn is_acronym(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '&' | '-' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_variants_equal() {
        assert_eq!(fold("Lajčák"), fold("LAJCAK"));
        assert_eq!(fold("Niinistö"), "niinisto");
        assert_eq!(fold("Геннадий"), "gennadiy");
    }

    #[test]
    fn acronyms_are_capitals() {
        for yes in ["OSCE", "U.S.", "UN", "NGOs"] {
            assert!(is_acronym(yes), "{yes}");
        }
        assert!(!is_acronym("Council"));
        assert!(!is_acronym("I"));
    }
}
