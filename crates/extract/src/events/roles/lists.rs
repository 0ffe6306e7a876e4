//! Lists of those present.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};
use rapporteur_text::BlockKind;

use super::gathering;
use super::guests::observer;
use crate::events::seat;
use crate::model::{Event, Marker};

/// A line of so few words is a heading.
const HEADING: usize = 9;

/// The person whom a line names with his office, without saying what he did: "Ms. Nino Tavadze, Ambassador of Georgia".
fn person_line(doc: &Annotated<'_>, range: &Range<usize>) -> Option<usize> {
    let mut mentions = doc.mentions_in(range);
    let (first, label) = mentions.next()?;
    // "Mozambique: President X, Chairperson of the Organ": the label tells whose he is.
    let state = label.kind == MentionKind::State && label.tokens.start <= range.start + 1;
    let labelled = state && doc.is_text(label.tokens.end, ":");
    // "Mozambique     H.E. X": so does the first column of a table.
    let column = state && doc.in_columns(label.tokens.end);
    let (m, mention) = if labelled || column { mentions.next()? } else { (first, label) };
    let from = if labelled || column { label.tokens.end + usize::from(labelled) } else { range.start };
    let opens = mention.kind == MentionKind::Person && mention.tokens.start <= from + 1;
    // "(head of delegation)" tells nothing he did.
    let bracket = |i: usize| (i.saturating_sub(4).max(range.start)..i).any(|k| doc.is_text(k, "("));
    let told = range.clone().any(|i| crate::syntax::is_verb(doc, i) && doc.mention_at(i).is_none() && !bracket(i));
    (opens && (mention.office.is_some() || column) && !told && !doc.is_text(range.end - 1, ".")).then_some(m)
}

/// So many lines of countries at most stand below their heading.
const LABELS: usize = 4;

/// "Participating countries", and right below it "EU Member States: A, B" and "Third countries: C, D": the states that took part in
/// the first joint operation, exercise or course that the text tells of.
pub(super) fn countries(doc: &Annotated<'_>, events: &mut [Event]) {
    let heading = |s: &usize| {
        let range = &doc.sentences[*s].tokens;
        let country = |i: usize| ["countries", "states", "nations"].iter().any(|w| doc.is_text(i, w));
        range.len() <= HEADING
            && doc.is_text(range.start, "participating")
            && range.clone().any(country)
            && doc.mentions_in(range).all(|(_, m)| m.kind != MentionKind::State)
    };
    let Some(head) = (0..doc.sentences.len()).find(heading) else { return };
    let joint =
        |e: &&mut Event| matches!(e.kind, EventType::Operation | EventType::Exercise | EventType::Training) && !e.aside;
    let Some(event) = events.iter_mut().find(joint) else { return };
    for s in head + 1..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let states: Vec<usize> =
            doc.mentions_in(&range).filter(|(_, m)| m.kind == MentionKind::State).map(|(m, _)| m).collect();
        let told = range.clone().any(|i| crate::syntax::is_verb(doc, i) && doc.mention_of[i].is_none());
        let label = range.clone().any(|i| doc.is_text(i, ":"));
        if states.is_empty() || told || states.len() < 2 && !label || s > head + LABELS {
            return;
        }
        for m in states {
            seat(doc, event, s, m, Role::Participant, "role.list");
        }
    }
}

