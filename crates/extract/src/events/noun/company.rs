//! Who is at an occasion told of by a noun, besides its complements.

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};

use super::phrase::Phrase;
use crate::events::{same_part, seat};
use crate::model::Event;
use crate::syntax::{is_verb, objects, subject};

/// Whether a hyphen joins two states before the noun: "the India-Norway Joint Commission Meeting".
pub(super) fn two_sided(doc: &Annotated<'_>, p: &Phrase) -> bool {
    let state = |i: usize| {
        doc.mention_at(i)
            .is_some_and(|m| matches!(m.kind, MentionKind::State | MentionKind::Demonym | MentionKind::Body))
            || doc.names_country(i)
    };
    (p.start + 1..p.head).any(|i| {
        doc.tokens[i].word == rapporteur_lexicon::WordId::JOINER
            && state(i - 1)
            && doc.names_country(i + 1)
            && doc.names_country(i - 1)
    })
}

/// The two sides in the name of a gathering: "the ASEAN-Norway Committee meeting".
pub(super) fn sides(doc: &Annotated<'_>, s: usize, event: &mut Event, p: &Phrase) {
    let (kind, head) = (event.kind, p.head);
    // "the ASEAN-Norway Committee meeting", "the U.S.-Sweden Dialogue": the two sides in its name, unless people stand for them.
    // Not of a forum of business people: "the Kazakh-Uzbek Business Forum" has no sides.
    let private = (p.start..=head).any(|i| doc.is_text(i, "business") || doc.is_text(i, "forum"));
    if matches!(kind, EventType::Meeting | EventType::Conference) && !private {
        for pair in p.inside.windows(2) {
            let (a, b) = (&doc.mentions[pair[0]], &doc.mentions[pair[1]]);
            let joined = a.tokens.end + 1 == b.tokens.start
                && doc.tokens[a.tokens.end].word == rapporteur_lexicon::WordId::JOINER;
            let side = |m: &rapporteur_normalize::Mention| {
                matches!(m.kind, MentionKind::State | MentionKind::Demonym | MentionKind::Organization)
                    && m.entity().is_some()
            };
            if joined && side(a) && side(b) {
                for &m in pair {
                    let part = crate::model::Part {
                        mention: m,
                        entity: doc.mentions[m].entity(),
                        role: Role::Participant,
                        attendance: rapporteur_schema::vocabulary::Attendance::Stated,
                        sentence: s,
                        rule: crate::events::SIDES.to_owned(),
                    };
                    event.add(part, |x, y| same_part(doc, x, y));
                }
            }
        }
    }
}

/// Those after the predicate: "a meeting took place between A and B".
pub(super) fn after_predicate(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    pred: Option<usize>,
    range: &Range<usize>,
) {
    let kind = event.kind;
    // "the talks to be held between the two Ministers".
    let to_be = doc.is_text(p.end, "to") && doc.is_text(p.end + 1, "be") && doc.is_text(p.end + 2, "held");
    let pred = if to_be { Some(p.end + 1) } else { pred };
    // "a meeting took place between A and B", "talks were held in Oslo with A": those after the predicate.
    if let Some(v) = pred.filter(|_| matches!(kind, EventType::Meeting | EventType::Call | EventType::Conference)) {
        let verb_end =
            (v..range.end.min(v + 5)).rev().find(|&i| doc.is(i, WordClass::OccurWord)).map_or(v + 1, |i| i + 1);
        let link = (verb_end..range.end.min(verb_end + 12))
            .take_while(|&i| !is_verb(doc, i) && !matches!(doc.word(i), ";" | ":" | "."))
            .find(|&i| doc.is_text(i, "between") || doc.is_text(i, "with"));
        let purpose = |k: usize| {
            (k + 1..k + 4).any(|i| {
                ["participation", "support", "assistance", "aim", "view", "purpose", "involvement", "regard", "help"]
                    .iter()
                    .any(|w| doc.is_text(i, w))
            })
        };
        if let Some(k) = link.filter(|&k| verb_end > v + 1 && v < p.end + 22 && !purpose(k)) {
            for m in objects(doc, k + 1, range.end) {
                let near = doc.mentions[m].tokens.start <= k + 5 || !event.parts.is_empty();
                if !near || matches!(doc.mentions[m].kind, MentionKind::Programme | MentionKind::Region) {
                    continue;
                }
                if doc.mentions[m].kind == MentionKind::Parties && event.parties.is_none() {
                    event.parties = Some((m, Role::Participant));
                }
                seat(doc, event, s, m, Role::Participant, &rule.id);
            }
        }
    }
}

/// Those who drilled in it: "NATO tested its readiness in a two-day exercise in Norway"; whether anybody did.
pub(super) fn drilled(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    before: Option<usize>,
    range: &Range<usize>,
) -> bool {
    let inside = before.filter(|&b| ["in", "during"].iter().any(|w| doc.is_text(b, w)));
    let Some(b) = inside.filter(|_| event.kind == EventType::Exercise) else { return false };
    let clause = |i: &usize| !doc.quoted[*i] && !matches!(doc.word(*i), ";" | ":");
    let drills = |&i: &usize| {
        doc.is(i, WordClass::DrillVerb)
            && doc.word(i).ends_with("ed")
            && !doc.is(i - usize::from(i > range.start), WordClass::Determiner)
    };
    let Some(verb) = (range.start..b).rev().take(DRILLED).take_while(clause).find(drills) else { return false };
    seat_subject(doc, s, rule, event, range, verb)
}

