//! Persons: titles and names in every order, with what follows the name.

use std::ops::Range;

use rapporteur_lexicon::{NameRef, TitleKind, WordClass};
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_text::{BlockKind, TokenKind, fold};

use super::{all_caps, body_entity};
use crate::body::body_at;
use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office};
use crate::mention::{Mention, MentionKind};
use crate::name::{Context, name_at};
use crate::office::{OfficeHit, Owner, office_at};

/// What stands before a name.
#[derive(Default)]
struct Lead {
    end: usize,
    offices: Vec<OfficeHit>,
    gender: Option<char>,
    /// An honorific or rank was seen.
    addressed: bool,
    /// The last part was followed by a comma.
    comma: bool,
    /// Parts are joined by "and": the first one counts.
    joined: bool,
}

/// Adds the person (or office) that begins at `i`; returns where to go on.
pub(super) fn at(doc: &mut Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    let lead = lead(doc, i, limit);
    if let Some(lead) = lead {
        let context = Context::Titled;
        let name = name_at(doc, lead.end, context).filter(|&end| {
            // After a comma a name must be long or addressed, or it is the next item of a list.
            !lead.comma
                || lead.addressed
                || words_in(doc, lead.end..end) >= 2 && name_at(doc, lead.end, Context::Bare).is_some()
        });
        if let Some(name_end) = name {
            return Some(with_name(doc, i, lead, name_end, limit));
        }
        if let Some(office) = lead.offices.first().cloned() {
            return without_name(doc, i, &office);
        }
        return None;
    }
    bare(doc, i, limit)
}

fn words_in(doc: &Annotated<'_>, range: Range<usize>) -> usize {
    range.filter(|&k| doc.tokens[k].kind == TokenKind::Word && doc.tokens[k].capital).count()
}

/// Reads offices, ranks and forms of address up to where a name can begin.
fn lead(doc: &Annotated<'_>, i: usize, limit: usize) -> Option<Lead> {
    let mut lead = Lead { end: i, ..Lead::default() };
    let mut at = i;
    loop {
        if at >= limit {
            break;
        }
        let honorific = doc
            .hits
            .title(at, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
            .filter(|h| address_fits(doc, at, h.end));
        let office = office_at(doc, at);
        match (honorific, office) {
            (Some(h), office) if office.as_ref().is_none_or(|o| o.tokens.end <= h.end) => {
                let title = &doc.lexicon.facts.titles[h.title];
                lead.gender = lead.gender.or(title.gender);
                lead.addressed = true;
                at = h.end;
                // The dot of "Gen." and a bracket "(ret.)" belong to it.
                if doc.is_text(at, ".") && doc.tokens[at].glued {
                    at += 1;
                }
                if doc.is_text(at, "(") && doc.tokens.get(at + 1).is_some_and(|t| !t.capital) {
                    let close = (at + 1..limit.min(at + 5)).find(|&k| doc.is_text(k, ")"));
                    at = close.map_or(at, |c| c + 1);
                }
                while doc.tokens.get(at).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && t.glued) {
                    at += 1;
                }
                lead.end = at;
                lead.comma = false;
            }
            (_, Some(office)) => {
                at = office.tokens.end;
                lead.offices.push(office);
                lead.end = at;
                lead.comma = false;
                // "Chairman of the Council, President of X Name", "Chairperson-in-Office and Slovak Minister".
                let comma = doc.is_text(at, ",");
                let and = doc.is_text(at, "and");
                if comma || and {
                    let mut next = at + 1;
                    if comma && doc.is_text(next, "the") {
                        next += 1;
                    }
                    let more =
                        office_at(doc, next).filter(|o| chain_reaches_name(doc, o, limit) && doc.tokens[next].capital);
                    if more.is_some() {
                        lead.joined |= and;
                        at = next;
                        continue;
                    }
                    let addressed = doc
                        .hits
                        .title(next, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                        .is_some_and(|h| address_fits(doc, next, h.end));
                    if comma
                        && !plural(&lead)
                        && (addressed || name_at(doc, next, Context::Bare).is_some_and(|e| ends_apposition(doc, e)))
                    {
                        at = next;
                        lead.end = at;
                        lead.comma = true;
                        if addressed {
                            continue;
                        }
                    }
                    break;
                }
                // An opening bracket with a rank's retirement, or nothing: a name may follow now.
            }
            _ => break,
        }
    }
    (lead.addressed || !lead.offices.is_empty()).then_some(lead)
}

fn plural(lead: &Lead) -> bool {
    lead.offices.iter().any(|o| o.plural)
}

/// Whether an office of a chain is followed by a name of its own, so that the chain belongs to one person.
fn chain_reaches_name(doc: &Annotated<'_>, office: &OfficeHit, limit: usize) -> bool {
    let mut at = office.tokens.end;
    if doc.is_text(at, ",") {
        at += 1;
        if at < limit && doc.hits.title(at, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank]).is_some() {
            return true;
        }
        return name_at(doc, at, Context::Bare).is_some_and(|e| ends_apposition(doc, e));
    }
    name_at(doc, at, Context::Titled).is_some()
}

