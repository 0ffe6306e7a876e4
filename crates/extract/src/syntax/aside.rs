//! Where and when, between a subject and its verb.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};

use super::is_verb;

/// The last token of the person who stands before "today in the Palace of Peace", where that phrase ends at token `p`.
pub(super) fn before_place(doc: &Annotated<'_>, lo: usize, p: usize) -> Option<usize> {
    let plain = |i: usize| !is_verb(doc, i) && !matches!(doc.word(i), "," | ";" | ":" | ")" | "”");
    let phrase = (lo + 1..=p).rev().take(8).take_while(|&i| plain(i));
    let preposition =
        phrase.clone().find(|&i| (doc.is_text(i, "in") || doc.is_text(i, "at")) && !doc.tokens[i].capital)?;
    let links = |i: usize| {
        [WordClass::Coordinator, WordClass::Relative, WordClass::Subordinator].iter().any(|&c| doc.is(i, c))
            || doc.is_text(i, "to")
    };
    if preposition == p || (preposition + 1..=p + 1).any(links) {
        return None;
    }
    let mut b = preposition;
    while b > lo {
        match doc.dates.iter().find(|d| d.tokens.end == b) {
            Some(date) => b = date.tokens.start.max(lo),
            None => break,
        }
    }
    let person = doc.mention_of[b.checked_sub(1).filter(|&k| k >= lo)?]?;
    // "X met Y today in Oslo": Y is the object of a verb before.
    let object = (lo..doc.mentions[person].tokens.start).any(|i| is_verb(doc, i));
    (doc.mentions[person].kind == MentionKind::Person && b < preposition && !object).then_some(b - 1)
}
