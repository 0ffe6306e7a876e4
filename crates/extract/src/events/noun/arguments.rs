//! Who took part, by what stands around an event noun: complements, relative clauses, companions.

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};

use super::phrase::{Phrase, is_drill};
use super::predicate::{governor_role, verb_group};
use crate::events::seat;
use crate::model::{Edge, Event};
use crate::syntax::{is_verb, objects, subject};

/// Actors in the complements: "between A and B", "of A and B", "with X", "of the Permanent Council".
pub(super) fn complements(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    limit: usize,
) -> Complements {
    let mut all = Complements { end: p.end.max(p.head + 1), between: false };
    let mut k = p.head + 1;
    // "the official visit (13-14 July) of X".
    if doc.is_text(k, "(")
        && let Some(close) = (k + 1..limit.min(k + 9)).find(|&i| doc.is_text(i, ")"))
        && doc.dates_in(&(k..close)).next().is_some()
    {
        k = close + 1;
        all.end = k;
    }
    // "The fourth meeting this year of the Council".
    if let Some(date) =
        doc.dates.iter().find(|d| d.tokens.start == k && doc.is_text(d.tokens.end, "of") && d.tokens.end < limit)
    {
        k = date.tokens.end;
        all.end = k;
    }
    let mut steps = 0;
    while k < limit && steps < 24 {
        steps += 1;
        if let Some(m) = doc.mention_of[k] {
            k = doc.mentions[m].tokens.end.max(k + 1);
            continue;
        }
        // "wrapped up a visit to X with talks with Y": whom the talks were with is theirs.
        if doc.is_text(k, "with")
            && event.kind == EventType::Visit
            && (k + 1..limit.min(k + 4)).any(|i| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word))
        {
            break;
        }
        // "negotiations on the preparation of the exercise with the Rapid Forces of X": who is drilled.
        if doc.is_text(k, "with") && event.kind != EventType::Exercise && k > p.head + 1 && is_drill(doc, k - 1) {
            break;
        }
        let between = doc.is_text(k, "between") || doc.is_text(k, "among");
        let with = doc.is_text(k, "with");
        // "At the end of the visit, on 6 May in X, A and the Director of the Agency B": not of the visit.
        let of = doc.is_text(k, "of") && k <= all.end.max(p.end) + 1;
        // "the signing of the Memorandum by A and B".
        if doc.is_text(k, "by") && matches!(event.kind, EventType::Signing | EventType::Adoption) {
            let found = objects(doc, k + 1, limit.min(k + 40));
            for &m in &found {
                seat(doc, event, s, m, Role::Signatory, &rule.id);
            }
            k = found.last().map_or(k + 1, |&m| doc.mentions[m].tokens.end);
            all.end = all.end.max(k);
            continue;
        }
        // "a course for 26 engineers from A and B": whom it is for takes part.
        let for_group = doc.is_text(k, "for")
            && (event.kind == EventType::Training
                || event.format.as_deref() == Some("briefing")
                || doc.is(k + 1, WordClass::NumberWord))
            && (k + 1..k + 4)
                .find_map(|i| doc.mention_of.get(i).copied().flatten())
                .is_some_and(|m| doc.mentions[m].kind == MentionKind::Group);
        if between || with || of || for_group {
            let found = objects(doc, k + 1, limit.min(k + 40));
            let near = found.first().is_some_and(|&m| doc.mentions[m].tokens.start <= k + 5);
            if near {
                for &m in &found {
                    let kind = doc.mentions[m].kind;
                    // "the negotiations between the Heads of State": those spoken of before.
                    // "the negotiations of the two ministers".
                    let pair = of && doc.is_text(doc.mentions[m].tokens.start.saturating_sub(1), "two");
                    if kind == MentionKind::Parties && (between || with || pair) {
                        event.parties = Some((m, Role::Participant));
                        continue;
                    }
                    let body = matches!(kind, MentionKind::Body | MentionKind::Organization);
                    // "talks of the President of A with the President of B", both named before.
                    let holder = kind == MentionKind::Office
                        && event.kind == EventType::Meeting
                        && doc.mentions[m].entity().is_some();
                    let actors = [MentionKind::Group, MentionKind::Person, MentionKind::State];
                    if of && !body && !holder && !actors.contains(&kind)
                        || doc.is_possessive(doc.mentions[m].tokens.end)
                    {
                        continue;
                    }
                    // "the meeting of the Joint Commission of Norway and Ghana": whose commission it is.
                    let joint = found.len() > 1
                        && doc.mention_of[k - 1].is_some_and(|b| doc.mentions[b].kind == MentionKind::Body)
                        && matches!(event.kind, EventType::Meeting | EventType::Conference);
                    // "the trilateral meeting of A, B and C": of these sides.
                    let several = found.len() > 1
                        && (p.start..p.head).any(|i| doc.word(i).ends_with("lateral"))
                        && found.iter().all(|&m| doc.mentions[m].kind == MentionKind::State);
                    let joint = joint || several;
                    if of && kind == MentionKind::State && !joint && !matches!(event.kind, EventType::Visit) {
                        continue;
                    }
                    // The body whose session it is; "a seminar of the foreign ministries of A and B" is one between them.
                    let role = if of && body && doc.mentions[m].entities.len() < 2 {
                        Role::Organizer
                    } else {
                        Role::Participant
                    };
                    seat(doc, event, s, m, role, &rule.id);
                }
                k = found.last().map_or(k + 1, |&m| doc.mentions[m].tokens.end);
                all.end = all.end.max(k);
                all.between |= between && found.len() > 1;
                continue;
            }
        }
        // "the meeting to be held between the two Ministers in Oslo".
        if doc.is_text(k, "to") && doc.is_text(k + 1, "be") && doc.is_text(k + 2, "held") {
            k += 3;
            continue;
        }
        if is_verb(doc, k) || matches!(doc.word(k), ";" | ":" | ".") {
            break;
        }
        // "As a result of the meeting, a Statement of X was adopted": the clause begins.
        if doc.is_text(k, ",")
            && doc.is(k + 1, WordClass::Determiner)
            && doc.mention_of.get(k + 2).copied().flatten().is_none()
        {
            break;
        }
        k += 1;
    }
    all
}

