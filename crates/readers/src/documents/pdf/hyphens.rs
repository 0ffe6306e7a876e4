//! Hyphens at the ends of lines: those of compounds stay, those of the typesetter go.

use std::collections::BTreeSet;

use super::lines::Line;

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Words of a document that stand within lines, in lower case.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: BTreeSet<String>,
    /// The writer parts words at the ends of lines with a plain hyphen, which then may be either kind.
    parts: bool,
}

impl Words {
    /// Collects the words of `lines`, but for the halves that a hyphen parts at a line's end.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut words = BTreeSet::new();
        let mut parted = false;
        let (mut count, mut other, mut plain) = (0usize, 0usize, Vec::new());
        let mut half: Option<String> = None;
        for line in lines {
            let text = line.text().to_lowercase();
            count += 1;
            if let (Some(left), Some(right)) = (half.take(), text.split(|c: char| !c.is_alphanumeric()).next()) {
                plain.push(left + right);
            }
            let last = text.strip_suffix('-').and_then(|t| t.rsplit(|c: char| !c.is_alphanumeric()).next());
            half = last.filter(|l| !l.is_empty()).map(str::to_owned);
            other += usize::from(text.ends_with(['\u{2010}', '\u{ad}']));
            let ends = text.ends_with(HYPHENS);
            let mut tokens: Vec<&str> = text.split_whitespace().skip(usize::from(parted)).collect();
            if ends {
                tokens.pop();
            }
            for token in tokens {
                let token = token.trim_matches(|c: char| !c.is_alphanumeric()).replace(['\u{ad}'], "");
                words.extend(
                    token.split(['-', '\u{2010}']).filter(|_| token.contains(['-', '\u{2010}'])).map(str::to_owned),
                );
                words.insert(token.replace('\u{2010}', "-"));
            }
            parted = ends;
        }
        // Compounds alone end one line in fifty or less, and are not written as one word elsewhere.
        let known = plain.iter().filter(|w| words.contains(*w)).count();
        let parts = other == 0 && (plain.len() > 2 && plain.len() * 25 > count || known > 1);
        Words { words, parts }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// Adds the next line to a text.
    pub(super) fn join(&self, text: &mut String, next: &str) {
        if text.is_empty() || next.is_empty() {
            text.push_str(next);
            return;
        }
        let hyphen = text.chars().next_back().filter(|c| HYPHENS.contains(c));
        let before = text.chars().rev().nth(1);
        match hyphen {
            Some(hyphen) if before.is_some_and(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric) => {
                if self.parts_a_word(text, hyphen, next) {
                    text.pop();
                }
            }
            Some('\u{ad}') => {
                text.pop();
            }
            _ => {
                let dash = text.ends_with(['—', '/']) && before.is_some_and(char::is_alphanumeric);
                if !dash {
                    text.push(' ');
                }
            }
        }
        text.push_str(next);
    }

    /// Whether the hyphen at the end of `text` was put in to part a word.
    fn parts_a_word(&self, text: &str, hyphen: char, next: &str) -> bool {
        if hyphen != '-' {
            return true;
        }
        let compound = text.trim_end_matches(hyphen);
        let token = compound.rsplit(char::is_whitespace).next().unwrap_or_default();
        let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
        let left = token.rsplit('-').next().unwrap_or_default();
        let whole = next.split(char::is_whitespace).next().unwrap_or_default();
        let whole = whole.trim_end_matches(|c: char| !c.is_alphanumeric());
        let right = whole.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if self.has(&format!("{left}{right}")) {
            return true;
        }
        let seen = [format!("{token}-{whole}"), format!("{left}-{right}"), format!("{left}-{whole}")];
        let lower = next.starts_with(char::is_lowercase);
        // The halves of a compound are words of their own.
        self.parts && lower && !seen.iter().any(|s| self.has(s)) && !(self.has(left) && self.has(right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::pdf::glyphs::Piece;

    #[test]
    fn a_writer_that_parts_no_words_has_hyphens_of_compounds_only() {
        let words = words(&["one of", "the long-", "standing partners"]);
        let mut text = "the long-".to_owned();
        words.join(&mut text, "standing");
        assert_eq!(text, "the long-standing");
    }

    fn words(text: &[&str]) -> Words {
        let line = |text: &&str| {
            let piece = Piece { text: (*text).to_owned(), left: 0.0, right: 1.0, base: 0.0, size: 1.0 };
            Line { cells: vec![piece], base: 0.0, size: 1.0, sizes: (1.0, 1.0) }
        };
        let lines: Vec<Line> = text.iter().map(line).collect();
        Words::of(lines.iter())
    }

    #[test]
    fn hyphens_of_compounds_stay_and_others_go() {
        let words = words(&["a high-level talk", "cooperation of two or a day", "a-", "b-", "c-", "x"]);
        for (left, right, expected) in [
            ("the high-", "level talk", "the high-level talk"),
            ("the co-", "operation", "the cooperation"),
            ("a two-", "day talk", "a two-day talk"),
            ("imple-", "mentation of", "implementation of"),
            ("Kyrgyz-", "Tajik border", "Kyrgyz-Tajik border"),
            ("imple\u{ad}", "mentation", "implementation"),
            ("imple\u{2010}", "mentation", "implementation"),
            ("in 2019-", "2020", "in 2019-2020"),
            ("the state –", "a word", "the state – a word"),
            ("word", "word", "word word"),
        ] {
            let mut text = left.to_owned();
            words.join(&mut text, right);
            assert_eq!(text, expected);
        }
    }
}