/// Items of a list whose lead-in is about participants: each person or actor that opens an item took part.
pub(super) fn lists(doc: &Annotated<'_>, events: &mut [Event]) {
    let mut lead: Option<usize> = None;
    let mut listed = false;
    let mut spoke = false;
    for s in 0..doc.sentences.len() {
        let block = doc.sentences[s].block;
        let kind = doc.blocks[block].kind;
        let range = doc.sentences[s].tokens.clone();
        // "3. The Summit was attended by the following:": a numbered paragraph that leads in a list.
        let numbered = kind == BlockKind::ListItem
            && doc.is_text(range.end - 1, ":")
            && range.clone().any(|i| doc.is(i, WordClass::AttendanceWord) && crate::syntax::is_verb(doc, i));
        if kind != BlockKind::ListItem || numbered {
            // A lead-in names participants or is a heading about them.
            let talks = range.clone().any(|i| doc.is(i, WordClass::Reporting) && crate::syntax::is_verb(doc, i));
            // "The following took part:".
            let part = |i: usize| {
                doc.is_text(i, "part") && i > range.start && doc.word(i - 1).to_ascii_lowercase().starts_with("t")
            };
            // "The participants intend to deepen cooperation in the following areas:" leads in what they will do.
            let acts = range.clone().any(|i| {
                let told = [WordClass::Be, WordClass::Have, WordClass::Light, WordClass::AttendanceWord];
                crate::syntax::is_verb(doc, i) && !told.iter().any(|&c| doc.is(i, c)) && !doc.is_text(i, "took")
            });
            let attends = !talks
                && !(acts && range.len() > HEADING)
                && range.clone().any(|i| doc.is(i, WordClass::AttendanceWord) || part(i));
            let words = range.clone().filter(|&i| doc.tokens[i].kind == rapporteur_text::TokenKind::Word).count();
            let colon = range.clone().rev().take(3).any(|i| doc.is_text(i, ":"));
            let heading = words <= HEADING && !doc.is_text(range.end - 1, ".");
            // "Kazakhstan:" under "Composition of the delegations:", and two or three people under it that make no list.
            let labelled = side_line(doc, &range);
            let under = lead.filter(|_| !talks && (heading && colon || labelled || person_line(doc, &range).is_some()));
            if let Some(target) = under {
                // "Japan side: Mr. A, Director-General; Mr. B, Ambassador".
                if labelled {
                    for (m, _) in doc.mentions_in(&range).filter(|(_, m)| m.kind == MentionKind::Person) {
                        seat(doc, &mut events[target], s, m, Role::Participant, "role.list");
                    }
                }
                if let Some(m) = person_line(doc, &range) {
                    // "Zimbabwe: President A; Deputy Prime Minister B": all that a state sent.
                    let next = |i: &usize| doc.is_text(*i, ";");
                    let others =
                        range.clone().filter(next).filter_map(|i| doc.mention_of.get(i + 1).copied().flatten());
                    let people = others.filter(|&o| doc.mentions[o].kind == MentionKind::Person);
                    for m in std::iter::once(m).chain(people) {
                        seat(doc, &mut events[target], s, m, Role::Participant, "role.list");
                    }
                }
                listed = true;
                continue;
            }
            // "The Council held its session in X, with the participation of:": the last words lead in.
            let last = range.end.saturating_sub(2).max(range.start);
            let leads_in = doc.is_text(range.end - 1, ":")
                && ["of", "by", "from", "were", "are", "included", "include"].iter().any(|w| doc.is_text(last, w))
                && (last.saturating_sub(3).max(range.start)..=last)
                    .any(|i| doc.is(i, WordClass::AttendanceWord) || doc.is_text(i, "participation"));
            let attends = attends || leads_in;
            // "The delegations were headed by:".
            let attends = attends || colon && !talks && range.clone().any(|i| doc.is(i, WordClass::DelegationNoun));
            // "Members of Congress:" between two lists of those present goes on with them.
            // "Then spoke:", "The following made statements:".
            let speaks = colon
                && range.clone().any(|i| {
                    ["spoke", "speeches", "statements", "addresses", "floor"].iter().any(|w| doc.is_text(i, w))
                })
                && words <= HEADING;
            // "AA & NHPI Leaders:" over a list of people.
            let people = heading && colon && !talks && names_people(doc, &range) && person_below(doc, s);
            let attends = attends || speaks || people;
            // "Members of the Roundtable include:": who belongs to it, there or not.
            let belongs = doc.is_text(range.start, "members")
                && doc.is_text(range.start + 1, "of")
                && range.clone().any(|i| ["include", "are"].iter().any(|w| doc.is_text(i, w)));
            let attends = attends && !belongs;
            let goes_on = listed && lead.is_some() && heading && !talks && !belongs;
            lead = if attends && (colon || heading) || goes_on {
                events.iter().position(|e| {
                    (gathering(e.kind) || matches!(e.kind, EventType::Call | EventType::Visit))
                        && !e.aside
                        && e.marker == Marker::None
                })
            } else {
                None
            };
            // "Speakers:" above the list: they did more than attend.
            spoke = speaks
                || range.clone().any(|i| ["speakers", "presenters"].iter().any(|w| doc.is_text(i, w)))
                    && !range.clone().any(|i| doc.is_text(i, "participants") || doc.is_text(i, "guests"));
            listed = false;
            continue;
        }
        // A bare list of people ends the text: those who were there.
        if !listed && lead.is_none() && attendance_below(doc, s) {
            lead = events.iter().position(|e| gathering(e.kind) && !e.aside && e.marker == Marker::None);
        }
        listed = true;
        let Some(target) = lead else { continue };
        if doc.block_tokens[block].start != range.start {
            continue;
        }
        // "6. Summit received a report.": the next paragraph of a communiqué, no line of those present.
        let opens = doc.mentions_in(&range).next().is_some_and(|(_, m)| {
            !matches!(m.kind, MentionKind::Nominal | MentionKind::Pronoun | MentionKind::Parties)
                && m.tokens.start <= range.start + 1
        });
        let told = range.clone().any(|i| crate::syntax::is_verb(doc, i) && !doc.is(i, WordClass::Be));
        if !opens && told && range.len() > HEADING && doc.is_text(range.end - 1, ".") {
            lead = None;
            continue;
        }
        // "participants: – Reaffirmed …": what they did, no list of them.
        // But "Advanced Robotics for Manufacturing" is a name.
        let name = range.len() > 1 && doc.tokens[range.start + 1].capital && doc.mention_at(range.start + 1).is_none();
        let past = doc.word(range.start).ends_with("ed") && doc.mention_at(range.start).is_none() && !name;
        if past || crate::syntax::is_verb(doc, range.start) {
            lead = None;
            continue;
        }
        let guest = doc.is(range.start, WordClass::ObserverWord);
        let mentions: Vec<usize> = doc.mentions_in(&range).map(|(i, _)| i).collect();
        let person = mentions.iter().copied().find(|&m| doc.mentions[m].kind == MentionKind::Person);
        let chosen: Vec<usize> = match person {
            Some(p) => vec![p],
            None => mentions
                .into_iter()
                .filter(|&m| {
                    matches!(
                        doc.mentions[m].kind,
                        MentionKind::Group | MentionKind::State | MentionKind::Organization | MentionKind::Body
                    ) && (doc.mentions[m].tokens.start <= range.start + 1
                        // "Ana Duval, Advocate of the Supreme Court": the court is not there.
                        || !matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body))
                })
                .take(1)
                .collect(),
        };
        for m in chosen {
            let plain = if spoke { Role::Speaker } else { Role::Participant };
            let plain = if chairs(doc, &range) { Role::Chair } else { plain };
            let role = if guest { Role::Guest } else { observer(doc, m).unwrap_or(plain) };
            seat(doc, &mut events[target], s, m, role, "role.list");
        }
    }
}