/// Tokens from what was drilled to the exercise, at most.
const DRILLED: usize = 18;

/// Who passed through a course: "32 officers received certificates after completing a course"; whether anybody did.
pub(super) fn trained(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    before: Option<usize>,
    range: &Range<usize>,
) -> bool {
    let passed = before.filter(|&b| ["completing", "attending", "finishing"].iter().any(|w| doc.is_text(b, w)));
    let Some(gerund) = passed.filter(|_| event.kind == EventType::Training) else { return false };
    let main = |&i: &usize| is_verb(doc, i) && !doc.word(i).ends_with("ing");
    let Some(verb) = (range.start..gerund).find(main) else { return false };
    seat_subject(doc, s, rule, event, range, verb)
}

/// Seats the subject of a verb as participants; whether there was one.
fn seat_subject(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    range: &Range<usize>,
    verb: usize,
) -> bool {
    let subj = subject(doc, range, verb);
    for &m in subj.mentions() {
        seat(doc, event, s, m, Role::Participant, &rule.id);
    }
    !subj.mentions().is_empty()
}

/// Those who were brought to it: "joined A and B for a trilateral meeting"; whether anybody was.
pub(super) fn brought(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    before: Option<usize>,
    range: &Range<usize>,
) -> bool {
    let kind = event.kind;
    // "joined President A and Prime Minister B for a trilateral meeting", "joined representatives of A and B during the
    // annual Summit": all of them.
    let link = |b: &usize| ["for", "during", "at"].iter().any(|w| doc.is_text(*b, w));
    let brought = before.filter(link).and_then(|b| {
        let verb = (range.start..b).rev().take(45).find(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be))?;
        let all: &[&str] =
            &["joined", "joins", "hosted", "hosts", "welcomed", "brought", "host", "welcome", "receive", "received"];
        let verbs = if doc.is_text(b, "for") { all } else { &all[..2] };
        // "will host X for a meeting": receiving somebody is the meeting already.
        let receives = ["host", "welcome", "receive", "received"].iter().any(|w| doc.is_text(verb, w));
        let joined = verbs.iter().any(|w| doc.is_text(verb, w)) && !(receives && kind == EventType::Meeting);
        // "A and B were joined by C and D for a multilateral meeting".
        let by = doc.is_text(verb + 1, "by") && doc.is(b + 1, WordClass::Determiner);
        let people = objects(doc, verb + 1 + usize::from(by), b);
        let last = people.last().map(|&m| doc.mentions[m].tokens.end)?;
        let persons = people
            .iter()
            .all(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office | MentionKind::Group));
        // "hosted Minister X, Minister of Y, in Oslo for the second session".
        let placed = (last..b).all(|i| {
            doc.is_text(i, ",")
                || doc.is(i, WordClass::Preposition)
                || doc.tokens[i].capital && doc.mention_of[i].is_none()
        });
        (joined && persons && (last + 2 >= b || placed && last + 6 >= b)).then_some((verb, people))
    });
    if let Some((verb, people)) =
        brought.filter(|_| matches!(kind, EventType::Meeting | EventType::Call | EventType::Conference))
    {
        let subj = subject(doc, range, verb);
        let hosts = ["host", "hosts", "welcome", "receive"].iter().any(|w| doc.is_text(verb, w));
        for &m in subj.mentions() {
            seat(doc, event, s, m, if hosts { Role::Host } else { Role::Participant }, &rule.id);
        }
        for m in people {
            seat(doc, event, s, m, Role::Participant, &rule.id);
        }
        return true;
    }
    false
}

/// Whose own session it is: "The Council, at its 45th meeting held on 3 May, adopted", "At its session the Commission approved".
/// A body's own meeting is a gathering of its members, and so a conference.
pub(super) fn own_session(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    range: &Range<usize>,
) {
    let beside = p.start > range.start && ["at", "during", "in"].iter().any(|w| doc.is_text(p.start - 1, w));
    if !beside || p.determiner != "its" || !matches!(event.kind, EventType::Meeting | EventType::Conference) {
        return;
    }
    let organs = [MentionKind::Body, MentionKind::Organization];
    // "Communiqué adopted by the Council (PSC) of the Union (AU) at its 1187th meeting".
    let by = (range.start..p.start).rev().take(24).find(|&i| doc.is_text(i, "by"));
    let agent = by
        .and_then(|by| objects(doc, by + 1, p.start).first().copied())
        .filter(|&m| organs.contains(&doc.mentions[m].kind));
    let owner = (p.end..range.end)
        .filter(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be) && !doc.is(i, WordClass::Have))
        .find_map(|verb| match subject(doc, range, verb).mentions() {
            &[m] if organs.contains(&doc.mentions[m].kind) => Some(m),
            _ => None,
        });
    if let Some(m) = owner.or(agent) {
        event.kind = EventType::Conference;
        seat(doc, event, s, m, Role::Organizer, &rule.id);
    }
}
