//! What tells two occasions apart, however much their nouns agree: other people, other days, another owner.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::{EventType, Role, Status};

use super::identity::same_name;
use crate::events::same_part;
use crate::model::{Edge, Event};

/// "will hold talks with X and speak at the round table “Rivers”": a gathering by name, of another verb.
pub(super) fn then_at(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let own = c.kind == EventType::Conference && c.name.is_some() && e.kind == EventType::Meeting && e.name.is_none();
    own && e.sentence == c.sentence
        && (e.trigger.end..c.trigger.start)
            .any(|i| doc.is(i, WordClass::Coordinator) && crate::syntax::is_verb(doc, i + 1))
}

/// "received X, who arrived to take part in the Conference “Rivers”": where he was going besides.
pub(super) fn whose_errand(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    e.sentence == c.sentence
        && e.by_verb
        && e.kind == EventType::Meeting
        && c.name.is_some()
        && (e.trigger.end..c.trigger.start).any(|i| {
            doc.is(i, WordClass::ClauseOpener)
                && (i + 1..c.trigger.start).any(|k| doc.is_text(k, "to") && crate::syntax::is_verb(doc, i + 1))
        })
}

/// "addressed the annual meeting of ambassadors", after talks with the President: a meeting of people who were not at those.
pub(super) fn others_gathering(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let own = |p: &&crate::model::Part| {
        let m = &doc.mentions[p.mention];
        m.kind == rapporteur_normalize::MentionKind::Group
            && m.tokens.start >= c.trigger.end
            && p.sentence == c.sentence
    };
    let mut groups = c.parts.iter().filter(own).peekable();
    e.by_verb && groups.peek().is_some() && groups.all(|p| !e.parts.iter().any(|q| same_part(doc, p, q)))
}

/// Whether what was held cannot be what lies ahead: "for signing at the summit in Oslo on 23 June".
pub(super) fn still_ahead(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let ahead =
        c.date.as_ref().and_then(|d| d.start).zip(doc.facts.published).is_some_and(|(start, today)| start > today);
    ahead && e.asserted && e.status == Status::Held && e.sentence != c.sentence
}

/// Whether what was held once cannot be what is still to come: "will hold a meeting with X. … The fourth meeting was held in 2014".
pub(super) fn long_past(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let past = c.date.as_ref().and_then(|d| d.end).zip(doc.facts.published).is_some_and(|(end, today)| end < today);
    past && c.asserted && e.status == Status::Scheduled && e.sentence != c.sentence
}

/// Whether the candidate says whose session or visit it is, and the event is somebody else's.
pub(super) fn other_owner(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let organizers: Vec<_> = c
        .parts
        .iter()
        .filter(|p| p.role == Role::Organizer && p.sentence == c.sentence)
        // "the course, which X organized" says more of the course told of before.
        .filter(|p| {
            let told = c.trigger.end..doc.mentions[p.mention].tokens.start;
            !told.clone().any(|i| doc.is(i, WordClass::Relative)) || told.is_empty()
        })
        // Nor does "X organized the course" tell of another one, as long as nobody else did.
        .filter(|p| {
            doc.mentions[p.mention].tokens.start >= c.trigger.end
                || !matches!(c.kind, EventType::Training | EventType::Conference)
                || e.parts.iter().any(|q| q.role == Role::Organizer)
        })
        .filter_map(|p| p.entity)
        .collect();
    let foreign = !organizers.is_empty() && !organizers.iter().any(|o| e.parts.iter().any(|p| p.entity == Some(*o)));
    let visitors = c.kind == EventType::Visit
        && !c.parts.is_empty()
        && !e.parts.is_empty()
        && !c.parts.iter().any(|p| p.entity.is_some() && e.parts.iter().any(|q| q.entity == p.entity));
    foreign || visitors
}

/// Whether a noun tells of talks with somebody by name ("at the meeting with Minister X"), and the event is a gathering of many
/// or talks with others: another occasion, however definite it is.
pub(super) fn own_counterpart(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    if c.by_verb || c.kind != EventType::Meeting || e.sentence == c.sentence || c.enclosing {
        return false;
    }
    let with: Vec<_> = c
        .parts
        .iter()
        .filter(|p| {
            let m = &doc.mentions[p.mention];
            let from = m.tokens.start;
            from > c.trigger.end && from <= c.trigger.end + 3 && (c.trigger.end..from).any(|i| doc.is_text(i, "with"))
        })
        .filter_map(|p| p.entity)
        .filter(|&x| doc.entities.get(x).is_human())
        .collect();
    !with.is_empty() && with.iter().all(|x| !e.parts.iter().any(|p| p.entity == Some(*x)))
}

