//! Persons as entities: known ones found again, new ones added, their offices kept.

use std::ops::Range;

use rapporteur_lexicon::{NameRef, WordClass};
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::{TokenKind, fold};

use crate::actors::body_entity;
use crate::body::body_at;
use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office};
use crate::mention::{Mention, MentionKind};
use crate::office::{OfficeHit, Owner};

/// A person met before whose full name or family name stands at `i`.
pub(super) fn known_person(doc: &Annotated<'_>, i: usize) -> Option<(EntityId, usize)> {
    if let Some(known) = with_initial(doc, i) {
        return Some(known);
    }
    let key = fold(doc.word(i));
    if key.chars().count() < 2 || doc.hits.name(i).is_some_and(|h| h.strong) && doc.is_possessive(i + 1) {
        return None;
    }
    let mut best: Option<(EntityId, usize)> = None;
    for (id, e) in doc.entities.iter() {
        if e.kind != ActorKind::Person {
            continue;
        }
        let Some(at) = e.words.iter().position(|w| *w == key) else { continue };
        let mut end = i + 1;
        let mut k = at + 1;
        while k < e.words.len() && end < doc.tokens.len() {
            if doc.tokens[end].word == rapporteur_lexicon::WordId::JOINER && doc.tokens[end].glued
                || doc.is_text(end, ".") && doc.tokens[end].glued
            {
                end += 1;
                continue;
            }
            if fold(doc.word(end)) != e.words[k] {
                break;
            }
            end += 1;
            k += 1;
        }
        // One word counts when it is the first or last of the name, or the name has family name first.
        let whole = k == e.words.len();
        if (end > i + 1 || whole || at == 0) && best.is_none_or(|(_, b)| end > b) {
            best = Some((id, end));
        }
    }
    let (id, end) = best?;
    // "Ali" inside another capitalised name is not that person; an English word needs more than one hit.
    let next_capital =
        doc.tokens.get(end).is_some_and(|t| t.capital && t.kind == TokenKind::Word && !doc.is(end, WordClass::NotName));
    let single = end == i + 1;
    if single
        && (next_capital || doc.is(i, WordClass::NotName) || doc.is(i, WordClass::English) && doc.opens_sentence(i))
    {
        return None;
    }
    Some((id, end))
}

/// "O. Berg" behind "Minister Olav Berg": the one person met before whose name fits, though "berg" is an English word.
fn with_initial(doc: &Annotated<'_>, i: usize) -> Option<(EntityId, usize)> {
    let dotted = |k: usize| doc.word(k).chars().count() == 1 && doc.is_text(k + 1, ".") && doc.tokens[k + 1].glued;
    if !dotted(i) {
        return None;
    }
    let letter = fold(doc.word(i));
    let family = if dotted(i + 2) { i + 4 } else { i + 2 };
    let key = fold(doc.tokens.get(family).filter(|t| t.capital).map(|_| doc.word(family))?);
    let mut fitting = doc.entities.iter().filter(|(_, e)| {
        e.kind == ActorKind::Person
            && e.words.len() > 1
            && e.words.last() == Some(&key)
            && e.words.first().is_some_and(|first| first.starts_with(&letter) && first.len() > 1)
    });
    let (id, _) = fitting.next()?;
    fitting.next().is_none().then_some((id, family + 1))
}

