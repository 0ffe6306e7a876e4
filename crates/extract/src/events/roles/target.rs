//! Which event a later sentence adds to.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::vocabulary::{EventType, Salience, Status};

use super::gathering;
use crate::events::{ceremonial, event_noun};
use crate::model::{Event, Marker};

/// The event a sentence adds to: one triggered in it before the cue or as its object, else the gathering spoken of before.
pub(super) fn event_for(doc: &Annotated<'_>, events: &[Event], s: usize, trigger: &Range<usize>) -> Option<usize> {
    let joined =
        joins(doc, trigger) || trigger.clone().any(|i| doc.is_text(i, "invitation") || doc.is_text(i, "invited"));
    let called = joined || trigger.clone().any(|i| doc.is(i, WordClass::AttendanceWord));
    let fits = |e: &Event| {
        gathering(e.kind)
            || joined && matches!(e.kind, EventType::Call | EventType::Visit)
            || called && e.kind == EventType::Call
            // "opened a centre, which is funded by A and B".
            // "will inaugurate a hall today. The facility, which is funded by A and B, comprises": of what was opened.
            || e.kind == EventType::Establishment
                && (e.sentence == s || e.sentence + 1 == s && doc.is(trigger.start, WordClass::FundedWord))
                && e.trigger.end <= trigger.start
                // "opened a centre, built with the assistance of A": how it came about.
                && (doc.is(trigger.start, WordClass::FundedWord)
                    || (trigger.start.saturating_sub(1)..trigger.end).any(|i| {
                        ["built", "constructed", "restored", "renovated", "refurbished", "equipped"]
                            .iter()
                            .any(|w| doc.is_text(i, w))
                    }))
    };
    // "The Japanese side was represented by X", right behind other talks of the same paragraph: at these.
    let represented = trigger.clone().any(|i| doc.is_text(i, "represented"));
    let just = |e: &Event| {
        gathering(e.kind)
            && !e.aside
            && e.marker == Marker::None
            && e.date.is_some()
            && e.sentence + 1 == s
            && doc.sentences[e.sentence].block == doc.sentences[s].block
    };
    if let Some(found) = events.iter().rposition(|e| represented && just(e)) {
        return Some(found);
    }
    // "The cargo was accepted by X": of what was handed over.
    let goods = doc.is(trigger.start, WordClass::GoodsNoun) || doc.is_text(trigger.start, "keys");
    let handed = |e: &Event| matches!(e.kind, EventType::Aid | EventType::Establishment) && !e.aside && e.sentence <= s;
    if goods {
        return events.iter().rposition(handed);
    }
    // "At the third stage, the units of A worked out": of the exercise, or the stage told of as one.
    let range = doc.sentences[s].tokens.clone();
    if crate::events::stages::opens_with_stage(doc, &range) {
        let drill = |e: &&Event| matches!(e.kind, EventType::Exercise | EventType::Operation) && !e.aside;
        let own = events.iter().position(|e| drill(&e) && e.sentence == s);
        if let Some(found) = own.or_else(|| events.iter().position(|e| drill(&e) && e.sentence < s)) {
            return Some(found);
        }
    }
    // "also joined this call": the call told of, whatever else the sentence tells.
    // So do those who "took part in the talks".
    let after = trigger.end + usize::from(doc.is_text(trigger.end, "in"));
    if (after..after + 1).any(|i| ["this", "that", "the"].iter().any(|w| doc.is_text(i, w)))
        && let Some(kind) = event_noun(doc, after + 1).and_then(EventType::parse)
        && !doc.tokens[after + 1].capital
    {
        // "attended the meeting", which the many make a conference.
        let called = rapporteur_text::fold(doc.word(after + 1));
        let called_so = |e: &Event| e.format.as_deref() == Some(called.as_str());
        let past = ["took", "attended", "participated", "joined"].iter().any(|w| doc.is_text(trigger.start, w));
        let will = (trigger.start.saturating_sub(2)..trigger.end).any(|i| doc.is(i, WordClass::FutureModal));
        let usable = |e: &Event| {
            e.sentence <= s
                && e.trigger.end <= trigger.start
                && !e.aside
                && !e.enclosing
                && e.marker == Marker::None
                && !(past && matches!(e.status, Status::Scheduled | Status::Proposed))
                && !(will && e.status == Status::Held)
        };
        let related = |e: &Event| e.kind == kind || crate::events::compatible(e.kind, kind);
        let found = events
            .iter()
            .rposition(|e| usable(e) && called_so(e) && related(e))
            .or_else(|| events.iter().rposition(|e| usable(e) && e.kind == kind));
        if let Some(found) = found.filter(|&i| events[i].sentence != s) {
            return Some(found);
        }
    }
    // "In the visit also took part A and B".
    if trigger.len() > 3 && doc.is_text(trigger.start, "in") && doc.is_text(trigger.start + 2, "visit") {
        return events.iter().position(|e| e.kind == EventType::Visit && !e.aside && e.sentence < s);
    }
    // "The signing was witnessed by", "X put her name to the document": of what was signed last.
    if (doc.is_text(trigger.start, "signing") || doc.is_text(trigger.start, "put"))
        && let Some(found) = events.iter().rposition(|e| e.kind == EventType::Signing && e.sentence <= s && !e.aside)
    {
        return Some(found);
    }
    let here = events
        .iter()
        .enumerate()
        .filter(|(_, e)| e.sentence == s && fits(e))
        .min_by_key(|(_, e)| e.trigger.start.abs_diff(trigger.start))
        .map(|(i, _)| i);
    if here.is_some() {
        return here;
    }
    // The latest gathering with a trigger before this sentence that is not about another time.
    let range = doc.sentences[s].tokens.clone();
    // "The ceremony was attended by": what was handed over, signed or opened before.
    let ceremony = range.clone().any(|i| doc.is(i, WordClass::CeremonyWord))
        // "The event was attended by": the opening told of right before.
        || (range.start..trigger.start).take(4).any(|i| doc.is_text(i, "event"))
            && events.iter().any(|e| e.kind == EventType::Establishment && e.sentence < s && e.sentence + 3 >= s && !e.aside)
        // "The launch was attended by".
        || (range.start..trigger.start).take(4).any(|i| doc.is_text(i, "launch") || doc.is_text(i, "inauguration"))
            && events.iter().any(|e| e.kind == EventType::Establishment && e.sentence < s && !e.aside)
        || range.clone().any(|i| doc.is_text(i, "expense") || doc.is_text(i, "purchased"))
        // "The donation was made possible by contributions of X".
        || (range.start..trigger.start).take(3).any(|i| ["donation", "equipment", "handover"].iter().any(|w| doc.is_text(i, w)));
    // "The minister then opened a new wing. He was joined by": at what he did last.
    let pronoun = ["he", "she", "they"].iter().any(|w| doc.is_text(range.start, w))
        && trigger.start <= range.start + 3
        && ["joined", "accompanied", "assisted"].iter().any(|w| doc.is_text(trigger.start, w));
    let did = pronoun.then(|| events.iter().rfind(|e| e.sentence < s && !e.aside)).flatten().is_some_and(|e| {
        e.sentence + 1 == s && ceremonial(e.kind) && doc.sentences[s - 1].block == doc.sentences[s].block
    });
    if ceremony || did {
        let solemn = |e: &Event| ceremonial(e.kind) && !e.aside;
        // The only one there was, however long ago it was told of: "Representatives of A and B will attend the ceremony".
        let only = events.iter().filter(|e| solemn(e)).count() == 1;
        let named = only && range.clone().any(|i| doc.is_text(i, "ceremony"));
        if let Some(found) = events.iter().rposition(|e| solemn(e) && e.sentence < s && (named || e.sentence + 3 >= s))
        {
            return Some(found);
        }
    }
    let noun = range.clone().find_map(|i| event_noun(doc, i).map(|_| rapporteur_text::fold(doc.word(i))));
    // The last occasion of this paragraph that took place and was told of for itself.
    let told_here = |fits: &dyn Fn(&Event) -> bool| {
        events.iter().rposition(|e| {
            fits(e)
                && !e.aside
                && !e.enclosing
                && e.marker == Marker::None
                && e.status != Status::Scheduled
                && e.asserted
                && e.sentence < s
                && doc.sentences[e.sentence].block == doc.sentences[s].block
        })
    };
    // "In the afternoon X held a round table. … Some 120 judges took part": at what the paragraph told of last.
    let latest = joined_in(doc, trigger).then(|| {
        told_here(&|e| {
            matches!(e.kind, EventType::Conference | EventType::Training | EventType::Exercise)
                && e.salience != Salience::Primary
        })
    });
    if let Some(found) = latest.flatten().filter(|_| noun.is_none()) {
        return Some(found);
    }
    // "The exercise was held. … On Friday the conference took place. Reports were made by A": at the gathering told of last.
    let heard = trigger
        .clone()
        .any(|i| ["reports", "remarks", "presentations", "statements"].iter().any(|w| doc.is_text(i, w)));
    let talks = heard.then(|| told_here(&|e| matches!(e.kind, EventType::Conference | EventType::Training)));
    if let Some(found) = talks.flatten() {
        return Some(found);
    }
    // A past tense tells of what was held, where something was.
    let past = (trigger.start..trigger.end + 1)
        .any(|i| doc.word(i).ends_with("ed") || ["took", "spoke", "gave"].iter().any(|w| doc.is_text(i, w)));
    let ahead = |e: &Event| matches!(e.status, Status::Scheduled | Status::Proposed);
    // "… follows a course that ended on Friday. Thirty officers attended the course": right after it was told of.
    let same_noun = |e: &Event| {
        noun.is_some()
            && e.format == noun
            && fits(e)
            && !e.aside
            && !e.enclosing
            && !(past && ahead(e))
            && !prelude(doc, e)
    };
    // "The exercise began on Monday. Troops from A and B are taking part": who drills and trains is told right behind it.
    let drill = |e: &Event| {
        noun.is_none()
            && matches!(e.kind, EventType::Exercise | EventType::Training)
            && !e.aside
            && doc.sentences[e.sentence].block == doc.sentences[s].block
    };
    // "Consultations were held. The delegations were headed by X and Y": at what was told of right before.
    let delegates = (range.start..range.start + 3).any(|i| doc.is(i, WordClass::DelegationNoun));
    let table = |e: &Event| {
        delegates
            && matches!(e.kind, EventType::Meeting | EventType::Conference)
            && e.asserted
            && !e.aside
            && !e.enclosing
            && doc.sentences[e.sentence].block == doc.sentences[s].block
    };
    let before = events
        .iter()
        .rposition(|e| e.sentence + 1 == s && (same_noun(e) || joined_in(doc, trigger) && drill(e) || table(e)));
    if before.is_some() {
        return before;
    }
    // "X held a round table. It was moderated by Y": of what the sentence before told.
    // "Negotiations were held. In them participated A": of those.
    let in_them =
        trigger.clone().any(|i| doc.is_text(i, "in") && (doc.is_text(i + 1, "them") || doc.is_text(i + 1, "it")));
    if (doc.is_text(range.start, "it") || in_them)
        && let Some(told) = events.iter().rposition(|e| {
            e.sentence + 1 == s && fits(e) && !e.aside && e.marker == Marker::None && !matches!(e.kind, EventType::Aid)
        })
    {
        return Some(told);
    }
    let usable = |e: &Event| fits(e) && e.marker == Marker::None && !e.aside && !apart(doc, events, e);
    // "X met Y. … The meeting was attended by A": what the paragraph told of last, if nothing else is called so.
    let kind = doc
        .is_text(range.start, "the")
        .then(|| (range.start + 1..range.start + 3).find_map(|i| event_noun(doc, i)).and_then(EventType::parse));
    if let Some(kind) = kind.flatten().filter(|_| !events.iter().any(|e| usable(e) && e.format == noun)) {
        let told = events.iter().rposition(|e| {
            usable(e)
                && e.sentence < s
                && doc.sentences[e.sentence].block == doc.sentences[s].block
                && crate::events::compatible(e.kind, kind)
                && !(past && ahead(e))
        });
        if told.is_some() {
            return told;
        }
    }
    let held = past
        && events.iter().any(|e| usable(e) && e.sentence <= s && e.status != Status::Scheduled)
        && noun.as_ref().is_none_or(|n| !events.iter().any(|e| usable(e) && !ahead(e) && e.format.as_ref() == Some(n)));
    if held {
        return events.iter().position(|e| usable(e) && e.sentence <= s && e.status != Status::Scheduled);
    }
    let by_noun = noun.as_ref().and_then(|n| {
        let named = |e: &Event| usable(e) && e.sentence <= s && e.format.as_ref() == Some(n);
        events.iter().rposition(|e| named(e) && !(past && ahead(e))).or_else(|| events.iter().rposition(named))
    });
    // "took over the Chair of A at the meeting of B. Ministers attended": the meeting, not the taking over.
    let sat = || {
        let first = events.iter().position(|e| usable(e) && e.sentence <= s)?;
        let beside = |e: &Event| usable(e) && e.sentence == events[first].sentence && e.kind != EventType::Appointment;
        let appointed = events[first].kind == EventType::Appointment;
        events.iter().position(|e| appointed && beside(e)).or(Some(first))
    };
    by_noun.or_else(sat).or_else(|| {
        // "The EU launched the programme in X. It was presented by A. Sixty officials were present": no other gathering is told of.
        events.iter().rposition(|e| {
            e.kind == EventType::Establishment
                && !e.aside
                && e.marker == Marker::None
                && e.status != Status::Scheduled
                && (e.sentence < s && s <= e.sentence + 3)
        })
    })
}

