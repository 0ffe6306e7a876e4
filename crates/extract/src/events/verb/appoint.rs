//! Appointments by verb: who was appointed or elected by whom, whose chair passed to whom, who took office.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::Role;

use super::{actors, add};
use crate::events::{place, when};
use crate::model::Event;
use crate::syntax::{Subject, objects};

pub(super) fn appointment(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let trigger = event.trigger.clone();
    let mentions: Vec<usize> = actors(doc, subj);
    // "the newly appointed Ambassador": what he is.
    // "newly-appointed" is one word.
    let hyphen = |&b: &usize| doc.tokens[b].word == rapporteur_lexicon::WordId::JOINER;
    let before = (range.start..trigger.start).rev().find(|b| !(*b + 1 == trigger.start && hyphen(b)));
    if !doc.is(trigger.start, WordClass::ChairWord)
        && let Some(before) = before
        && ["newly", "recently", "the", "an", "democratically", "duly", "freely"].iter().any(|w| doc.is_text(before, w))
    {
        return Vec::new();
    }
    let people = |from: usize| -> Vec<usize> {
        objects(doc, from, range.end).into_iter().filter(|&m| doc.mentions[m].kind == MentionKind::Person).collect()
    };
    if event.rule.ends_with(".takes-office") {
        // "X took office as Executive Secretary", "was sworn in as President".
        let person = |m: &usize| matches!(doc.mentions[*m].kind, MentionKind::Person | MentionKind::Pronoun);
        let Some(&holder) = mentions.iter().find(|m| person(m)) else { return Vec::new() };
        add(doc, &mut event, s, &[holder], Role::Participant);
    } else if doc.is_text(trigger.start, "as") && trigger.len() > 3 {
        // "As the Chairman of the Council was approved X".
        let named = people(trigger.end);
        if named.is_empty() {
            return Vec::new();
        }
        add(doc, &mut event, s, &named[..1], Role::Participant);
    } else if doc.is(trigger.start, WordClass::ChairWord)
        && ["from", "by"].iter().any(|w| doc.is_text(trigger.end - 1, w))
    {
        // "The chairmanship was handed over from A to B", "the presidency was handed over by A to B".
        let to = (trigger.end..range.end).find(|&i| doc.is_text(i, "to"));
        let givers = objects(doc, trigger.end, to.unwrap_or(range.end).min(trigger.end + 8));
        let takers = to.map(|t| objects(doc, t + 1, range.end.min(t + 8))).unwrap_or_default();
        // What "was handed over by A" to nobody was perhaps no chair.
        if givers.is_empty() || takers.is_empty() && doc.is_text(trigger.end - 1, "by") {
            return Vec::new();
        }
        add(doc, &mut event, s, &givers, Role::Participant);
        add(doc, &mut event, s, &takers, Role::Participant);
    } else if doc.is(trigger.start, WordClass::ChairWord) && doc.is_text(trigger.end - 1, "to") {
        // "The chairmanship in the Council passed to the Republic of X".
        let receivers = objects(doc, trigger.end, range.end.min(trigger.end + 8));
        if receivers.is_empty() {
            return Vec::new();
        }
        add(doc, &mut event, s, &receivers, Role::Participant);
    } else if trigger.clone().any(|i| doc.is(i, WordClass::ChairWord)) {
        // Hand-over of a chair: from the subject to the one after "to".
        add(doc, &mut event, s, &mentions, Role::Participant);
        let to = (trigger.end..range.end).rfind(|&i| doc.is_text(i, "to"));
        if let Some(to) = to {
            let receivers = objects(doc, to + 1, range.end.min(to + 6));
            add(doc, &mut event, s, &receivers, Role::Participant);
        }
    } else if passive {
        let named = mentions.iter().any(|&m| doc.mentions[m].kind == MentionKind::Person);
        if !named {
            return Vec::new();
        }
        add(doc, &mut event, s, &mentions, Role::Participant);
        if let Some(by) = (trigger.end..range.end).find(|&i| doc.is_text(i, "by")) {
            let organizers: Vec<usize> = objects(doc, by + 1, range.end.min(by + 14))
                .into_iter()
                .filter(|&m| {
                    doc.mentions[m].kind == MentionKind::Body || doc.mentions[m].kind == MentionKind::Organization
                })
                .collect();
            add(doc, &mut event, s, &organizers, Role::Organizer);
        }
    } else {
        let objs: Vec<usize> = objects(doc, trigger.end, range.end.min(trigger.end + 14))
            .into_iter()
            .filter(|&m| doc.mentions[m].kind == MentionKind::Person)
            .collect();
        if objs.is_empty() || mentions.is_empty() {
            return Vec::new();
        }
        add(doc, &mut event, s, &mentions, Role::Organizer);
        add(doc, &mut event, s, &objs[..1], Role::Participant);
    }
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    vec![event]
}
