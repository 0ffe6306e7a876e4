//! Which words may stand before the head of a group.

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_text::TokenKind;

use crate::document::Annotated;

/// Whether a lower-case word may stand before the head of a group: an adjective or noun, no verb and no function word.
pub(super) fn modifier(doc: &Annotated<'_>, i: usize) -> bool {
    doc.tokens.get(i).is_some_and(|t| {
        t.kind == TokenKind::Word
            && doc.lexicon.is(t.word, WordClass::English)
            && !doc.lexicon.classes.any(
                t.word,
                &[
                    WordClass::Preposition,
                    WordClass::Determiner,
                    WordClass::Pronoun,
                    WordClass::Coordinator,
                    WordClass::Be,
                    WordClass::Have,
                    WordClass::Do,
                    WordClass::Modal,
                    WordClass::Relative,
                    WordClass::Reporting,
                    WordClass::Negation,
                    WordClass::ObjectPronoun,
                    WordClass::InvolvingWord,
                ],
            )
            && !(doc.lexicon.is(t.word, WordClass::Verb) && !t.capital)
    }) || ["outside", "elected", "invited", "selected", "displaced"].iter().any(|w| doc.is_text(i, w))
        && doc.is(i + 1, WordClass::GroupHead)
        // "state and local officials".
        || doc.is_text(i, "state") && doc.is_text(i + 1, "and") && doc.is_text(i + 2, "local")
        || base_noun(doc, i)
        || unknown_word(doc, i)
}

/// "interagency delegation": a word no list knows, in lower case, before another noun of a group.
fn unknown_word(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.word == WordId::UNKNOWN)
        && word.len() > 3
        && word.chars().all(|c| c.is_ascii_lowercase())
        && (doc.is(i + 1, WordClass::GroupHead) || doc.is(i + 2, WordClass::GroupHead))
}

/// "state legislators": a noun that is a verb elsewhere, right before the head.
pub(super) fn base_noun(doc: &Annotated<'_>, i: usize) -> bool {
    let word = doc.word(i);
    doc.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
        && doc.is(i, WordClass::English)
        && !word.ends_with('s')
        && !word.ends_with("ed")
        && doc.is(i + 1, WordClass::GroupHead)
        && !doc.is(i, WordClass::ObjectPronoun)
        && ![
            WordClass::Preposition,
            WordClass::Determiner,
            WordClass::Coordinator,
            WordClass::Pronoun,
            WordClass::Modal,
        ]
        .iter()
        .any(|&c| doc.is(i, c))
        && ![WordClass::Be, WordClass::Have, WordClass::Do, WordClass::Relative, WordClass::Adverb, WordClass::Negation]
            .iter()
            .any(|&c| doc.is(i, c))
}

pub(super) fn finite(doc: &Annotated<'_>, i: usize) -> bool {
    [
        WordClass::Verb,
        WordClass::Reporting,
        WordClass::PersonVerb,
        WordClass::Be,
        WordClass::Have,
        WordClass::Do,
        WordClass::Modal,
        WordClass::Relative,
        WordClass::Adverb,
    ]
    .iter()
    .any(|&c| doc.is(i, c))
        && !doc.is(i, WordClass::GroupHead)
        // "the Heads of State witnessed the signing", "the heads of both delegations put into operation".
        || doc.is(i, WordClass::Light) && doc.word(i).ends_with("ed")
        || doc.is_text(i, "put") && doc.is_text(i + 1, "into")
}

/// "defense, military, intelligence, and diplomatic officials": a list of what people are from the comma at `i` on, which ends
/// with an "and" and their head.
pub(super) fn listed_modifiers(doc: &Annotated<'_>, i: usize, limit: usize) -> bool {
    let plain = |k: usize| modifier(doc, k) && doc.tokens.get(k).is_some_and(|t| !t.capital);
    if i == 0 || !plain(i - 1) {
        return false;
    }
    let mut at = i;
    for _ in 0..LONGEST {
        let comma = doc.is_text(at, ",");
        let and = doc.is_text(at + usize::from(comma), "and");
        let from = at + usize::from(comma) + usize::from(and);
        if from == at || from >= limit || !plain(from) {
            return false;
        }
        let mut k = from;
        while k < limit.min(from + 3) && plain(k) && !doc.is(k, WordClass::GroupHead) {
            k += 1;
        }
        if doc.is(k, WordClass::GroupHead) {
            return and;
        }
        at = k;
    }
    false
}