/// Whether a gathering is only what others were held around or before, so that what follows tells of those.
pub(super) fn apart(doc: &Annotated<'_>, events: &[Event], e: &Event) -> bool {
    // "adopted the Plan at the end of their meeting": no other gathering is told of there, so it is that meeting.
    let with = |o: &Event| o.sentence == e.sentence && !o.enclosing && !o.aside && o.marker == Marker::None;
    let around = e.enclosing
        && (events
            .iter()
            .any(|o| with(o) && gathering(o.kind) && !matches!(o.kind, EventType::Signing | EventType::Appointment))
            || !events.iter().any(|o| {
                with(o) && matches!(o.kind, EventType::Adoption | EventType::Signing | EventType::Appointment)
            }));
    around || prelude(doc, e)
}

/// "was preceded by a course of experts".
fn prelude(doc: &Annotated<'_>, e: &Event) -> bool {
    let told = doc.sentences[e.sentence].tokens.start..e.trigger.start;
    told.rev().take(8).any(|i| doc.is_text(i, "preceded") && doc.is_text(i + 1, "by"))
}

/// Words of joining somebody, who may as well be on the telephone or on a journey: "traveled with the delegation".
pub(super) fn joins(doc: &Annotated<'_>, trigger: &Range<usize>) -> bool {
    trigger.clone().any(|i| {
        ["joined", "joins", "joining", "accompanied", "accompanying", "traveled", "travelled"]
            .iter()
            .any(|w| doc.is_text(i, w))
    })
}

/// Words of taking part.
fn joined_in(doc: &Annotated<'_>, trigger: &Range<usize>) -> bool {
    trigger
        .clone()
        .any(|i| doc.is(i, WordClass::AttendanceWord) || doc.is(i, WordClass::DrillVerb) || doc.is_text(i, "part"))
}
