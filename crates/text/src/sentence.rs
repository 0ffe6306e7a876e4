//! Sentence boundaries over the tokens of one block.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::{Token, TokenKind, fold};

/// Words whose period does not end a sentence, folded and without the final dot.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    always: BTreeSet<String>,
    sometimes: BTreeSet<String>,
    starters: BTreeSet<String>,
}

impl Abbreviations {
    /// `always` never end a sentence ("Mr."), `sometimes` do when a sentence starter follows ("U.S. The …").
    pub fn new<S: AsRef<str>>(
        always: impl IntoIterator<Item = S>,
        sometimes: impl IntoIterator<Item = S>,
        starters: impl IntoIterator<Item = S>,
    ) -> Self {
        let key = |s: S| fold(s.as_ref()).trim_end_matches('.').to_owned();
        Abbreviations {
            always: always.into_iter().map(key).collect(),
            sometimes: sometimes.into_iter().map(key).collect(),
            starters: starters.into_iter().map(key).collect(),
        }
    }
}

/// One sentence: a range of the block's tokens.
pub type Sentence = Range<usize>;

/// Splits the tokens of one block into sentences. Ranges are in order, not empty and cover all tokens.
///
/// A sentence ends at `.`, `!`, `?` or `…` when what follows (after closing quotes and brackets) can begin one: a capital, a
/// figure, an opening quote or bracket. Abbreviations, initials and figures ("No. 5") do not end it. Quotes do not hold a
/// sentence together: each sentence inside a long quotation is one.
pub fn sentences(text: &str, tokens: &[Token], abbreviations: &Abbreviations) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        let word = tokens[i].span.of(text);
        let dotted = tokens[i].kind == TokenKind::Word && word.ends_with('.');
        if !dotted && !matches!(word, "." | "!" | "?" | "…") {
            i += 1;
            continue;
        }
        let mut after = i + 1;
        while after < tokens.len() && closes(text, tokens, after) {
            after += 1;
        }
        if after >= tokens.len() || ends_here(text, tokens, i, after, dotted, abbreviations) {
            out.push(start..after.min(tokens.len()));
            start = after;
        }
        i = after.max(i + 1);
    }
    if start < tokens.len() {
        out.push(start..tokens.len());
    }
    out
}

/// Whether token `i` closes a quotation or bracket that belongs to the sentence before it.
fn closes(text: &str, tokens: &[Token], i: usize) -> bool {
    match tokens[i].span.of(text) {
        "”" | "’" | "»" | ")" | "]" | "." | "!" | "?" => true,
        // A straight quote closes when it clings to what stands before it.
        "\"" | "'" | "''" => tokens[i].glued,
        _ => false,
    }
}

fn ends_here(
    text: &str,
    tokens: &[Token],
    dot: usize,
    after: usize,
    dotted: bool,
    abbreviations: &Abbreviations,
) -> bool {
    let next = &tokens[after];
    let next_word = next.span.of(text);
    if next.glued && !matches!(next_word, "“" | "\"") {
        return false;
    }
    let begins = next.capital
        || next.kind == TokenKind::Number
        || matches!(next_word, "“" | "\"" | "‘" | "«" | "(" | "[" | "•" | "–" | "—" | "-")
        || (next.kind == TokenKind::Word && next_word.chars().next().is_some_and(|c| !c.is_lowercase()));
    if !begins {
        return false;
    }
    if matches!(tokens[dot].span.of(text), "!" | "?") {
        return true;
    }
    let before = if dotted {
        &tokens[dot]
    } else {
        match dot.checked_sub(1) {
            Some(b) if tokens[dot].glued => &tokens[b],
            _ => return true,
        }
    };
    if before.kind != TokenKind::Word {
        return abbreviations.starters.contains(&fold(next_word)) || !ordinal_of_a_date(text, tokens, dot);
    }
    let word = fold(before.span.of(text));
    let word = word.trim_end_matches('.');
    if abbreviations.always.contains(word) {
        return false;
    }
    if after > dot + 1 {
        return true;
    }
    // An initial: "G. Vereskov". "Annex A. The" is rare enough to lose.
    if before.capital && word.chars().count() == 1 {
        return false;
    }
    if abbreviations.sometimes.contains(word) || dotted {
        // "the U.S. Under Secretary": a preposition that begins an office.
        let office = next_word == "Under"
            && tokens.get(after + 1).is_some_and(|t| t.capital || matches!(t.span.of(text), "-" | "‑"));
        if office {
            return false;
        }
        return abbreviations.starters.contains(&fold(next_word)) || matches!(next_word, "“" | "\"");
    }
    true
}

/// Whether the dot at token `dot` makes an ordinal of the day before it: "8. May 2019".
fn ordinal_of_a_date(text: &str, tokens: &[Token], dot: usize) -> bool {
    let digits = |i: usize, long: std::ops::RangeInclusive<usize>| {
        tokens.get(i).is_some_and(|t| {
            let word = t.span.of(text);
            long.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let month = tokens.get(dot + 1).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    dot.checked_sub(1).is_some_and(|day| digits(day, 1..=2)) && month && digits(dot + 2, 4..=4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Span, tokenize};

    fn split(text: &str) -> Vec<String> {
        let abbreviations = Abbreviations::new(["Mr", "Gen", "No", "ret"], ["U.S"], ["the", "he", "in"]);
        let tokens = tokenize(text, Span::new(0, text.len()));
        sentences(text, &tokens, &abbreviations)
            .into_iter()
            .map(|s| tokens[s.start].span.to(tokens[s.end - 1].span).of(text).to_owned())
            .collect()
    }

    #[test]
    fn abbreviations_and_initials_hold() {
        assert_eq!(split("Mr. Zas met G. Vereskov. He left.").len(), 2);
        assert_eq!(split("Order No. 31-r by Gen. (ret.) Orazalin was read.").len(), 1);
        assert_eq!(split("They met on the 25. In 2021 they left. He stayed.").len(), 3);
        assert_eq!(split("They met on 3. September 2021 in Riga. He was the first of 3. They left.").len(), 3);
        assert_eq!(split("They went to the U.S. The U.S. Ambassador spoke.").len(), 2);
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        assert_eq!(
            split("“We came. We stay.” He left. \"All is well.\" They said “upcoming transition”. Then rest."),
            [
                "“We came.",
                "We stay.”",
                "He left.",
                "\"All is well.\"",
                "They said “upcoming transition”.",
                "Then rest."
            ]
        );
    }

    #[test]
    fn every_token_belongs_to_one_sentence() {
        for text in ["", ".", "...", "A. B.", "? ! “", "1.5. 2", "Hi.There"] {
            let tokens = tokenize(text, Span::new(0, text.len()));
            let ranges = sentences(text, &tokens, &Abbreviations::default());
            assert_eq!(ranges.iter().map(|r| r.len()).sum::<usize>(), tokens.len(), "{text}");
            assert!(ranges.iter().all(|r| !r.is_empty()));
        }
    }
}
