//! Exercises and operations in stages: one event for each stage that has days of its own.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::EventType;

use super::{place, when};
use crate::model::{Edge, Event, Marker};

/// Adds the stages that a text tells of after an exercise or operation: "At the first stage, from 27 to 30 September, in Osh, …".
pub(super) fn add(doc: &Annotated<'_>, events: &mut Vec<Event>) {
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let Some(noun) = range.clone().take(OPENING).find(|&i| stage(doc, i)) else { continue };
        let whole = |e: &Event| {
            matches!(e.kind, EventType::Exercise | EventType::Operation)
                && !e.aside
                && e.marker == Marker::None
                && e.sentence < s
                && e.date.as_ref().is_some_and(|d| d.start.is_some() && d.start < d.end)
        };
        let Some(whole) = events.iter().find(|e| whole(e)).cloned() else { continue };
        let days = |d: &&rapporteur_normalize::DateMention| {
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
