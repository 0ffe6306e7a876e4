//! What a document was issued for, what belongs to the same occasion, and what is only referred to.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::Annotated;
use rapporteur_schema::add_days;
use rapporteur_schema::vocabulary::{EventType, Salience, Status};

use rapporteur_text::BlockKind;

use super::same_part;
use crate::model::{Event, Marker};

/// The last sentence, headlines counted, that an announcement may stand in.
const ANNOUNCED: usize = 1;

/// Sets salience and parents.
pub(super) fn decide(doc: &Annotated<'_>, events: &mut [Event]) {
    // "The Secretary, who visited Tunis in February, received X": told of in passing.
    let passing = |e: &Event| {
        let who = e.trigger.start.checked_sub(1).is_some_and(|b| doc.is(b, WordClass::ClauseOpener));
        let over = e.date.as_ref().and_then(|d| d.end).zip(doc.facts.published);
        e.by_verb && who && over.is_some_and(|(end, day)| add_days(end, 7) < day)
    };
    let usable =
        |e: &Event| !e.aside && e.marker == Marker::None && !e.enclosing && e.status != Status::Proposed && !passing(e);
    let first_sentences = events.iter().filter(|e| usable(e)).map(|e| e.sentence).min();
    let lead_end = first_sentences.map_or(0, |f| f + 2);
    let primary = events
        .iter()
        .enumerate()
        .filter(|(_, e)| usable(e))
        .min_by_key(|(i, e)| {
            let late = e.sentence > lead_end;
            (!e.headline || late, late, e.sentence, *i)
        })
        .map(|(i, _)| i);
    // "The Minister will host the next summit on 30 November": news, where the text tells of nothing else before.
    let primary = primary.or_else(|| {
        let announced = |e: &Event| {
            e.marker == Marker::Next
                && !e.aside
                && !e.enclosing
                && e.asserted
                && e.date.is_some()
                && e.sentence <= ANNOUNCED
        };
        events.iter().position(announced)
    });
    // Where nothing else is told, the gathering during which something happened is what the text is about.
    let primary = primary.or_else(|| {
        let lead =
            events.iter().position(|e| e.enclosing && e.name.is_some() && e.marker == Marker::None && e.sentence <= 1);
        if let Some(lead) = lead {
            events[lead].enclosing = false;
        }
        lead
    });
    // "After talks with X on Monday, Y announced": the talks, where the text tells of no other occasion.
    let primary = primary.or_else(|| {
        let recent = |e: &Event| {
            let day = e.date.as_ref().and_then(|d| d.end).zip(doc.facts.published);
            day.is_some_and(|(end, published)| end <= published && add_days(end, 6) >= published)
        };
        let people = |e: &Event| e.parts.iter().filter(|p| p.entity.is_some()).count() > 1;
        let talks = |e: &Event| matches!(e.kind, EventType::Meeting | EventType::Call | EventType::Conference);
        let told = events.iter().position(|e| e.aside && !e.by_verb && talks(e) && people(e) && recent(e));
        told.filter(|&i| events[i].marker == Marker::None)
    });
    let Some(primary) = primary else {
        for e in events.iter_mut() {
            e.salience = Salience::Referenced;
        }
        return;
    };
    events[primary].salience = Salience::Primary;
    let published = doc.facts.published;
    let anchor =
        events[primary].date.clone().and_then(|d| d.start.zip(d.end.or(d.start))).or_else(|| published.map(|p| (p, p)));
    for i in 0..events.len() {
        if i == primary {
            continue;
        }
        let e = &events[i];
        let own_date = e.date.as_ref().and_then(|d| d.start.or(d.end).zip(d.end.or(d.start)));
        let precise = own_date.is_some_and(|(a, b)| b <= add_days(a, 12));
        let near = match (own_date, anchor) {
            // What was done in the days before the text, where its news is still to come.
            (Some((a, b)), Some(_))
                if events[primary].status == Status::Scheduled
                    && matches!(e.status, Status::Held)
                    && published.is_some_and(|p| precise && a >= add_days(p, -3) && b <= p) =>
            {
                true
            }
            (Some((a, b)), Some((start, end))) => precise && b >= add_days(start, -4) && a <= add_days(end, 4),
            (None, _) => e.date_text.is_none(),
            (Some(_), None) => true,
        };
        let shared = e
            .parts
            .iter()
            .filter(|p| p.entity.is_some())
            .any(|p| events[primary].parts.iter().any(|q| same_part(doc, p, q)));
        let early = e.sentence <= events[primary].sentence + 1;
        let undated = own_date.is_none();
        // "In Tallinn X held talks with Y. He was later received by Z": told in one breath.
        let block = doc.sentences[e.sentence].block;
        let in_one = events[..i].iter().any(|o| {
            o.salience == Salience::Secondary
                && doc.sentences[o.sentence].block == block
                && o.sentence + 1 >= e.sentence
                && o.kind != EventType::Statement
                && e.parts.iter().any(|p| p.entity.is_some() && o.parts.iter().any(|q| same_part(doc, p, q)))
        });
        // "The delegation was received by X. It also held a working session with Y".
        let start = doc.sentences[e.sentence].tokens.start;
        let goes_on = ["it", "he", "she", "they"].iter().any(|w| doc.is_text(start, w))
            && ["also", "then", "later"].iter().any(|w| doc.is_text(start + 1, w))
            && events[..i].iter().any(|o| {
                o.salience == Salience::Secondary
                    && doc.sentences[o.sentence].block == block
                    && o.sentence + 1 == e.sentence
            });
        let same_occasion = shared
            || in_one
            || goes_on
            || opens_on_occasion(doc, e)
            || early
            || e.enclosing
            || matches!(
                e.kind,
                EventType::Signing
                    | EventType::Adoption
                    | EventType::Appointment
                    | EventType::Aid
                    | EventType::Establishment
                    | EventType::Visit
            )
            || !undated;
        let referenced = e.aside
            || e.marker != Marker::None
            || e.status == Status::Proposed
            || !near
            || !same_occasion
            || recalled(doc, e)
            || topic(doc, e)
            || undated
                && e.status == Status::Scheduled
                && !on_journey(events, i)
                && !(events[primary].status == Status::Scheduled && opens_on_occasion(doc, e));
        // "At the first stage, on 11-13 March": part of what is told, however long ago.
        let stage = e.kind == EventType::Exercise
            && e.date.is_some()
            && !e.aside
            && super::stages::opens_with_stage(doc, &doc.sentences[e.sentence].tokens);
        events[i].salience = if referenced && !stage { Salience::Referenced } else { Salience::Secondary };
    }
    // "spoke separately with A and B": neither call is less than the other.
    let (rule, sentence, trigger) =
        (events[primary].rule.clone(), events[primary].sentence, events[primary].trigger.clone());
    // "The Group for X met on 9 May and the Group for Y on 14 May": nor either of these.
    let one_of = |e: &Event| e.steps.iter().any(|x| x.1 == super::assemble::TOGETHER);
    let split = |e: &Event| {
        e.rule == rule
            && e.sentence == sentence
            && (e.trigger == trigger || one_of(e))
            && e.steps.iter().any(|x| x.0 == "participants")
    };
    for e in events.iter_mut().filter(|e| split(e) && (e.salience == Salience::Secondary || one_of(e))) {
        e.salience = Salience::Primary;
    }
    // "Readout of the Minister's Calls with A and B" is issued for both, wherever the text comes to B.
    let kind = events[primary].kind;
    if let Some(named) = called_in_title(doc, kind) {
        let known: Vec<_> = events[primary].parts.iter().filter_map(|p| p.entity).collect();
        let called = |e: &Event| {
            e.parts.iter().filter_map(|p| p.entity).filter(|x| !known.contains(x)).any(|x| {
                let words = &doc.entities.get(x).words;
                doc.entities.get(x).is_human() && words.last().is_some_and(|w| named.contains(w))
            })
        };
        // "Minister Holds Calls with Foreign Minister of A and Envoy of B": by their offices, on the same day.
        let (day, status) = (events[primary].date.clone(), events[primary].status);
        let beside = |e: &Event| {
            kind == EventType::Call
                && e.status == status
                && e.date.is_some()
                && e.date == day
                && e.parts.iter().filter_map(|p| p.entity).any(|x| known.contains(&x))
        };
        for e in events
            .iter_mut()
            .filter(|e| e.kind == kind && e.salience == Salience::Secondary && (called(e) || beside(e)))
        {
            e.salience = Salience::Primary;
        }
    }
    // "Minister meets A, holds talks with B" is issued for both.
    for e in events.iter_mut().filter(|e| e.titled && e.salience == Salience::Secondary) {
        e.salience = Salience::Primary;
    }
    // "Three documents were signed:" – each item of the list is what the release was issued for.
    let own = events[primary].sentence;
    let item = |s: usize| doc.block_of(s).kind == BlockKind::ListItem;
    let lead = if item(own) { (0..own).rev().find(|&s| !item(s)).unwrap_or(own) } else { own };
    if doc.is_text(doc.sentences[lead].tokens.end - 1, ":") {
        let listed = |e: &Event| {
            e.sentence > lead && (lead + 1..=e.sentence).all(|s| doc.block_of(s).kind == BlockKind::ListItem)
        };
        let kind = events[primary].kind;
        for e in events.iter_mut().filter(|e| e.kind == kind && e.salience == Salience::Secondary && listed(e)) {
            e.salience = Salience::Primary;
        }
    }
    parents(doc, events, primary);
}

