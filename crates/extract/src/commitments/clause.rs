//! The clause of an undertaking: where it ends, by when, on what condition.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, DateMention, EntityId, MentionKind};
use rapporteur_schema::DateSpan;

use crate::model::Event;

/// End of the clause that begins after a cue: the sentence's end, a semicolon, or a new verb of saying after ", and".
pub(super) fn end(doc: &Annotated<'_>, from: usize, range: &Range<usize>) -> usize {
    let mut k = from;
    while k < range.end {
        if doc.is_text(k, ";") || matches!(doc.word(k), "”" | "\"") && k > from + 1 {
            return k;
        }
        let joins = doc.is_text(k, ",") && doc.is(k + 1, WordClass::Coordinator) || doc.is(k, WordClass::Coordinator);
        if joins {
            let mut next = k + 1;
            while doc.is(next, WordClass::Coordinator) || doc.is(next, WordClass::Adverb) {
                next += 1;
            }
            if doc.is(next, WordClass::Reporting)
                && crate::syntax::is_verb(doc, next)
                && !doc.word(next).ends_with("ing")
                && next > k
            {
                return k;
            }
        }
        k += 1;
    }
    // Without the final stop.
    if range.end > from && matches!(doc.word(range.end - 1), "." | ":" | "!") { range.end - 1 } else { range.end }
}

/// When it is to be done: a deadline ("by", "until", "within", "no later than") or a stated time inside the clause.
pub(super) fn due(
    doc: &Annotated<'_>,
    range: &Range<usize>,
    clause: &Range<usize>,
    events: &[Event],
    event: Option<usize>,
) -> Option<DateSpan> {
    let wide = range.start..clause.end.max(range.start);
    let mut found: Vec<(&DateMention, bool)> = Vec::new();
    for date in doc.dates_in(&wide) {
        let inside = clause.contains(&date.tokens.start);
        let before = date.tokens.start.checked_sub(1).map_or(String::new(), |b| rapporteur_text::fold(doc.word(b)));
        let deadline = matches!(before.as_str(), "by" | "before" | "until" | "till" | "than") || date.is_period;
        // Outside of the clause only a deadline counts ("agreed before 1 March to …").
        if !inside && !deadline {
            continue;
        }
        let past = matches!(before.as_str(), "since" | "of" | "from" | "after") && !date.is_period;
        if !past && (deadline || !of_circumstances(doc, clause, date)) {
            found.push((date, deadline));
        }
    }
    let chosen = found.iter().find(|(_, d)| *d).or_else(|| found.first())?;
    let span = chosen.0.span.clone()?;
    let floor = doc.facts.published.or_else(|| event.and_then(|e| events[e].date.as_ref()).and_then(|d| d.end));
    // What lies wholly in the past is no due date.
    let past = matches!((span.end, floor), (Some(end), Some(day)) if end < day);
    (!past).then_some(span)
}

/// "in the context of the withdrawal of troops in 2014": the date of what is going on around it.
fn of_circumstances(doc: &Annotated<'_>, clause: &Range<usize>, date: &DateMention) -> bool {
    let opens = |i: usize| doc.is(i, WordClass::CircumstanceNoun) && doc.is_text(i + 1, "of");
    (clause.start..date.tokens.start)
        .rev()
        .take_while(|&i| !doc.is_text(i, ",") && !doc.is_text(i, ";") && !crate::syntax::is_verb(doc, i))
        .any(opens)
}

/// First token of what is undertaken: behind the cue, or at the verb that the cue takes in ("have to work together").
pub(super) fn start(doc: &Annotated<'_>, cue: &Range<usize>) -> usize {
    let to = cue.clone().rev().find(|&i| doc.is_text(i, "to"));
    let verb = |i: usize| doc.lexicon.is(doc.tokens[i].word, WordClass::English) && !doc.is(i, WordClass::Preposition);
    // "agreed to return to the table": the cue took in the verb with its own "to".
    let own = cue.clone().find(|&i| doc.is_text(i, "to") && i + 1 < cue.end && doc.is(i + 1, WordClass::Verb));
    // "will on Thursday provide": the day is part of what is undertaken.
    let future = doc.is(cue.start, WordClass::FutureModal) || doc.is(cue.start, WordClass::Be);
    if future && doc.dates_in(cue).next().is_some() {
        return cue.start + 1;
    }
    match to {
        Some(to) if own.is_some_and(|own| own < to && verb(own + 1)) => own.unwrap_or(to) + 1,
        Some(to) if to + 1 < cue.end && (to + 1..cue.end).all(verb) => to + 1,
        // "committed EUR 9 million to the Fund": the amount is part of what is undertaken.
        _ if (cue.start + 1..cue.end).any(|i| doc.tokens[i].kind == rapporteur_text::TokenKind::Number) => {
            cue.start + 1
        }
        _ => cue.end,
    }
}

/// Whether it is something to refrain from.
pub(super) fn refrain(doc: &Annotated<'_>, clause: &Range<usize>) -> bool {
    clause.clone().take(6).any(|i| doc.is(i, WordClass::Negation) || doc.is(i, WordClass::RefrainVerb))
}

/// A condition before or after the cue: "if …", "provided that …".
pub(super) fn condition(doc: &Annotated<'_>, range: &Range<usize>, cue: usize) -> (bool, Option<Range<usize>>) {
    let opens = |i: usize| {
        doc.is(i, WordClass::Condition)
            && (doc.is_text(i, "if")
                || doc.is_text(i, "unless")
                || doc.is_text(i, "provided") && doc.is_text(i + 1, "that")
                || doc.is_text(i, "subject") && doc.is_text(i + 1, "to")
                || doc.is_text(i, "once"))
    };
    let Some(start) = range.clone().find(|&i| opens(i) && (i != cue)) else { return (false, None) };
    let stop = (start..range.end)
        .find(|&i| i > start + 1 && (doc.is_text(i, ",") || doc.is_text(i, ".")))
        .unwrap_or(range.end);
    (true, Some(start..stop))
}

/// Who is asked: the actors right after the cue of an appeal.
pub(super) fn addressees(doc: &Annotated<'_>, cue: &Range<usize>, range: &Range<usize>) -> Vec<EntityId> {
    let inside = doc.mentions_in(&(cue.start..range.end.min(cue.end + 3)));
    let mut ids = Vec::new();
    for (_, m) in inside.take(3) {
        if matches!(m.kind, MentionKind::State | MentionKind::Organization | MentionKind::Body | MentionKind::Person) {
            ids.extend(m.entity());
        }
    }
    ids
}

/// Whether an item begins with a verb, whatever its capital: "Adopted", "To convene", "stressed".
pub(super) fn is_verb_form(doc: &Annotated<'_>, i: usize) -> bool {
    [WordClass::Verb, WordClass::Reporting, WordClass::PersonVerb, WordClass::Light].iter().any(|&c| doc.is(i, c))
        || doc.word(i).ends_with("ed")
}
