//! What later sentences tell of an event: who attended, chaired, spoke, hosted, paid.

mod guests;
mod lists;
mod target;
mod voices;

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};
use rapporteur_text::BlockKind;

use guests::{as_guest, observer};
use lists::lists;
use target::{event_for, joins};
use voices::{speakers, talkers, voices};

use super::{event_noun, seat};
use crate::model::Event;
use crate::syntax::{objects, subject};

/// Adds parts from role rules, lists of participants, and reported speech at gatherings.
pub(super) fn add(doc: &Annotated<'_>, events: &mut [Event]) {
    if events.is_empty() {
        return;
    }
    for s in 0..doc.sentences.len() {
        let block = doc.block_of(s).kind;
        let range = doc.sentences[s].tokens.clone();
        // The numbered paragraphs of a communiqué are text, the items of a list of participants are not.
        let item =
            block == BlockKind::ListItem && range.clone().filter(|&i| crate::syntax::is_verb(doc, i)).count() < 2;
        if matches!(block, BlockKind::Headline | BlockKind::Background) || item {
            continue;
        }
        for (rule, trigger) in matches(doc, &range) {
            apply(doc, events, s, rule, &trigger, &range);
        }
    }
    lists(doc, events);
    talkers(doc, events);
    super::widen(doc, events);
    speakers(doc, events);
    voices(doc, events);
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

/// "joined them", "joined the two leaders": those spoken of before.
fn points_back(doc: &Annotated<'_>, trigger: &Range<usize>) -> bool {
    let at = trigger.end;
    ["them", "him", "her", "us"].iter().any(|w| doc.is_text(at, w))
        || (at..at + 3)
            .find_map(|i| doc.mention_of.get(i).copied().flatten())
            .is_some_and(|m| doc.mentions[m].kind == MentionKind::Parties)
}

/// "hosted by the Government of A and chaired by B": whoever hosted is not who was led.
fn acts(doc: &Annotated<'_>, noun: usize) -> bool {
    (noun.saturating_sub(3)..noun).any(|i| doc.is_text(i, "by"))
}

/// How many blocks lie between two sentences, where a list counts as one.
fn paragraphs_between(doc: &Annotated<'_>, from: usize, to: usize) -> usize {
    let (from, to) = (doc.sentences[from].block, doc.sentences[to].block);
    let item = |b: usize| doc.blocks[b].kind == BlockKind::ListItem;
    // "Republic of Norway – Chairman of the Committee X;": a line of those present.
    let line = |b: usize| b < to && !doc.block_tokens[b].clone().any(|i| crate::syntax::is_verb(doc, i));
    (from + 1..=to).filter(|&b| !(item(b) && item(b - 1)) && !line(b)).count()
}

/// "In the work of the Council took part A, B and C".
fn at_work(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    doc.is_text(range.start, "in") && doc.is_text(range.start + 2, "work") && doc.is_text(range.start + 3, "of")
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
    // "a delegation headed by X left for Y": of what the delegation does in this very sentence.
    let before = trigger.start - usize::from(trigger.start > 0 && doc.is_text(trigger.start - 1, ","));
    let led = before.checked_sub(1).and_then(|b| doc.mention_of[b]);
    let heads = rule.object.as_deref().and_then(Role::parse) == Some(Role::Chair) || rule.id.ends_with("leads");
    let own = events.iter().position(|e| heads && led.is_some_and(|m| e.parts.iter().any(|p| p.mention == m)));
    // "He will be accompanied on the visit by X".
    let journey = trigger.clone().any(|i| ["visit", "trip", "accompanied"].iter().any(|w| doc.is_text(i, w)))
        && (rule.subject.as_deref() == Some("none") || !doc.is_text(trigger.start, "accompanied"));
    let visit = || events.iter().rposition(|e| journey && e.kind == EventType::Visit && e.sentence <= s && !e.aside);
    let Some(target) = own.or_else(visit).or_else(|| event_for(doc, events, s, trigger)) else { return };
    // "support for the authorities headed by X", "a delegation led by X called on her": of others, of another occasion.
    let been = (range.start.max(trigger.start.saturating_sub(3))..trigger.start).any(|i| doc.is(i, WordClass::Be));
    let reduced = heads && own.is_none() && !been && events[target].sentence != s && trigger.start > range.start + 1;
    let gathering = (range.start..trigger.start).any(|i| event_noun(doc, i).is_some());
    if reduced && !gathering && ["led", "headed"].iter().any(|w| doc.is_text(trigger.start, w)) {
        let before = (range.start..trigger.start).any(|i| crate::syntax::is_verb(doc, i));
        let after = (trigger.end..range.end)
            .any(|i| crate::syntax::is_verb(doc, i) && doc.mention_at(i).is_none() && !doc.is(i, WordClass::JoinVerb));
        if before || after {
            return;
        }
    }
    // "preceded by the Sub-Committee, chaired by X": another body.
    let other_body = led.is_some_and(|m| {
        doc.mentions[m].kind == MentionKind::Body
            && events[target].parts.iter().all(|p| p.entity != doc.mentions[m].entity())
    });
    if heads && other_body && doc.is_text(trigger.start - 1, ",") && events[target].sentence != s {
        return;
    }
    // "The Task Force is co-chaired by X": of a standing body, not of what it did that day.
    let standing = heads
        && trigger.start > range.start
        && (doc.is_text(trigger.start - 1, "is") || doc.is_text(trigger.start - 1, "are"))
        && (range.start..trigger.start).take(4).any(|i| doc.tokens[i].capital && doc.is(i, WordClass::BodyHead))
        && !gathering;
    if standing {
        return;
    }
    // "900 soldiers will train there": at an exercise or a course, whatever else was told of.
    let trains = rule.id.ends_with("drill")
        || trigger.clone().any(|i| ["train", "training", "trained"].iter().any(|w| doc.is_text(i, w)));
    if trains && !matches!(events[target].kind, EventType::Exercise | EventType::Training) {
        return;
    }
    // "The Kyrgyz group was headed by X".
    let side = (range.start.max(trigger.start.saturating_sub(14))..trigger.start)
        .rev()
        // "The Nordic side was led by X and attended by Y".
        .take_while(|&i| !crate::syntax::is_verb(doc, i) || doc.is(i, WordClass::Be) || doc.is_text(i, "led"))
        .any(|i| doc.is(i, WordClass::SideNoun) && !acts(doc, i));
    // "On the Norwegian side, A, B and officials of C were also present".
    let beside = ["on", "from"].iter().any(|w| doc.is_text(range.start, w))
        && (range.start..range.end.min(range.start + 6)).any(|i| doc.is_text(i, "side"));
    let side = side || beside;
    // "The Kyrgyz delegation comprised A, B and C".
    let side = side || doc.is(trigger.start, WordClass::SideNoun) && !doc.is_text(trigger.start, "leadership");
    // "The 20 participants came from A and B", and not "The idea came from A".
    if rule.id.ends_with("origin")
        && !(range.start..trigger.start).any(|i| {
            doc.is(i, WordClass::Attendee) || ["trainees", "trainers", "lecturers"].iter().any(|w| doc.is_text(i, w))
        })
        && !trigger.clone().any(|i| doc.is_text(i, "provided"))
    {
        return;
    }
    let back = points_back(doc, trigger);
    // "told participants that": as near as remarks that "were made by" somebody.
    // "Major X spoke on behalf of the graduates".
    let told = |i: usize| {
        ["by", "participants", "audience", "delegates", "presentation", "lecture", "study", "paper", "report"]
            .iter()
            .any(|w| doc.is_text(i, w))
    };
    let made = rule.id.ends_with("presents")
        || rule.id.ends_with("address") && (super::verb::on_behalf(doc, trigger.end) || trigger.clone().any(told));
    let attends = back
        || made
        || ["assisted", "accompanied"].iter().any(|w| doc.is_text(trigger.start, w))
        || ["attend", "drill", "origin", "heard-from", "leads", "guest"].iter().any(|x| rule.id.ends_with(x))
        || trigger.clone().any(|i| doc.is_text(i, "represented") || doc.is_text(i, "presided"))
        // "Six other Ministers took part, among them A and B".
        || trigger.len() == 2 && doc.is_text(trigger.start, "among");
    // "A round of talks concluded. It was chaired by X. The sides were represented by …": nobody has a seat yet.
    let lead = events[target].sentence;
    let earlier = |k: usize| k == lead || doc.sentences[k].block < doc.sentences[s].block;
    let seated = events[target]
        .parts
        .iter()
        .filter(|p| earlier(p.sentence) && !matches!(p.role, Role::Chair | Role::Organizer | Role::Supporter))
        // "The Ministers ended their annual meeting. It was attended by …": more is told of whom the group was made of.
        .any(|p| p.entity.is_some() || doc.mentions[p.mention].kind != MentionKind::Group);
    let open = !seated && !events[target].by_verb && events[target].parties.is_none();
    let many = open && events[target].kind == EventType::Meeting
        || !matches!(events[target].kind, EventType::Meeting | EventType::Signing);
    // "Officers of A and B attended, together with experts from C": they came along.
    let along = trigger.clone().any(|i| doc.is_text(i, "together"))
        && (range.start..trigger.start).any(|i| doc.is(i, WordClass::AttendanceWord) && !doc.tokens[i].capital);
    let attends = attends || along;
    // A sentence of its own adds to an event only when it speaks of it: "The meeting was chaired by", "Participants included".
    if events[target].sentence != s {
        let names_it = range
            .clone()
            .any(|i| event_noun(doc, i).is_some() && i != trigger.start)
            || (trigger.start..range.end.min(trigger.end + 4))
                .any(|i| ["event", "ceremony", "proceedings"].iter().any(|w| doc.is_text(i, w)))
            || (range.start..trigger.start.max(range.start + 1)).any(|i| {
                doc.is_text(i, "ceremony")
                    || doc.is_text(i, "it")
                    || (doc.is_text(i, "event") || doc.is_text(i, "occasion")) && i < range.start + 4
            })
            || trigger.start <= range.start + 2
            // "The Joint Committee was co-chaired by A and B".
            || rule.object.as_deref().and_then(Role::parse) == Some(Role::Chair)
                && (range.start..trigger.start).take(4).any(|i| doc.tokens[i].capital && doc.is(i, WordClass::BodyHead))
            || at_work(doc, range)
            || doc.sentences[s].block == doc.sentences[events[target].sentence].block
                && (s == events[target].sentence + 1 || attends)
            || joins(doc, trigger) && s == events[target].sentence + 1
            // "The meeting was co-chaired by A and B. The Ministry of X took part": the sentence before told who was there, too.
            || attends
                && s > 0
                && doc.sentences[s].block == doc.sentences[s - 1].block
                && events[target].parts.iter().any(|p| p.sentence + 1 == s)
            // "X and Y also attended", in a paragraph of its own.
            || attends && s == events[target].sentence + 1 && trigger.start > 0 && doc.is_text(trigger.start - 1, "also")
            || events[target].kind == EventType::Visit && doc.is_text(trigger.start, "accompanied")
            || side
            || back
            || attends
                && many
                && paragraphs_between(doc, events[target].sentence, s) <= if made { 5 } else { 2 };
        let by_phrase = ["organize", "host", "support"].iter().any(|x| rule.id.ends_with(x)) && !along;
        // Another noun of events ("the training centre") is not what the sentence adds to.
        let same = |i: usize| {
            event_noun(doc, i).and_then(EventType::parse).is_some_and(|k| {
                super::compatible(k, events[target].kind) && !doc.is(i + 1, WordClass::InstitutionNoun)
            })
        };
        let near = trigger.start.saturating_sub(5).max(range.start);
        let subject_event = (range.start..trigger.start)
            .take(8)
            .chain(near..trigger.start)
            .any(|i| same(i) || doc.is_text(i, "it") || doc.is_text(i, "event") || doc.is_text(i, "ceremony"));
        // "The equipment was purchased by X", right after aid was told of.
        let gift = matches!(events[target].kind, EventType::Aid | EventType::Establishment)
            && rule.id.ends_with("support")
            && s <= events[target].sentence + 2;
        if (!names_it || by_phrase && !subject_event) && !gift {
            return;
        }
    }
    // Whoever only hosted or convened makes no talks of two.
    let convened = events[target].parts.iter().all(|p| matches!(p.role, Role::Host | Role::Organizer | Role::Supporter));
    let bilateral = events[target].kind == EventType::Meeting
        && (1..=2).contains(&events[target].parts.len())
        && !(convened && !events[target].by_verb)
        && seated
        && events[target].sentence != s;
    let subject_role = rule.subject.as_deref().and_then(Role::parse);
    let object_role = rule.object.as_deref().and_then(Role::parse);
    let noun_object = (trigger.end..range.end.min(trigger.end + 10))
        .any(|i| event_noun(doc, i).is_some());
    let noun_near = range.clone().any(|i| event_noun(doc, i).is_some())
        // "The event was co-chaired by".
        || (range.start..trigger.start).take(3).any(|i| doc.is_text(i, "event"))
        // "The Cooperation Committee was co-chaired by".
        || rule.object.as_deref().and_then(Role::parse) == Some(Role::Chair)
            && (range.start..trigger.start).take(4).any(|i| doc.tokens[i].capital && doc.is(i, WordClass::BodyHead))
        || doc.is_text(trigger.end, "in")
            && (doc.is_text(trigger.end + 2, "event") || doc.is_text(trigger.end + 1, "it"));
    // "joined", "spoke" and the like need the event in the sentence, or a gathering that goes on.
    let opens = trigger.start <= range.start + 1 && rule.subject.as_deref() == Some("none");
    // "Secretary X, who also attended": of whatever was told before.
    let attended = rule.id.ends_with("attend")
        && trigger.clone().any(|i| {
            ["attended", "part", "participated", "present", "attendance", "connected"].iter().any(|w| doc.is_text(i, w))
        });
    let leads = rule.id.ends_with("leads");
    if bilateral && !noun_near && !side && !back && !opens && !joins(doc, trigger) && !attended && !leads {
        return;
    }
    let mut found: Vec<(usize, Role)> = Vec::new();
    // "dropped by the meeting" is active.
    let passive_by = trigger.clone().any(|i| doc.is_text(i, "by"))
        && !trigger.clone().any(|i| ["dropped", "drops", "stopped", "stops"].iter().any(|w| doc.is_text(i, w)))
        // "joined by video link" is active too.
        && !trigger.clone().any(|i| doc.is(i, WordClass::PhoneWord) || doc.is(i, WordClass::VideoWord));
    if let Some(role) = object_role.filter(|_| {
        passive_by
            || subject_role.is_none()
            || rule.id.ends_with("guest") && !noun_object
            || rule.id.ends_with("chairs-with")
    }) {
        let mut at = trigger.end;
        // "brought together some 140 officials".
        if doc.is_text(at, ":") || doc.is_text(at, "some") {
            at += 1;
        }
        // "heard updates on A, B and C from X": the speakers stand behind the topics.
        let whose = ["of", "by"].iter().any(|w| doc.is_text(trigger.end - 1, w));
        if rule.id.ends_with("heard-from") && !whose {
            let from =
                (at..range.end).rfind(|&i| doc.is_text(i, "from") && doc.tokens.get(i + 1).is_some_and(|t| t.capital));
            let Some(from) = from else { return };
            at = from + 1;
        }
        // "Other speakers included A and B".
        let spoke = doc.is_text(trigger.start, "speakers") && role == Role::Participant;
        let role = if spoke { Role::Speaker } else { role };
        // "Special guests included A and B".
        let invited = doc.is_text(trigger.start, "guests")
            && trigger.start > range.start
            && ["special", "invited"].iter().any(|w| doc.is_text(trigger.start - 1, w));
        let role = if invited { Role::Guest } else { role };
        for m in objects(doc, at, range.end) {
            // "headed by A, the delegation of Y – by B": who is headed heads nobody.
            let end = doc.mentions[m].tokens.end;
            let headed = doc.tokens.get(end).is_some_and(|t| t.word == rapporteur_lexicon::WordId::JOINER)
                && doc.is_text(end + 1, "by");
            if !headed {
                found.push((m, role));
            }
        }
        // "the Kyrgyz delegation was headed by A, the Tajik delegation – by B", "on the Tajik side the talks were attended by A,
        // and on the Turkmen side by B", "attended by A on the Tajik side, and by B on the Turkmen side".
        for k in trigger.end.max(1)..range.end {
            let dash = side && doc.tokens[k - 1].word == rapporteur_lexicon::WordId::JOINER;
            // "the Kyrgyz delegation was headed by A, the Kazakh one by B".
            let one = side
                && doc.is_text(k - 1, "one")
                && k >= 2
                && doc.mention_at(k - 2).is_some_and(|m| m.kind == MentionKind::Demonym);
            if doc.is_text(k, "by") && one {
                found.extend(objects(doc, k + 1, range.end).into_iter().map(|m| (m, role)));
                continue;
            }
            if doc.is_text(k, "by")
                && (dash
                    || doc.is_text(k - 1, "side")
                    || doc.is_text(k - 1, "and")
                    || side && doc.is_text(k - 1, "delegation"))
                && (k.saturating_sub(8)..k).any(|i| doc.is(i, WordClass::SideNoun))
            {
                found.extend(objects(doc, k + 1, range.end).into_iter().map(|m| (m, role)));
            }
        }
    }
    // "X joined A and B for the opening of the post": they were there as well.
    let joined = rule.id.ends_with("attend")
        && events[target].sentence == s
        && doc.is_text(trigger.start, "joined")
        && (trigger.end..range.end.min(trigger.end + 30)).any(|i| doc.is_text(i, "for") || doc.is_text(i, "at"));
    if joined {
        let people = objects(doc, trigger.end, range.end);
        if people.iter().all(|&m| doc.mentions[m].kind == MentionKind::Person) {
            found.extend(people.into_iter().map(|m| (m, Role::Participant)));
        }
    }
    // "A was represented by X, and B by Y".
    if trigger.clone().any(|i| doc.is_text(i, "represented")) && passive_by {
        for k in (trigger.end + 1..range.end).filter(|&k| doc.is_text(k, "by")) {
            let whose = doc.mention_of[k - 1].filter(|&m| {
                matches!(doc.mentions[m].kind, MentionKind::State | MentionKind::Organization | MentionKind::Body)
            });
            if let Some(whose) = whose {
                found.push((whose, Role::Participant));
                found.extend(objects(doc, k + 1, range.end).into_iter().map(|m| (m, Role::Participant)));
            }
        }
    }
    // "decided to conduct a seminar jointly with X": of what is to come.
    let ahead = rule.id.ends_with("organize")
        && events[target].sentence != s
        && (range.start..trigger.start).any(|i| {
            doc.is(i, WordClass::FutureModal)
                || doc.is(i, WordClass::Be) && doc.is_text(i + 1, "to")
                || ["decided", "agreed", "plans", "plan", "intends", "intend"].iter().any(|w| doc.is_text(i, w))
        });
    if ahead {
        return;
    }
    if along {
        found.iter_mut().for_each(|(_, role)| *role = Role::Participant);
    }
    // Whoever comes "together with" others to talks sits at the table.
    let beside = rule.id.ends_with("organize")
        && trigger.clone().any(|i| doc.is_text(i, "together") || doc.is_text(i, "jointly"));
    // "where she opened a room together with X": told of with what was opened there.
    let elsewhere =
        |e: &Event| e.sentence == s && matches!(e.kind, EventType::Establishment | EventType::Aid) && !e.aside;
    if beside && events[target].sentence != s && events.iter().any(elsewhere) {
        return;
    }
    if beside {
        match events[target].kind {
            EventType::Meeting | EventType::Visit | EventType::Call if events[target].sentence != s => return,
            EventType::Meeting | EventType::Visit | EventType::Call => {
                found.iter_mut().for_each(|(_, role)| *role = Role::Participant);
            }
            EventType::Signing => found.iter_mut().for_each(|(_, role)| *role = Role::Signatory),
            // "opened the conference together with X": who spoke there with another did not organise it.
            EventType::Conference | EventType::Training if events[target].sentence == s => {
                let spoke = |p: &crate::model::Part| {
                    p.role == Role::Speaker && doc.mentions[p.mention].tokens.end <= trigger.start
                };
                let organised = (range.start..trigger.start).any(|i| doc.is(i, WordClass::RunVerb));
                if events[target].parts.iter().any(spoke) && !organised {
                    found.iter_mut().for_each(|(_, role)| *role = Role::Speaker);
                }
            }
            _ => {}
        }
    }
    if let Some(role) = subject_role.filter(|_| !passive_by) {
        let verb = trigger.start;
        let inverted = (range.start..verb).all(|i| doc.mention_of[i].is_none() || doc.is_text(i, "also"));
        let subj = subject(doc, range, verb);
        let mut mentions = subj.mentions().to_vec();
        // "The contingents of A, the groups of B, as well as C, take part": all that stands before the verb.
        let before = range.start + usize::from(doc.is(range.start, WordClass::Determiner));
        let plain = !(range.start..verb).any(|i| crate::syntax::is_verb(doc, i) || doc.quoted[i]);
        if plain && mentions.len() == 1 && (range.start..verb).filter(|&i| doc.is_text(i, ",")).count() > 1 {
            let all = objects(doc, before, verb);
            if all.len() > 1 && all.contains(&mentions[0]) {
                mentions = all;
            }
        }
        // "Representatives of A, B and of the consortium led by C took part": the group that opens the sentence.
        let reduced = |i: usize| crate::syntax::is_verb(doc, i) && !doc.is_text(i + 1, "by");
        let opening = doc.mention_of.get(before).copied().flatten().filter(|&m| {
            let group = &doc.mentions[m];
            group.kind == MentionKind::Group
                && group.tokens.start == before
                && group.tokens.clone().any(|i| doc.is(i, WordClass::DelegateWord))
                && !(group.tokens.end..verb).any(reduced)
        });
        if rule.id.ends_with("attend") && mentions.len() < 2 && !mentions.iter().any(|m| Some(*m) == opening) {
            mentions = opening.map_or(mentions, |group| vec![group]);
        }
        // "In the exercise took part the contingents of …": the subject follows.
        if mentions.is_empty() && inverted || at_work(doc, range) && trigger.start < range.start + 9 {
            // "In the work of the session took part: A, B and C".
            let colon = usize::from(doc.is_text(trigger.end, ":"));
            mentions = objects(doc, trigger.end + colon, range.end);
            // "In the operation were involved the bodies of internal affairs, … and the units of A, B and C".
            let plain = !(trigger.end..range.end).any(|i| crate::syntax::is_verb(doc, i) || doc.quoted[i]);
            if mentions.is_empty() && plain {
                let actor = |kind| matches!(kind, MentionKind::State | MentionKind::Organization | MentionKind::Group);
                let all = doc.mentions_in(&(trigger.end..range.end));
                mentions =
                    all.filter(|(_, m)| actor(m.kind) && !doc.is_possessive(m.tokens.end)).map(|(m, _)| m).collect();
            }
        }
        for m in mentions {
            found.push((m, role));
        }
    }
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
        // "featured panels of officials", "presented a plan": only people speak.
        if ["featured", "presents"].iter().any(|x| rule.id.ends_with(x))
            && doc.mentions[m].kind != MentionKind::Person
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
            .any(|i| doc.is(i, WordClass::ObserverWord) && doc.is_text(i - 1, "as") && doc.is_text(i + 1, ","))
            .then_some(Role::Guest);
        let role = observer(doc, m).or(listed).or_else(|| as_guest(doc, trigger, range)).unwrap_or(role);
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
        let itself = told || role == Role::Chair
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
                || (events[target].trigger.end..trigger.start)
                    .any(|i| event_noun(doc, i).is_some()));
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
