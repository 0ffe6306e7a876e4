//! Who the holders of an office are that a group calls by it: "the two Foreign Ministers", "the heads of the delegations".

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, EntityId};
use rapporteur_schema::vocabulary::{ActorKind, EventType, Role, Status};

use crate::events::same_part;
use crate::model::{Event, Part};

/// "the two Foreign Ministers": the persons named before who hold that office, with their mentions, where they are as many.
pub(super) fn counted_holders(doc: &Annotated<'_>, mention: usize, event: &Event) -> Option<Vec<(usize, EntityId)>> {
    let m = &doc.mentions[mention];
    let count = m.count.and_then(|n| usize::try_from(n).ok()).filter(|n| (2..=4).contains(n))?;
    let determined = m.tokens.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "the"));
    if m.kind != rapporteur_normalize::MentionKind::Group || !determined || !m.within.is_empty() {
        return None;
    }
    let words: Vec<String> =
        (m.tokens.start + 1..m.tokens.end).map(|i| singular(&rapporteur_text::fold(doc.word(i)))).collect();
    if !words.last().is_some_and(|w| doc.lexicon.is(doc.lexicon.words.get(&format!("{w}s")), WordClass::OfficePlural)) {
        return None;
    }
    let mut found: Vec<(usize, EntityId)> = Vec::new();
    for (at, person) in doc.mentions.iter().enumerate().take(mention) {
        let Some(id) = person.entity().filter(|&id| doc.entities.get(id).kind == ActorKind::Person) else { continue };
        let holds = doc.entities.get(id).offices.iter().filter(|o| !o.former).any(|o| {
            let text = rapporteur_text::fold(&o.text);
            // An acting minister is one, a deputy is none.
            if o.modified && !text.split(' ').any(|w| w == "acting") {
                return false;
            }
            // The External Affairs Minister is a foreign minister.
            words.iter().all(|w| {
                text.split(' ').any(|t| singular(t) == *w || w == "foreign" && matches!(t, "external" | "exterior"))
            })
        });
        if holds && !found.iter().any(|(_, known)| *known == id) {
            found.push((at, id));
        }
    }
    // "State Councilor X of A met the two Foreign Ministers", of three who are named: those of the others.
    if found.len() > count {
        let sides: Vec<EntityId> =
            event.parts.iter().filter_map(|p| p.entity).filter_map(|x| crate::sides::top(doc, x)).collect();
        found.retain(|(_, id)| crate::sides::top(doc, *id).is_none_or(|side| !sides.contains(&side)));
    }
    (found.len() == count).then_some(found)
}

/// "the Foreign Ministers of A and B": who holds that office for each of these states, with a mention of each; none where one is
/// not named.
pub(super) fn holders_of_states(doc: &Annotated<'_>, mention: usize) -> Option<Vec<(usize, EntityId)>> {
    let m = &doc.mentions[mention];
    let of = m.tokens.clone().find(|&i| doc.is_text(i, "of"))?;
    let states = m.within.len() > 1 && m.within.iter().all(|&e| doc.entities.get(e).kind == ActorKind::State);
    if m.kind != rapporteur_normalize::MentionKind::Group
        || !states
        || !(doc.is(of - 1, WordClass::OfficePlural) || doc.is(of - 1, WordClass::PartyNoun))
    {
        return None;
    }
    let words: Vec<String> = (m.tokens.start..of).map(|i| singular(&rapporteur_text::fold(doc.word(i)))).collect();
    let holds = |o: &rapporteur_normalize::Office| {
        let text = rapporteur_text::fold(&o.text);
        !o.former && !o.modified && words.iter().all(|w| text.split(' ').any(|t| singular(t) == *w))
    };
    let of_state = |state: EntityId| {
        doc.mentions.iter().enumerate().find_map(|(at, person)| {
            let id = person.entity()?;
            let who = doc.entities.get(id);
            let theirs = who.kind == ActorKind::Person && crate::sides::top(doc, id) == Some(state);
            (theirs && who.offices.iter().any(holds)).then_some((at, id))
        })
    };
    m.within.iter().map(|&state| of_state(state)).collect()
}

