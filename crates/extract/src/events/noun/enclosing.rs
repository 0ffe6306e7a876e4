//! The gathering around what a text tells: "on the margins of the G20", "the commitments made at the summit".

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role, Status};

use crate::events::verb::blank;
use crate::events::{place, same_part, when};
use crate::model::Event;
use crate::syntax::is_verb;

/// A gathering known by the bare name of those who gather, which is an occasion only beside its margins.
pub(super) fn known_by_acronym(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    trigger: &Range<usize>,
) -> Option<Event> {
    let range = doc.sentences[s].tokens.clone();
    let head = trigger.end - 1;
    // "the G20 Summit" has its noun.
    if trigger.end < range.end && doc.tokens[trigger.end].capital || !doc.tokens[head].capital {
        return None;
    }
    let mut event = blank(doc, s, rule, head..trigger.end);
    event.name = Some(doc.word(head).to_owned());
    event.enclosing = true;
    when::attach_phrase(doc, &mut event, &range, head, trigger.end);
    place::locate_phrase(doc, &mut event, &range, head, trigger.end);
    Some(event)
}

/// "reaffirmed the commitments made at the summit": what came of another day, or will, is background.
pub(super) fn outcome(doc: &Annotated<'_>, s: usize, event: &mut Event, before: Option<usize>) {
    let range = doc.sentences[s].tokens.clone();
    let at = before.filter(|&b| doc.is_text(b, "at") || doc.is_text(b, "in"));
    let outcome = at
        .and_then(|b| (range.start.max(b.saturating_sub(12))..b).rev().find(|&i| doc.is(i, WordClass::OutcomeWord)))
        // "The leaders adopted a declaration at the summit": what they did there themselves.
        .filter(|&i| i == 0 || doc.mention_of[i - 1].is_none() || !is_verb(doc, i));
    let told = range.clone().any(|i| doc.is(i, WordClass::MeetWord) && is_verb(doc, i));
    if let Some(outcome) = outcome.filter(|_| event.date.is_none() && !told && s > 0) {
        event.enclosing = false;
        event.aside = true;
        if (range.start.max(outcome.saturating_sub(3))..outcome).any(|i| doc.is(i, WordClass::FutureModal)) {
            event.status = Status::Scheduled;
        }
    }
}

/// "spoke about preparations for the Summit, which will be held in Oslo on 29 June", "in advance of the Summit": what is still to
/// come.
pub(super) fn prepared(doc: &Annotated<'_>, range: &Range<usize>, before: Option<usize>) -> bool {
    before.is_some_and(|b| {
        b > range.start
            && (doc.is(b - 1, WordClass::ProspectNoun)
                || doc.is_text(b, "of") && ["advance", "ahead"].iter().any(|w| doc.is_text(b - 1, w))
                || doc.is_text(b, "of") && discussed(doc, range, b))
    })
}

/// "negotiations on the organization and conduct of": what is talked about before "of", at the token `of`, is yet to be held.
fn discussed(doc: &Annotated<'_>, range: &Range<usize>, of: usize) -> bool {
    // "reported on the conduct of" tells of what was.
    let talks = |on: usize| on > range.start && doc.lexicon.event_nouns.contains_key(&doc.tokens[on - 1].word);
    ["organization", "organisation", "conduct", "holding"].iter().any(|w| doc.is_text(of - 1, w))
        && (range.start.max(of.saturating_sub(6))..of).any(|i| doc.is_text(i, "on") && talks(i))
}

/// What is prepared has no day from what stands before it, and lies ahead unless its own day has passed.
pub(super) fn ahead(doc: &Annotated<'_>, event: &mut Event, start: usize) {
    if event.date_text.as_ref().is_some_and(|text| text.start < start) {
        event.date = None;
        event.date_text = None;
        event.basis = None;
    }
    let passed = event
        .date
        .as_ref()
        .and_then(|d| d.start)
        .is_some_and(|day| doc.facts.published.is_none_or(|published| day <= published));
    if !passed {
        event.status = Status::Scheduled;
    }
}

/// "Following yesterday's meeting with A, this morning the President met B": what came before the news.
pub(super) fn came_before(doc: &Annotated<'_>, event: &Event, range: &Range<usize>, before: Option<usize>) -> bool {
    // "took stock of relations since the last meeting in Oslo in December".
    let since = before.is_some_and(|b| doc.is_text(b, "since"));
    (since || before.is_some_and(|b| b <= range.start + 1 && (doc.is_text(b, "following") || doc.is_text(b, "after"))))
        && event.date.as_ref().is_some_and(|d| d.end.is_some() && d.end < doc.facts.published)
}

/// "The Ministers of the member states adopted the Plan at the end of their meeting": those who did sat at it.
pub(in crate::events) fn theirs(doc: &Annotated<'_>, events: &mut [Event]) {
    for i in 0..events.len() {
        let event = &events[i];
        let range = doc.sentences[event.sentence].tokens.clone();
        let own = (range.start.max(event.trigger.start.saturating_sub(POSSESSED))..event.trigger.start)
            .any(|k| doc.is_text(k, "their"));
        if !(own && event.parts.is_empty()) {
            continue;
        }
        let theirs: Vec<_> = events
            .iter()
            .filter(|e| e.sentence == event.sentence && matches!(e.kind, EventType::Adoption | EventType::Signing))
            .flat_map(|e| &e.parts)
            .filter(|p| p.role == Role::Signatory && doc.mentions[p.mention].tokens.end <= event.trigger.start)
            .cloned()
            .collect();
        for mut part in theirs {
            part.role = Role::Participant;
            part.rule = "meeting.noun".to_owned();
            // A meeting of a group is a gathering of many.
            let group = doc.mentions[part.mention].kind == MentionKind::Group;
            let event = &mut events[i];
            if group && event.kind == EventType::Meeting {
                event.kind = EventType::Conference;
            }
            event.add(part, |a, b| same_part(doc, a, b));
        }
    }
}

/// So many words at most stand between "their" and "meeting".
const POSSESSED: usize = 5;
