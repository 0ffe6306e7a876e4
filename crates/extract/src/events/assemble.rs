//! Candidates of one occurrence become one event.

use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::{ActorKind, DateBasis, EventType, Mode, Role, Status};

use super::{compatible, same_part, when};
use crate::model::{Edge, Event, Marker};

/// Merges candidates in text order; headlines come last, since they only repeat what the text tells.
pub(super) fn assemble(doc: &Annotated<'_>, candidates: Vec<Event>) -> Vec<Event> {
    let (headline, body): (Vec<Event>, Vec<Event>) = candidates.into_iter().partition(|c| c.headline);
    let mut events: Vec<Event> = Vec::new();
    for candidate in body {
        place_in(doc, &mut events, candidate);
    }
    let from_text = events.len();
    for mut candidate in headline {
        // A headline names; whom the text does not show taking part it does not make a participant.
        let known = events
            .iter()
            .position(|e| e.kind == candidate.kind && !e.aside && e.marker == Marker::None)
            .or_else(|| {
                events.iter().position(|e| compatible(e.kind, candidate.kind) && !e.aside && e.marker == Marker::None)
            });
        match known {
            Some(known) => {
                events[known].headline = true;
                if events[known].name.is_none() {
                    events[known].name = candidate.name.take();
                }
                if events[known].place.is_none() && candidate.place.is_some() {
                    events[known].place = candidate.place.take();
                    events[known].place_basis = candidate.place_basis;
                }
                if events[known].date.is_none() {
                    events[known].date = candidate.date.take();
                    events[known].basis = candidate.basis;
                }
            }
            None => {
                // "Secretary General visits Oslo": a journey the text takes for granted.
                let journey = candidate.kind == EventType::Visit
                    && candidate.place.is_some()
                    && candidate.parts.iter().any(|p| {
                        p.entity.is_some_and(|e| {
                            events[..from_text].iter().any(|x| x.parts.iter().any(|q| q.entity == Some(e)))
                        })
                    });
                if from_text == 0 || journey {
                    candidate.definite = false;
                    candidate.headline = true;
                    place_in(doc, &mut events, candidate);
                }
            }
        }
    }
    for event in &mut events {
        when::stretch(event);
    }
    events
}