/// What the complements of an event noun came to.
pub(super) struct Complements {
    /// One past their last token.
    pub(super) end: usize,
    /// "between A and B" names both sides.
    pub(super) between: bool,
}

/// Actors of a relative clause on the noun: its subject, and whom the subject met "with".
pub(super) fn relative_clause(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    end: usize,
    range: &Range<usize>,
) -> bool {
    let at = if doc.is_text(end, ",") { end + 1 } else { end };
    if !doc.is(at, WordClass::Relative) || doc.quoted[at.min(doc.quoted.len() - 1)] {
        return false;
    }
    // "the course, which ended on 18 November, combined": when it was.
    let turn =
        (at + 1..range.end.min(at + 4)).find(|&i| doc.is(i, WordClass::EndVerb) || doc.is(i, WordClass::BeginVerb));
    if let Some(turn) = turn.filter(|&v| doc.dates_in(&(v..range.end.min(v + 6))).next().is_some()) {
        event.edge = if doc.is(turn, WordClass::EndVerb) { Edge::End } else { Edge::Start };
        return true;
    }
    // "the operation “Shield”, which since 27 May was carried out in Oslo": from that day on.
    if doc.is_text(at + 1, "since")
        && let Some(start) = doc.dates_in(&(at + 1..range.end.min(at + 7))).next().and_then(|d| d.span.as_ref()?.start)
        && let Some(told) =
            doc.facts.published.filter(|&told| start < told && told <= rapporteur_schema::add_days(start, 60))
    {
        event.date = Some(rapporteur_schema::DateSpan::range(start, told));
        event.basis = Some(rapporteur_schema::vocabulary::DateBasis::Relative);
        return true;
    }
    let mut clause = (at + 1..range.end.min(at + 12)).take_while(|&i| !doc.is_text(i, ","));
    let Some(v) = clause.find(|&i| doc.is(i, WordClass::Light) && !doc.tokens[i].capital) else {
        return false;
    };
    let passive = doc.is(v - 1, WordClass::Be);
    if !passive {
        let role = governor_role(doc, v, event, p);
        let subj = subject(doc, range, verb_group(doc, at + 1, v));
        for &m in subj.mentions().iter().filter(|&&m| doc.mentions[m].tokens.start > at) {
            seat(doc, event, s, m, role, &rule.id);
        }
        if let Some(with) = (v + 1..range.end.min(v + 8)).find(|&i| doc.is_text(i, "with")) {
            for m in objects(doc, with + 1, range.end) {
                seat(doc, event, s, m, Role::Participant, &rule.id);
            }
        }
    }
    true
}

/// Where the complements of a noun end, whatever they are: "the session of the Council of Commanders (CC) of the member states",
/// "a seminar on the right to a fair trial"; a comma and a relative pronoun follow.
pub(super) fn before_relative(doc: &Annotated<'_>, from: usize, range: &Range<usize>) -> Option<usize> {
    let comma = (from..range.end.min(from + COMPLEMENT)).find(|&i| doc.is_text(i, ","))?;
    let plain = (from..comma).all(|i| {
        doc.mention_of[i].is_some()
            || !is_verb(doc, i)
                && !doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
                && !matches!(doc.word(i), ";" | ":" | "“" | "”")
    });
    // "which was held", "which took place": of an occasion, and of no body.
    let occurs = doc.is(comma + 1, WordClass::Relative)
        && (comma + 2..range.end.min(comma + 5)).any(|i| {
            ["held", "organised", "organized", "conducted"].iter().any(|w| doc.is_text(i, w))
                || doc.is_text(i, "took") && doc.is_text(i + 1, "place")
        });
    (plain && occurs).then_some(comma)
}