/// An office as a value, with its owner resolved.
pub(super) fn make_office(doc: &mut Annotated<'_>, hit: &OfficeHit) -> Office {
    let mut represents = None;
    for owner in &hit.owners {
        let id = match owner {
            Owner::Name(name) => doc.entities.of_name(*name, doc.lexicon),
            Owner::Body(tokens) => body_at(doc, tokens.start).map(|b| body_entity(doc, &b)),
        };
        represents = represents.or(id);
    }
    let title = &doc.lexicon.facts.titles[hit.title];
    // A title may name its organisation itself: "European Commission President".
    if represents.is_none()
        && let Some(named) = hit.head.clone().find_map(|k| {
            doc.hits.name(k).filter(|h| h.strong && h.end <= hit.head.end && matches!(h.to, NameRef::Organization(_)))
        })
    {
        represents = doc.entities.of_name(named.to, doc.lexicon);
    }
    if represents.is_none()
        && let Some(country) = title.country.as_deref()
    {
        represents = doc.entities.state(country, doc.lexicon);
    }
    let core = doc.phrase(&hit.core);
    Office {
        text: core,
        head: fold(&title.full).replace('-', " "),
        level: title.level.map(|l| if hit.modified && l < 3 { 3 } else { l }),
        represents,
        of_organization: title.of_organization,
        former: hit.former,
        modified: hit.modified,
        plural: hit.plural,
    }
}

/// "Presidents X and Y" are each a President: gives a plural office the singular title, where the lexicon has it.
pub(super) fn singular(doc: &Annotated<'_>, office: &mut Office) {
    if !office.plural {
        return;
    }
    let words: Vec<&str> = office.text.split(' ').collect();
    for at in (0..words.len()).rev() {
        let Some(stem) = words[at].strip_suffix('s') else { continue };
        let text: Vec<&str> = words.iter().enumerate().map(|(k, w)| if k == at { stem } else { w }).collect();
        let text = text.join(" ");
        let key = fold(&text);
        let known = doc.lexicon.facts.titles.iter().any(|t| !t.plural && key.ends_with(&fold(&t.title)));
        if known {
            let head: Vec<&str> = office
                .head
                .split(' ')
                .map(|w| if fold(words[at]) == w { w.trim_end_matches('s') } else { w })
                .collect();
            office.head = head.join(" ");
            office.text = text;
            office.plural = false;
            return;
        }
    }
}

pub(super) fn add_office(entity: &mut Entity, office: Office) {
    if office.text.is_empty() && office.represents.is_none() {
        return;
    }
    if let Some(known) =
        entity.offices.iter_mut().find(|o| o.head == office.head && o.text.eq_ignore_ascii_case(&office.text))
    {
        known.represents = known.represents.or(office.represents);
        return;
    }
    entity.offices.push(office);
}

/// Adds a named person as mention and entity, merged with the one known under part of the name.
pub(super) fn push_person(
    doc: &mut Annotated<'_>,
    tokens: Range<usize>,
    name: Range<usize>,
    offices: Vec<Office>,
    gender: Option<char>,
) {
    let written = doc.phrase(&name);
    let display = display_name(&written);
    let words = name_words(&display);
    let represents = offices.iter().find_map(|o| o.represents);
    let known = find_person(doc, &words, represents);
    let id = match known {
        Some(id) => {
            let entity = doc.entities.get(id);
            if words.len() > entity.words.len() {
                doc.entities.rename_person(id, &display, words);
            } else {
                doc.entities.get_mut(id).add_alias(&display);
            }
            id
        }
        None => doc.entities.add(Entity {
            id: actor_id(ActorKind::Person, &display),
            name: display.clone(),
            kind: ActorKind::Person,
            words,
            ..Entity::default()
        }),
    };
    let mut mention = Mention::new(MentionKind::Person, tokens);
    mention.office = offices.first().cloned();
    mention.gender = gender;
    mention.name = Some(name);
    mention.entities.push(id);
    let entity = doc.entities.get_mut(id);
    entity.gender = entity.gender.or(gender);
    for office in offices {
        add_office(entity, office);
    }
    doc.mentions.push(mention);
}