/// The folded words of a headline that speaks of several talks of one kind: "calls", "meetings".
fn called_in_title(doc: &Annotated<'_>, kind: EventType) -> Option<Vec<String>> {
    let title = doc.facts.title.as_deref()?;
    let words: Vec<String> = rapporteur_text::fold(title)
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .map(|w| w.trim_end_matches("'s").to_owned())
        .collect();
    let plural = |w: &String| {
        let one = w.strip_suffix('s').map(|one| doc.lexicon.words.get(one));
        one.is_some_and(|one| doc.lexicon.event_nouns.get(&one).is_some_and(|k| k == kind.as_str()))
    };
    words.iter().any(plural).then_some(words)
}

/// Whether a sentence says that it goes on with the occasion: "While in Oslo", "During the visit", "On the same day".
fn opens_on_occasion(doc: &Annotated<'_>, e: &Event) -> bool {
    // "During the visit, the following acts will be signed: – Agreement on X": the lead of the list says so.
    let item = |s: usize| doc.block_of(s).kind == BlockKind::ListItem;
    let listed = item(e.sentence) && e.kind == EventType::Signing;
    let lead = (0..e.sentence).rev().find(|&s| !item(s)).filter(|_| listed).unwrap_or(e.sentence);
    let start = doc.sentences[lead].tokens.start;
    let is = |i: usize, w: &str| doc.is_text(i, w);
    // "In the course of the visit".
    let course = ["in", "the", "course", "of"].iter().enumerate().all(|(k, w)| is(start + k, w));
    course
        || is(start, "while") && is(start + 1, "in")
        || is(start, "during")
            && (start + 1..start + 4).any(|i| {
                doc.lexicon.event_nouns.get(&doc.tokens[i.min(doc.tokens.len() - 1)].word).is_some_and(|k| k == "visit")
            })
        // "Before the beginning of the meeting", "Following the talks".
        // "At the end of the meeting, the Ministers are expected to sign", "On the margins of the meeting".
        || ["before", "after", "following", "prior", "ahead", "at", "on", "within", "upon"].iter().any(|w| is(start, w))
            && (start + 1..start + 7).any(|i| is(i, "the"))
            && (start + 1..start + 7)
                .take_while(|&i| !is(i, ","))
                .any(|i| {
                    doc.tokens.get(i).is_some_and(|t| doc.lexicon.event_nouns.contains_key(&t.word))
                        // "Following the ceremony".
                        || doc.is(i, WordClass::CeremonyWord)
                })
        || (start..doc.sentences[lead].tokens.end).any(|i| {
            // "A Joint Declaration is expected to be adopted at the end of the Meeting".
            ["at", "the", "end", "of"].iter().enumerate().all(|(k, w)| is(i + k, w))
                && (i + 4..i + 8).any(|k| doc.tokens.get(k).is_some_and(|t| doc.lexicon.event_nouns.contains_key(&t.word)))
        })
        || is(start, "separately")
        || is(start, "later")
        || is(start, "in") && is(start + 1, "addition")
        || doc.dates.iter().any(|d| d.from_event.is_some() && d.tokens.start <= start + 3 && d.tokens.start >= start)
}

