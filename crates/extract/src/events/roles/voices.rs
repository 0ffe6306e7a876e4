//! Who is reported speaking, and so was there.

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{Attendance, EventType, Role, Status};
use rapporteur_text::BlockKind;

use super::gathering;
use super::target::apart;
use crate::events::{same_part, seat};
use crate::model::{Event, Marker, Part};
use crate::syntax::subject;

/// "Heads of missions, representatives of X and officials of Y discussed …", right after a gathering was told of: they were there.
pub(super) fn talkers(doc: &Annotated<'_>, events: &mut [Event]) {
    for s in 1..doc.sentences.len() {
        // "Some 40 officers of the Ministry discussed", in the paragraph behind the one that told of it.
        let block = doc.sentences[s].block;
        let counted = doc.mention_at(doc.sentences[s].tokens.start + 1).is_some_and(|m| {
            m.kind == MentionKind::Group
                && m.count.is_some_and(|n| n > 2)
                && m.tokens.start <= doc.sentences[s].tokens.start + 1
        });
        let near = |e: &Event| {
            e.sentence == s - 1 && doc.sentences[s - 1].block == block
                || counted && e.sentence < s && doc.sentences[e.sentence].block + 1 == block && e.asserted
        };
        let Some(target) = events.iter().rposition(|e| {
            near(e) && matches!(e.kind, EventType::Meeting | EventType::Conference | EventType::Training) && !e.aside
        }) else {
            continue;
        };
        let range = doc.sentences[s].tokens.clone();
        let Some(verb) = range
            .clone()
            .find(|&i| crate::syntax::is_verb(doc, i) && doc.is(i, WordClass::TopicVerb) && !doc.quoted[i])
        else {
            continue;
        };
        let subj = subject(doc, &range, verb);
        let groups: Vec<usize> = subj.mentions().to_vec();
        // "Talks of the heads of the ministries took place. X and Y compared notes": the people, where nobody has a seat yet.
        let open = events[target].parts.iter().all(|p| p.entity.is_none())
            && events[target].status == Status::Held
            && events[target].asserted
            && groups.len() > 1;
        let fits = |m: &usize| match doc.mentions[*m].kind {
            MentionKind::Group => true,
            MentionKind::Person => open,
            _ => false,
        };
        if groups.is_empty() || !groups.iter().all(fits) {
            continue;
        }
        for m in groups {
            seat(doc, &mut events[target], s, m, Role::Participant, "role.talkers");
        }
    }
}

/// In talks, whoever is reported speaking right after they were told of, and has a part nowhere else, sat at the table.
pub(super) fn voices(doc: &Annotated<'_>, events: &mut [Event]) {
    for s in 1..doc.sentences.len() {
        if !matches!(doc.block_of(s).kind, BlockKind::Paragraph | BlockKind::ListItem) {
            continue;
        }
        let range = doc.sentences[s].tokens.clone();
        let first =
            events.iter().filter(|e| e.sentence == s && e.asserted && gathering(e.kind)).map(|e| e.trigger.start).min();
        // "In his opening remarks, X stressed": nothing in the phrase that opens the sentence is the verb.
        let phrase = ["his", "her", "their"].iter().any(|w| doc.is_text(range.start + 1, w))
            && doc.is(range.start, WordClass::Preposition);
        let lead = range.clone().find(|&i| phrase && doc.is_text(i, ",")).unwrap_or(range.start);
        let Some(verb) = range.clone().find(|&i| {
            (doc.is(i, WordClass::Saying) || doc.is(i, WordClass::TopicVerb))
                && crate::syntax::is_verb(doc, i)
                && !doc.quoted[i]
                && i >= lead
        }) else {
            continue;
        };
        // A sentence that first tells of other talks is about those; "As President X has said" was said elsewhere.
        let elsewhere = doc.is_text(range.start, "as") && verb > range.start && doc.is(verb - 1, WordClass::Have);
        if elsewhere || first.is_some_and(|f| f < verb) {
            continue;
        }
        let subj = subject(doc, &range, verb);
        for &m in subj.mentions() {
            let mention = &doc.mentions[m];
            let Some(entity) = mention.entity().filter(|&e| {
                matches!(mention.kind, MentionKind::Person) && !mention.by_coreference && doc.entities.get(e).is_human()
            }) else {
                continue;
            };
            // A spokesperson reports of talks, and sits at no table.
            let reports = doc.entities.get(entity).offices.iter().any(|o| o.head.starts_with("spokes"));
            if reports || events.iter().any(|e| e.parts.iter().any(|p| p.entity == Some(entity))) {
                continue;
            }
            // The talks told of last, in this paragraph or the one before.
            let block = doc.sentences[s].block;
            let target = events.iter().rposition(|e| {
                matches!(e.kind, EventType::Meeting | EventType::Conference | EventType::Call)
                    && !e.aside
                    && !apart(doc, events, e)
                    && e.marker == Marker::None
                    && e.sentence < s
                    && doc.sentences[e.sentence].block + 2 >= block
            });
            if let Some(target) = target {
                let role = if events[target].kind == EventType::Conference { Role::Speaker } else { Role::Participant };
                seat(doc, &mut events[target], s, m, role, "role.voice");
            }
        }
    }
}

