//! What later sentences tell of an event: who attended, chaired, spoke, hosted, paid.

mod belongs;
mod guests;
mod lists;
mod target;
mod voices;
mod who;

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};
use rapporteur_text::BlockKind;

use belongs::{Told, belongs};
pub(super) use guests::as_guest;
use guests::observer;
use lists::{countries, lists};
use voices::{speakers, talkers, voices};
use who::who;

use super::{event_noun, seat};
use crate::model::Event;

/// Adds parts from role rules, lists of participants, and reported speech at gatherings.
pub(super) fn add(doc: &Annotated<'_>, events: &mut [Event]) {
    if events.is_empty() {
        return;
    }
    // In a chronicle a sentence adds to what its own section tells of.
    let sections = super::sections::ranges(doc);
    for s in 0..doc.sentences.len() {
        let section = sections.iter().find(|x| x.contains(&s));
        let own = section.map_or(0..events.len(), |x| {
            events.partition_point(|e| e.sentence < x.start)..events.partition_point(|e| e.sentence < x.end)
        });
        let block = doc.block_of(s).kind;
        let range = doc.sentences[s].tokens.clone();
        // The numbered paragraphs of a communiqué are text, the items of a list of participants are not.
        let item = block == BlockKind::ListItem
            && range.clone().filter(|&i| crate::syntax::is_verb(doc, i)).count()
                < if super::candidates::numbered(doc, s) { 1 } else { 2 };
        if matches!(block, BlockKind::Headline | BlockKind::Background) || item {
            continue;
        }
        for (rule, trigger) in matches(doc, &range) {
            apply(doc, &mut events[own.clone()], s, rule, &trigger, &range);
        }
    }
    lists(doc, events);
    countries(doc, events);
    talkers(doc, events);
    super::widen(doc, events);
    // Who is quoted there took part in no gathering but that of his section.
    if sections.is_empty() {
        speakers(doc, events);
        voices(doc, events);
    }
}

fn matches<'a>(doc: &Annotated<'a>, range: &Range<usize>) -> Vec<(&'a EventRule, Range<usize>)> {
    let view = doc.view(range.clone());
    let mut found: Vec<(&EventRule, Range<usize>)> = Vec::new();
    for i in range.clone() {
        if doc.quoted[i] || super::verb::those_gathered(doc, i) {
            continue;
        }
        for (r, c) in doc.lexicon.event_index.candidates(doc.tokens[i].word) {
            let rule = &doc.lexicon.events[r];
            if rule.shape != "role" {
                continue;
            }
            if let Some(end) = rule.cues[c].match_at(&view, i - range.start) {
                found.push((rule, i..range.start + end));
            }
        }
    }
    // Of overlapping matches the longest counts.
    found.sort_by_key(|(_, t)| (t.start, std::cmp::Reverse(t.end)));
    let mut kept: Vec<(&EventRule, Range<usize>)> = Vec::new();
    for (rule, t) in found {
        if !kept.iter().any(|(_, k)| k.start <= t.start && t.end <= k.end) {
            kept.push((rule, t));
        }
    }
    kept
}

/// Whether who opened a sitting is called the chairman of the body by its noun alone: "the Chairman of the Council".
fn opens_own(doc: &Annotated<'_>, event: &Event, m: usize, trigger: &Range<usize>) -> bool {
    let start = doc.mentions[m].tokens.start;
    let opened = trigger.clone().any(|i| doc.is_text(i, "opened"));
    let of = doc.is_text(start + 1, "of") && doc.is_text(start + 2, "the");
    let body = doc.is(start + 3, WordClass::BodyHead) && matches!(doc.word(start + 4), "," | "." | ";");
    event.kind == EventType::Conference && opened && doc.is(start, WordClass::ChairWord) && of && body
}

fn gathering(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Conference
            | EventType::Meeting
            | EventType::Exercise
            | EventType::Operation
            | EventType::Training
            | EventType::Appointment
            | EventType::Aid
            | EventType::Signing
    )
}

