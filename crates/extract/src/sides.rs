//! Who is bound: from persons to the states and organisations they speak for, and the parties of an event.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, EntityId, Mention, MentionKind};
use rapporteur_schema::vocabulary::{ActorKind, EventType, Role};

use crate::model::{Event, Part};

/// The state or organisation that is bound when a body or organisation acts.
pub(crate) fn top(doc: &Annotated<'_>, id: EntityId) -> Option<EntityId> {
    let mut at = id;
    for _ in 0..6 {
        let entity = doc.entities.get(at);
        match entity.kind {
            _ if entity.is_human() => at = entity.represents()?,
            ActorKind::Body => {
                if let Some(country) = entity.country.as_deref()
                    && let Some(state) = doc.entities.find_state(country)
                {
                    return Some(state);
                }
                match entity.part_of {
                    // Principal organs of the world organisation speak for themselves.
                    Some(parent) if doc.entities.get(parent).id == OWN_VOICE_PARENT => return Some(at),
                    Some(parent) => at = parent,
                    None => return Some(at),
                }
            }
            _ => return Some(at),
        }
    }
    Some(at)
}

/// Organs of this organisation are actors of their own: they bind nobody but themselves.
const OWN_VOICE_PARENT: &str = "org:united-nations";

/// Whom one mention binds: as [`side_of`], but an organ of an organisation that deliberates binds itself where it acts by itself
/// ("The Commission will", "the Council decided"). Organs of a state bind the state; offices, missions and secretariats work
/// for their organisation.
pub(crate) fn bound_by(doc: &Annotated<'_>, mention: &Mention) -> Vec<EntityId> {
    let organ = |id: EntityId| {
        let entity = doc.entities.get(id);
        let deliberates = entity.name.split(' ').any(|w| ORGANS.contains(&w));
        entity.kind == ActorKind::Body && entity.country.is_none() && deliberates
    };
    match mention.kind {
        MentionKind::Body => {
            mention.entities.iter().filter_map(|&e| if organ(e) { Some(e) } else { top(doc, e) }).collect()
        }
        _ => side_of(doc, mention),
    }
}

/// Words in the names of organs that deliberate and decide.
const ORGANS: [&str; 8] =
    ["Council", "Committee", "Commission", "Board", "Assembly", "Conference", "Congress", "Group"];

/// For whom one mention of a person, office or actor speaks.
pub(crate) fn side_of(doc: &Annotated<'_>, mention: &Mention) -> Vec<EntityId> {
    match mention.kind {
        MentionKind::Person | MentionKind::Office => {
            let office = mention.office.as_ref().and_then(|o| o.represents);
            let entity = mention.entity().and_then(|e| doc.entities.get(e).represents());
            office.or(entity).and_then(|e| top(doc, e)).into_iter().collect()
        }
        MentionKind::Group => mention.within.iter().filter_map(|&e| top(doc, e)).collect(),
        _ => mention.entities.iter().filter_map(|&e| top(doc, e)).collect(),
    }
}

/// Whom "the sides" or "the parties" means: the states at the table, without the organisation whose session it is.
pub(crate) fn members(doc: &Annotated<'_>, event: &Event) -> Vec<EntityId> {
    let all = sides(doc, event);
    without_host(doc, event, &all).unwrap_or_else(|| parties(doc, event))
}

/// The states at a gathering that an agency of the United Nations called together: "The participants agreed" binds these.
pub(crate) fn called_together(doc: &Annotated<'_>, event: &Event) -> Option<Vec<EntityId>> {
    let agency = |p: &Part| {
        let owner = p.entity.filter(|_| p.role == Role::Organizer).and_then(|e| top(doc, e));
        owner.is_some_and(|e| is_category(doc, e, "un_agency"))
    };
    let states: Vec<EntityId> =
        sides(doc, event).into_iter().filter(|&id| doc.entities.get(id).kind == ActorKind::State).collect();
    (states.len() > 2 && event.parts.iter().any(agency)).then_some(states)
}

/// Whether the lexicon knows an actor as an organisation of this category.
fn is_category(doc: &Annotated<'_>, entity: EntityId, category: &str) -> bool {
    doc.lexicon.organization(&doc.entities.get(entity).id).is_some_and(|o| o.category == category)
}

/// Whether an organisation or body convenes or hosts an event: whose session it is.
fn convenes(doc: &Annotated<'_>, part: &Part) -> bool {
    matches!(part.role, Role::Organizer | Role::Host)
        && part.entity.is_some_and(|e| matches!(doc.entities.get(e).kind, ActorKind::Organization | ActorKind::Body))
}

/// The sides without the organisation whose session it is, where two states or more sit at its table.
fn without_host(doc: &Annotated<'_>, event: &Event, all: &[EntityId]) -> Option<Vec<EntityId>> {
    let whose: Vec<EntityId> =
        event.parts.iter().filter(|p| convenes(doc, p)).filter_map(|p| p.entity).filter_map(|e| top(doc, e)).collect();
    let others: Vec<EntityId> = all.iter().copied().filter(|id| !whose.contains(id)).collect();
    let states = others.iter().filter(|&&id| doc.entities.get(id).kind == ActorKind::State).count();
    (states > 1).then_some(others)
}