/// Whether talks still to come belong to a journey that is announced or under way: "In Lusaka the Minister will meet X".
fn on_journey(events: &[Event], i: usize) -> bool {
    let e = &events[i];
    let talks =
        matches!(e.kind, EventType::Meeting | EventType::Conference | EventType::Signing | EventType::Establishment);
    talks
        && events.iter().enumerate().any(|(k, v)| {
            k != i
                && v.kind == EventType::Visit
                && matches!(v.status, Status::Scheduled | Status::Ongoing)
                && v.salience != Salience::Referenced
                && (v.salience == Salience::Primary || v.sentence <= e.sentence)
                && v.date.is_some()
                && visitor_in(v, e)
                && !elsewhere(v, e)
        })
}

/// Whether the event is only what somebody spoke of: "discussed the preparations for the Summit", "congratulated X on his
/// participation in the NATO Summit".
fn topic(doc: &Annotated<'_>, e: &Event) -> bool {
    // "discussed the President's trip to X": whosever trip it is.
    let owned = e.kind == EventType::Visit && !e.by_verb && !e.asserted && e.date.is_none();
    if !owned && (e.by_verb || e.asserted || !e.parts.is_empty()) {
        return false;
    }
    let range = &doc.sentences[e.sentence].tokens;
    let verb =
        (range.start..e.trigger.start).rev().find(|&i| crate::syntax::is_verb(doc, i) && !doc.is(i, WordClass::Be));
    verb.is_some_and(|v| {
        // "discussed A at the Summit": there they were.
        let there = (v + 1..e.trigger.start).any(|i| {
            ["at", "during", "margins", "sidelines", "ahead", "before", "after", "following"]
                .iter()
                .any(|w| doc.is_text(i, w))
        });
        doc.is(v, WordClass::TopicVerb) && !there
    })
}