/// A name for the actors table: capitals throughout are written as usual, suffixes of generation are left out, so that the name is one
/// with and without them.
fn display_name(written: &str) -> String {
    let name = written.replace(", Jr.", "").replace(", Jr", "").replace(", Sr.", "").trim_end_matches(',').to_owned();
    // "Ian R. Beck Jr.", without the comma.
    let name = match name.rsplit_once(' ') {
        Some((before, "Jr." | "Jr" | "Sr." | "Sr")) => before.to_owned(),
        _ => name,
    };
    let name = without_letters(&without_nickname(&name));
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let words = name.split(' ').count();
    if letters.len() < 5 || words < 2 && letters.len() < 5 {
        return name;
    }
    // "Lamberto ZANNIER" and "LAMBERTO ZANNIER".
    name.split(' ')
        .map(|w| {
            let upper = w.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
                && w.chars().filter(|c| c.is_alphabetic()).count() > 2;
            let roman = w.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
            if upper && !roman { title_case(w) } else { w.to_owned() }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// "Benjamin “Ben” Lund" is Benjamin Lund.
fn without_nickname(name: &str) -> String {
    let quoted = |w: &&str| w.starts_with(['“', '"']) && w.ends_with(['”', '"']);
    name.split(' ').filter(|w| !quoted(w)).collect::<Vec<_>>().join(" ")
}

/// A name without the letters of orders and seats behind it: "Alistair Greenway AC DSC", "Duncan Rafferty MP".
fn without_letters(name: &str) -> String {
    const LETTERS: [&str; 22] = [
        "MP", "AC", "AO", "AM", "DSC", "CSC", "AFC", "PSM", "OBE", "CBE", "MBE", "KBE", "KC", "QC", "TD", "MEP", "CGH",
        "EGH", "MGH", "CMG", "KCMG", "MSP",
    ];
    let mut words: Vec<&str> = name.split(' ').collect();
    while words.len() > 2 && words.last().is_some_and(|w| LETTERS.contains(&w.trim_matches(','))) {
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

fn title_case(word: &str) -> String {
    let mut start = true;
    word.chars()
        .flat_map(|c| {
            let out: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphabetic();
            out
        })
        .collect()
}

/// Folded words of a personal name; initials keep their letter.
fn name_words(name: &str) -> Vec<String> {
    fold(name).split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The person known under this name or part of it.
fn find_person(doc: &Annotated<'_>, words: &[String], represents: Option<EntityId>) -> Option<EntityId> {
    let fits = |e: &Entity| -> bool {
        let (short, long) =
            if words.len() <= e.words.len() { (words, e.words.as_slice()) } else { (e.words.as_slice(), words) };
        if short.is_empty() {
            return false;
        }
        // Every word of the shorter name occurs in the longer one, in order, initials standing for their word.
        let mut at = 0;
        let in_order = short.iter().all(|w| {
            let found = long[at..].iter().position(|l| {
                l == w
                    || (w.len() == 1 && l.starts_with(w.as_str()))
                    || (l.len() == 1 && w.starts_with(l.as_str()))
                    || (w.len() <= 2 && w.len() > 1 && l.starts_with(w.as_str()) && short.len() > 1)
            });
            match found {
                Some(k) => {
                    at += k + 1;
                    true
                }
                None => false,
            }
        });
        // A short form keeps the first or last word: the family name. "Mr. Faki" may be Moussa Faki Mahamat too.
        let middle = words.len() == 1 && long.len() > 2 && short.first().is_some_and(|w| w.len() > 3);
        in_order && (short.len() > 1 || short.first() == long.last() || short.first() == long.first() || middle)
            || words.len() > 1
                && e.words.len() > 1
                && words.first() == e.words.first()
                && words.last() == e.words.last()
    };
    let mut candidates: Vec<EntityId> =
        doc.entities.iter().filter(|(_, e)| e.kind == ActorKind::Person && fits(e)).map(|(id, _)| id).collect();
    if candidates.len() > 1 && represents.is_some() {
        let same: Vec<EntityId> =
            candidates.iter().copied().filter(|&c| doc.entities.get(c).represents() == represents).collect();
        if !same.is_empty() {
            candidates = same;
        }
    }
    // One family name, two countries: two persons.
    candidates.retain(|&c| {
        let known = doc.entities.get(c).represents();
        words.len() > 1
            || doc.entities.get(c).words.len() == 1 && (known.is_none() || represents.is_none() || known == represents)
            || doc.entities.get(c).words.len() > 1
    });
    candidates.last().copied()
}