/// "X concluded a visit to Y with a meeting with Z", "travelled to Y for talks with Z": the traveller was at the table.
pub(super) fn seat_travellers(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let e = &events[i];
        let talks = e.kind == EventType::Meeting && !e.by_verb && !e.enclosing && !e.aside && !e.parts.is_empty();
        let people = e.parts.iter().filter_map(|p| p.entity).filter(|&x| doc.entities.get(x).is_human()).count();
        if !talks || people == 0 {
            continue;
        }
        let visit = events.iter().find(|v| {
            v.kind == EventType::Visit
                && v.by_verb
                && v.sentence == e.sentence
                && v.trigger.end <= e.trigger.start
                && e.trigger.start - v.trigger.end <= 14
        });
        let Some(visit) = visit else { continue };
        // Its own subject, or people of the traveller's side, say already who was there.
        let linked = (visit.trigger.end..e.trigger.start)
            .any(|k| ["with", "for", "including", "during"].iter().any(|w| doc.is_text(k, w)))
            && !(visit.trigger.end..e.trigger.start).any(|k| crate::syntax::is_verb(doc, k));
        let sides: Vec<_> =
            visit.parts.iter().filter_map(|p| p.entity).filter_map(|x| crate::sides::top(doc, x)).collect();
        let own = e
            .parts
            .iter()
            .filter_map(|p| p.entity)
            .any(|x| crate::sides::top(doc, x).is_some_and(|t| sides.contains(&t)));
        if !linked || own {
            continue;
        }
        let travellers: Vec<_> = visit.parts.iter().filter(|p| p.entity.is_some()).cloned().collect();
        for part in travellers {
            events[i].add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// "On 5 May a meeting with Minister X took place" in a release about the publisher's own people: the one the release is about
/// was the other side.
pub(super) fn seat_principal(doc: &Annotated<'_>, events: &mut [Event]) {
    let home = doc
        .facts
        .country
        .as_deref()
        .and_then(|c| doc.entities.find(&format!("state:{c}")))
        .or_else(|| doc.facts.publisher_id.as_deref().and_then(|p| doc.entities.find(p)));
    let Some(home) = home.and_then(|h| crate::sides::top(doc, h)) else { return };
    let own = |x: rapporteur_normalize::EntityId| {
        doc.entities.get(x).kind == ActorKind::Person && crate::sides::top(doc, x) == Some(home)
    };
    let principal = events
        .iter()
        .filter(|e| !e.aside && !e.headline && e.marker == Marker::None)
        .min_by_key(|e| (e.sentence, e.trigger.start))
        .and_then(|e| {
            let people: Vec<_> = e.parts.iter().filter(|p| p.entity.is_some_and(own)).collect();
            match people.as_slice() {
                [one] => Some((*one).clone()),
                _ => None,
            }
        });
    let Some(principal) = principal else { return };
    for e in events.iter_mut() {
        let with = |p: &crate::model::Part| {
            let from = doc.mentions[p.mention].tokens.start;
            from > e.trigger.end && from <= e.trigger.end + 3 && (e.trigger.end..from).any(|i| doc.is_text(i, "with"))
        };
        let people: Vec<_> =
            e.parts.iter().filter(|p| p.entity.is_some_and(|x| doc.entities.get(x).is_human())).collect();
        let talks = e.kind == EventType::Meeting && !e.by_verb && !e.enclosing && !e.aside && e.marker == Marker::None;
        if talks
            && e.status == Status::Held
            && (1..=2).contains(&people.len())
            && people.iter().all(|p| p.entity.is_some_and(|x| !own(x)))
            && people.iter().any(|p| with(p))
            && e.sentence > principal.sentence
        {
            let part = crate::model::Part { role: Role::Participant, ..principal.clone() };
            e.add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// Fills in whom "the leaders" or "they" means: the persons of the talks before, as many as the number says.
fn fill_parties(doc: &Annotated<'_>, events: &[Event], candidate: &mut Event) {
    let Some((mention, role)) = candidate.parties else { return };
    // "ministers from 11 countries … The ministers endorsed": the group named before by the same noun.
    let noun = doc.mentions[mention].tokens.end - 1;
    let group = (0..mention).rev().find(|&g| {
        let m = &doc.mentions[g];
        m.kind == rapporteur_normalize::MentionKind::Group
            && doc.mentions[mention].kind == rapporteur_normalize::MentionKind::Parties
            && doc.mentions[mention].tokens.len() == 1
            && m.tokens.clone().any(|i| doc.tokens[i].word == doc.tokens[noun].word)
            // "the Foreign Ministers" are no more known than "the Ministers".
            && (m.count.is_some() || !m.within.is_empty() || m.tokens.clone().any(|i| doc.is(i, rapporteur_lexicon::WordClass::Preposition)))
    });
    let persons_since = |g: usize| {
        events.iter().any(|e| {
            doc.sentences[e.sentence].tokens.end > doc.mentions[g].tokens.end
                && e.parts.iter().filter(|p| p.entity.is_some()).count() >= 2
        })
    };
    if let Some(group) = group.filter(|&g| !persons_since(g)) {
        for part in super::parts_of(doc, candidate.sentence, group, role, &candidate.rule.clone()) {
            candidate.add(part, |a, b| same_part(doc, a, b));
        }
        candidate.parties = None;
        return;
    }
    let person = |p: &crate::model::Part| p.entity.is_some_and(|e| doc.entities.get(e).is_human());
    let before = events
        .iter()
        .rev()
        .filter(|e| !e.aside && e.marker == Marker::None && !e.enclosing)
        .find(|e| e.parts.iter().filter(|p| person(p)).count() >= 2);
    let Some(before) = before else { return };
    // "the group met, and the partners endorsed the plan": those of the gathering in the same sentence, whom nobody names.
    let elsewhere = events.iter().any(|e| {
        e.sentence == candidate.sentence
            && e.trigger.end <= candidate.trigger.start
            && matches!(e.kind, EventType::Meeting | EventType::Conference)
            && !e.parts.iter().any(&person)
            && !std::ptr::eq(e, before)
    });
    if elsewhere {
        return;
    }
    // Whom the text has named by then; who joins later is not among "the leaders" yet.
    let known = |p: &crate::model::Part| p.sentence <= candidate.sentence;
    let mut sides = before
        .parts
        .iter()
        .filter(|p| person(p) && known(p) && !matches!(p.role, Role::Guest))
        .cloned()
        .collect::<Vec<_>>();
    // "The ministers signed", "the Heads of State adopted": those who hold such an office, where the text tells offices.
    let holds = |p: &crate::model::Part| {
        p.entity.is_some_and(|e| doc.entities.get(e).offices.iter().any(|o| denotes(doc, mention, o)))
    };
    if sides.iter().any(&holds) {
        sides.retain(holds);
    }
    let number = doc.mentions[mention]
        .tokens
        .start
        .checked_sub(1)
        .and_then(|b| doc.lexicon.numbers.get(&doc.tokens[b].word))
        .copied();
    if number.is_some_and(|n| usize::try_from(n).is_ok_and(|n| n != sides.len())) && sides.len() > 3 {
        return;
    }
    candidate.parties = None;
    for mut part in sides {
        part.role = role;
        part.sentence = candidate.sentence;
        part.rule = candidate.rule.clone();
        part.mention = if doc.mentions[part.mention].tokens.start < doc.mentions[mention].tokens.start {
            part.mention
        } else {
            mention
        };
        candidate.add(part, |a, b| same_part(doc, a, b));
    }
}

/// Whether a noun for several people ("presidents", "Heads of State") names the holders of an office.
fn denotes(doc: &Annotated<'_>, mention: usize, office: &rapporteur_normalize::Office) -> bool {
    let tokens = &doc.mentions[mention].tokens;
    let noun = rapporteur_text::fold(doc.word(tokens.end - 1));
    let one = noun.strip_suffix('s').unwrap_or(&noun);
    let heads = tokens.clone().any(|i| doc.is_text(i, "heads"));
    if heads {
        return office.level == Some(1) && !office.of_organization;
    }
    office.head.split(' ').any(|w| w == one)
}

/// The same once all roles are known: "The ministers were received by": those who attended the session told of before.
pub(super) fn complete_parties(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        if events[i].parties.is_some() {
            let (before, rest) = events.split_at_mut(i);
            if let Some(event) = rest.first_mut() {
                fill_parties(doc, before, event);
            }
        }
    }
}

fn place_in(doc: &Annotated<'_>, events: &mut Vec<Event>, mut candidate: Event) {
    resolve_relative(events, &mut candidate, doc);
    fill_parties(doc, events, &mut candidate);
    match target(doc, events, &candidate) {
        Some(known) => merge(doc, &mut events[known], candidate),
        None => {
            let unnamed = candidate.enclosing && candidate.name.is_none();
            let empty = unnamed
                || candidate.definite
                    && candidate.parts.is_empty()
                    && candidate.date.is_none()
                    && candidate.name.is_none();
            if !empty {
                candidate.definite = false;
                events.push(candidate);
            }
        }
    }
}

/// "the same day", "the following day", "on the eve of the summit": counted from the event before.
fn resolve_relative(events: &[Event], candidate: &mut Event, doc: &Annotated<'_>) {
    let range = doc.sentences[candidate.sentence].tokens.clone();
    let shift =
        candidate.date_text.clone().and_then(|t| doc.dates.iter().find(|d| d.tokens == t)).and_then(|d| d.from_event);
    let eve = range.clone().take(10).find(|&i| doc.is_text(i, "eve") && doc.is_text(i + 1, "of"));
    // "On the eve of the summit X met Y": the meeting was the day before, not the summit.
    let eve = eve.is_some_and(|i| candidate.trigger.start > i + 5 || candidate.trigger.start < i);
    // "On the last day of the course X met Y".
    if candidate.date.is_none()
        && let Some(last) = day_of(doc, &range)
        && let Some(date) = events.iter().filter_map(|e| e.date.as_ref()).find(|d| d.start.is_some() && d.start < d.end)
        && let Some(day) = if last { date.end } else { date.start }
    {
        candidate.date = Some(rapporteur_schema::DateSpan::day(day));
        candidate.basis = Some(DateBasis::Relative);
        return;
    }
    let Some(days) = shift.or(eve.then_some(-1)) else { return };
    if candidate.date.is_some() {
        return;
    }
    // What is still to come is nothing that something happened on the same day as.
    let past = |e: &&Event| {
        let day = e.date.as_ref().is_some_and(|d| d.start.is_some() && d.start == d.end);
        let come = doc.facts.published.is_none_or(|p| e.date.as_ref().and_then(|d| d.start).is_none_or(|s| s <= p));
        day && !e.aside
            && (come || candidate.status == Status::Scheduled)
            && (e.status != Status::Scheduled || candidate.status == Status::Scheduled)
    };
    let base = if eve { events.iter().find(|e| e.date.is_some()) } else { events.iter().rev().find(past) };
    // No event has it: the last day the text named before, if it has come.
    let named = || {
        doc.dates
            .iter()
            .rev()
            .filter(|d| d.tokens.end <= range.start)
            .filter_map(|d| d.span.as_ref())
            .find(|d| d.start.is_some() && d.start == d.end && doc.facts.published.is_none_or(|p| d.start <= Some(p)))
            .and_then(|d| d.start)
    };
    let day = base
        .and_then(|e| e.date.as_ref())
        .and_then(|d| if days < 0 { d.start } else { d.end })
        .or_else(named)
        .or(doc.facts.published);
    if let Some(day) = day {
        candidate.date = Some(rapporteur_schema::DateSpan::day(rapporteur_schema::add_days(day, days)));
        candidate.basis = Some(DateBasis::Relative);
    }
}

/// Whether a sentence opens with the last (`true`) or first day of an event: "On the final day of the conference".
fn day_of(doc: &Annotated<'_>, range: &std::ops::Range<usize>) -> Option<bool> {
    let day = range.clone().take(6).find(|&i| doc.is_text(i, "day") && doc.is_text(i + 1, "of"))?;
    let word = day.checked_sub(1)?;
    if ["last", "final", "closing", "concluding"].iter().any(|w| doc.is_text(word, w)) {
        return Some(true);
    }
    ["first", "opening"].iter().any(|w| doc.is_text(word, w)).then_some(false)
}

/// The event a candidate tells of again, if any.
fn target(doc: &Annotated<'_>, events: &[Event], c: &Event) -> Option<usize> {
    if c.marker != Marker::None {
        return events
            .iter()
            .position(|e| e.marker == c.marker && e.kind == c.kind && e.sentence == c.sentence && near(e, c));
    }
    let by_name = c.name.as_ref().and_then(|name| {
        events.iter().rposition(|e| {
            e.name.as_ref().is_some_and(|n| same_name(n, name)) && compatible(e.kind, c.kind) && !conflict(e, c)
        })
    });
    if by_name.is_some() {
        return by_name;
    }
    // The same sentence, the same thing: "held a meeting with", "talks were held".
    let same_sentence = events.iter().rposition(|e| {
        e.sentence == c.sentence
            && compatible(e.kind, c.kind)
            && (near(e, c) || received_for(doc, e, c))
            && !(e.rule == c.rule && e.steps.iter().any(|s| s.0 == "participants"))
            && (e.enclosing == c.enclosing)
            && !named_apart(e, c)
            && !conflict_date(e, c)
            && !other_goal(e, c)
            && !other_pair(doc, e, c)
    });
    if same_sentence.is_some() {
        return same_sentence;
    }
    if c.definite {
        // The latest event the noun can mean: by its noun first, then by its type.
        let usable = |e: &Event| {
            !e.aside
                && !e.enclosing
                && e.marker == Marker::None
                && !conflict_date(e, c)
                && !other_owner(e, c)
                && !other_pair(doc, e, c)
                && !still_ahead(doc, e, c)
                && !own_counterpart(doc, e, c)
                && !named_gathering(doc, e, c)
        };
        let same_noun =
            events.iter().rposition(|e| usable(e) && e.format.is_some() && e.format == c.format && e.kind == c.kind);
        let first_fit = events.iter().position(|e| usable(e) && compatible(e.kind, c.kind));
        return same_noun.or(first_fit);
    }
    // "the upcoming visit to X … the visit to X": one journey, however often it is spoken of.
    let journey = events.iter().position(|e| {
        let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
        e.kind == EventType::Visit
            && c.kind == EventType::Visit
            && !c.by_verb
            && c.date.is_none()
            && country(c).is_some()
            && country(e) == country(c)
            && c.parts.iter().any(|p| p.entity.is_some() && e.parts.iter().any(|q| same_part(doc, p, q)))
    });
    if journey.is_some() {
        return journey;
    }
    // Who met whom tells a meeting apart: the same people on the same day are one meeting.
    events.iter().rposition(|e| {
        e.kind == c.kind
            && e.status == c.status
            && e.marker == Marker::None
            && !c.parts.is_empty()
            && !named_apart(e, c)
            && !named_gathering(doc, e, c)
            && !conflict(e, c)
            && !matches!(
                e.kind,
                EventType::Signing
                    | EventType::Adoption
                    | EventType::Establishment
                    | EventType::Aid
                    | EventType::Appointment
            )
            && c.parts.iter().all(|p| e.parts.iter().any(|q| same_part(doc, p, q)))
            && c.parts.iter().any(|p| p.entity.is_some())
            && (c.parts.len() > 1 || e.kind == EventType::Visit)
            && (c.date.is_none() || e.date == c.date || e.date.is_none())
    })
}

/// Whether what was held cannot be what lies ahead: "for signing at the summit in Oslo on 23 June".
fn still_ahead(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let ahead =
        c.date.as_ref().and_then(|d| d.start).zip(doc.facts.published).is_some_and(|(start, today)| start > today);
    ahead && e.asserted && e.status == Status::Held && e.sentence != c.sentence
}

/// Whether the candidate says whose session or visit it is, and the event is somebody else's.
fn other_owner(e: &Event, c: &Event) -> bool {
    let organizers: Vec<_> = c
        .parts
        .iter()
        .filter(|p| p.role == Role::Organizer && p.sentence == c.sentence)
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
fn own_counterpart(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
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
fn named_gathering(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
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
fn other_pair(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let persons = |e: &Event| {
        e.parts.iter().filter_map(|p| p.entity).filter(|&id| doc.entities.get(id).is_human()).collect::<Vec<_>>()
    };
    let (known, named) = (persons(e), persons(c));
    let verbs = !c.by_verb || e.by_verb && e.rule != c.rule && e.sentence == c.sentence;
    verbs && c.parts.len() >= 2 && known.len() >= 2 && named.len() >= 2 && named.iter().any(|p| !known.contains(p))
}

fn named_apart(e: &Event, c: &Event) -> bool {
    matches!((&e.name, &c.name), (Some(a), Some(b)) if !same_name(a, b))
}

/// "will host A and B for the first Summit": whom the verb names sat at what the noun names.
fn received_for(doc: &Annotated<'_>, e: &Event, c: &Event) -> bool {
    let last = e.parts.iter().map(|p| doc.mentions[p.mention].tokens.end).max().unwrap_or(e.trigger.end);
    e.rule.ends_with("receive")
        && c.trigger.start > last
        && c.trigger.start < last + 16
        && (last..c.trigger.start).any(|i| doc.is_text(i, "for"))
        && !(last..c.trigger.start).any(|i| crate::syntax::is_verb(doc, i))
}

/// Whether two triggers stand so near that they are one expression.
fn near(e: &Event, c: &Event) -> bool {
    let gap = c.trigger.start.abs_diff(e.trigger.end).min(e.trigger.start.abs_diff(c.trigger.end));
    c.definite || gap <= 8 || c.date == e.date && e.kind == c.kind && gap <= 20 && c.parts.is_empty()
}

fn same_name(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        rapporteur_text::fold(s)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w)) && (short.len() > 1 || long.len() == 1)
}

fn conflict_date(e: &Event, c: &Event) -> bool {
    match (&e.date, &c.date) {
        (Some(a), Some(b)) => a.end < b.start || b.end < a.start,
        _ => false,
    }
}

fn conflict(e: &Event, c: &Event) -> bool {
    let place = match (&e.place, &c.place) {
        (Some(a), Some(b)) => a.city.is_some() && b.city.is_some() && a.city != b.city,
        _ => false,
    };
    conflict_date(e, c) || place || other_goal(e, c)
}

/// Journeys to two countries are two.
fn other_goal(e: &Event, c: &Event) -> bool {
    let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
    let journeys = e.kind == EventType::Visit && c.kind == EventType::Visit;
    journeys && country(e).is_some() && country(c).is_some() && country(e) != country(c)
}

/// Adds what a candidate tells to an event.
fn merge(doc: &Annotated<'_>, event: &mut Event, c: Event) {
    if event.name.is_none() {
        event.name = c.name;
    }
    if event.kind == EventType::Meeting && c.kind == EventType::Call && c.mode == Mode::Phone {
        event.kind = EventType::Call;
    }
    if event.kind == EventType::Meeting
        && c.kind == EventType::Conference
        && c.sentence == event.sentence
        && (!c.definite
            || c.parts.iter().any(|p| {
                p.role == Role::Organizer && p.entity.is_some_and(|e| doc.entities.get(e).kind == ActorKind::Body)
            }))
    {
        event.kind = EventType::Conference;
    }
    let narrower = match (&event.date, &c.date) {
        (None, Some(_)) => true,
        (Some(a), Some(b)) => {
            a.start != a.end
                && b.start == b.end
                && a.start <= b.start
                && b.end <= a.end
                && event.basis == Some(DateBasis::Relative)
        }
        _ => false,
    };
    // "concluded today … was conducted from 17 to 27 October": the whole of it.
    let whole = match (&event.date, &c.date) {
        (Some(a), Some(b)) => {
            event.edge == Edge::End && event.days.is_none() && a.start == a.end && b.end == a.end && b.start < a.start
        }
        _ => false,
    };
    if narrower || whole {
        event.date = c.date;
        event.basis = c.basis;
        event.date_text = c.date_text;
    }
    if event.place.as_ref().is_none_or(|p| {
        p.city.is_none()
            && p.name.is_none()
            && c.place.as_ref().is_some_and(|q| q.city.is_some() && q.country == p.country)
    }) && c.place.is_some()
    {
        event.place = c.place;
        event.place_basis = c.place_basis;
    }
    event.days = event.days.or(c.days);
    if event.edge == Edge::None {
        event.edge = c.edge;
    }
    if c.status == Status::Cancelled {
        event.status = c.status;
    }
    if event.mode == Mode::Unknown {
        event.mode = c.mode;
    }
    // What the background says of such meetings in general makes nobody a participant of this one.
    if !c.aside {
        for part in c.parts {
            event.add(part, |a, b| same_part(doc, a, b));
        }
    }
    event.enclosing &= c.enclosing;
    event.asserted |= c.asserted;
    event.by_verb |= c.by_verb;
}