/// "civil society and the media": what others stand for, in lower case, up to an "and" and the last of them.
pub(super) fn sectors(doc: &Annotated<'_>, i: usize, limit: usize) -> bool {
    let plain = |k: usize| {
        k < limit
            && modifier(doc, k)
            && !doc.tokens[k].capital
            && !finite(doc, k)
            && !doc.is(k, WordClass::GroupHead)
            && !doc.is(k, WordClass::Adverb)
    };
    let item = |from: usize| {
        let from = from + usize::from(doc.is(from, WordClass::Determiner));
        (from..from + 3).take_while(|&k| plain(k)).last().map(|last| last + 1)
    };
    let mut at = i;
    for _ in 0..LONGEST {
        let Some(end) = item(at) else { return false };
        let comma = usize::from(doc.is_text(end, ","));
        if doc.is_text(end + comma, "and") {
            return item(end + comma + 1).is_some();
        }
        if comma == 0 {
            return false;
        }
        at = end + 1;
    }
    false
}

/// One past the body, state, organisation or place that begins at token `i`, article included.
pub(super) fn named(doc: &Annotated<'_>, i: usize) -> Option<usize> {
    let k = if doc.is(i, WordClass::Determiner) { i + 1 } else { i };
    if k >= doc.tokens.len() {
        return None;
    }
    let place = || crate::place::at(doc, k).filter(|p| p.strong && doc.tokens[k].capital).map(|p| p.tokens.end);
    let name = || doc.hits.name(k).filter(|h| h.strong).map(|h| h.end);
    let office = || crate::body::holders_office(doc, k).map(|b| b.tokens.end);
    office()
        .or_else(|| crate::body::body_at(doc, k).map(|b| b.tokens.end))
        .or_else(name)
        .or_else(place)
        .filter(|&end| end > k)
}

/// One past "the Police", "the Human Rights Defender's Office": a name with its article that no list knows, and no person's title.
fn titled(doc: &Annotated<'_>, i: usize) -> Option<usize> {
    use rapporteur_lexicon::TitleKind;
    let capital = |k: usize| doc.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    let title = doc.hits.title(i + 1, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank, TitleKind::Office]);
    if !doc.is_text(i, "the") || !capital(i + 1) || title.is_some() {
        return None;
    }
    let mut k = i + 1;
    while capital(k) || doc.is_possessive(k) && capital(k + 1) || doc.is_text(k, "of") && capital(k + 1) {
        k += 1;
    }
    Some(k)
}

/// Whether a list ends at `i` with people in general: "civil society", "the media", "local governments of the Region".
fn general(doc: &Annotated<'_>, i: usize) -> bool {
    let k = i + usize::from(doc.is(i, WordClass::Determiner));
    let plain = |k: usize| modifier(doc, k) && !doc.tokens[k].capital && !doc.is(k, WordClass::GroupHead);
    let end = (k..k + 4).take_while(|&k| plain(k)).last();
    let verb = |k: usize| finite(doc, k) || doc.is(k, WordClass::Light) || doc.is(k, WordClass::JoinVerb);
    end.is_some_and(|last| verb(last + 1) || matches!(doc.word(last + 1), "," | "." | ";" | "of"))
}

/// Whether bodies and places are listed from token `i` on, up to an "and" and the last of them.
pub(super) fn named_list(doc: &Annotated<'_>, i: usize) -> bool {
    let item = |i: usize| named(doc, i).or_else(|| titled(doc, i));
    let Some(mut k) = item(i) else { return false };
    for _ in 0..LONGEST {
        let comma = doc.is_text(k, ",");
        if doc.is_text(k + usize::from(comma), "and") {
            let last = k + usize::from(comma) + 1;
            return item(last).is_some() || general(doc, last);
        }
        match item(k + 1).filter(|_| comma) {
            Some(end) => k = end,
            None => return false,
        }
    }
    false
}

/// Bodies in a list, at most.
const LONGEST: usize = 12;

/// Whether a new group begins at `i`: "and representatives of".
pub(super) fn group_head_soon(doc: &Annotated<'_>, i: usize, limit: usize) -> bool {
    (i..limit.min(i + 4))
        .take_while(|&k| modifier(doc, k))
        .any(|k| doc.is(k, WordClass::GroupHead) && (doc.is_text(k + 1, "of") || doc.is_text(k + 1, "from")))
}

/// Whether a finite verb follows the name at `i` at once: then it is a new subject.
pub(super) fn verb_soon(doc: &Annotated<'_>, i: usize, limit: usize) -> bool {
    let end = doc.hits.name(i).map_or(i + 1, |h| h.end);
    end < limit && finite(doc, end)
}