/// After a name in apposition a comma, verb or the end follows.
fn ends_apposition(doc: &Annotated<'_>, end: usize) -> bool {
    matches!(doc.word(end), "," | "." | ";" | ")" | "(" | "")
        || [
            WordClass::Verb,
            WordClass::Reporting,
            WordClass::PersonVerb,
            WordClass::Modal,
            WordClass::Be,
            WordClass::Have,
        ]
        .iter()
        .any(|&c| doc.is(end, c))
}

/// A form of address or rank counts when written with a capital and followed by a capital.
fn address_fits(doc: &Annotated<'_>, i: usize, end: usize) -> bool {
    let next = if doc.is_text(end, ".") || doc.is_text(end, "(") { end + 1 } else { end };
    doc.tokens[i].capital && doc.tokens.get(next).is_some_and(|t| t.capital || doc.is_text(end, "("))
        || doc.tokens[i].capital && doc.hits.title(end, doc.lexicon, &[TitleKind::Honorific]).is_some()
}

/// Finishes a person with a lead and a name.
fn with_name(doc: &mut Annotated<'_>, start: usize, lead: Lead, name_end: usize, limit: usize) -> usize {
    let name = lead.end..name_end;
    let mut offices: Vec<OfficeHit> = lead.offices.clone();
    if !lead.joined {
        // In a chain "Chairman of A, President of B Name" the office next to the name comes first.
        offices.reverse();
    }
    let mut written: Vec<Office> = offices.iter().map(|o| make_office(doc, o)).collect();
    let (end, after) = after_name(doc, name_end, limit);
    let mut country = None;
    for piece in after {
        match piece {
            After::Of(owner) => country = country.or(Some(owner)),
            After::Office(hit, owner) => {
                let mut office = make_office(doc, &hit);
                if let Some(owner) = owner {
                    office.represents = Some(owner);
                }
                written.push(office);
            }
        }
    }
    if let Some(owner) = country {
        if written.is_empty() {
            written.push(Office { represents: Some(owner), ..Office::default() });
        } else if let Some(office) = written.iter_mut().find(|o| o.represents.is_none()) {
            office.represents = Some(owner);
        }
    }
    if written.iter().all(|o| o.represents.is_none())
        && let Some(owner) = list_label(doc, start) {
            match written.first_mut() {
                Some(office) => office.represents = Some(owner),
                None => written.push(Office { represents: Some(owner), ..Office::default() }),
            }
        }
    push_person(doc, start..end, name, written, lead.gender);
    end
}

/// In an attendee list the label before the name tells for whom it speaks: "Kazakhstan: Mr. …".
fn list_label(doc: &mut Annotated<'_>, i: usize) -> Option<EntityId> {
    let s = doc.sentences.iter().position(|s| s.tokens.contains(&i))?;
    let first = doc.block_tokens[doc.sentences[s].block].start;
    let hit = doc.hits.name(first).filter(|h| h.strong && doc.is_text(h.end, ":") && h.end < i)?;
    doc.entities.of_name(hit.to, doc.lexicon)
}

