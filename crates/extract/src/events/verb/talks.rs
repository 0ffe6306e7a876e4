//! Meetings and calls by verb: "met with", "spoke to", "received".

mod kinds;

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode, Role};

pub(in crate::events) use kinds::guests_at;
use kinds::{Talk, phone, received};

use super::apart::separate;
use super::{actor, actors, add, human, role, video};
use crate::events::{place, when};
use crate::model::Event;
use crate::syntax::{Subject, objects};

pub(super) fn talks(
    doc: &Annotated<'_>,
    s: usize,
    rule: &EventRule,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let id = rule.id.as_str();
    let trigger = event.trigger.clone();
    // "will open a clinic built with X's support and meet Y": the subject of the modal that both verbs stand under.
    let base = doc.is_text(trigger.start, "meet") && trigger.len() == 1
        || doc.is_text(trigger.start, "call")
        || doc.is_text(trigger.start, "hold") && id.ends_with("meeting.meet");
    let shared = (base && trigger.start > range.start && doc.is(trigger.start - 1, WordClass::Coordinator))
        .then(|| (range.start..trigger.start).rev().take(45).find(|&i| to_come(doc, i)))
        .flatten()
        .map(|modal| crate::syntax::subject(doc, range, modal));
    let subj = shared.as_ref().filter(|s| !s.mentions().is_empty()).unwrap_or(subj);
    // "was received today by X": whoever follows "by" was there.
    let received_by = doc.is_text(trigger.end - 1, "by");
    if passive && !received_by {
        return Vec::new();
    }
    // "the meeting of the heads, hosted by the Ministry": it hosted the meeting.
    let been = (range.start..trigger.start).rev().take(3).any(|i| doc.is(i, WordClass::Be));
    let by = received_by || doc.is_text(trigger.end, "by");
    if by && doc.is_text(trigger.start, "hosted") && !been {
        return Vec::new();
    }
    let mut objs = objects(doc, trigger.end, range.end);
    // "received at the Palace the Minister X": the objects begin behind the place.
    if id.ends_with("receive")
        && objs.first().is_none_or(|&m| !human(doc, m))
        && let Some(first) = received(doc, trigger.end, range.end)
    {
        objs = objects(doc, doc.mentions[first].tokens.start, range.end);
    }
    let after = trigger.end;
    // "received a phone call today from X".
    let caller = id.ends_with("call.hold-with").then(|| {
        let at = doc.dates.iter().find(|d| d.tokens.start == after).map_or(after, |d| d.tokens.end);
        (at < range.end && doc.is_text(at, "from")).then_some(at + 1)
    });
    let caller = caller.flatten();
    if let Some(from) = caller {
        objs = objects(doc, from, range.end);
    }
    objs.retain(|&m| actor(doc, m));
    // The bare present is the tense of headlines: "Foreign ministers meet in Oslo".
    if base && !event.headline {
        // "will speak at the Forum and meet Minister X": under the modal before.
        let before = trigger.start.checked_sub(1).filter(|&b| b > range.start && doc.is(b, WordClass::Coordinator));
        let planned = before.is_some_and(|b| {
            (range.start..b).rev().take(45).any(|i| to_come(doc, i)) && !(range.start..b).any(|i| doc.is_text(i, ";"))
        });
        // "will travel to Oslo to meet with X", "travelled to Oslo to meet X": what the journey is for.
        let journey =
            trigger.start.checked_sub(1).filter(|&to| to > range.start && doc.is_text(to, "to")).and_then(|to| {
                (range.start..to).rev().take(8).find(|&i| {
                    ["travel", "travels", "travelled", "traveled", "went", "flew"].iter().any(|w| doc.is_text(i, w))
                })
            });
        // "will also call on the Governor".
        let planned = planned
            || trigger.start > range.start
                && (range.start.max(trigger.start.saturating_sub(2))..trigger.start)
                    .any(|i| doc.is(i, WordClass::FutureModal));
        if !planned && journey.is_none() {
            return Vec::new();
        }
        let ahead = journey.is_none_or(|v| doc.is_text(v, "travel") || doc.is_text(v, "travels"));
        if planned || ahead {
            event.status = rapporteur_schema::vocabulary::Status::Scheduled;
        }
    }
    // "will remain deeply engaged with X": no talks of a day.
    let remains = doc.is_text(trigger.start, "engaged")
        && (range.start.max(trigger.start.saturating_sub(3))..trigger.start).any(|i| {
            doc.is(i, WordClass::Be)
                || ["remain", "remains", "remained", "stay", "stays"].iter().any(|w| doc.is_text(i, w))
        });
    if remains {
        return Vec::new();
    }
    // "The Minister has met with 150 mayors from 18 states": how often so far, on no day.
    let counts =
        (trigger.end..range.end.min(trigger.end + 9)).any(|i| doc.tokens[i].kind == rapporteur_text::TokenKind::Number);
    let sofar = counts
        && (id.ends_with("meeting.meet") || id.ends_with("convene"))
        && trigger.start > range.start
        && (range.start.max(trigger.start.saturating_sub(2))..trigger.start)
            .any(|i| doc.is(i, WordClass::Have) && !doc.is_text(i, "had"))
        && s > 0
        && doc.dates_in(range).next().is_none()
        && !objs.is_empty()
        && objs.iter().all(|&m| doc.mentions[m].kind == MentionKind::Group);
    if sofar {
        return Vec::new();
    }
    // "meets every three months": no single occurrence.
    if (after..after + 2).any(|i| doc.is(i, WordClass::RecurrentWord)) {
        return Vec::new();
    }
    let aside = doc.is(after + 2, WordClass::MarginWord);
    let with = (after..range.end.min(after + if aside { 28 } else { 14 }))
        .take_while(|&i| !crate::syntax::is_verb(doc, i))
        .any(|i| doc.is_text(i, "with"))
        || doc.is_text(after - 1, "with")
        || caller.is_some();
    let subject_mentions: Vec<usize> = actors(doc, subj);
    // "The training gathered 18 officers": the noun's own rule tells of it.
    if let Subject::Noun(n) = subj
        && doc.lexicon.event_nouns.contains_key(&doc.tokens[*n].word)
    {
        return Vec::new();
    }
    // "The Summit of the Heads of State of A met": so does it of whose summit it was.
    let summit = |&m: &usize| {
        let start = doc.mentions[m].tokens.start;
        let of = start.saturating_sub(1 + usize::from(start > 0 && doc.is(start - 1, WordClass::Determiner)));
        let noun = of.checked_sub(1).filter(|&n| n >= range.start && doc.is_text(of, "of") && doc.tokens[n].capital);
        noun.is_some_and(|n| doc.lexicon.event_nouns.contains_key(&doc.tokens[n].word))
    };
    if let Subject::Mentions(found) = subj
        && id.ends_with("meeting.meet")
        && found.first().is_some_and(summit)
    {
        return Vec::new();
    }
    // "a fund hosted by the Bank": only people are received by somebody.
    let thing =
        |m: usize| doc.mentions[m].kind == MentionKind::Pronoun && doc.is_text(doc.mentions[m].tokens.start, "it");
    // A briefing is the occasion where the lead tells of it; later it is part of what the lead told.
    let briefed = doc.is_text(trigger.start, "briefed");
    let lead = (0..s).all(|k| doc.block_of(k).kind != rapporteur_text::BlockKind::Paragraph);
    let council = briefed
        && subject_mentions.iter().any(|&m| {
            let mention = &doc.mentions[m];
            mention.kind == MentionKind::Body
                || mention.kind == MentionKind::Group
                    && mention.tokens.clone().any(|i| doc.is(i, WordClass::BodyHead) && doc.tokens[i].capital)
        });
    if briefed && (!(lead || council) || trigger.start > range.start && doc.is_text(trigger.start - 1, "been")) {
        return Vec::new();
    }
    let guests = || (range.start..trigger.start).any(|i| kinds::guests_at(doc, i).is_some());
    let people = subject_mentions.iter().any(|&m| human(doc, m) && !thing(m)) || received_by && guests();
    // "The items were received by the Commissioner": things.
    let things =
        matches!(subj, Subject::Noun(n) if !doc.is(*n, WordClass::GroupHead) && !doc.is(*n, WordClass::SideNoun));
    if received_by && !people && (things || !doc.is_text(trigger.start, "received")) {
        return Vec::new();
    }
    // "a roadmap that will see Pacific leaders gather": nobody sees anybody.
    if id.ends_with("will-meet")
        && doc.is_text(trigger.end - 1, "see")
        && !objs.iter().all(|&m| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office))
    {
        return Vec::new();
    }
    let talk = Talk { doc, range, trigger: &trigger, subjects: &subject_mentions, with, passive };
    let fits = match id {
        _ if id.ends_with("speak") => kinds::speaks(&talk, &mut objs),
        _ if id.ends_with("ring") => kinds::rings(&talk, &mut objs),
        _ if id.ends_with("call-on") => kinds::calls_on(&talk, &mut objs),
        _ if id.ends_with("receive") => kinds::receives(&talk, &objs),
        _ if id.ends_with("discuss-with") => kinds::discusses_with(&talk, &objs, &mut event),
        _ if id.ends_with("discuss-between") => kinds::discusses_between(&talk, &mut objs, &mut event),
        // "A and B held talks": the noun rule takes it.
        _ => !id.ends_with("hold-with") || with && !objs.is_empty(),
    };
    if !fits {
        return Vec::new();
    }
    // "spoke with X at the Summit", "on the margins of": face to face.
    if rule.event_type == "call"
        && id.ends_with("speak")
        && !phone(doc, range)
        && at_event(doc, &objs, trigger.end, range)
    {
        event.kind = EventType::Meeting;
        event.mode = Mode::Unknown;
    }
    // "spoke with 50 officials during the event “X”": before those who had come.
    let of = |kind: MentionKind| objs.iter().any(|&m| doc.mentions[m].kind == kind);
    let many = of(MentionKind::Group) && !of(MentionKind::Person) && !of(MentionKind::Office);
    if rule.event_type == "call"
        && id.ends_with("speak")
        && many
        && !phone(doc, range)
        && during_event(doc, &trigger, range)
    {
        event.kind = EventType::Conference;
        event.mode = Mode::Unknown;
    }
    // "held a round table with X": what kind of gathering it was.
    let gathering = |i: usize| {
        ["roundtable", "roundtables", "table", "forum", "seminar", "symposium"].iter().any(|w| doc.is_text(i, w))
    };
    if id.ends_with("meeting.hold-with") && trigger.clone().any(gathering) {
        event.kind = EventType::Conference;
    }
    // "The Office hosted 40 officials in a “Communities” event": a gathering, by its host.
    if id.ends_with("receive") && kinds::at_event_of_its_own(doc, &objs, range) {
        event.kind = EventType::Conference;
    }
    // "hosted on 11 October in Oslo the tenth round of the Dialogue, with the participation of X": the Dialogue, and nobody's visit.
    let hosted = id.ends_with("receive") && trigger.clone().any(|i| doc.is(i, WordClass::HostVerb));
    let guest = objs.first().map_or(range.end, |&m| doc.mentions[m].tokens.start);
    let occasion = |i: usize| crate::events::event_noun(doc, i).is_some() && doc.mention_of[i].is_none();
    let for_it = |i: usize| {
        (trigger.end..i)
            .any(|k| ["for", "at", "during", "to"].iter().any(|w| doc.is_text(k, w)) && doc.date_at(k).is_none())
    };
    let company = (trigger.end..guest).any(|i| doc.is_text(i, "with") && doc.is_text(i + 2, "participation"));
    if hosted && company && (trigger.end..guest).any(|i| occasion(i) && !for_it(i)) {
        return Vec::new();
    }
    // "visited X, where she had a conversation with Y", "where he spoke to students": there, and by no telephone.
    let there = (range.start.max(trigger.start.saturating_sub(WHERE))..trigger.start).any(|i| doc.is_text(i, "where"))
        && !phone(doc, range);
    let audience = !doc.is_text(trigger.end - 1, "with");
    if there && audience && id.ends_with("speak") && objs.iter().all(|&m| doc.mentions[m].kind == MentionKind::Group) {
        return Vec::new();
    }
    // "had a conversation with X on the sidelines of the meeting".
    let spoken = id.ends_with("call.hold-with") && trigger.clone().any(|i| doc.is(i, WordClass::SpokenNoun));
    let margin = || range.clone().any(|i| doc.is(i, WordClass::MarginWord)) && !phone(doc, range);
    if event.kind == EventType::Call && (there || spoken && margin()) {
        event.kind = EventType::Meeting;
        event.mode = Mode::Unknown;
    }
    if rule.event_type == "call" && event.kind == EventType::Call && video(doc, range) {
        event.mode = Mode::Video;
    }
    // "the support that he is receiving already from the Government": nobody is received.
    if id.ends_with("receive") && (trigger.end..trigger.end + 3).any(|i| doc.is_text(i, "from")) && objs.is_empty() {
        return Vec::new();
    }
    // "met virtually on 15 November with X".
    if event.kind == EventType::Meeting && video(doc, &(trigger.start..(trigger.end + 2).min(range.end))) {
        event.mode = Mode::Video;
    }
    // "hosted a discussion with X", "convened a listening session with Y": who asked the others in.
    let asked_in = |i: usize| {
        let word = doc.word(i);
        let hosted = word.ends_with("hosted") || word.ends_with("hosts");
        let convened = ["convened", "organized", "organised"].contains(&word);
        hosted.then_some(Role::Host).or(convened.then_some(Role::Organizer))
    };
    let host = trigger
        .clone()
        .take(3)
        .find_map(asked_in)
        .filter(|_| id.ends_with("hold-with"))
        .unwrap_or_else(|| role(rule.subject.as_ref()));
    let other = if briefed { Role::Participant } else { role(rule.object.as_ref()) };
    let alone = objs.is_empty();
    let plural_subject = subject_mentions.len() > 1
        || subject_mentions.iter().any(|&m| {
            matches!(doc.mentions[m].kind, MentionKind::Group | MentionKind::Parties)
                || doc.mentions[m].entities.len() > 1
        })
        || subject_mentions.iter().any(|&m| matches!(doc.mentions[m].kind, MentionKind::Body))
        || matches!(subj, Subject::Noun(n) if doc.is(*n, WordClass::GroupHead) || doc.is(*n, WordClass::BodyHead))
        || subject_mentions.iter().any(|&m| {
            doc.mentions[m].kind == MentionKind::Pronoun && doc.is_text(doc.mentions[m].tokens.start, "they")
        });
    let host_alone = id.ends_with("receive") && kinds::guests_at(doc, trigger.end).is_some();
    if alone && !plural_subject && !host_alone {
        return Vec::new();
    }
    if subject_mentions.is_empty() && !received_by && objs.iter().all(|&m| !human(doc, m)) {
        return Vec::new();
    }
    // "discussed with X the holding of talks in 2021": the year of what they spoke about.
    let after_them = id.ends_with("discuss-with") && trigger.len() == 2;
    let topic = after_them.then(|| objs.last().map(|&m| doc.mentions[m].tokens.end + 4)).flatten();
    let own = range.start..topic.map_or(range.end, |end| end.min(range.end));
    when::attach(doc, &mut event, &own);
    place::locate(doc, &mut event, &own);
    // "looks forward to welcoming X": a plan when it has a day, else a courtesy.
    if trigger.clone().any(|i| doc.is_text(i, "forward")) {
        if event.date.is_none() {
            return Vec::new();
        }
        event.status = rapporteur_schema::vocabulary::Status::Scheduled;
    }
    // "has met with 150 legislators", "previously convened": what was done at other times.
    let perfect = trigger.start > range.start
        && (doc.is(trigger.start - 1, WordClass::Have)
            || doc.is(trigger.start - 1, WordClass::Adverb)
                && trigger.start > range.start + 1
                && doc.is(trigger.start - 2, WordClass::Have))
        && !doc.is_text(trigger.start - 1, "had");
    let before = (trigger.start.saturating_sub(2)..trigger.end + 1).any(|i| doc.is_text(i, "previously"));
    // In the lead it is the news itself: "Minister X has held a meeting with Y".
    let news = lead && crate::events::when::full_verbs(doc, range.start..trigger.start) == 0;
    event.aside |= before || perfect && event.date.is_none() && !news;
    if trigger.clone().any(|i| doc.is(i, WordClass::FutureModal)) {
        event.status = rapporteur_schema::vocabulary::Status::Scheduled;
    }
    // A council is briefed in a sitting of its own, by whoever speaks there.
    let other = if council {
        event.kind = EventType::Conference;
        Role::Speaker
    } else {
        other
    };
    // A body that met is a session of it.
    if alone
        && subject_mentions.len() == 1
        && doc.mentions[subject_mentions[0]].kind == MentionKind::Body
        && event.kind == EventType::Meeting
    {
        event.kind = EventType::Conference;
    }
    // Who convenes a task force or council calls its session.
    let bodies = !objs.is_empty() && objs.iter().all(|&m| doc.mentions[m].kind == MentionKind::Body);
    let other = if id.ends_with("convene") && bodies {
        event.kind = EventType::Conference;
        Role::Organizer
    } else {
        other
    };
    // "The leaders of A and B convened to reaffirm": nobody else called them.
    let host =
        if id.ends_with("convene") && alone && event.kind == EventType::Meeting { Role::Participant } else { host };
    add(doc, &mut event, s, &subject_mentions, host);
    if let Subject::Noun(_) = subj {
        event.definite = alone;
    }
    let split = separate(doc, &subject_mentions, &objs, s, &trigger);
    if split {
        // "met A, B and, on 4 March, with C": the day of the last one.
        let from = event.date_text.clone().filter(|d| {
            let on = |i: usize| usize::from(doc.is(i, WordClass::Preposition));
            d.start > trigger.end + 2 && {
                let comma = d.start - 1 - on(d.start - 1);
                doc.is_text(comma, ",") && doc.is_text(comma - 1, "and")
            }
        });
        return objs
            .iter()
            .map(|&m| {
                let mut one = event.clone();
                let at = doc.mentions[m].tokens.clone();
                if from.as_ref().is_some_and(|d| at.end <= d.start) {
                    (one.date, one.date_text, one.basis) = (None, None, None);
                }
                one.trigger = trigger.start..trigger.end;
                one.steps.push((
                    "participants".into(),
                    doc.phrase(&at),
                    "one meeting for each named office-holder of one government".into(),
                ));
                add(doc, &mut one, s, &[m], other);
                one
            })
            .collect();
    }
    add(doc, &mut event, s, &objs, other);
    // "Some 80 experts from 22 states met in Oslo": so is theirs.
    let counted = alone
        && event.parts.iter().any(|p| {
            let m = &doc.mentions[p.mention];
            m.kind == MentionKind::Group
                && m.tokens.clone().any(|i| {
                    (doc.is_text(i, "states") || doc.is_text(i, "countries"))
                        && i > 0
                        && doc.tokens[i - 1].kind == rapporteur_text::TokenKind::Number
                })
        });
    if event.kind == EventType::Meeting && counted {
        event.kind = EventType::Conference;
    }
    // "The Foreign Ministers of A, B, C, D and E met": a gathering of many states.
    if event.kind == EventType::Meeting && alone && many_states(doc, &event) {
        event.kind = EventType::Conference;
    }
    vec![event]
}

