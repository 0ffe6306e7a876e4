//! The day of an occasion told of by a noun: dates of the sentence that belong to something else are let go.

use rapporteur_lexicon::WordClass;
use rapporteur_schema::vocabulary::{EventType, Status};

use super::Site;
use super::guards::part_of_it;
use super::predicate::edge;
use crate::events::when;
use crate::model::{Edge, Event, Marker};
use crate::syntax::is_verb;

/// Keeps the date and status that are its own. `tail` is where its complements end, `own_clause` whether a relative clause tells of it.
pub(super) fn own(site: &Site<'_>, event: &mut Event, tail: usize, own_clause: bool, acts: bool) {
    let Site { doc, range, p, gov, pred, .. } = *site;
    // Only spoken of ("opening the talks", "after the meeting"): dates of the sentence belong to something else.
    // "the session, due on 23 November in Oslo": its own date, and still to come.
    let due = event.date_text.as_ref().is_some_and(|t| {
        (t.start.saturating_sub(2)..t.start).any(|i| i >= p.end && doc.is(i, WordClass::DueWord))
            && t.start <= p.end + 14
    });
    if due && event.status == Status::Held {
        event.status = Status::Scheduled;
    }
    // "the results of the exercise “X”, conducted in Samarkand on 10–12 June, were considered".
    let reduced_clause = doc.is_text(p.end, ",")
        && ["conducted", "held", "organized", "organised", "convened", "staged"]
            .iter()
            .any(|w| doc.is_text(p.end + 1, w))
        && ["in", "on", "at", "from"].iter().any(|w| doc.is_text(p.end + 2, w));
    let told = due
        || reduced_clause
        || own_clause
        || pred.is_some_and(|v| v < p.end + if v + 4 >= range.end { 34 } else { 22 }) && acts && gov.is_none()
        || gov.is_some_and(|g| !doc.word(g).ends_with("ing"));
    let gathering = matches!(
        event.kind,
        EventType::Meeting | EventType::Conference | EventType::Call | EventType::Exercise | EventType::Training
    );
    // "The visit was preceded by a call last Friday": the day of the call.
    let around = pred.is_some_and(|v| {
        (v..v + 4).any(|i| ["preceded", "followed"].iter().any(|w| doc.is_text(i, w)) && doc.is_text(i + 1, "by"))
    });
    if around && event.date_text.as_ref().is_some_and(|t| pred.is_some_and(|v| t.start > v)) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    if gathering
        && event.definite
        && !told
        && event.date_text.as_ref().is_some_and(|t| {
            // "the meeting in Oslo on 3 June": nothing but place and date between.
            let plain = t.start >= tail
                && !(tail..t.start).any(|i| {
                    // "of the Special Working Group (SWG) on 12 May": an acronym in brackets stands between all the same.
                    let bracket = doc.is_text(i, "(") && !doc.is_text(i + 2, ")");
                    is_verb(doc, i) || bracket || matches!(doc.word(i), "," | ";") || doc.is(i, WordClass::Coordinator)
                });
            t.start > tail + 2 && !plain || t.end + 3 < p.start
        })
    {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    // "discussed today the upcoming visit": today is when they talked.
    let now = doc.facts.published;
    if event.marker == Marker::Next && event.date.as_ref().is_some_and(|d| d.end.is_some() && d.end <= now) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    if event.kind == EventType::Visit {
        when::began_and_ends(doc, event, range);
    }
    let lasts = event.days.is_some() || matches!(event.kind, EventType::Training | EventType::Exercise)
        // "The seminar will conclude on 16 March".
        || event.kind == EventType::Conference && event.definite && event.date.is_some();
    if lasts && event.edge == Edge::None {
        edge(doc, event, p, range);
    }
    if event.definite && part_of_it(doc, p.start, range) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
}
