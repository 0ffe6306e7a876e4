//! The items of a list of people: where one ends, what is a title in it, whom a label names.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_text::TokenKind;

use super::is_verb;
use super::objects::untitled;

/// Where the item of a list that a person opens ends, if more follows than his mention covers: "X, Deputy Commander of the border
/// detachment, and Y", "Dr. X of the University of Y Institute for Law, Ms Z".
pub(super) fn item_end(doc: &Annotated<'_>, found: &[usize], k: usize, limit: usize) -> Option<usize> {
    let last = &doc.mentions[*found.last()?];
    if !matches!(last.kind, MentionKind::Person | MentionKind::Office | MentionKind::Group) {
        return None;
    }
    let opens = |i: usize| {
        doc.mention_of
            .get(i)
            .copied()
            .flatten()
            .is_some_and(|m| doc.mentions[m].kind == MentionKind::Person && doc.mentions[m].tokens.start == i)
    };
    // "A, Managing Attorney, Legal Services of X, the head of its office; B, Chief Officer at Y; and C": to the semicolon.
    let told = |i: usize| {
        [WordClass::Be, WordClass::Have, WordClass::Modal].iter().any(|&class| doc.is(i, class))
            || doc.is(i, WordClass::Reporting) && is_verb(doc, i)
    };
    let semicolon = (k..limit.min(k + LONG_ITEM))
        .take_while(|&i| !opens(i) && !told(i) && !matches!(doc.word(i), ":" | "“"))
        .find(|&i| doc.is_text(i, ";"))
        .filter(|&i| last.kind == MentionKind::Person && (i + 1..limit.min(i + 4)).any(opens));
    if semicolon.is_some() {
        return semicolon;
    }
    let of = doc.is_text(k, "of");
    let more = of
        || ["at", "in", "from", "for", "with", "on", "to", "except"].iter().any(|w| doc.is_text(k, w))
        || doc.tokens.get(k).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let longest = if of || found.len() > 1 { ITEM } else { ITEM / 2 };
    let plain = |i: usize| !is_verb(doc, i) && !matches!(doc.word(i), ";" | ":" | "." | "“");
    let separator = (k + 1..limit.min(k + longest))
        .take_while(|&i| plain(i))
        .find(|&i| doc.is_text(i, ",") || doc.is_text(i, "and") && opens(i + 1))
        .filter(|_| more)?;
    let next = (separator + 1..limit.min(separator + 4)).find_map(|i| doc.mention_of[i]).filter(|&m| {
        let group = last.kind == MentionKind::Group && doc.mentions[m].kind == MentionKind::Group;
        // "officials from all Member States except A, as well as B and C".
        let state = doc.is_text(k, "except") && doc.mentions[m].kind == MentionKind::State;
        group || state || doc.mentions[m].kind == MentionKind::Person
    })?;
    // "met X in Oslo, Minister Y and Ambassador Z said": the subject of the next clause.
    let mut end = doc.mentions[next].tokens.end;
    while doc.is_text(end, "and") {
        let behind = (end + 1..end + 3).find_map(|i| doc.mention_of.get(i).copied().flatten());
        match behind.filter(|&m| doc.mentions[m].kind == MentionKind::Person) {
            Some(m) => end = doc.mentions[m].tokens.end,
            None => break,
        }
    }
    // "on 14 June": a day, and nothing of the item.
    let day = doc.dates.iter().any(|d| d.tokens.start == k + 1);
    (of || !is_verb(doc, end) && !day).then_some(separator)
}

/// Tokens of an item of a list behind the mention it opens with, at most.
const ITEM: usize = 14;

/// Tokens of an item that ends with a semicolon, at most.
const LONG_ITEM: usize = 36;

/// The comma behind a title between commas that begins with the name of a house: "Mr X, UNODC International Expert, presented".
pub(super) fn own_title(doc: &Annotated<'_>, found: &[usize], next: usize, limit: usize) -> Option<usize> {
    let last = &doc.mentions[*found.last()?];
    if !untitled(last) || next == 0 || !doc.is_text(next - 1, ",") || last.tokens.end + 1 != next {
        return None;
    }
    let house = doc.mention_at(next).filter(|m| {
        matches!(m.kind, MentionKind::Programme | MentionKind::Organization | MentionKind::Body | MentionKind::Demonym)
    })?;
    let title = house.tokens.end..limit.min(house.tokens.end + 6);
    let plain = |i: usize| doc.mention_at(i).is_none_or(|m| m.kind == MentionKind::Office);
    let word = |i: usize| doc.tokens[i].capital && doc.tokens[i].kind == TokenKind::Word && plain(i);
    let comma = title.clone().find(|&i| !word(i)).filter(|&i| i > title.start && doc.is_text(i, ","))?;
    let person = |i: usize| doc.mention_at(i).is_some_and(|m| m.kind == MentionKind::Person);
    (comma + 1..limit.min(comma + 4)).any(person).then_some(comma)
}

/// One past a label of a list of delegates: "from the Republic of A –".
pub(super) fn side_label(doc: &Annotated<'_>, k: usize, limit: usize) -> Option<usize> {
    if !doc.is_text(k, "from") && !doc.is_text(k, "of") {
        return None;
    }
    let m = (k + 1..k + 3).find_map(|i| doc.mention_of.get(i).copied().flatten())?;
    let end = doc.mentions[m].tokens.end;
    let state = matches!(doc.mentions[m].kind, MentionKind::State | MentionKind::Organization);
    let dash = doc.tokens.get(end).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && !t.glued);
    (state && dash && end + 1 < limit).then_some(end + 1)
}

/// In a list of persons an item whose title is not understood: the person it ends with.
pub(super) fn person_after(doc: &Annotated<'_>, found: &[usize], from: usize, limit: usize) -> Option<usize> {
    let persons = found.iter().any(|&m| doc.mentions[m].kind == MentionKind::Person);
    if !persons {
        return None;
    }
    (from..limit.min(from + 16))
        .take_while(|&i| !is_verb(doc, i) && !matches!(doc.word(i), ";" | ":" | "." | "(" | "“"))
        .find_map(|i| doc.mention_of[i].filter(|&m| doc.mentions[m].kind == MentionKind::Person))
}