/// "will", or the "is" of "is scheduled to", before what is yet to be done.
fn to_come(doc: &Annotated<'_>, i: usize) -> bool {
    let due = doc.is(i, WordClass::Be) && doc.is(i + 1, WordClass::DueWord) && doc.is_text(i + 2, "to");
    due || doc.is(i, WordClass::FutureModal)
}

/// Whether so many states take part that a meeting of theirs is a conference.
pub(in crate::events) fn many_states(doc: &Annotated<'_>, event: &Event) -> bool {
    let mut states: Vec<_> = event.parts.iter().flat_map(|p| doc.mentions[p.mention].within.iter().copied()).collect();
    states.extend(event.parts.iter().filter_map(|p| p.entity));
    states.retain(|&e| doc.entities.get(e).kind == rapporteur_schema::vocabulary::ActorKind::State);
    states.sort();
    states.dedup();
    states.len() >= MANY
}

/// From so many states on a meeting of theirs is a conference.
const MANY: usize = 4;

/// Whether the verb's own clause says at which gathering they spoke.
fn at_event(doc: &Annotated<'_>, objs: &[usize], verb_end: usize, range: &Range<usize>) -> bool {
    let last = objs.last().map_or(verb_end, |&m| doc.mentions[m].tokens.end);
    let clause_end = (last..range.end)
        .find(|&i| {
            matches!(doc.word(i), "," | ";" | "." | ":") || crate::syntax::is_verb(doc, i) || doc.is_text(i, "to")
        })
        .unwrap_or(range.end);
    (verb_end..clause_end).any(|i| {
        // "spoke with X at the G7".
        let gathered = doc.is_text(i, "at")
            && (i + 1..range.end.min(i + 3))
                .find_map(|k| doc.mention_of[k])
                .is_some_and(|m| doc.mentions[m].kind == MentionKind::Organization);
        let margins = doc.is(i, WordClass::MarginWord) || gathered;
        let at = (doc.is_text(i, "at") || doc.is_text(i, "during"))
            && (i + 1..range.end.min(i + 9))
                .take_while(|&k| k < clause_end || doc.tokens[k].capital || matches!(doc.word(k), ":" | "“"))
                .any(|k| doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word) || doc.is_text(k, "event"));
        margins || at
    })
}

/// Whether a clause goes on "during the … event": what is spoken at was an occasion for many.
fn during_event(doc: &Annotated<'_>, trigger: &Range<usize>, range: &Range<usize>) -> bool {
    let Some(during) = (trigger.end..range.end).find(|&i| doc.is_text(i, "during")) else { return false };
    let clause = during + 1..range.end.min(during + 20);
    clause
        .take_while(|&i| {
            let verb = crate::syntax::is_verb(doc, i) && !doc.tokens[i].capital;
            !verb && !matches!(doc.word(i), "," | ";")
        })
        .any(|i| ["event", "forum", "reception", "roundtable", "ceremony"].iter().any(|w| doc.is_text(i, w)))
}

/// Words between "where" and what somebody did there, at most.
const WHERE: usize = 8;