fn singular(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// The office whose holders a group with an article names by its first word: "secretary" of "the secretaries of the councils".
pub(super) fn plural_office(doc: &Annotated<'_>, mention: usize) -> Option<String> {
    let m = &doc.mentions[mention];
    let first = m.tokens.start;
    let determined = first.checked_sub(1).is_some_and(|b| doc.is_text(b, "the"));
    // "co-chairmen" is one office of two words.
    let joined = doc.tokens.get(first + 1).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && t.glued);
    let start = if joined { first + 2 } else { first };
    let group = m.kind == rapporteur_normalize::MentionKind::Group && m.count.is_none() && m.within.is_empty();
    // "the heads of (the) governments".
    let of = m.tokens.clone().find(|&i| doc.is_text(i, "of"));
    let heads = doc.is_text(start, "heads")
        && of
            .is_some_and(|of| (of + 1..m.tokens.end).any(|i| doc.is_text(i, "governments") || doc.is_text(i, "state")));
    if !(determined && group && (heads || doc.is(start, WordClass::OfficePlural))) {
        return None;
    }
    one_of(doc, start)
}

/// The office that a group of its holders names by its first word, whosever they are: "Secretaries of the Councils of the OTS".
pub(super) fn office_of_many(doc: &Annotated<'_>, mention: usize) -> Option<String> {
    let m = &doc.mentions[mention];
    let group = m.kind == rapporteur_normalize::MentionKind::Group && m.count.is_none();
    (group && doc.is(m.tokens.start, WordClass::OfficePlural)).then(|| one_of(doc, m.tokens.start)).flatten()
}

/// "secretaries", "chairmen", "ministers", of which there is one.
fn one_of(doc: &Annotated<'_>, i: usize) -> Option<String> {
    let word = rapporteur_text::fold(doc.word(i));
    match (word.strip_suffix("ies"), word.strip_suffix("men")) {
        (Some(stem), _) => Some(format!("{stem}y")),
        (_, Some(stem)) => Some(format!("{stem}man")),
        _ => word.strip_suffix('s').map(str::to_owned),
    }
}

/// "the heads of (the) delegations".
pub(super) fn heads_delegations(doc: &Annotated<'_>, mention: usize) -> bool {
    let tokens = &doc.mentions[mention].tokens;
    let of = tokens.end;
    let noun = if doc.is_text(of + 1, "the") { of + 2 } else { of + 1 };
    let after = doc.is_text(tokens.end - 1, "heads") && doc.is_text(of, "of");
    let inside = tokens.clone().any(|i| doc.is_text(i, "heads"));
    after && doc.is(noun, WordClass::DelegationNoun) || inside && doc.is(tokens.end - 1, WordClass::DelegationNoun)
}

pub(super) fn of_many(events: &[Event]) -> bool {
    events.iter().any(|e| e.kind == EventType::Conference && !e.aside)
}

/// Of two delegations that were listed, the first person of each; of those to a gathering of many, the group as the text calls
/// it. None where the text tells it otherwise.
pub(super) fn delegation_heads(
    doc: &Annotated<'_>,
    events: &[Event],
    event: &Event,
    mention: usize,
    role: Role,
) -> Vec<Part> {
    let (rule, sentence) = (event.rule.clone(), event.sentence);
    let mut heads: Vec<(EntityId, &Part)> = Vec::new();
    // "The delegation of A was led by X": a chair of one side.
    let heads_side = |p: &&Part| p.rule == "role.list" || p.rule == "role.chair" && p.role == Role::Participant;
    for part in events.iter().flat_map(|e| &e.parts).filter(heads_side) {
        if let Some(side) = part.entity.and_then(|e| crate::sides::top(doc, e))
            && !heads.iter().any(|(known, _)| *known == side)
        {
            heads.push((side, part));
        }
    }
    if let [(_, one), (_, other)] = heads.as_slice() {
        return [one, other].map(|&part| Part { role, sentence, rule: rule.clone(), ..part.clone() }).into();
    }
    let attendance = rapporteur_schema::vocabulary::Attendance::Stated;
    let group = of_many(events).then_some(Part { mention, entity: None, role, attendance, sentence, rule });
    group.into_iter().collect()
}