/// Tokens of the complements of a noun, at most.
const COMPLEMENT: usize = 30;

/// "X in a meeting with Y said", "he will travel to Z for talks with Y": who met those named after "with".
pub(super) fn companion(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    range: &Range<usize>,
) {
    let met = event.parts.iter().any(|x| {
        matches!(doc.mentions[x.mention].kind, MentionKind::Person | MentionKind::Group | MentionKind::Office)
    });
    // "following the talks between A and B, C spoke": C was not there.
    let one_side = (p.head..p.end.max(p.head + 3)).any(|i| doc.is_text(i, "with"));
    // "In the course of the talks, which were held in X, the Heads of State discussed".
    let course = |b: usize| doc.is_text(b, "of") && b == range.start + 3 && doc.is_text(b - 1, "course");
    let within = |b: usize| {
        ["in", "for", "at", "during", "through", "with"].iter().any(|w| doc.is_text(b, w))
            || course(b)
            // "told reporters after talks with Y": with Y alone the speaker was the other side.
            || one_side && ["after", "following"].iter().any(|w| doc.is_text(b, w))
    };
    let before = p.start.checked_sub(1).filter(|&b| b >= range.start && within(b));
    // "During the talks held in X, the Heads of State discussed": those spoken of before were at the table.
    let opens = |b: usize| b <= range.start + 1 || course(b);
    if let Some(b) = before.filter(|&b| event.parts.is_empty() && opens(b) && event.parties.is_none()) {
        let talked = (b..range.end).find(|&i| {
            (doc.is(i, WordClass::TopicVerb) || doc.is(i, WordClass::Reporting)) && is_verb(doc, i) && !doc.quoted[i]
        });
        let subj = talked.map(|v| subject(doc, range, v));
        let parties = subj.iter().flat_map(|x| x.mentions()).find(|&&m| doc.mentions[m].kind == MentionKind::Parties);
        event.parties = parties.map(|&m| (m, Role::Participant));
    }
    let Some(preposition) = before.filter(|_| met) else { return };
    let left = preposition
        .checked_sub(1)
        .filter(|&l| l >= range.start)
        .and_then(|l| doc.mention_of[l])
        .filter(|&m| doc.mentions[m].kind == MentionKind::Person);
    let mentions = match left {
        Some(m) => vec![m],
        None => {
            let verb = (range.start..preposition)
                .rev()
                .find(|&i| is_verb(doc, i))
                .or_else(|| (p.end..range.end).find(|&i| is_verb(doc, i)));
            verb.map(|v| subject(doc, range, v).mentions().to_vec()).unwrap_or_default()
        }
    };
    for m in mentions {
        if matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun) {
            seat(doc, event, s, m, Role::Participant, &rule.id);
        }
    }
}

/// "In a separate meeting with the Chancellor, the Vice President urged": who speaks there sat at the table.
pub(super) fn opens_with(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    before: Option<usize>,
    range: &Range<usize>,
) {
    let with_whom = event.parts.iter().any(|x| {
        let from = doc.mentions[x.mention].tokens.start;
        doc.mentions[x.mention].kind == MentionKind::Person
            && from > p.end
            && (p.end..from).any(|i| doc.is_text(i, "with"))
    });
    let opens =
        before.is_some_and(|b| b <= range.start + 1 && ["in", "at", "during"].iter().any(|w| doc.is_text(b, w)));
    if !with_whom || !opens || !matches!(event.kind, EventType::Meeting | EventType::Call) {
        return;
    }
    let last = event.parts.iter().map(|x| doc.mentions[x.mention].tokens.end).max().unwrap_or(p.end);
    // The subject right behind the comma.
    let speaker = (last..range.end.min(last + 8))
        .find(|&i| doc.is_text(i, ","))
        .and_then(|c| (c + 1..c + 3).find_map(|i| doc.mention_of.get(i).copied().flatten()))
        .filter(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun));
    if let Some(m) = speaker {
        seat(doc, event, s, m, Role::Participant, &rule.id);
    }
    event.asserted = true;
}

/// "At the meeting in Oslo on 3 June X and Y agreed": nothing else tells of it, and whoever acts there was there.
pub(super) fn who_acts_there(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    event: &mut Event,
    p: &Phrase,
    range: &Range<usize>,
) {
    event.enclosing = false;
    let verb =
        (p.end..range.end).find(|&i| is_verb(doc, i) && !doc.is(i, WordClass::Be) && !doc.is(i, WordClass::Have));
    let subj = verb.map(|v| subject(doc, range, v));
    for &m in subj.iter().flat_map(|x| x.mentions()) {
        seat(doc, event, s, m, Role::Participant, &rule.id);
    }
    event.asserted = true;
    if event.kind == EventType::Meeting && crate::events::verb::many_states(doc, event) {
        event.kind = EventType::Conference;
    }
}
