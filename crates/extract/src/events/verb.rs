//! Candidates from verbs: "met with", "signed", "visited", "handed over".

mod aid;
mod apart;
mod appoint;
mod document;
mod issue;
mod other;
mod several;
mod talks;
mod train;

use std::ops::Range;

use aid::aid;
use appoint::appointment;
use document::document;
use other::{address, opening, operation, statement, visit};
use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode, Role, Salience, Status};
use rapporteur_text::BlockKind;
use talks::talks;
use train::taught;

pub(super) use aid::programme_part;
pub(super) use document::{is_partnership, on_behalf};
pub(super) use issue::{introduced, is_headed_so, is_statement_first, issued, joint, told_in_lead};
pub(super) use several::listed;
pub(super) use talks::{guests_at, many_states};

use super::seat;
use crate::model::{Edge, Event, Marker, Part};
use crate::syntax::{Subject, is_verb, lead_subject, negated, subject};

/// An empty candidate of a rule.
pub(super) fn blank(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Event {
    let block = doc.block_of(s).kind;
    Event {
        rule: rule.id.clone(),
        kind: EventType::parse(&rule.event_type).unwrap_or(EventType::Meeting),
        format: rule.format.clone(),
        name: None,
        status: rule.status.as_deref().and_then(Status::parse).unwrap_or(Status::Held),
        salience: Salience::Referenced,
        sentence: s,
        trigger,
        date: None,
        basis: None,
        date_text: None,
        place: None,
        place_basis: None,
        mode: rule.mode.as_deref().and_then(Mode::parse).unwrap_or(Mode::Unknown),
        parts: Vec::new(),
        parent: None,
        marker: Marker::None,
        definite: false,
        headline: block == BlockKind::Headline,
        titled: false,
        aside: block == BlockKind::Background,
        enclosing: false,
        asserted: rule.shape == "verb",
        by_verb: rule.shape == "verb",
        parties: None,
        days: None,
        edge: Edge::None,
        steps: Vec::new(),
    }
}

/// Whether a sentence stands in a list.
fn block_is_item(doc: &Annotated<'_>, s: usize) -> bool {
    doc.block_of(s).kind == BlockKind::ListItem
}

fn role(name: Option<&String>) -> Role {
    name.and_then(|n| Role::parse(n)).unwrap_or(Role::Participant)
}

/// Whether a mention can take part in talks.
fn human(doc: &Annotated<'_>, m: usize) -> bool {
    matches!(
        doc.mentions[m].kind,
        MentionKind::Person
            | MentionKind::Office
            | MentionKind::Group
            | MentionKind::Parties
            | MentionKind::Pronoun
            | MentionKind::Nominal
    )
}

fn actor(doc: &Annotated<'_>, m: usize) -> bool {
    human(doc, m)
        || matches!(
            doc.mentions[m].kind,
            MentionKind::State | MentionKind::Organization | MentionKind::Body | MentionKind::Government
        )
}

/// Mentions of a subject that can act.
fn actors(doc: &Annotated<'_>, subj: &Subject) -> Vec<usize> {
    subj.mentions().iter().copied().filter(|&m| actor(doc, m)).collect()
}

/// Mentions of a subject that can take part in talks or travel.
fn humans(doc: &Annotated<'_>, subj: &Subject) -> Vec<usize> {
    subj.mentions().iter().copied().filter(|&m| human(doc, m)).collect()
}

pub(super) fn candidates(doc: &Annotated<'_>, s: usize, rule: &EventRule, trigger: Range<usize>) -> Vec<Event> {
    let range = doc.sentences[s].tokens.clone();
    // The verb itself, after auxiliaries the cue may begin with.
    let verb = (trigger.start..trigger.end)
        .find(|&i| !doc.is(i, WordClass::Be) && !doc.is(i, WordClass::Have) && !doc.is(i, WordClass::Modal))
        .unwrap_or(trigger.start);
    let mut subj = subject(doc, &range, trigger.start);
    // “On Sunday in Kyiv, I met with President X”: what whoever issues a statement did tells of an event as well.
    let own = doc.quoted[verb] && rule.id == "meeting.meet" && doc.speakers[s].is_some() && first_person(doc, &subj);
    let told_otherwise = negated(doc, range.start, verb) || those_gathered(doc, verb);
    if told_otherwise || doc.quoted[verb] && rule.event_type != "establishment" && !own {
        return Vec::new();
    }
    // "the Commission: – Adopted the Code; – Elected Mr X": items that begin with their verb.
    if subj == Subject::None
        && block_is_item(doc, s)
        && (is_verb(doc, range.start) || doc.word(range.start).ends_with("ed") || doc.is(range.start, WordClass::Light))
        && let Some(above) = lead_subject(doc, s)
    {
        subj = above;
    }
    // "was solemnly opened": over the adverb.
    let adverb = |i: &usize| doc.is(*i, WordClass::Adverb) || !doc.tokens[*i].capital && doc.word(*i).ends_with("ly");
    let auxiliary = (range.start..trigger.start).rev().find(|i| !adverb(i));
    let passive = auxiliary.is_some_and(|b| doc.is(b, WordClass::Be)) || doc.is(trigger.start, WordClass::Be);
    // "is receiving" is active.
    // "is expected to meet" is active, "is expected to be received" is not.
    let infinitive =
        trigger.clone().any(|i| doc.is_text(i, "to") && i > trigger.start && !doc.is(i + 1, WordClass::Be));
    let passive = passive
        && !infinitive
        && !(trigger.start..trigger.end).any(|i| doc.word(i).ends_with("ing") && !doc.is(i, WordClass::Adverb));
    let mut event = blank(doc, s, rule, trigger.clone());
    if let Some(status) = planned(doc, &range, verb) {
        event.status = status;
    }
    event.aside |= so_far(doc, &range, &trigger, verb);
    let mut found = match event.kind {
        EventType::Meeting | EventType::Call => talks(doc, s, rule, event, &subj, passive, &range),
        EventType::Visit => visit(doc, s, event, &subj, &range),
        EventType::Signing | EventType::Adoption => document(doc, s, event, &subj, passive, &range),
        EventType::Establishment => opening(doc, s, event, &subj, passive, &range),
        EventType::Aid => aid(doc, s, event, &subj, &range),
        EventType::Appointment => appointment(doc, s, event, &subj, passive, &range),
        EventType::Operation => operation(doc, s, event, &subj, &range),
        EventType::Training => taught(doc, s, event, &subj, passive, &range),
        EventType::Conference => address(doc, s, event, &subj, &range),
        EventType::Statement => statement(doc, s, event, &range),
        _ => Vec::new(),
    };
    // "With the Minister of Finance, Ms X, he will sign": they did it together.
    let company = opening_company(doc, &range, verb, &subj);
    for event in found.iter_mut().filter(|_| !company.is_empty()) {
        let role = if event.kind == EventType::Signing { Role::Signatory } else { Role::Participant };
        add(doc, event, s, &company, role);
    }
    found
}

/// Who stands in the phrase with "with" that opens a sentence, before the comma and the subject of its verb.
fn opening_company(doc: &Annotated<'_>, range: &Range<usize>, verb: usize, subj: &Subject) -> Vec<usize> {
    let opens = usize::from(["together", "jointly"].iter().any(|w| doc.is_text(range.start, w)));
    let first = range.start + opens;
    let &[own] = subj.mentions() else { return Vec::new() };
    let start = doc.mentions[own].tokens.start;
    let before = start.saturating_sub(usize::from(start > 0 && doc.is(start - 1, WordClass::Determiner)));
    let comma = before > first && doc.is_text(before - 1, ",") && start < verb;
    if !doc.is_text(first, "with") || !comma || (first..before).any(|i| is_verb(doc, i)) {
        return Vec::new();
    }
    let people = crate::syntax::objects(doc, first + 1, before - 1);
    // "With X in Oslo, Y signed": what follows the name says why X could not.
    let ends = people.last().is_some_and(|&m| doc.mentions[m].tokens.end + 1 == before);
    let former = (first..before).any(|i| doc.is_text(i, "former"));
    people
        .into_iter()
        .filter(|_| ends && !former)
        .filter(|&m| doc.mentions[m].kind == MentionKind::Person && m != own)
        .collect()
}

/// "Since the pandemic began, X has donated", "the countries that have endorsed the roadmap": what was done up to now, on no
/// day of its own.
fn so_far(doc: &Annotated<'_>, range: &Range<usize>, trigger: &Range<usize>, verb: usize) -> bool {
    let from = range.start.max(trigger.start.saturating_sub(3));
    let have = (from..verb).find(|&i| doc.is(i, WordClass::Have) && !doc.is_text(i, "had"));
    have.is_some_and(|h| {
        // "has concluded a visit to X, her first since her appointment": news all the same.
        let ended = trigger.clone().any(|i| doc.is(i, WordClass::EndVerb));
        !ended && range.clone().any(|i| doc.is_text(i, "since"))
            || h > range.start && doc.is(h - 1, WordClass::Relative)
    })
}

/// What auxiliaries before the verb say of the status.
pub(super) fn planned(doc: &Annotated<'_>, range: &Range<usize>, verb: usize) -> Option<Status> {
    for k in (range.start.max(verb.saturating_sub(4))..verb).rev() {
        if doc.is(k, WordClass::FutureModal) {
            return Some(Status::Scheduled);
        }
        // "are due to be signed", "is expected to be opened", "to be signed".
        if doc.is_text(k, "to") && doc.is(k + 1, WordClass::Be) && verb > k + 1 {
            return Some(Status::Scheduled);
        }
        if !doc.is(k, WordClass::Adverb) && !doc.is(k, WordClass::Be) && !doc.is(k, WordClass::Have) {
            break;
        }
    }
    // "is set to hold talks with X and deliver a speech": both verbs under one plan.
    let bare = !["s", "ed", "ing"].iter().any(|end| doc.word(verb).ends_with(end));
    let second = verb > range.start && doc.is(verb - 1, WordClass::Coordinator) && bare;
    let plan = |k: usize| {
        doc.is(k, WordClass::FutureModal)
            || doc.is_text(k, "to")
                && k > range.start + 1
                && doc.is(k - 1, WordClass::DueWord)
                && doc.is(k - 2, WordClass::Be)
    };
    (second && (range.start..verb).rev().take(SHARED).any(plan)).then_some(Status::Scheduled)
}

/// So many words at most stand between a plan and the second verb under it.
const SHARED: usize = 30;

/// "I", and nobody else.
fn first_person(doc: &Annotated<'_>, subj: &Subject) -> bool {
    match subj.mentions() {
        [one] => doc.mentions[*one].kind == MentionKind::Pronoun && doc.is_text(doc.mentions[*one].tokens.start, "i"),
        _ => false,
    }
}

fn add(doc: &Annotated<'_>, event: &mut Event, s: usize, mentions: &[usize], role: Role) {
    let rule = event.rule.clone();
    for &m in mentions {
        // "I" is whoever speaks.
        if doc.is_text(doc.mentions[m].tokens.start, "i")
            && doc.mentions[m].kind == MentionKind::Pronoun
            && let Some(speaker) = doc.speakers[s]
        {
            let part = Part {
                mention: m,
                entity: Some(speaker),
                role,
                attendance: rapporteur_schema::vocabulary::Attendance::Stated,
                sentence: s,
                rule: rule.clone(),
            };
            event.add(part, |a, b| crate::events::same_part(doc, a, b));
            continue;
        }
        let they = doc.mentions[m].kind == MentionKind::Pronoun && doc.mentions[m].entities.is_empty();
        if doc.mentions[m].kind == MentionKind::Parties || they {
            event.parties = Some((m, role));
        }
        seat(doc, event, s, m, role, &rule);
    }
}

/// "greeted all those gathered": who they were, not that they gathered.
pub(super) fn those_gathered(doc: &Annotated<'_>, i: usize) -> bool {
    doc.is_text(i, "gathered")
        && i > 0
        && ["those", "all", "everybody", "everyone"].iter().any(|w| doc.is_text(i - 1, w))
}

/// Whether the sentence speaks of video.
pub(super) fn video(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| {
        doc.is(i, WordClass::VideoWord)
            && (doc.is_text(i, "virtual") || doc.is_text(i, "virtually") || !doc.is_text(i + 1, "statement"))
    })
}