/// Whether a noun for several people ("presidents", "Heads of State") names the holders of an office.
pub(super) fn denotes(doc: &Annotated<'_>, mention: usize, office: &rapporteur_normalize::Office) -> bool {
    let tokens = &doc.mentions[mention].tokens;
    let noun = rapporteur_text::fold(doc.word(tokens.end - 1));
    let one = noun.strip_suffix('s').unwrap_or(&noun);
    let heads = tokens.clone().any(|i| doc.is_text(i, "heads"));
    if heads {
        return office.level == Some(1) && !office.of_organization;
    }
    // "the two Ministers" are no Prime Ministers.
    let prime = |w: &str| w == "prime";
    let highest = doc.lexicon.is(doc.lexicon.words.get(one), WordClass::MinisterWord)
        && !tokens.clone().any(|i| doc.is_text(i, "prime"));
    office.head.split(' ').any(|w| w == one) && !(highest && office.head.split(' ').any(prime))
}

/// "X arrived in Oslo to meet with Y. The two met on Monday": the two people of the sentence before.
fn named_before(doc: &Annotated<'_>, event: &Event) -> Vec<Part> {
    let Some(before) = event.sentence.checked_sub(1) else { return Vec::new() };
    // "X arrived to meet his colleague Y": whom the sentence before brings together.
    let meets = |i: usize| {
        doc.is_text(i, "to") && doc.is_text(i + 1, "meet")
            || doc.is_text(i, "for") && (i + 1..i + 4).any(|k| doc.is_text(k, "talks") || doc.is_text(k, "meeting"))
    };
    if event.status != Status::Held || !doc.sentences[before].tokens.clone().any(meets) {
        return Vec::new();
    }
    let person = |(m, x): (usize, &rapporteur_normalize::Mention)| {
        let id = x.entity().filter(|&id| doc.entities.get(id).kind == ActorKind::Person)?;
        Some((m, id))
    };
    let mut people: Vec<(usize, EntityId)> =
        doc.mentions_in(&doc.sentences[before].tokens).filter_map(person).collect();
    let mut seen = Vec::new();
    people.retain(|p| {
        !seen.contains(&p.1) && {
            seen.push(p.1);
            true
        }
    });
    if people.len() != 2 {
        return Vec::new();
    }
    let part = |(mention, id): (usize, EntityId)| Part {
        mention,
        entity: Some(id),
        role: Role::Participant,
        attendance: rapporteur_schema::vocabulary::Attendance::Stated,
        sentence: event.sentence,
        rule: event.rule.clone(),
    };
    people.into_iter().map(part).collect()
}

/// The two persons named before who hold the office that a plural noun tells; empty where they are more or fewer.
pub(super) fn holders(doc: &Annotated<'_>, mention: usize, event: &Event) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for (m, person) in doc.mentions.iter().enumerate().take(mention) {
        let Some(id) = person.entity().filter(|&id| doc.entities.get(id).kind == ActorKind::Person) else { continue };
        let holds = doc.entities.get(id).offices.iter().any(|o| !o.former && !o.modified && denotes(doc, mention, o));
        if holds && !found.iter().any(|p| p.entity == Some(id)) {
            found.push(Part {
                mention: m,
                entity: Some(id),
                role: Role::Participant,
                attendance: rapporteur_schema::vocabulary::Attendance::Stated,
                sentence: event.sentence,
                rule: event.rule.clone(),
            });
        }
    }
    if found.len() == 2 { found } else { Vec::new() }
}

/// "the negotiations of the two ministers", of whom no talks were told before.
pub(super) fn the_two(doc: &Annotated<'_>, event: &mut Event) {
    let Some((mention, role)) = event.parties else { return };
    let first = doc.mentions[mention].tokens.start;
    let pair = (first.saturating_sub(1)..=first).any(|i| doc.is_text(i, "two"));
    let sides = if pair && event.parts.is_empty() { holders(doc, mention, event) } else { Vec::new() };
    let sides = if pair && event.parts.is_empty() && sides.is_empty() { named_before(doc, event) } else { sides };
    if !sides.is_empty() {
        event.parties = None;
        sides.into_iter().for_each(|part| event.add(Part { role, ..part }, |a, b| same_part(doc, a, b)));
    }
}
