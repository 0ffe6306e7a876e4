//! Exercises and operations in stages: one event for each stage that has days of its own.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::EventType;

use super::{place, when};
use crate::model::{Edge, Event, Marker};

/// Adds the stages that a text tells of after an exercise or operation: "At the first stage, from 27 to 30 September, in Osh, …".
/// Where it is the last stage that ended, the news is of that one.
pub(super) fn add(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    let apart = last_stage(doc, events);
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let Some(noun) = opening_stage(doc, &range) else { continue };
        // "At the second stage a command-staff exercise was held on 9 June": told as an exercise already.
        if events.iter().any(|e| e.sentence == s && matches!(e.kind, EventType::Exercise | EventType::Operation)) {
            continue;
        }
        let whole = |e: &Event| {
            matches!(e.kind, EventType::Exercise | EventType::Operation)
                && !e.aside
                && e.marker == Marker::None
                && e.sentence < s
                && (apart || e.date.as_ref().is_some_and(|d| d.start.is_some() && d.start < d.end))
        };
        let Some(at) = events.iter().position(whole) else { continue };
        let whole = events[at].clone();
        // "At the third stage, from 14 to 17 September": the one that ended on 17 September.
        let ended = |d: &&rapporteur_normalize::DateMention| {
            let ends = d
                .span
                .as_ref()
                .zip(whole.date.as_ref())
                .is_some_and(|(own, all)| own.end.is_some() && own.end == all.end && own.start < own.end);
            apart && ends
        };
        if let Some(own) = doc.dates_in(&range).find(ended) {
            events[at].date = own.span.clone();
            continue;
        }
        let days = |d: &&rapporteur_normalize::DateMention| {
            if apart {
                return d
                    .span
                    .as_ref()
                    .is_some_and(|own| own.start.is_some() && own.end < whole.date.as_ref().and_then(|all| all.end));
            }
            let within = d.span.as_ref().zip(whole.date.as_ref()).is_some_and(|(own, all)| {
                own.start >= all.start && own.end <= all.end && (own.start, own.end) != (all.start, all.end)
            });
            within && d.span.as_ref().is_some_and(|own| own.start.is_some())
        };
        let Some(date) = doc.dates_in(&range).find(days) else { continue };
        let mut event = Event {
            format: Some("stage".into()),
            name: None,
            sentence: s,
            trigger: noun..noun + 1,
            place: None,
            place_basis: None,
            parts: Vec::new(),
            headline: false,
            titled: false,
            definite: false,
            asserted: true,
            by_verb: false,
            days: None,
            edge: Edge::None,
            steps: Vec::new(),
            ..whole
        };
        when::set(&mut event, date);
        place::locate(doc, &mut event, &range);
        let at = events.iter().position(|e| e.sentence > s).unwrap_or(events.len());
        events.insert(at, event);
    }
}

/// The noun of the stage that a sentence opens with: "At the first stage, from 27 to 30 September".
fn opening_stage(doc: &Annotated<'_>, range: &Range<usize>) -> Option<usize> {
    range.clone().take(OPENING).find(|&i| stage(doc, i))
}

/// Whether a sentence tells of a stage: "At the second stage".
pub(super) fn opens_with_stage(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    doc.is_text(range.start, "at") && opening_stage(doc, range).is_some_and(|i| i <= range.start + 3)
}

/// Whether the exercise that a text tells of is the last stage of one: "ended the final stage of the exercise".
fn last_stage(doc: &Annotated<'_>, events: &[Event]) -> bool {
    let Some(first) = events.iter().find(|e| e.kind == EventType::Exercise && !e.aside) else { return false };
    let range = &doc.sentences[first.sentence].tokens;
    let noun =
        |&i: &usize| ["stage", "phase"].iter().any(|w| doc.is_text(i, w)) && stage(doc, i) && doc.is_text(i + 1, "of");
    let day = first.date.as_ref().is_some_and(|d| d.start.is_some() && d.start == d.end);
    day && (range.start..first.trigger.start).rev().take(STAGE).any(|i| noun(&i))
}

/// Words between a stage and the noun of what it is a stage of, at most.
const STAGE: usize = 8;

/// Whether the noun of a numbered stage stands at token `i`: "the first stage", "the final phase", "Stage Two".
fn stage(doc: &Annotated<'_>, i: usize) -> bool {
    let noun = ["stage", "phase"].iter().any(|w| doc.is_text(i, w));
    let before = i.checked_sub(1).is_some_and(|b| {
        doc.is(b, WordClass::OrdinalWord) || ["final", "active", "main", "last"].iter().any(|w| doc.is_text(b, w))
    });
    let behind =
        doc.tokens[i].capital && (doc.is(i + 1, WordClass::NumberWord) || doc.is(i + 1, WordClass::OrdinalWord));
    noun && (before || behind)
}

/// Tokens of a sentence within which the stage it tells of is named.
const OPENING: usize = 14;