/// At a gathering of many, whoever is reported speaking spoke there.
pub(super) fn speakers(doc: &Annotated<'_>, events: &mut [Event]) {
    // What somebody said was not said at what is still to come.
    let open = |e: &Event| !e.aside && e.marker == Marker::None && !e.enclosing;
    // "adopted the Plan at the end of their meeting": they spoke at the meeting.
    let at_it = |e: &Event| {
        e.kind == EventType::Adoption
            && events.iter().any(|o| open(o) && o.sentence == e.sentence && o.kind == EventType::Conference)
    };
    let told = events.iter().position(|e| open(e) && e.status != Status::Scheduled && !at_it(e));
    let Some(target) = told.or_else(|| events.iter().position(open)) else { return };
    let solemn = matches!(events[target].kind, EventType::Aid | EventType::Establishment | EventType::Signing);
    if !solemn
        && !matches!(
            events[target].kind,
            EventType::Conference | EventType::Training | EventType::Exercise | EventType::Appointment
        )
    {
        return;
    }
    // "Speaking at the event, X said".
    let at_ceremony = |k: usize| {
        let range = doc.sentences[k].tokens.clone();
        let event = |i: usize| ["event", "function"].iter().any(|w| doc.is_text(i, w)) && !doc.is_text(i + 1, "of");
        range.clone().take(5).any(|i| doc.is_text(i, "at") && (i + 1..i + 3).any(event))
            || range.clone().any(|i| doc.is(i, WordClass::CeremonyWord))
    };
    // "In turn, Y thanked": who answers somebody who spoke there.
    let in_turn = |k: usize, e: &Event| {
        let start = doc.sentences[k].tokens.start;
        let opens = doc.is_text(start, "in") && (start + 1..start + 4).any(|i| doc.is_text(i, "turn"))
            || doc.is_text(start, "for") && doc.is_text(start + 2, "part");
        opens && e.parts.iter().any(|p| p.rule == REPORTED && p.sentence < k && p.sentence + TURN >= k)
    };
    // "handed over vehicles at a ceremony. … “They will help,” said X": who is quoted of a gift spoke when it was given.
    // So did whoever is quoted of what was opened with a ceremony.
    let handover = matches!(events[target].kind, EventType::Aid | EventType::Establishment)
        && (events[target].sentence..doc.sentences.len())
            .any(|k| doc.sentences[k].block <= doc.sentences[events[target].sentence].block + 2 && at_ceremony(k));
    for s in 0..doc.sentences.len() {
        if s < events[target].sentence && doc.sentences[s].block != doc.sentences[events[target].sentence].block
            || !matches!(doc.block_of(s).kind, BlockKind::Paragraph)
        {
            continue;
        }
        // A sentence with a meeting of its own is not about the gathering.
        let range = doc.sentences[s].tokens.clone();
        // "Speaking at the ceremony, X said": what was handed over or opened had its speakers.
        // "Speaking at the ceremony, X said … Y said": all of that paragraph did.
        let block = doc.sentences[s].block;
        let opens = (0..=s).rev().take_while(|&k| doc.sentences[k].block == block).last().unwrap_or(s);
        if solemn && !handover && !at_ceremony(s) && !at_ceremony(opens) && !in_turn(s, &events[target]) {
            continue;
        }
        for i in range.clone() {
            // "called on the colleagues to".
            let appeals = doc.is_text(i, "called") && ["on", "upon", "for"].iter().any(|w| doc.is_text(i + 1, w));
            // "X held that the gifts would help".
            let held = doc.is_text(i, "held") && doc.is_text(i + 1, "that");
            if doc.quoted[i] || !(doc.is(i, WordClass::Saying) || appeals || held) || !crate::syntax::is_verb(doc, i) {
                continue;
            }
            // "thanked X for hosting the summit" was said elsewhere.
            let thanks = doc.is_text(i, "thanked") && s == events[target].sentence && events[target].trigger.start > i;
            if thanks || beforehand(doc, i, range.end) {
                continue;
            }
            let subj = subject(doc, &range, i);
            let mut mentions = subj.mentions().to_vec();
            // "…,” said X": not somebody named in the quotation.
            let inverted = i > range.start && doc.quoted[i - 1];
            let said = inverted.then(|| (i + 1..range.end.min(i + 3)).find_map(|k| doc.mention_of[k])).flatten();
            if let Some(said) = said {
                mentions = vec![said];
            }
            if mentions.is_empty() {
                // "…,” said X."
                mentions.extend((i + 1..range.end.min(i + 3)).find_map(|k| doc.mention_of[k]));
            }
            for &m in mentions.iter() {
                let person =
                    matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun);
                let Some(entity) = doc.mentions[m].entity().filter(|&e| person && doc.entities.get(e).is_human())
                else {
                    continue;
                };
                if events
                    .iter()
                    .enumerate()
                    .any(|(k, e)| k != target && e.kind == EventType::Meeting && e.sentence == s)
                {
                    continue;
                }
                // What a paragraph about other talks reports was said there.
                let elsewhere = events.iter().enumerate().any(|(k, e)| {
                    k != target
                        && e.kind == EventType::Meeting
                        && e.sentence < s
                        && doc.sentences[e.sentence].block == doc.sentences[s].block
                        && e.parts.iter().any(|p| p.entity == Some(entity))
                });
                if elsewhere {
                    continue;
                }
                let part = Part {
                    mention: m,
                    entity: Some(entity),
                    role: Role::Speaker,
                    attendance: Attendance::Stated,
                    sentence: s,
                    rule: REPORTED.to_owned(),
                };
                events[target].add(part, |a, b| same_part(doc, a, b));
            }
        }
    }
}

/// The rule of those who are reported speaking at a gathering.
const REPORTED: &str = "role.reported-speech";

/// Sentences between a speech and the answer to it, at most.
const TURN: usize = 4;

/// "…,” said X ahead of the Session": not said there.
fn beforehand(doc: &Annotated<'_>, said: usize, end: usize) -> bool {
    (said + 1..end).take_while(|&k| !doc.quoted[k] && !matches!(doc.word(k), "that" | "," | ":")).any(|k| {
        (doc.is_text(k, "ahead") || doc.is_text(k, "prior") || doc.is_text(k, "before"))
            && (k + 1..end.min(k + 6)).any(|n| doc.is(n, WordClass::EventNoun))
    })
}