enum After {
    Of(EntityId),
    Office(OfficeHit, Option<EntityId>),
}

/// Reads what follows a name: "(Cyrillic)", "of Sweden", "(Kazakhstan)", ", the Croatian Prime Minister".
fn after_name(doc: &mut Annotated<'_>, end: usize, limit: usize) -> (usize, Vec<After>) {
    let mut found = Vec::new();
    let mut at = end;
    if doc.is_text(at, "(") {
        let close = (at + 1..limit.min(at + 8)).find(|&k| doc.is_text(k, ")"));
        if let Some(close) = close {
            if let Some(hit) = doc.hits.name(at + 1).filter(|h| h.end == close && h.strong) {
                if let Some(id) = doc.entities.of_name(hit.to, doc.lexicon) {
                    found.push(After::Of(id));
                }
                at = close + 1;
            } else if (at + 1..close).all(|k| doc.tokens[k].capital || doc.tokens[k].kind == TokenKind::Mark) {
                at = close + 1;
            }
        }
    }
    if doc.is_text(at, "of") {
        let k = if doc.is_text(at + 1, "the") { at + 2 } else { at + 1 };
        if let Some(hit) =
            doc.hits.name(k).filter(|h| h.strong && matches!(h.to, NameRef::Country(_) | NameRef::Organization(_)))
        {
            // "of Tajikistan's State Border Service": the body speaks for the state all the same.
            if let Some(id) = doc.entities.of_name(hit.to, doc.lexicon) {
                found.push(After::Of(id));
            }
            at = hit.end;
            if doc.is_possessive(at)
                && let Some(body) = body_at(doc, at + 1)
            {
                at = body.tokens.end;
            }
        } else if let Some(body) = body_at(doc, k) {
            let id = body_entity(doc, &body);
            found.push(After::Of(id));
            at = body.tokens.end;
        }
        if doc.is_text(at, "(") && doc.is_text(at + 2, ")") && doc.tokens[at + 1].capital {
            at += 3;
        }
    }
    // "Deputy Minister X from Kazakhstan".
    if doc.is_text(at, "from") {
        let k = if doc.is_text(at + 1, "the") { at + 2 } else { at + 1 };
        if let Some(hit) = doc.hits.name(k).filter(|h| h.strong && matches!(h.to, NameRef::Country(_)))
            && let Some(id) = doc.entities.of_name(hit.to, doc.lexicon)
        {
            found.push(After::Of(id));
            at = hit.end;
        }
    }
    // "X was appointed Chairman of the Committee".
    if (doc.is(at, WordClass::Be) || doc.is(at, WordClass::Have))
        && (at + 1..limit.min(at + 4)).any(|k| doc.is(k, WordClass::AppointVerb))
    {
        let verb = (at + 1..limit.min(at + 4)).find(|&k| doc.is(k, WordClass::AppointVerb)).unwrap_or(at);
        let k = (verb + 1..limit.min(verb + 4))
            .find(|&k| !doc.is(k, WordClass::Determiner) && !doc.is_text(k, "as") && !doc.is_text(k, "to"));
        if let Some(hit) = k.and_then(|k| office_at(doc, k)).filter(|o| !o.plural) {
            found.push(After::Office(hit, None));
        }
        return (at, found);
    }
    // Apposition: ", [the] Office …", ", China's vice minister", and in lists ", Secretary, Department of X".
    let listed = in_list(doc, end);
    while doc.is_text(at, ",") && at + 1 < limit {
        let k = if doc.is_text(at + 1, "the") || doc.is_text(at + 1, "then") { at + 2 } else { at + 1 };
        let Some(hit) = office_at(doc, k) else {
            if listed
                && found.iter().any(|f| matches!(f, After::Office(..)))
                && let Some(body) = body_at(doc, k)
            {
                let id = body_entity(doc, &body);
                if let Some(After::Office(_, owner)) =
                    found.iter_mut().rev().find(|f| matches!(f, After::Office(_, None)))
                {
                    *owner = Some(id);
                }
                at = body.tokens.end;
            }
            break;
        };
        // An office that has a name of its own is the next person of the list.
        let named = name_at(doc, hit.tokens.end, Context::Titled).is_some()
            || doc.is_text(hit.tokens.end, ",")
                && doc
                    .hits
                    .title(hit.tokens.end + 1, doc.lexicon, &[TitleKind::Honorific, TitleKind::Rank])
                    .is_some_and(|h| address_fits(doc, hit.tokens.end + 1, h.end))
                && !listed;
        if named || hit.plural || !apposition_fits(doc, &hit, k) {
            break;
        }
        let mut stop = hit.tokens.end;
        found.push(After::Office(hit, None));
        // "… and Head of the Regional Centre": a second office.
        if doc.is_text(stop, "and") {
            let k = if doc.is_text(stop + 1, "the") { stop + 2 } else { stop + 1 };
            if let Some(second) = office_at(doc, k)
                .filter(|o| !o.plural && name_at(doc, o.tokens.end, Context::Titled).is_none() && doc.tokens[k].capital)
            {
                stop = second.tokens.end;
                found.push(After::Office(second, None));
            }
        }
        if doc.is_text(stop, "(") && doc.is_text(stop + 2, ")") && doc.tokens[stop + 1].capital {
            stop += 3;
        }
        at = stop;
        if !listed {
            break;
        }
    }
    (at, found)
}