/// All sides of an event; an organisation in whose session many sit binds itself.
pub(crate) fn parties(doc: &Annotated<'_>, event: &Event) -> Vec<EntityId> {
    let sides = sides(doc, event);
    let organizer = event.parts.iter().find(|p| {
        p.role == Role::Organizer
            && p.entity.is_some_and(|e| matches!(doc.entities.get(e).kind, ActorKind::Organization | ActorKind::Body))
    });
    // A format such as "C5+1" is nobody who could be bound: those who meet in it are.
    let process = |p: &Part| p.entity.is_some_and(|e| is_category(doc, e, "process"));
    let organizer = organizer.filter(|p| !(process(p) && sides.len() > 2));
    // A session of an organisation binds the organisation.
    if event.kind == EventType::Conference
        && let Some(organizer) = organizer
        && let Some(id) = organizer.entity.and_then(|e| top(doc, e))
        && event.name.as_deref().is_none_or(|_| sides.len() > 5)
    {
        return vec![id];
    }
    without_host(doc, event, &sides).unwrap_or(sides)
}

/// The sides at the table: the few who "also took part" or were heard there are none beside those who met.
fn sides(doc: &Annotated<'_>, event: &Event) -> Vec<EntityId> {
    let joined = |part: &Part| JOINED.iter().any(|rule| part.rule == *rule);
    // A committee or a format is no side of its own meeting where the sides themselves are named.
    let whose = |part: &Part| convenes(doc, part);
    let all = sides_of(doc, event, |_| true);
    let named = sides_of(doc, event, |part| !whose(part));
    let all = if named.len() > 1 { named } else { all };
    let own = sides_of(doc, event, |part| !joined(part) && !(all.len() > 1 && whose(part)));
    if own.len() > 1 && own.len() * 2 > all.len() { own } else { all }
}

/// "Minister X of Lithuania, on behalf of the High Representative of the Union": for whom he speaks there.
fn on_behalf(doc: &Annotated<'_>, mention: &Mention) -> Option<Vec<EntityId>> {
    let end = mention.tokens.end;
    let at = if doc.is_text(end, ",") { end + 1 } else { end };
    let said = ["on", "behalf", "of"].iter().enumerate().all(|(k, w)| doc.is_text(at + k, w));
    let other = said.then(|| (at + 3..at + 5).find_map(|i| doc.mention_at(i))).flatten()?;
    Some(side_of(doc, other)).filter(|sides| !sides.is_empty())
}

/// Rules by which somebody is told of besides those whose gathering it is.
const JOINED: [&str; 3] = ["role.attend", "role.attended-by", "role.heard-from"];

fn sides_of(doc: &Annotated<'_>, event: &Event, counts: impl Fn(&Part) -> bool) -> Vec<EntityId> {
    let mut sides: Vec<EntityId> = Vec::new();
    let mut push = |id: Option<EntityId>| {
        if let Some(id) = id
            && !sides.contains(&id)
        {
            sides.push(id);
        }
    };
    // A statement binds the body that issues it, not the country of whoever reads it out.
    if event.kind == EventType::Statement {
        let issuers: Vec<EntityId> = event
            .parts
            .iter()
            .filter_map(|p| p.entity)
            .filter(|&e| matches!(doc.entities.get(e).kind, ActorKind::Organization | ActorKind::Body))
            .filter_map(|e| top(doc, e))
            .collect();
        if !issuers.is_empty() {
            return issuers;
        }
    }
    for part in &event.parts {
        if matches!(part.role, Role::Guest | Role::Supporter) || !counts(part) || invited(doc, part) {
            continue;
        }
        match part.entity {
            Some(id) if doc.entities.get(id).is_human() => {
                let mention = &doc.mentions[part.mention];
                let side = on_behalf(doc, mention).unwrap_or_else(|| side_of(doc, mention));
                push(side.first().copied().or_else(|| top(doc, id)));
            }
            Some(id) => push(top(doc, id)),
            None => {
                // An office without a name speaks for its state all the same.
                let mention = &doc.mentions[part.mention];
                push(mention.office.as_ref().and_then(|o| o.represents).and_then(|e| top(doc, e)));
                for &id in &mention.within {
                    push(top(doc, id));
                }
            }
        }
    }
    // A department that nothing tells more of is no side beside states: it is one of theirs.
    let state = |&id: &EntityId| doc.entities.get(id).kind == ActorKind::State;
    let unknown = |id: EntityId| {
        let e = doc.entities.get(id);
        e.kind == ActorKind::Body && e.part_of.is_none() && doc.lexicon.organization(&e.id).is_none()
    };
    if sides.iter().filter(|id| state(id)).count() > 1 {
        sides.retain(|&id| !unknown(id));
    }
    sides
}

/// Whether the text says of somebody who spoke that he was there as a guest: "X was invited as an honoured guest".
fn invited(doc: &Annotated<'_>, part: &Part) -> bool {
    let guest = |i: usize| doc.is(i, WordClass::GuestWord) || doc.is(i, WordClass::ObserverWord);
    let called = |m: &Mention| {
        let s = doc.sentences.partition_point(|s| s.tokens.end <= m.tokens.start);
        let end = doc.sentences.get(s).map_or(m.tokens.end, |s| s.tokens.end);
        let near = m.tokens.end..end.min(m.tokens.end + GUEST).max(m.tokens.end);
        m.entity() == part.entity
            && near.clone().any(guest)
            && near.clone().any(|i| doc.is_text(i, "as"))
            && doc.mentions_in(&near).next().is_none()
    };
    part.role == Role::Speaker && part.entity.is_some() && doc.mentions.iter().any(called)
}

/// Tokens behind a name that may call somebody a guest.
const GUEST: usize = 8;

/// The state or organisation of the publisher.
pub(crate) fn home(doc: &Annotated<'_>) -> Option<EntityId> {
    let state = doc.facts.country.as_deref().and_then(|c| doc.entities.find_state(c));
    state.or_else(|| doc.facts.publisher_id.as_deref().and_then(|p| doc.entities.find(p)).and_then(|p| top(doc, p)))
}