/// Whether the candidate is a gathering with a name of its own ("the seminar “Rivers”"), and the event talks between persons.
pub(super) fn named_gathering(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    // "negotiations were held …", and later "the conference “X”": talks have no such title.
    let talks = e.kind == EventType::Meeting && e.name.is_none() && e.format.as_deref() != Some("meeting");
    if c.kind == EventType::Conference && c.name.is_some() && talks && e.sentence != c.sentence && e.status != c.status
    {
        return true;
    }
    let persons = e.parts.iter().filter_map(|p| p.entity).filter(|&x| doc.entities.get(x).is_human()).count();
    c.kind == EventType::Conference
        && !c.by_verb
        && c.name.is_some()
        && e.kind == EventType::Meeting
        && e.by_verb
        && persons >= 2
        && e.sentence != c.sentence
        && c.format.as_deref().is_some_and(|f| !f.starts_with("meeting") && f != "session" && f != "summit")
}

/// Whether a noun names a pair of its own, with somebody who has no part in talks that a verb has told of in full:
/// "spoke with C to follow up on the call between A and B".
pub(super) fn other_pair(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let persons = |e: &Event| {
        e.parts.iter().filter_map(|p| p.entity).filter(|&id| doc.entities.get(id).is_human()).collect::<Vec<_>>()
    };
    let (known, named) = (persons(e), persons(c));
    let verbs = !c.by_verb || e.by_verb && e.rule != c.rule && e.sentence == c.sentence;
    let apart =
        verbs && c.parts.len() >= 2 && known.len() >= 2 && named.len() >= 2 && named.iter().any(|p| !known.contains(p));
    apart && !joined(doc, c)
}

/// "A and B took part in the talks": others came to what was told of.
fn joined(doc: &Annotated<'_>, c: &Event) -> bool {
    let head = c.trigger.end.saturating_sub(1);
    c.definite
        && c.date.is_none()
        && (head.saturating_sub(5)..head).any(|i| {
            let article = i + 1 < head && doc.is_text(i, "in") && doc.is(i + 1, WordClass::Determiner);
            article && i > 1 && (doc.is_text(i - 1, "part") || doc.is(i - 1, WordClass::JoinVerb))
                || doc.is_text(i, "attended") && doc.is(i + 1, WordClass::Determiner)
        })
}

pub(super) fn named_apart(e: &Event, c: &Event) -> bool {
    matches!((&e.name, &c.name), (Some(a), Some(b)) if !same_name(a, b))
}

/// "On Monday X received Y. The next day negotiations were held. Z took part in the talks": the talks told of last, by whatever noun.
pub(super) fn talks_told_last(events: &[Event], c: &Event, usable: &dyn Fn(&Event) -> bool) -> Option<usize> {
    const TALKS: [&str; 3] = ["talks", "negotiations", "consultations"];
    let talks = |e: &Event| e.format.as_deref().is_some_and(|f| TALKS.contains(&f));
    let near = |e: &Event| e.sentence < c.sentence && c.sentence <= e.sentence + 2;
    let over = |e: &Event| e.status == Status::Held || c.status == e.status;
    events.iter().rposition(|e| talks(c) && talks(e) && near(e) && over(e) && e.kind == c.kind && usable(e))
}

/// Whether a candidate tells of the arrival for the visit that an event tells the end of.
pub(super) fn arrived_before(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
    let shared = || c.parts.iter().any(|p| p.entity.is_some() && e.parts.iter().any(|q| same_part(doc, p, q)));
    let (start, end) = (c.date.as_ref().and_then(|d| d.start), e.date.as_ref().and_then(|d| d.end));
    e.kind == EventType::Visit
        && c.kind == EventType::Visit
        && e.edge == Edge::End
        && c.by_verb
        && doc.is_text(c.trigger.start, "arrived")
        && start.zip(end).is_some_and(|(a, b)| a < b && b <= rapporteur_schema::add_days(a, JOURNEY))
        && country(e) == country(c)
        && shared()
}

/// Days of a visit at most, where only its first and last are told.
const JOURNEY: i64 = 10;
