//! Candidates of one occurrence become one event.

mod again;
mod apart;
mod holders;
mod identity;
mod members;
mod seats;

use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::{ActorKind, DateBasis, EventType, Mode, Role, Status};

pub(super) use identity::drop_summaries;
pub(super) use members::{
    TOGETHER, drop_counted, drop_year_named, name_gathering, seat_issuers, share_members, share_witnesses,
};
pub(super) use seats::{
    complete_parties, name_groups, seat_delegation, seat_guests, seat_principal, seat_travellers, seat_witnesses,
};

use identity::target;
use seats::fill_parties;

use super::{compatible, same_part, when};
use crate::model::{Edge, Event, Marker};

/// Merges candidates in text order; headlines come last, since they only repeat what the text tells.
pub(super) fn assemble(doc: &Annotated<'_>, candidates: Vec<Event>) -> Vec<Event> {
    let (mut headline, body): (Vec<Event>, Vec<Event>) = candidates.into_iter().partition(|c| c.headline);
    headline.sort_by_key(|c| (c.sentence, c.trigger.start));
    let mut events: Vec<Event> = Vec::new();
    for mut candidate in body {
        // "V Meeting held in Minsk on 12 April", and below it "The Meeting was chaired by X": news by the title alone.
        let titled = |h: &&Event| h.format == candidate.format && h.kind == candidate.kind && h.date.is_some();
        if events.is_empty()
            && candidate.definite
            && candidate.asserted
            && candidate.date.is_none()
            && candidate.format.is_some()
            && let Some(title) = headline.iter().find(titled)
        {
            candidate.date = title.date.clone();
            candidate.basis = title.basis;
            candidate.date_text = title.date_text.clone();
            candidate.name = candidate.name.or_else(|| title.name.clone());
            candidate.place = candidate.place.or_else(|| title.place.clone());
            candidate.definite = false;
        }
        place_in(doc, &mut events, candidate);
    }
    let from_text = events.len();
    let mut last: Option<(usize, usize)> = None;
    for mut candidate in headline {
        // "Minister meets A, holds talks with B": the second of two things that one headline tells.
        let second = last.is_some_and(|(sentence, end)| {
            sentence == candidate.sentence && another_clause(doc, end..candidate.trigger.start)
        });
        last = Some((candidate.sentence, candidate.trigger.end));
        let other = second
            .then(|| {
                events.iter().position(|e| {
                    e.kind == candidate.kind
                        && !e.aside
                        && e.marker == Marker::None
                        && !e.headline
                        && e.status == Status::Held
                })
            })
            .flatten();
        // A headline names; whom the text does not show taking part it does not make a participant.
        let known = other
            .or_else(|| events.iter().position(|e| e.kind == candidate.kind && !e.aside && e.marker == Marker::None))
            .or_else(|| {
                events.iter().position(|e| compatible(e.kind, candidate.kind) && !e.aside && e.marker == Marker::None)
            });
        match known {
            Some(known) => {
                events[known].headline = true;
                events[known].titled |= second;
                if events[known].name.is_none() {
                    events[known].name = candidate.name.take();
                }
                // "paid a visit to Norway" under "Visit to Oslo".
                let narrower = events[known].place.as_ref().is_none_or(|p| {
                    let town = candidate.place.as_ref().filter(|q| q.city.is_some());
                    p.city.is_none() && p.name.is_none() && town.is_some_and(|q| q.country == p.country)
                });
                if narrower && candidate.place.is_some() {
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

/// Whether a comma, semicolon or "and" parts two clauses of a headline.
fn another_clause(doc: &Annotated<'_>, between: std::ops::Range<usize>) -> bool {
    between.clone().any(|i| matches!(doc.word(i), "," | ";") || doc.is(i, rapporteur_lexicon::WordClass::Coordinator))
}

fn place_in(doc: &Annotated<'_>, events: &mut Vec<Event>, mut candidate: Event) {
    resolve_relative(events, &mut candidate, doc);
    let first = doc.sentences[candidate.sentence].tokens.start;
    if candidate.kind == EventType::Visit && candidate.rule.ends_with(".noun") && doc.is_text(first, "during") {
        only_traveller(doc, &mut candidate);
    }
    fill_parties(doc, events, &mut candidate);
    // "X discussed with Y the harbour", after their meeting was told of: what they spoke about there.
    let people: Vec<_> =
        candidate.parts.iter().filter_map(|p| p.entity).filter(|&x| doc.entities.get(x).is_human()).collect();
    let retold = candidate.rule.ends_with("discuss-with")
        && !people.is_empty()
        && candidate.parts.iter().all(|p| p.entity.is_some())
        && candidate.date.is_none()
        && events.iter().any(|e| {
            matches!(e.kind, EventType::Meeting | EventType::Call)
                && !e.aside
                && people.iter().all(|&x| e.parts.iter().any(|q| q.entity == Some(x)))
        });
    if retold {
        return;
    }
    // "MoUs on X and on Y were signed. The documents were signed by A and B": each of them.
    if identity::papers_told(doc, &candidate) {
        let told: Vec<usize> = (0..events.len())
            .filter(|&i| events[i].kind == candidate.kind && events[i].sentence + 1 == candidate.sentence)
            .collect();
        if told.len() > 1 {
            for i in told {
                candidate.parts.iter().for_each(|part| events[i].add(part.clone(), |a, b| same_part(doc, a, b)));
            }
            return;
        }
    }
    match target(doc, events, &candidate) {
        Some(known) => merge(doc, &mut events[known], candidate),
        None => {
            // "Within the framework of the visit, X also met": news of a journey, where nothing else tells of it.
            let journey = candidate.kind == EventType::Visit
                && candidate.enclosing
                && !candidate.aside
                && events.iter().all(|e| e.kind != EventType::Visit);
            if journey {
                candidate.enclosing = false;
                candidate.definite = false;
                candidate.date = None;
                candidate.basis = None;
                only_traveller(doc, &mut candidate);
            }
            let unnamed = candidate.enclosing && candidate.name.is_none();
            let empty = unnamed
                || candidate.definite
                    && candidate.parts.is_empty()
                    && candidate.date.is_none()
                    && candidate.name.is_none()
                    // "The fifth meeting of the Commission was held in Dushanbe" opens a text: news, though it is taken for known.
                    && !(events.is_empty() && candidate.asserted && candidate.place.is_some());
            if !empty {
                candidate.definite = false;
                events.push(candidate);
            }
        }
    }
}

/// "During his visit, the Prime Minister also met X": whoever the sentence goes on with travelled, and nobody he met.
fn only_traveller(doc: &Annotated<'_>, visit: &mut Event) {
    let end = doc.sentences[visit.sentence].tokens.end;
    let subject = (visit.trigger.end..end.min(visit.trigger.end + 6)).find_map(|i| doc.mention_of[i]);
    let Some(m) = subject else { return };
    let mention = &doc.mentions[m];
    let Some(entity) = mention.entity().filter(|&e| doc.entities.get(e).is_human()) else { return };
    visit.parts.retain(|p| p.entity == Some(entity));
    if visit.parts.is_empty() {
        super::seat(doc, visit, visit.sentence, m, Role::Participant, "visit.passing");
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
    // "On the second day X and Y signed": counted from the first day of what lasts several.
    if candidate.date.is_none()
        && let Some(nth) = nth_day(doc, &range)
        && let Some(first) = events
            .iter()
            .filter(|e| !e.aside)
            .filter_map(|e| e.date.as_ref())
            .find(|d| d.start.is_some() && d.start < d.end)
            .and_then(|d| d.start)
    {
        candidate.date = Some(rapporteur_schema::DateSpan::day(rapporteur_schema::add_days(first, nth - 1)));
        candidate.basis = Some(DateBasis::Relative);
        return;
    }
    // "On the last day of the course X met Y".
    if candidate.date.is_none()
        && let Some(last) = day_of(doc, &range)
        && let Some(date) = events.iter().filter_map(lasting).find(|d| d.start.is_some() && d.start < d.end)
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
    // "The following day she will give an address at a conference".
    let ahead = candidate.status == Status::Scheduled
        || (range.start..candidate.trigger.start).any(|i| doc.is_text(i, "will") && !doc.quoted[i]);
    // What is still to come is nothing that something happened on the same day as.
    let past = |e: &&Event| {
        let day = e.date.as_ref().is_some_and(|d| d.start.is_some() && d.start == d.end);
        let come = doc.facts.published.is_none_or(|p| e.date.as_ref().and_then(|d| d.start).is_none_or(|s| s <= p));
        day && !e.aside && (come || ahead) && (e.status != Status::Scheduled || ahead)
    };
    // The news before what it looks back at: "the decisions of the summit held last November".
    let recent = |e: &&Event| {
        let start = e.date.as_ref().and_then(|d| d.start);
        let day = start.zip(doc.facts.published).is_none_or(|(s, p)| s >= rapporteur_schema::add_days(p, -21));
        past(e) && day
    };
    // "On the eve X met A and B": one expression, one day.
    let same = candidate.date_text.as_ref().and_then(|text| {
        events.iter().find(|e| e.date_text.as_ref() == Some(text) && e.date.is_some() && e.basis.is_some())
    });
    if let Some(same) = same {
        (candidate.date, candidate.basis) = (same.date.clone(), same.basis);
        return;
    }
    // "The day before": before the news, and not before what somebody recalled in between.
    let latest = || {
        events.iter().rev().filter(recent).reduce(|last, e| {
            let day = |e: &Event| e.date.as_ref().and_then(|d| d.start);
            if day(e) > day(last) { e } else { last }
        })
    };
    let told = || {
        let last = if days < 0 { latest() } else { events.iter().rev().find(recent) };
        last.or_else(|| events.iter().rev().find(past))
    };
    let base = if eve { events.iter().find(|e| e.date.is_some()) } else { told() };
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
    // "On 19 April X inspected … In the afternoon": the day that a paragraph since then opens with.
    let opened = (days == 0 && !eve).then(|| opening_day(doc, &range, base.map_or(0, |e| e.sentence))).flatten();
    if let Some(day) = opened {
        candidate.date = Some(rapporteur_schema::DateSpan::day(day));
        candidate.basis = Some(DateBasis::Relative);
        return;
    }
    // "will meet in Ankara on 27 February. An agreement will be signed on the same day": there.
    let there = |e: &&Event| {
        let near = e.sentence + 2 >= candidate.sentence || base.is_some_and(|b| b.kind == EventType::Visit);
        let town = e.place.as_ref().is_some_and(|p| p.city.is_some());
        e.kind != EventType::Visit && !e.aside && town && near && base.is_some_and(|b| b.date == e.date)
    };
    if days == 0
        && !eve
        && candidate.place.is_none()
        && let Some(told) = events.iter().rev().find(there)
    {
        candidate.place = told.place.clone();
        candidate.place_basis = Some("inherited");
    }
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

/// The days of an event whose length is known.
fn lasting(event: &Event) -> Option<rapporteur_schema::DateSpan> {
    let mut whole = event.clone();
    when::stretch(&mut whole);
    whole.date
}

/// The last day that a sentence behind `since` and before `range` opens with: "On 19 April …".
fn opening_day(doc: &Annotated<'_>, range: &std::ops::Range<usize>, since: usize) -> Option<rapporteur_schema::Date> {
    let opens = |d: &&rapporteur_normalize::DateMention| {
        let s = doc.sentences.partition_point(|s| s.tokens.end <= d.tokens.start);
        s > since && doc.sentences.get(s).is_some_and(|s| d.tokens.start <= s.tokens.start + 1)
    };
    let single = |d: &rapporteur_normalize::DateMention| {
        d.span.as_ref().filter(|s| s.start == s.end && s.start <= doc.facts.published).and_then(|s| s.start)
    };
    doc.dates.iter().rev().filter(|d| d.tokens.end <= range.start).filter(opens).find_map(single)
}

/// "On the second day": which day of a gathering a sentence opens with.
fn nth_day(doc: &Annotated<'_>, range: &std::ops::Range<usize>) -> Option<i64> {
    let day = range.clone().take(5).find(|&i| doc.is_text(i, "day"))?;
    let opens = doc.is_text(range.start, "on") && doc.is_text(range.start + 1, "the") && day == range.start + 3;
    let nth = ["second", "third", "fourth"].iter().position(|w| doc.is_text(day.saturating_sub(1), w))?;
    (opens && !doc.is_text(day + 1, "half")).then_some(i64::try_from(nth).ok()? + 2)
}

/// Whether a sentence opens with the last (`true`) or first day of an event: "On the final day of the conference".
fn day_of(doc: &Annotated<'_>, range: &std::ops::Range<usize>) -> Option<bool> {
    let opens = doc.is_text(range.start, "on") && doc.is_text(range.start + 1, "the");
    let alone = |i: usize| opens && i == range.start + 3 && !doc.is_text(i + 1, "before");
    let day = range.clone().take(6).find(|&i| doc.is_text(i, "day") && (doc.is_text(i + 1, "of") || alone(i)))?;
    let word = day.checked_sub(1)?;
    if ["last", "final", "closing", "concluding"].iter().any(|w| doc.is_text(word, w)) {
        return Some(true);
    }
    ["first", "opening"].iter().any(|w| doc.is_text(word, w)).then_some(false)
}

/// Adds what a candidate tells to an event.
fn merge(doc: &Annotated<'_>, event: &mut Event, c: Event) {
    let arrived = apart::arrived_before(doc, event, &c).then(|| {
        let (start, end) = c.date.as_ref()?.start.zip(event.date.as_ref()?.end)?;
        Some(rapporteur_schema::DateSpan::range(start, end))
    });
    // A leg of a journey adds nothing to the whole, but for the day it began.
    if event.kind == EventType::Visit && c.kind == EventType::Visit && c.by_verb && event.sentence < c.sentence {
        let town = |e: &Event| e.place.as_ref().is_some_and(|p| p.city.is_some() || p.name.is_some());
        if town(&c) && !town(event) && !c.headline && event.date.is_some() {
            event.date = arrived.flatten().or(event.date.take());
            return;
        }
    }
    let whole_span = identity::from_to(event, &c).or_else(|| arrived.flatten());
    let (undated, dated) = (event.date.is_none(), c.date.is_some());
    if event.name.is_none() {
        event.name = c.name;
    }
    // But "called on the Minister … Prior to the call": a courtesy call.
    let paid = event.rule.ends_with("call-on");
    if event.kind == EventType::Meeting && c.kind == EventType::Call && c.mode == Mode::Phone && !paid {
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
                && (event.basis == Some(DateBasis::Relative)
                    // "visited X on 10–12 June for the Meeting. … The Meeting was held on 11 June".
                    || event.kind != EventType::Visit && !event.asserted && c.asserted)
        }
        _ => false,
    };
    // "arrived on Monday", "the visit ends on 18 November".
    if event.kind == EventType::Visit
        && c.kind == EventType::Visit
        && c.edge == Edge::End
        && !c.by_verb
        && let Some((start, end)) = event.date.as_ref().and_then(|d| d.start).zip(c.date.as_ref().and_then(|d| d.end))
        && start < end
    {
        event.date = Some(rapporteur_schema::DateSpan::range(start, end));
    }
    // "concluded today … was conducted from 17 to 27 October": the whole of it.
    let whole = match (&event.date, &c.date) {
        (Some(a), Some(b)) => {
            event.edge == Edge::End && event.days.is_none() && a.start == a.end && b.end == a.end && b.start < a.start
        }
        _ => false,
    };
    if let Some(span) = whole_span {
        event.date = Some(span);
    } else if narrower || whole {
        event.date = c.date;
        event.basis = c.basis;
        event.date_text = c.date_text;
    }
    // "within the framework of the visit, he will chair the meeting in X": the town of the meeting.
    let framed = event.kind == EventType::Visit && c.definite && !c.by_verb && event.place.is_some();
    if !framed
        && event.place.as_ref().is_none_or(|p| {
            p.city.is_none()
                && p.name.is_none()
                && c.place.as_ref().is_some_and(|q| q.city.is_some() && q.country == p.country)
        })
        && c.place.is_some()
    {
        event.place = c.place;
        event.place_basis = c.place_basis;
    }
    event.days = event.days.or(c.days);
    // "opened a course … it will be completed on 13 December": its end is still to come.
    if event.edge == Edge::None && (undated || dated) {
        event.edge = c.edge;
    }
    // "As part of his visit … X is in Oslo from 24 to 25 November": how far it has come, the verb tells.
    let vague = event.kind == EventType::Visit && !event.by_verb && undated;
    if c.status == Status::Cancelled || vague && c.by_verb && c.kind == EventType::Visit {
        event.status = c.status;
    }
    // "On the margins of the workshop she addressed the meeting by video link": how others met.
    if event.mode == Mode::Unknown && !c.enclosing {
        event.mode = c.mode;
    }
    // What the background says of such meetings in general makes nobody a participant of this one.
    if !c.aside {
        for part in c.parts {
            event.add(part, |a, b| same_part(doc, a, b));
        }
    }
    // Nor does it say whether the gathering was around the others.
    event.enclosing &= c.enclosing || c.aside;
    event.asserted |= c.asserted;
    event.by_verb |= c.by_verb;
}