/// Whether the sentence reports what was before: "recalled that", "had met", "last met".
fn recalled(doc: &Annotated<'_>, e: &Event) -> bool {
    let range = &doc.sentences[e.sentence].tokens;
    let verb = e.trigger.start;
    let pluperfect = verb > range.start && doc.is_text(verb - 1, "had") && !doc.is_text(verb, "had");
    let recalled = (range.start..verb).any(|i| {
        let word = doc.lexicon.words.name(doc.tokens[i].word);
        word.starts_with("recall") || word == "reminded"
    });
    pluperfect && e.date.is_none() || recalled
}

/// The visit around meetings, the gathering at which something was adopted, the summit on whose margins people met.
fn parents(doc: &Annotated<'_>, events: &mut [Event], primary: usize) {
    for i in 0..events.len() {
        // "At the Oslo Conference, held in March, the Declaration was adopted": then and there, long ago or today.
        if let Some(k) = adopted_at(doc, events, i) {
            events[i].parent = Some(k);
            events[i].salience = events[k].salience.max(events[i].salience);
            continue;
        }
        if events[i].salience == Salience::Referenced {
            continue;
        }
        let within = |e: &Event| e.salience != Salience::Referenced;
        let parent = match events[i].kind {
            EventType::Signing | EventType::Adoption | EventType::Appointment | EventType::Aid => events
                .iter()
                .enumerate()
                .filter(|(k, e)| *k != i && within(e) && matches!(e.kind, EventType::Conference | EventType::Meeting))
                // What was handed over before talks of others are told of was not handed over there.
                .filter(|(_, e)| {
                    let shared = events[i]
                        .parts
                        .iter()
                        .any(|p| p.entity.is_some() && e.parts.iter().any(|q| q.entity == p.entity));
                    events[i].kind != EventType::Aid || e.sentence <= events[i].sentence || shared
                })
                // "Following the talks, the Ministers signed": told of before, and dated, rather than what comes after.
                .min_by_key(|(k, e)| {
                    // "After the talks the two signed": those of the sentence before, with the same people.
                    // "Following the talks": what was told of them may go on for a sentence.
                    let start = doc.sentences[events[i].sentence].tokens.start;
                    let after = if ["following", "after"].iter().any(|w| doc.is_text(start, w)) { AFTER } else { 1 };
                    let just = *k < i
                        && e.sentence + after >= events[i].sentence
                        && e.parts.iter().filter(|p| p.entity.is_some()).count() >= 2
                        && events[i].parts.iter().all(|p| e.parts.iter().any(|q| q.entity == p.entity));
                    (!just, *k != primary, *k > i, e.date.is_none() || e.enclosing, k.abs_diff(i))
                })
                .map(|(k, _)| k),
            EventType::Meeting | EventType::Conference | EventType::Call => {
                let fits = |e: &Event| {
                    e.kind == EventType::Visit
                        && within(e)
                        && visitor_in(e, &events[i])
                        && !elsewhere(e, &events[i])
                        && !still_to_come(e, &events[i])
                        && (e.salience == Salience::Primary || e.sentence <= events[i].sentence || e.date.is_none())
                };
                // "On Tuesday he paid a visit to X, where he met Y": the journey told of in the same breath.
                let same = events.iter().position(|e| {
                    fits(e) && e.sentence == events[i].sentence && e.trigger.start < events[i].trigger.start
                });
                same.or_else(|| events.iter().position(fits)).filter(|&v| v != i)
            }
            EventType::Establishment | EventType::Training | EventType::Exercise => on_visit(events, i),
            _ => None,
        };
        // What was signed or handed over on a journey, with no talks around it.
        let parent = parent.or_else(|| {
            matches!(events[i].kind, EventType::Signing | EventType::Adoption | EventType::Aid)
                .then(|| on_visit(events, i))
                .flatten()
        });
        // The primary event keeps its own day; it has a visit as parent only for the tables.
        if let Some(p) = parent
            && events[p].parent != Some(i)
        {
            events[i].parent = Some(p);
        }
    }
}

