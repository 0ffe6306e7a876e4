//! How long events last: first and last days told apart.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::EventType;
use rapporteur_schema::{DateSpan, add_days};

use crate::model::{Edge, Event, Marker};

/// "began on Wednesday and ends on Friday": from the first day named to the last.
pub(in crate::events) fn began_and_ends(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>) {
    let begins = (event.trigger.end..range.end).find(|&i| doc.is(i, WordClass::BeginVerb));
    let ends = (event.trigger.end..range.end).find(|&i| doc.is(i, WordClass::EndVerb) && doc.mention_of[i].is_none());
    let (Some(begins), Some(ends)) = (begins, ends) else { return };
    let day_after = |from: usize| doc.dates_in(&(from..range.end.min(from + 6))).next().and_then(|d| d.span.clone());
    if let (Some(first), Some(last)) = (day_after(begins), day_after(ends))
        && let (Some(start), Some(end)) = (first.start, last.end)
        && start <= end
        && ends > begins
    {
        event.date = Some(DateSpan::range(start, end));
    }
}

/// "The exercise started on 20 August and runs until 2 September", "It will be completed on Friday".
pub(in crate::events) fn lasts(doc: &Annotated<'_>, events: &mut [Event]) {
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let verb = range.clone().find(|&i| {
            ["last", "lasts", "run", "runs", "continue", "continues"].iter().any(|w| doc.is_text(i, w))
                && (i + 1..i + 3).any(|k| ["until", "till", "through"].iter().any(|w| doc.is_text(k, w)))
                || doc.is(i, WordClass::EndVerb) && doc.is_text(i + 1, "on") && i > range.start && {
                    let will = (range.start.max(i.saturating_sub(3))..i).any(|k| doc.is(k, WordClass::FutureModal));
                    // "which began on 8 October and ends on 17 October".
                    let began = (range.start..i).any(|k| doc.is(k, WordClass::BeginVerb));
                    (will || began) && doc.mention_of[i].is_none()
                }
        });
        let Some(verb) = verb else { continue };
        let last = doc.dates_in(&(verb..range.end.min(verb + 6))).next().and_then(|d| d.span.clone());
        let Some(last) = last.and_then(|d| d.end) else { continue };
        let told = |e: &Event| {
            let here = e.sentence == s && e.trigger.start < verb;
            let noun = |i: usize| e.format.as_deref() == Some(rapporteur_text::fold(doc.word(i)).as_str());
            // "It will last until 15 June": of what the sentence before told.
            let it = doc.is_text(range.start, "it") && e.sentence + 1 == s;
            let before = e.sentence < s && e.sentence + 2 >= s && (range.start..verb).any(noun) || it;
            let long = matches!(
                e.kind,
                EventType::Exercise
                    | EventType::Training
                    | EventType::Visit
                    | EventType::Conference
                    | EventType::Operation
            );
            long && (here || before) && !e.aside && e.marker == Marker::None
        };
        let Some(at) = events.iter().rposition(told) else { continue };
        if let Some((start, end)) = events[at].date.as_ref().and_then(|d| d.start.zip(d.end))
            && start == end
            && last > start
            && last <= add_days(start, 120)
        {
            events[at].date = Some(DateSpan::range(start, last));
        }
    }
}

/// Stretches the date of an event of known length whose first or last day is given.
pub(in crate::events) fn stretch(event: &mut Event) {
    let (Some(days), Some(date)) = (event.days, event.date.clone()) else { return };
    let (Some(start), Some(end)) = (date.start, date.end) else { return };
    if start != end || !(2..=60).contains(&days) {
        return;
    }
    let (first, last) = match event.edge {
        Edge::End => (add_days(end, 1 - days), end),
        _ => (start, add_days(start, days - 1)),
    };
    event.date = Some(DateSpan::range(first, last));
    event.steps.push((
        "start_date".into(),
        first.to_string(),
        format!(
            "{days} days, {}",
            if event.edge == Edge::End { "counted back from the last" } else { "counted from the first" }
        ),
    ));
}