fn apply(
    doc: &Annotated<'_>,
    events: &mut [Event],
    s: usize,
    rule: &EventRule,
    trigger: &Range<usize>,
    range: &Range<usize>,
) {
    // "presented the troops with 30 sets": a gift, and nothing that was said.
    let given = rule.id.ends_with("presents")
        && events.iter().any(|e| e.kind == EventType::Aid && e.sentence == s && e.trigger.start == trigger.start);
    if given {
        return;
    }
    let Some(told) = belongs(doc, events, s, rule, trigger, range) else { return };
    let found = who(doc, events, &told);
    let Told { target, side, bilateral, passive_by, .. } = told;
    for (m, role) in found {
        // "conducted by the BOMCA Programme": no actor of the lexicon, but the one that acts.
        if doc.mentions[m].kind == MentionKind::Programme && rule.id.ends_with("organize") && role == Role::Organizer {
            let part = super::verb::programme_part(m, s, rule.id.clone(), role);
            events[target].add(part, |a, b| super::same_part(doc, a, b));
            continue;
        }
        if matches!(
            doc.mentions[m].kind,
            MentionKind::Parties | MentionKind::Programme | MentionKind::Region | MentionKind::Demonym
        ) {
            continue;
        }
        // "In all 1,300 servicemen are involved": how many, and not who.
        let figure = doc.mentions[m].count.is_some() && doc.mentions[m].within.is_empty();
        if figure && trigger.clone().any(|i| doc.is_text(i, "involved")) {
            continue;
        }
        // "The Office was established by X", of what was opened.
        let founded = rule.id.ends_with("organize")
            && doc.is(trigger.start, WordClass::Be)
            && trigger.clone().any(|i| doc.is_text(i, "established") || doc.is_text(i, "set"));
        if founded && events[target].kind != EventType::Establishment {
            continue;
        }
        // "The consultations were held by X and Y": who talked.
        let talked = role == Role::Organizer
            && doc.mentions[m].kind == MentionKind::Person
            && events[target].kind == EventType::Meeting
            && trigger.clone().any(|i| doc.is_text(i, "held"));
        let role = if talked { Role::Participant } else { role };
        // "The session was conducted by X": who led it; of a course, who taught it.
        let conducted = role == Role::Organizer
            && doc.mentions[m].kind == MentionKind::Person
            && trigger.clone().any(|i| doc.is_text(i, "conducted"));
        let role = match events[target].kind {
            EventType::Training if conducted => Role::Speaker,
            _ if conducted => Role::Chair,
            _ => role,
        };
        // "The course is led by trainers from A": who teaches it.
        let taught = role == Role::Chair
            && doc.mentions[m].kind == MentionKind::Group
            && events[target].kind == EventType::Training;
        let role = if taught { Role::Speaker } else { role };
        // "featured panels of officials", "presented a plan": only people speak.
        if ["featured", "presents"].iter().any(|x| rule.id.ends_with(x)) && doc.mentions[m].kind != MentionKind::Person
        {
            continue;
        }
        // "led by President X's Head of Cabinet": not X.
        if doc.mentions[m].kind == MentionKind::Person && doc.is_possessive(doc.mentions[m].tokens.end) {
            continue;
        }
        // "under the aegis of the A-B Dialogue": whose name the dialogue has.
        let end = doc.mentions[m].tokens.end;
        let compound = rule.id.ends_with("organize")
            && doc.tokens.get(end).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER && t.glued);
        if compound {
            continue;
        }
        // "took part A and, as observers, B and C".
        let listed = (trigger.end + 1..doc.mentions[m].tokens.start)
            .any(|i| {
                let as_such = doc.is_text(i - 1, "as") || doc.is_text(i - 2, "as");
                doc.is(i, WordClass::GuestWord) && as_such && doc.is_text(i + 1, ",")
            })
            .then_some(Role::Guest);
        let role = observer(doc, m).or(listed).or_else(|| as_guest(doc, trigger, range)).unwrap_or(role);
        // "The sitting was opened by the Chairman of the Council": of the body that sat.
        let role =
            if role == Role::Speaker && opens_own(doc, &events[target], m, trigger) { Role::Chair } else { role };
        // Who heads a delegation or a group takes part; who heads the gathering chairs it.
        let heads_side = role == Role::Chair && side && !trigger.clone().any(|i| doc.is_text(i, "chairmanship"));
        let role = if heads_side { Role::Participant } else { role };
        // In talks of two nobody chairs, hosts or addresses by what is said of them elsewhere.
        // But "The Meeting was co-chaired by X and Y" says so of itself.
        // "X and Y chaired the discussions".
        let told = role == Role::Chair
            && !passive_by
            && doc.is_text(trigger.end, "the")
            && ["discussions", "talks", "meeting", "session", "proceedings", "consultations", "dialogue"]
                .iter()
                .any(|w| doc.is_text(trigger.end + 1, w));
        let itself = told
            || role == Role::Chair
                && passive_by
                && (range.start..trigger.start).take(4).any(|i| {
                    event_noun(doc, i).is_some()
                        || doc.is_text(i, "event")
                        || doc.tokens[i].capital && doc.is(i, WordClass::BodyHead)
                });
        if bilateral && !itself && matches!(role, Role::Chair | Role::Host | Role::Organizer | Role::Speaker) {
            continue;
        }
        // "A met B, following a debate chaired by B": the debate had a chair, the talks none.
        let another = passive_by
            && !itself
            && events[target].sentence == s
            && matches!(events[target].kind, EventType::Meeting | EventType::Call)
            && matches!(role, Role::Chair | Role::Host | Role::Organizer)
            && (events[target].by_verb
                || (events[target].trigger.end..trigger.start).any(|i| event_noun(doc, i).is_some()));
        if another {
            continue;
        }
        let role = if role == Role::Speaker && matches!(events[target].kind, EventType::Meeting | EventType::Call) {
            Role::Participant
        } else {
            role
        };
        seat(doc, &mut events[target], s, m, role, &rule.id);
    }
}