/// Sentences between talks and what was signed after them, at most.
const AFTER: usize = 2;

/// The gathering told of in the same sentence at which a paper was adopted or signed.
fn adopted_at(doc: &Annotated<'_>, events: &[Event], i: usize) -> Option<usize> {
    let paper = &events[i];
    if !matches!(paper.kind, EventType::Signing | EventType::Adoption) || paper.date.is_some() {
        return None;
    }
    let start = doc.sentences[paper.sentence].tokens.start;
    events.iter().position(|e| {
        let at = (start..e.trigger.start).rev().take(6).any(|k| doc.is_text(k, "at") || doc.is_text(k, "during"));
        e.sentence == paper.sentence
            && e.trigger.end <= paper.trigger.start
            && matches!(e.kind, EventType::Conference | EventType::Meeting)
            && !e.by_verb
            && e.date.is_some()
            && e.salience == Salience::Referenced
            && at
    })
}

/// The journey of somebody who took part, during which it happened.
fn on_visit(events: &[Event], i: usize) -> Option<usize> {
    let e = &events[i];
    let within = |v: &Event| match (&v.date, &e.date) {
        (Some(a), Some(b)) => a.start <= b.start && b.end <= a.end,
        _ => true,
    };
    events
        .iter()
        .position(|v| {
            v.kind == EventType::Visit
                && v.salience != Salience::Referenced
                && visitor_in(v, e)
                && within(v)
                && (v.salience == Salience::Primary || v.sentence <= e.sentence)
                && !elsewhere(v, e)
                && !still_to_come(v, e)
        })
        .filter(|&v| v != i)
}

fn visitor_in(visit: &Event, meeting: &Event) -> bool {
    visit.parts.iter().any(|v| v.entity.is_some() && meeting.parts.iter().any(|m| m.entity == v.entity))
}

/// Whether the journey lies ahead of talks that were held: "tomorrow he will travel to X".
fn still_to_come(visit: &Event, meeting: &Event) -> bool {
    visit.status == Status::Scheduled && matches!(meeting.status, Status::Held | Status::Ongoing)
}

fn elsewhere(visit: &Event, meeting: &Event) -> bool {
    match (&visit.place, &meeting.place) {
        // A journey through several countries has none of its own.
        (Some(a), Some(b)) => a.country.is_some() && b.country.is_some() && a.country != b.country,
        _ => false,
    }
}
