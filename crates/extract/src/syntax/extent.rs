//! Where the phrase of a mention begins, with its articles, adjectives and counts.

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_text::TokenKind;

use super::is_verb;

/// Where a group begins with the adjectives and names before it: "and other senior Biden administration officials".
pub(super) fn group_start(doc: &Annotated<'_>, lo: usize, m: usize, head: usize) -> usize {
    if doc.mentions[m].kind != MentionKind::Group {
        return head;
    }
    let mut k = head;
    while k > lo && k + 7 > head {
        let b = k - 1;
        let token = &doc.tokens[b];
        if doc.is(b, WordClass::Coordinator) {
            return k;
        }
        let modifies = token.word == WordId::JOINER && token.glued
            || token.kind == TokenKind::Word
                && !is_verb(doc, b)
                && !doc.is(b, WordClass::Preposition)
                && doc.mention_of[b]
                    .is_none_or(|x| matches!(doc.mentions[x].kind, MentionKind::Demonym | MentionKind::Body))
                && (token.capital || doc.is(b, WordClass::English));
        if !modifies {
            return head;
        }
        k = b;
    }
    head
}

/// Start of a mention with its article and adjectives of count.
pub(super) fn determiner_start(doc: &Annotated<'_>, lo: usize, start: usize) -> usize {
    let mut k = start;
    while k > lo && (doc.is(k - 1, WordClass::Determiner) || doc.is(k - 1, WordClass::NumberWord)) {
        k -= 1;
    }
    // "More than 9,000 troops", "at least 25 officers", "over 30 experts", "up to 200 soldiers": about how many.
    let counted = doc.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Number)
        || k < start && doc.is(start - 1, WordClass::NumberWord);
    if counted && k > lo {
        let two = k > lo + 1
            && [("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("up", "to"), ("close", "to")]
                .iter()
                .any(|(a, b)| doc.is_text(k - 2, a) && doc.is_text(k - 1, b));
        if two {
            return k - 2;
        }
        if ["over", "around", "about"].iter().any(|w| doc.is_text(k - 1, w)) {
            return k - 1;
        }
        // "A total of 340 officers".
        if k > lo + 1 && doc.is_text(k - 1, "of") && doc.is_text(k - 2, "total") {
            return if k > lo + 2 && doc.is(k - 3, WordClass::Determiner) { k - 3 } else { k - 2 };
        }
    }
    k
}
