//! Sites that no gazetteer has: "at the Sarazm border crossing point", "at the “Ili” training ground".

use std::ops::Range;

use rapporteur_lexicon::{WordClass, WordId};
use rapporteur_normalize::{Annotated, MentionKind, PlaceHit, place_at, unknown_town};
use rapporteur_text::TokenKind;

/// Words between the name of a site and the noun that says what it is: "border crossing" of "point".
const KIND: usize = 3;

/// The site whose name begins at token `i`, behind a preposition of place. Its country is what the sentence names behind it;
/// else it stays open.
pub(super) fn site(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> Option<PlaceHit> {
    let quote = |k: usize| matches!(doc.word(k), "“" | "”" | "\"" | "«" | "»");
    let mut b = i.checked_sub(1).filter(|&b| b >= range.start)?;
    let quoted = quote(b);
    if quoted {
        b = b.checked_sub(1)?;
    }
    if doc.is(b, WordClass::Determiner) {
        b = b.checked_sub(1)?;
    }
    if b < range.start || !["at", "in", "on", "near"].iter().any(|w| doc.is_text(b, w)) {
        return None;
    }
    let part = |k: usize| {
        let token = &doc.tokens[k];
        let own = doc.mention_at(k).is_none_or(|m| matches!(m.kind, MentionKind::Person | MentionKind::Programme));
        token.kind == TokenKind::Word && token.capital && own || token.word == WordId::JOINER && token.glued && k > i
    };
    let mut end = i;
    while end < range.end && end < i + 4 && part(end) {
        end += 1;
    }
    let unknown = (i..end).any(|k| doc.tokens[k].capital && !doc.is(k, WordClass::English));
    if end == i || !(unknown || quoted) || doc.demonym_at(i).is_some() || doc.date_at(i).is_some() {
        return None;
    }
    let mut kind = end + usize::from(quoted && quote(end));
    let first = kind;
    while kind < range.end && kind < first + KIND && !doc.tokens[kind].capital && !doc.is(kind, WordClass::SiteNoun) {
        if doc.is(kind, WordClass::Preposition) || doc.tokens[kind].kind != TokenKind::Word {
            return None;
        }
        kind += 1;
    }
    if kind >= range.end || doc.tokens[kind].capital || !doc.is(kind, WordClass::SiteNoun) {
        return None;
    }
    // "at the “Edelweiss” training ground (the city of Balykchy)": the town.
    let bracket =
        (kind + 2..range.end.min(kind + 8)).take_while(|&k| doc.is_text(kind + 1, "(") && !doc.is_text(k, ")"));
    if let Some(town) = bracket.filter_map(|k| place_at(doc, k)).find(|p| p.strong && p.city.is_some()) {
        return Some(PlaceHit { tokens: i..end, ..town });
    }
    // "at the Harbmaidon training ground in Tajikistan's Khatlon Region".
    let behind =
        (kind + 1..range.end.min(kind + 5)).take_while(|&k| !doc.is_text(k, ",")).find_map(|k| place_at(doc, k));
    let country = behind.filter(|p| p.strong).and_then(|p| p.country);
    Some(PlaceHit { tokens: i..end, city: None, name: Some(doc.phrase(&(i..end))), country, strong: true })
}

/// "in Adama, Ethiopia": a town that no gazetteer has, behind a preposition of place.
pub(super) fn town(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> Option<PlaceHit> {
    let b = i.checked_sub(1).filter(|&b| b >= range.start)?;
    if !["at", "in", "near"].iter().any(|w| doc.is_text(b, w)) {
        return None;
    }
    // ", Kazakhstan and Uzbekistan agreed": states that do something, not where the town lies.
    let listed = |end: usize| doc.is(end, WordClass::Coordinator) || crate::syntax::is_verb(doc, end);
    unknown_town(doc, i, range.end).filter(|hit| !listed(hit.tokens.end)).or_else(|| in_district(doc, range, i))
}

/// "in Panjakent, Sughd Region": a town that no gazetteer has, by the district it lies in. Its country stays open.
fn in_district(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> Option<PlaceHit> {
    let word = |k: usize| k < range.end && doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital;
    let kinds = ["district", "region", "province", "oblast", "county", "governorate", "rayon", "raion"];
    let own = word(i) && !doc.is(i, WordClass::English) && doc.mention_of[i].is_none() && place_at(doc, i).is_none();
    let district = doc.is_text(i + 1, ",") && word(i + 2) && kinds.iter().any(|w| doc.is_text(i + 3, w));
    (own && district && i + 3 < range.end).then(|| PlaceHit {
        tokens: i..i + 1,
        city: None,
        name: Some(doc.phrase(&(i..i + 1))),
        country: place_at(doc, i + 2).and_then(|p| p.country),
        strong: true,
    })
}

/// Whether the bracket that opens at `open` stands behind a site: "at the training centre “Edelweiss” of the Ministry of Defence (".
pub(super) fn before_bracket(doc: &Annotated<'_>, range: &Range<usize>, open: usize) -> bool {
    let site = |i: usize| {
        doc.is(i, WordClass::SiteNoun) || ["centre", "center", "checkpoint"].iter().any(|w| doc.is_text(i, w))
    };
    (range.start..open)
        .rev()
        .take(BRACKET)
        .take_while(|&i| !matches!(doc.word(i), "," | ";" | ")"))
        .any(|i| site(i) && (range.start.max(i.saturating_sub(4))..i).any(|k| doc.is_text(k, "at")))
}

/// Words between a site and the bracket that says where it lies, at most.
const BRACKET: usize = 14;