/// Whether the list that begins with sentence `s` is the last of the text and nothing but people by name and office.
fn attendance_below(doc: &Annotated<'_>, s: usize) -> bool {
    let rest = s..doc.sentences.len();
    let after = rest.clone().filter(|&k| doc.block_of(k).kind != BlockKind::ListItem);
    let items: Vec<usize> = rest.take_while(|&k| doc.block_of(k).kind == BlockKind::ListItem).collect();
    let opens = |k: &usize| doc.block_tokens[doc.sentences[*k].block].start == doc.sentences[*k].tokens.start;
    let people = items.iter().filter(|k| person_line(doc, &doc.sentences[**k].tokens).is_some()).count();
    let all = items.iter().filter(|k| opens(k)).count();
    after.filter(|&k| doc.block_of(k).kind == BlockKind::Paragraph).count() == 0
        && all >= 3
        && people + 1 + all / 6 >= all
}

/// Whether a heading is about people: "Governors:", "Community leaders:".
fn names_people(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| doc.is(i, WordClass::GroupHead) || doc.is(i, WordClass::Attendee))
        && !range.clone().any(|i| crate::syntax::is_verb(doc, i))
}

/// Whether the item below a heading opens with a person.
fn person_below(doc: &Annotated<'_>, s: usize) -> bool {
    let Some(next) = doc.sentences.get(s + 1).filter(|n| doc.blocks[n.block].kind == BlockKind::ListItem) else {
        return false;
    };
    let range = next.tokens.clone();
    doc.mentions_in(&range)
        .next()
        .is_some_and(|(_, m)| m.kind == MentionKind::Person && m.tokens.start <= range.start + 1)
}

/// "Japan side: Mr. …", "Norwegian delegation: …": whose people a line names.
fn side_line(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    let Some((_, first)) = doc.mentions_in(range).next() else { return false };
    let state = matches!(
        first.kind,
        MentionKind::State | MentionKind::Demonym | MentionKind::Organization | MentionKind::Nominal
    );
    state
        && first.tokens.start <= range.start + 1
        && (first.tokens.start..first.tokens.end + 2).any(|i| doc.is(i, WordClass::SideNoun) && doc.is_text(i + 1, ":"))
}

/// "Ms. Nino Tavadze, Minister of Energy (Co-Chair)".
fn chairs(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| {
        let opened = |k: usize| doc.is_text(k, "(") && k >= range.start;
        let closed = (i + 1..i + 5).any(|k| doc.is_text(k, ")"));
        doc.is(i, WordClass::ChairWord) && closed && (i.saturating_sub(4)..i).any(opened)
    })
}
