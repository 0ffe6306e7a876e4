//! Dates of events.

mod nearest;
mod span;

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, DateBasisKind, DateMention};
use rapporteur_schema::vocabulary::{DateBasis, EventType, Salience, Status};
use rapporteur_schema::{Date, DateSpan, add_days};

use super::place::{leg, places};
use crate::model::{Edge, Event, Marker};
pub(super) use nearest::{full_verbs, of_another};
use nearest::{is_deadline, nearest};
pub(super) use span::{began_and_ends, lasts, stretch};

/// Gives a verb's event the date of its clause: the nearest one, later ones before earlier ones at the same distance.
pub(super) fn attach(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>) {
    let trigger = event.trigger.clone();
    nearest(doc, event, range, trigger.start, trigger.end);
}

/// The same for a noun phrase.
pub(super) fn attach_phrase(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>, start: usize, end: usize) {
    nearest(doc, event, range, start, end);
}

/// Sets an event's date from a date expression.
pub(super) fn set(event: &mut Event, date: &DateMention) {
    event.date_text = Some(date.tokens.clone());
    if let Some(days) = date.from_event {
        event.steps.push(("start_date".into(), String::new(), format!("{days} day(s) after the event before")));
    }
    event.date = date.span.clone();
    if event.date.is_some() {
        event.basis = Some(match date.basis {
            DateBasisKind::Explicit => DateBasis::Explicit,
            DateBasisKind::Weekday => DateBasis::Weekday,
            _ => DateBasis::Relative,
        });
    }
}

/// The day the text was written, if known.
fn published(doc: &Annotated<'_>) -> Option<Date> {
    doc.facts.written()
}

/// What a section of background announces for the days to come is news: "Background: the Minister will be in Oslo tomorrow".
pub(super) fn planned_in_background(doc: &Annotated<'_>, events: &mut [Event]) {
    let Some(today) = doc.facts.published else { return };
    for event in events.iter_mut().filter(|e| e.aside && e.status == Status::Scheduled) {
        let background = doc.block_of(event.sentence).kind == rapporteur_text::BlockKind::Background;
        let start = event.date.as_ref().and_then(|d| d.start);
        if background && start.is_some_and(|s| s >= today && s <= add_days(today, 31)) {
            event.aside = false;
        }
    }
    // "He will be in Oslo from 4 to 5 September. There he will meet X".
    let planned: Vec<usize> = events.iter().filter(|e| !e.aside).map(|e| doc.sentences[e.sentence].block).collect();
    for event in events.iter_mut().filter(|e| e.aside && e.status == Status::Scheduled && e.date_text.is_none()) {
        let block = doc.sentences[event.sentence].block;
        let background = doc.blocks[block].kind == rapporteur_text::BlockKind::Background;
        if background && planned.contains(&block) {
            event.aside = false;
        }
    }
}

