//! Who only a list of those present shows: people by name and what they do, firms that nobody knows.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::{BlockKind, TokenKind};

use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office};
use crate::mention::{Mention, MentionKind};

/// "Participants included:" over "– Marley Dias, Author", "– Ava Holt, Youth Leader, Girls of Lakeside": a name before a comma, which
/// no title shows to be a person's.
pub(super) fn people(doc: &mut Annotated<'_>) {
    let mut under = false;
    for block in 0..doc.blocks.len() {
        let range = doc.block_tokens[block].clone();
        if doc.blocks[block].kind != BlockKind::ListItem {
            let colon = range.clone().rev().take(3).any(|i| doc.is_text(i, ":"));
            // The first of them may stand behind the colon, on the same line.
            let glued = range.clone().any(|i| matches!(doc.word(i), "•" | "·"));
            let attended = range.clone().any(|i| doc.is(i, WordClass::AttendanceWord));
            under = (colon || glued) && attended;
            continue;
        }
        let Some((name, does)) = name_and_work(doc, &range).filter(|_| under) else { continue };
        doc.mentions.retain(|m| !range.contains(&m.tokens.start));
        let office = Office { text: doc.phrase(&does), ..Office::default() };
        untitled(doc, name, office);
    }
}

/// A person whom a list names without a title, and what it says of them.
pub(super) fn untitled(doc: &mut Annotated<'_>, tokens: Range<usize>, office: Office) {
    let name = doc.phrase(&tokens);
    let words = name.split_whitespace().map(rapporteur_text::fold).collect();
    let id = doc.entities.add(Entity {
        id: actor_id(ActorKind::Person, &name),
        name,
        kind: ActorKind::Person,
        offices: vec![office.clone()],
        words,
        ..Entity::default()
    });
    let mut mention = Mention::new(MentionKind::Person, tokens);
    mention.office = Some(office);
    mention.entities.push(id);
    doc.mentions.push(mention);
}

/// Words of a personal name, at most.
const NAME: usize = 4;

/// The name that opens an item and what stands behind its comma, where the item names no person with an office yet.
fn name_and_work(doc: &Annotated<'_>, item: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let comma = item.clone().find(|&i| doc.is_text(i, ",")).filter(|&c| c + 1 < item.end)?;
    let name = item.start..comma;
    let end = (comma + 1..item.end).find(|&i| matches!(doc.word(i), "," | ";" | "(" | ".")).unwrap_or(item.end);
    let common = [WordClass::BodyHead, WordClass::OrganizationNoun, WordClass::GroupHead, WordClass::Preposition];
    let personal = (2..=NAME).contains(&name.len())
        && name.clone().all(|i| {
            let token = &doc.tokens[i];
            token.kind == TokenKind::Word && token.capital && !common.iter().any(|&c| doc.is(i, c))
        })
        && (doc.is(name.start, WordClass::GivenWord) && name.clone().any(|i| !doc.is(i, WordClass::English))
            || name.clone().all(|i| !doc.is(i, WordClass::English)));
    let known = doc.mentions.iter().any(|m| {
        item.contains(&m.tokens.start)
            && (m.kind == MentionKind::Person && m.office.is_some()
                || m.tokens.start == item.start && m.kind != MentionKind::Person)
    });
    (personal && !known && end > comma + 1).then_some((name, comma + 1..end))
}

/// "Companies joining were Acme, Big Blue, the Lake Foundation, and Corning": each of them.
pub(super) fn firms(doc: &mut Annotated<'_>) {
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        for item in firms_in(doc, &range) {
            // "the Open Source Security Foundation": more than the body that its last words name.
            doc.mentions.retain(|m| !(m.tokens.start > item.start && m.tokens.end == item.end));
            if doc.mentions.iter().any(|m| item.contains(&m.tokens.start)) {
                continue;
            }
            organization(doc, item);
        }
    }
}

/// An organisation by its name, that the lexicon does not know.
pub(super) fn organization(doc: &mut Annotated<'_>, tokens: Range<usize>) -> EntityId {
    let name = doc.phrase(&tokens);
    let id = actor_id(ActorKind::Organization, &name);
    let id = doc.entities.add(Entity { id, name, kind: ActorKind::Organization, ..Entity::default() });
    let mut mention = Mention::new(MentionKind::Organization, tokens);
    mention.entities.push(id);
    doc.mentions.push(mention);
    id
}

/// Words before a list of firms that say so.
const FIRMS: [&str; 7] =
    ["companies", "firms", "corporations", "organizations", "organisations", "universities", "banks"];

/// Firms of one list, at most.
const MOST: usize = 120;

/// Words between that noun and its verb, at most.
const VERB: usize = 8;

/// The items of a list of firms; none where anything but names stands in it.
fn firms_in(doc: &Annotated<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let opens = range.clone().take(VERB).find(|&i| FIRMS.iter().any(|w| doc.is_text(i, w)));
    let attended = |noun: usize| {
        (range.start..range.end.min(noun + VERB)).any(|i| {
            doc.is(i, WordClass::AttendanceWord) || ["represented", "joining"].iter().any(|w| doc.is_text(i, w))
        })
    };
    let Some(noun) = opens.filter(|&noun| attended(noun)) else { return Vec::new() };
    let verb = (noun + 1..range.end.min(noun + VERB))
        .find(|&i| ["were", "are", "included", "include"].iter().any(|w| doc.is_text(i, w)));
    let Some(verb) = verb else { return Vec::new() };
    let mut items = Vec::new();
    let mut at = verb + 1;
    while at < range.end {
        while ["and", "the", ",", "as", "well"].iter().any(|w| doc.is_text(at, w)) {
            at += 1;
        }
        let joins = |k: usize| ["of", "for", "/", "&"].iter().any(|w| doc.is_text(k, w));
        let name = |k: usize| doc.tokens.get(k).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
        let mut end = at;
        while end < range.end && (name(end) || joins(end) && end > at && name(end + 1)) {
            end += 1;
        }
        let closed = end >= range.end || [",", "and", ".", ";"].iter().any(|w| doc.is_text(end, w));
        if end == at || !closed {
            return Vec::new();
        }
        items.push(at..end);
        if items.len() > MOST {
            return Vec::new();
        }
        at = end;
        if doc.is_text(at, ".") || doc.is_text(at, ";") {
            break;
        }
    }
    if items.len() > 2 { items } else { Vec::new() }
}