/// An apposition ends at a comma, a bracket, a verb or the end; otherwise the office begins a new clause.
fn apposition_fits(doc: &Annotated<'_>, hit: &OfficeHit, _start: usize) -> bool {
    let end = hit.tokens.end;
    matches!(
        doc.word(end),
        "," | "."
            | ";"
            | ")"
            | "("
            | ""
            | ":"
            | "”"
            | "–"
            | "—"
            | "and"
            | "at"
            | "in"
            | "on"
            | "to"
            | "who"
            | "said"
            | "with"
    ) || [WordClass::Reporting, WordClass::PersonVerb, WordClass::Verb, WordClass::Preposition]
        .iter()
        .any(|&c| doc.is(end, c))
        || doc.tokens.get(end).is_none()
        || crate::name::sentence_end(doc, hit.tokens.start) <= end
}

fn in_list(doc: &Annotated<'_>, i: usize) -> bool {
    let b = doc.block_tokens.partition_point(|r| r.end <= i.saturating_sub(1));
    doc.blocks.get(b).is_some_and(|block| block.kind == BlockKind::ListItem)
}

/// An office without a name: kept when it is written with a capital or determined, to be resolved later.
fn without_name(doc: &mut Annotated<'_>, start: usize, hit: &OfficeHit) -> Option<usize> {
    if hit.plural || all_caps(doc, start) {
        return None;
    }
    let capital = doc.tokens[hit.head.start].capital;
    let before = start.checked_sub(1);
    let determined =
        before.is_some_and(|b| doc.is(b, WordClass::Determiner) || doc.is_possessive(b)) || !hit.owners.is_empty();
    if !capital && !determined {
        return None;
    }
    let indefinite = before.is_some_and(|b| {
        doc.is_text(b, "a")
            || doc.is_text(b, "an")
            || doc.is_text(b, "any")
            || doc.is_text(b, "no")
            || doc.is_text(b, "each")
    });
    if indefinite {
        return Some(hit.tokens.end);
    }
    let office = make_office(doc, hit);
    let mut mention = Mention::new(MentionKind::Office, hit.tokens.clone());
    mention.office = Some(office);
    doc.mentions.push(mention);
    Some(hit.tokens.end)
}