/// Gives dates and places to events without any: from the parent, the primary event, the dateline or publication.
pub(super) fn inherit(doc: &Annotated<'_>, events: &mut [Event]) {
    let primary = events.iter().position(|e| e.salience == Salience::Primary);
    for i in 0..events.len() {
        let event = &events[i];
        let is_primary = Some(i) == primary || event.salience == Salience::Primary;
        if event.date.is_none() && event.date_text.is_none() {
            let today_fits = |p: usize| match (published(doc), &events[p].date) {
                (Some(day), Some(date)) => is_primary && date.contains(day),
                _ => false,
            };
            if let Some(parent) = event.parent.filter(|&p| p != i && events[p].date.is_some() && !today_fits(p)) {
                let mut date = events[parent].date.clone();
                if event.edge == Edge::End && matches!(event.kind, EventType::Adoption | EventType::Signing) {
                    date = date.and_then(|d| d.end).map(DateSpan::day);
                }
                let visit = events[parent].kind == EventType::Visit;
                let within = |d: &DateMention| {
                    let leg = d.span.as_ref();
                    visit
                        && leg.zip(date.as_ref()).is_some_and(|(leg, all)| all.start <= leg.start && leg.end <= all.end)
                };
                if let Some(leg) = leg::days(doc, &events[i]).filter(within) {
                    set(&mut events[i], &leg);
                } else {
                    events[i].date = if visit { date.map(|d| until_told(doc, &events[i], d)) } else { date };
                    events[i].basis = Some(DateBasis::Inherited);
                }
            } else if is_primary && matches!(event.status, Status::Held | Status::Ongoing) {
                if let Some(date) = lead_date(doc, event.sentence) {
                    set(&mut events[i], &date);
                } else if let Some(p) = published(doc) {
                    events[i].date = Some(DateSpan::day(p));
                    events[i].basis = Some(DateBasis::Inferred);
                    // "has concluded a four-day visit", told on its last day.
                    if event_ended(&events[i]) {
                        stretch(&mut events[i]);
                    }
                }
            } else if let Some(day) = paragraph_day(doc, event).filter(|_| {
                event.salience != Salience::Referenced && matches!(event.status, Status::Held | Status::Ongoing)
            }) {
                set(&mut events[i], &day);
            } else if event.salience == Salience::Secondary && event.marker == Marker::None {
                let ahead = |p: usize| {
                    events[p].status == Status::Scheduled
                        && event.status == Status::Held
                        && events[p].date.as_ref().is_some_and(|d| d.start > doc.facts.published)
                };
                if let Some(p) = primary.filter(|&p| p != i && !ahead(p))
                    && let Some(date) = events[p].date.clone()
                {
                    let date = if event.enclosing { date.start.map(DateSpan::day).unwrap_or(date) } else { date };
                    // "The exercise closed today. Later General X called on Y": on its last day.
                    let closing = events[p].edge == crate::model::Edge::End
                        && matches!(events[p].kind, EventType::Exercise | EventType::Training);
                    let date = if closing { date.end.map(DateSpan::day).unwrap_or(date) } else { date };
                    let date = if events[p].kind == EventType::Visit { until_told(doc, event, date) } else { date };
                    events[i].date = Some(date);
                    events[i].basis = Some(DateBasis::Inherited);
                } else if let Some(p) = published(doc) {
                    events[i].date = Some(DateSpan::day(p));
                    events[i].basis = Some(DateBasis::Inferred);
                }
            }
        }
        places(doc, events, i, primary);
    }
    // "met on the margins of the Session", told from where they met.
    for i in 0..events.len() {
        let around = events[i].enclosing
            && events[i].place.is_none()
            && events[i].mode == rapporteur_schema::vocabulary::Mode::Unknown;
        let beside = |e: &Event| {
            e.sentence == events[i].sentence && !e.enclosing && e.kind == EventType::Meeting && e.place_basis.is_some()
        };
        let margin = doc.sentences[events[i].sentence].tokens.clone().any(|k| doc.is(k, WordClass::MarginWord));
        if around
            && margin
            && let Some(at) = events.iter().position(beside)
        {
            events[i].place = events[at].place.clone();
            events[i].place_basis = Some("inherited");
        }
    }
}

/// Whether a verb says that an event of known length is over.
fn event_ended(event: &Event) -> bool {
    event.edge == Edge::End && event.days.is_some()
}

/// What was held on a visit that began on the day of the text and goes on tomorrow was held on that day.
fn until_told(doc: &Annotated<'_>, event: &Event, date: DateSpan) -> DateSpan {
    match (date.start, date.end, published(doc)) {
        (Some(start), Some(end), Some(told)) if event.status == Status::Held && start == told && told < end => {
            DateSpan::day(told)
        }
        _ => date,
    }
}

/// The day a paragraph opens with, for what its later sentences tell: "On 18 April X inspected the post. Equipment was handed
/// over to the guards".
fn paragraph_day(doc: &Annotated<'_>, event: &Event) -> Option<DateMention> {
    let block = doc.sentences[event.sentence].block;
    let first = (0..event.sentence).rev().take_while(|&s| doc.sentences[s].block == block).last()?;
    let start = doc.sentences[first].tokens.start;
    doc.dates_in(&doc.sentences[first].tokens)
        .find(|d| {
            // "In Tallinn yesterday, X held talks. He was later received by Y".
            let before = d.span.as_ref().and_then(|s| s.start) < doc.facts.published;
            d.tokens.start <= start + 3
                && (d.basis != DateBasisKind::Relative || before)
                && d.span.as_ref().is_some_and(|x| x.start.is_some() && x.start == x.end)
        })
        .cloned()
}

/// The day the lead gives for what was said there: "…, the official said here Wednesday".
fn lead_date(doc: &Annotated<'_>, sentence: usize) -> Option<DateMention> {
    let first = (0..doc.sentences.len()).find(|&s| doc.block_of(s).kind == rapporteur_text::BlockKind::Paragraph)?;
    (first..=sentence.min(first + 2)).find_map(|s| {
        let range = doc.sentences[s].tokens.clone();
        doc.dates_in(&range)
            .find(|d| {
                let day = d.span.as_ref().is_some_and(|x| x.start == x.end && x.start.is_some());
                let said = (range.start..d.tokens.start).rev().take(4).any(|i| doc.is(i, WordClass::Reporting));
                day && said && d.basis != DateBasisKind::Explicit && !is_deadline(doc, d)
            })
            .cloned()
    })
}