/// A name without any title before it: known from before, or shown by an apposition, a verb or its place in a list.
fn bare(doc: &mut Annotated<'_>, i: usize, limit: usize) -> Option<usize> {
    if !doc.tokens[i].capital || all_caps(doc, i) {
        return None;
    }
    if doc.hits.name(i).is_some_and(|h| h.strong && h.end > i + 1) {
        return None;
    }
    if let Some((id, end)) = known_person(doc, i) {
        let (after_end, after) =
            if words_in(doc, i..end) >= 2 { after_name(doc, end, limit) } else { (end, Vec::new()) };
        let mut mention = Mention::new(MentionKind::Person, i..after_end);
        mention.name = Some(i..end);
        mention.entities.push(id);
        mention.by_coreference = true;
        for piece in after {
            if let After::Office(hit, owner) = piece {
                let mut office = make_office(doc, &hit);
                office.represents = owner.or(office.represents);
                add_office(doc.entities.get_mut(id), office);
            }
        }
        doc.mentions.push(mention);
        return Some(after_end);
    }
    let opens_item = in_list(doc, i + 1) && doc.block_tokens.iter().any(|r| r.start == i);
    let end =
        name_at(doc, i, if opens_item && !doc.is(i, WordClass::NotName) { Context::Titled } else { Context::Bare })?;
    if words_in(doc, i..end) < 2 {
        return None;
    }
    let first_item = in_list(doc, end) && doc.block_tokens.iter().any(|r| r.start == i);
    let (after_end, after) = after_name(doc, end, limit);
    let shown = after.iter().any(|a| matches!(a, After::Office(..)));
    let verb = doc.is(end, WordClass::PersonVerb) && !doc.is(i, WordClass::English);
    let coordinated =
        i.checked_sub(1).is_some_and(|b| doc.is_text(b, "and") || doc.is_text(b, ",") || doc.is_text(b, "with"))
            && doc.mentions.last().is_some_and(|m| m.kind == MentionKind::Person && m.tokens.end + 2 >= i)
            && !doc.is(i, WordClass::English);
    if !(shown || verb || (first_item && (shown || doc.is_text(end, ","))) || coordinated) {
        return None;
    }
    let mut written = Vec::new();
    for piece in after {
        match piece {
            After::Of(owner) => written.push(Office { represents: Some(owner), ..Office::default() }),
            After::Office(hit, owner) => {
                let mut office = make_office(doc, &hit);
                office.represents = owner.or(office.represents);
                written.push(office);
            }
        }
    }
    push_person(doc, i..after_end, i..end, written, None);
    Some(after_end)
}

/// A person met before whose full name or family name stands at `i`.
fn known_person(doc: &Annotated<'_>, i: usize) -> Option<(EntityId, usize)> {
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
        && (next_capital
            || doc.is(i, WordClass::NotName)
            || doc.is(i, WordClass::English) && doc.sentences.iter().any(|s| s.tokens.start == i))
    {
        return None;
    }
    Some((id, end))
}

/// An office as a value, with its owner resolved.
pub(crate) fn make_office(doc: &mut Annotated<'_>, hit: &OfficeHit) -> Office {
    let mut represents = None;
    for owner in &hit.owners {
        let id = match owner {
            Owner::Name(name, _) => doc.entities.of_name(*name, doc.lexicon),
            Owner::Body(tokens) => body_at(doc, tokens.start).map(|b| body_entity(doc, &b)),
        };
        represents = represents.or(id);
    }
    let title = &doc.lexicon.facts.titles[hit.title];
    if represents.is_none()
        && let Some(country) = title.country.as_deref()
    {
        represents = doc.entities.state(country, doc.lexicon);
    }
    let core = doc.phrase(&hit.core);
    Office {
        text: core,
        head: fold(&title.title).replace('-', " "),
        level: title.level.map(|l| if hit.modified && l < 3 { 3 } else { l }),
        represents,
        former: hit.former,
        modified: hit.modified,
        plural: hit.plural,
    }
}

pub(crate) fn add_office(entity: &mut Entity, office: Office) {
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
fn push_person(
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

/// A name for the actors table: capitals throughout are written as usual, suffixes of generation lose their comma.
fn display_name(written: &str) -> String {
    let name = written.replace(", Jr.", "").replace(", Jr", "").replace(", Sr.", "").trim_end_matches(',').to_owned();
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
        // A short form keeps the first or last word: the family name.
        in_order && (short.len() > 1 || short.first() == long.last() || short.first() == long.first())
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
