//! Whether a sentence that tells who did what speaks of an event, and of which.

use std::ops::Range;

use rapporteur_lexicon::{EventRule, WordClass};
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Role};
use rapporteur_text::BlockKind;

use super::super::{compatible, event_noun, verb};
use super::target::{event_for, joins};
use crate::model::Event;

/// What a role rule found in a sentence, with the event it is told of.
pub(super) struct Told<'a> {
    pub(super) rule: &'a EventRule,
    /// Tokens of the cue and of its sentence.
    pub(super) trigger: &'a Range<usize>,
    pub(super) range: &'a Range<usize>,
    pub(super) sentence: usize,
    /// The event, as an index.
    pub(super) target: usize,
    /// Of a delegation or side: "The Kyrgyz group was headed by".
    pub(super) side: bool,
    /// "attended, together with": they came along.
    pub(super) along: bool,
    /// Talks of two, told of in another sentence.
    pub(super) bilateral: bool,
    /// "attended by": whom the cue names stands behind it.
    pub(super) passive_by: bool,
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
pub(super) fn at_work(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    doc.is_text(range.start, "in") && doc.is_text(range.start + 2, "work") && doc.is_text(range.start + 3, "of")
}

/// Words between a side and what is told of it, with the name and office of who led it, at most.
const SIDE: usize = 26;

/// "dropped by the meeting" and "joined by video link" are active, "attended by" is not.
fn passive(doc: &Annotated<'_>, trigger: &Range<usize>) -> bool {
    let any = |of: &dyn Fn(usize) -> bool| trigger.clone().any(of);
    any(&|i| doc.is_text(i, "by"))
        && !any(&|i| ["dropped", "drops", "stopped", "stops"].iter().any(|w| doc.is_text(i, w)))
        && !any(&|i| doc.is(i, WordClass::PhoneWord) || doc.is(i, WordClass::VideoWord))
}

/// The event that the sentence adds to by this rule, if it does.
pub(super) fn belongs<'a>(
    doc: &Annotated<'_>,
    events: &[Event],
    s: usize,
    rule: &'a EventRule,
    trigger: &'a Range<usize>,
    range: &'a Range<usize>,
) -> Option<Told<'a>> {
    // "A and B did not take part in the work".
    if trigger.start > range.start && doc.is(trigger.start - 1, WordClass::Negation) {
        return None;
    }
    // "opened the Australian-funded wing": what kind of wing it is.
    if trigger.start > range.start
        && doc.tokens[trigger.start - 1].word == rapporteur_lexicon::WordId::JOINER
        && doc.tokens[trigger.start - 1].glued
        && !(trigger.start > range.start + 1 && doc.is_text(trigger.start - 2, "co"))
    {
        return None;
    }
    // "affirmed that participants were essential partners": what they are, and no list of them.
    if trigger.start > range.start && doc.is_text(trigger.start - 1, "that") && doc.is_text(trigger.end - 1, "were") {
        return None;
    }
    // "a delegation headed by X left for Y": of what the delegation does in this very sentence.
    let before = trigger.start - usize::from(trigger.start > 0 && doc.is_text(trigger.start - 1, ","));
    let led = before.checked_sub(1).and_then(|b| doc.mention_of[b]);
    let heads = rule.object.as_deref().and_then(Role::parse) == Some(Role::Chair) || rule.id.ends_with("leads");
    let own = events.iter().position(|e| heads && led.is_some_and(|m| e.parts.iter().any(|p| p.mention == m)));
    // "He will be accompanied on the visit by X".
    let journey =
        trigger.clone().any(|i| ["visit", "trip", "accompanied", "accompany"].iter().any(|w| doc.is_text(i, w)))
            && (rule.subject.as_deref() == Some("none") || !doc.is_text(trigger.start, "accompanied"));
    let visit = || events.iter().rposition(|e| journey && e.kind == EventType::Visit && e.sentence <= s && !e.aside);
    // "Led by Ambassador X, the Delegation was accompanied by Y": of what the delegation did.
    let opening = heads
        && trigger.start == range.start
        && (trigger.end..range.end)
            .any(|i| doc.is_text(i, ",") && doc.is_text(i + 1, "the") && doc.is(i + 2, WordClass::DelegationNoun));
    let mission = || events.iter().rposition(|e| opening && e.kind == EventType::Visit && e.sentence < s && !e.aside);
    let target = own.or_else(visit).or_else(mission).or_else(|| event_for(doc, events, s, trigger))?;
    // "support for the authorities headed by X", "a delegation led by X called on her": of others, of another occasion.
    let been = (range.start.max(trigger.start.saturating_sub(3))..trigger.start).any(|i| doc.is(i, WordClass::Be));
    // But "X led the Norwegian side, while the other was led by Y" says so of the talks.
    let active = rule.id.ends_with("leads");
    let reduced =
        heads && !active && own.is_none() && !been && events[target].sentence != s && trigger.start > range.start + 1;
    let gathering = (range.start..trigger.start).any(|i| event_noun(doc, i).is_some());
    if reduced && !opening && !gathering && ["led", "headed"].iter().any(|w| doc.is_text(trigger.start, w)) {
        let before = (range.start..trigger.start).any(|i| crate::syntax::is_verb(doc, i));
        let after = (trigger.end..range.end)
            .any(|i| crate::syntax::is_verb(doc, i) && doc.mention_at(i).is_none() && !doc.is(i, WordClass::JoinVerb));
        if before || after {
            return None;
        }
    }
    // "preceded by the Sub-Committee, chaired by X": another body.
    let other_body = led.is_some_and(|m| {
        doc.mentions[m].kind == MentionKind::Body
            && events[target].parts.iter().all(|p| p.entity != doc.mentions[m].entity())
    });
    if heads && other_body && doc.is_text(trigger.start - 1, ",") && events[target].sentence != s {
        return None;
    }
    // "The Task Force is co-chaired by X": of a standing body, not of what it did that day.
    let standing = heads
        && trigger.start > range.start
        && (doc.is_text(trigger.start - 1, "is") || doc.is_text(trigger.start - 1, "are"))
        && (range.start..trigger.start).take(4).any(|i| doc.tokens[i].capital && doc.is(i, WordClass::BodyHead))
        && !gathering;
    if standing {
        return None;
    }
    // "900 soldiers will train there": at an exercise or a course, whatever else was told of.
    let trains = rule.id.ends_with("drill")
        || trigger.clone().any(|i| ["train", "training", "trained"].iter().any(|w| doc.is_text(i, w)));
    if trains && !matches!(events[target].kind, EventType::Exercise | EventType::Training) {
        return None;
    }
    // "The Kyrgyz group was headed by X".
    let side = (range.start.max(trigger.start.saturating_sub(SIDE))..trigger.start)
        .rev()
        // "The Nordic side was led by X and attended by Y".
        .take_while(|&i| !crate::syntax::is_verb(doc, i) || doc.is(i, WordClass::Be) || doc.is_text(i, "led"))
        .any(|i| doc.is(i, WordClass::SideNoun) && !acts(doc, i));
    // "On the Norwegian side, A, B and officials of C were also present".
    let beside = ["on", "from"].iter().any(|w| doc.is_text(range.start, w))
        && (range.start..range.end.min(range.start + 6)).any(|i| doc.is_text(i, "side"));
    let side = side || beside;
    let side = side || opening;
    // "The Kyrgyz delegation comprised A, B and C".
    let side = side || doc.is(trigger.start, WordClass::SideNoun) && !doc.is_text(trigger.start, "leadership");
    // "The 20 participants came from A and B", and not "The idea came from A".
    if rule.id.ends_with("origin")
        && !(range.start..trigger.start).any(|i| {
            doc.is(i, WordClass::Attendee) || ["trainees", "trainers", "lecturers"].iter().any(|w| doc.is_text(i, w))
        })
        && !trigger.clone().any(|i| doc.is_text(i, "provided"))
    {
        return None;
    }
    let back = points_back(doc, trigger);
    // "told participants that": as near as remarks that "were made by" somebody.
    // "Major X spoke on behalf of the graduates".
    let told = |i: usize| {
        ["by", "shared", "participants", "audience", "delegates", "presentation", "lecture", "study", "paper", "report"]
            .iter()
            .any(|w| doc.is_text(i, w))
    };
    let made = rule.id.ends_with("presents")
        || rule.id.ends_with("address") && (verb::on_behalf(doc, trigger.end) || trigger.clone().any(told));
    let attends = back
        || made
        || ["assisted", "accompanied"].iter().any(|w| doc.is_text(trigger.start, w))
        || ["attend", "drill", "origin", "heard-from", "leads", "guest"].iter().any(|x| rule.id.ends_with(x))
        || trigger.clone().any(|i| doc.is_text(i, "represented") || doc.is_text(i, "presided"))
        // "Organizations joining were A and B", "Accompanying the Minister were A and B".
        || ["joining", "accompanying", "taking", "participating", "attending"].iter().any(|w| doc.is_text(trigger.start, w))
        // "A and B provided financial support."
        || rule.id.ends_with("supports") && doc.is_text(trigger.end - 1, ".")
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
    // "5. Attaching importance to the dialogue under the aegis of X": what a numbered point of a joint paper tells of is another
    // occasion, unless it calls that one by its noun.
    let point = events[target].format.is_some()
        && crate::events::candidates::numbered(doc, s)
        && doc.sentences[s].block != doc.sentences[events[target].sentence].block
        && crate::papers::is_joint(doc);
    let its_noun = |i: usize| events[target].format.as_deref() == Some(&*rapporteur_text::fold(doc.word(i)));
    let block = doc.block_tokens[doc.sentences[s].block].start;
    if point && !(block..range.end).any(its_noun) {
        return None;
    }
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
                    // "They were held by X and Y": the consultations told of before.
                    || doc.is_text(i, "they") && i == range.start && doc.is(i + 1, WordClass::Be)
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
            || rule.id.ends_with("signs")
            || attends
                && many
                && paragraphs_between(doc, events[target].sentence, s) <= if made { 5 } else { 2 };
        let by_phrase = ["organize", "host", "support"].iter().any(|x| rule.id.ends_with(x)) && !along;
        // Another noun of events ("the training centre") is not what the sentence adds to.
        let same = |i: usize| {
            event_noun(doc, i)
                .and_then(EventType::parse)
                .is_some_and(|k| compatible(k, events[target].kind) && !doc.is(i + 1, WordClass::InstitutionNoun))
        };
        let near = trigger.start.saturating_sub(5).max(range.start);
        let subject_event = (range.start..trigger.start).take(8).chain(near..trigger.start).any(|i| {
            same(i)
                // "The study visit was funded by X", of what is a training.
                || its_noun(i) && event_noun(doc, i).is_some()
                || doc.is_text(i, "it")
                || doc.is_text(i, "they") && i == range.start
                || doc.is_text(i, "event")
                || doc.is_text(i, "ceremony")
        });
        // "The equipment was purchased by X", right after aid was told of.
        let gift = matches!(events[target].kind, EventType::Aid | EventType::Establishment)
            && rule.id.ends_with("support")
            && s <= events[target].sentence + 2;
        // "a new Liaison Office was opened. The Office was established by X": what was opened, called by its noun.
        let opened = events[target].kind == EventType::Establishment
            && rule.id.ends_with("organize")
            && s <= events[target].sentence + 2
            && doc.is(trigger.start, WordClass::Be)
            && trigger.start == range.start + 2
            && doc.is_text(range.start, "the")
            && doc.dates_in(range).next().is_none()
            && doc.tokens[trigger.start - 1].capital
            && doc.sentences[events[target].sentence]
                .tokens
                .clone()
                .any(|i| doc.tokens[i].word == doc.tokens[trigger.start - 1].word);
        if (!names_it || by_phrase && !subject_event) && !gift && !opened {
            return None;
        }
    }
    // "received a gift from X" at talks: nobody's support of them.
    let gifts = !matches!(events[target].kind, EventType::Aid | EventType::Establishment);
    if gifts && doc.is_text(trigger.start, "gift") {
        return None;
    }
    // Whoever only hosted or convened makes no talks of two.
    let convened =
        events[target].parts.iter().all(|p| matches!(p.role, Role::Host | Role::Organizer | Role::Supporter));
    let bilateral = events[target].kind == EventType::Meeting
        && (1..=2).contains(&events[target].parts.len())
        && !(convened && !events[target].by_verb)
        && seated
        && events[target].sentence != s;
    let noun_near = range.clone().any(|i| event_noun(doc, i).is_some())
        // "It was attended by A from the Georgian side and by B".
        || (doc.is_text(range.start, "it") || doc.is_text(range.start, "they")) && trigger.start <= range.start + 3
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
        return None;
    }
    let passive_by = passive(doc, trigger);
    Some(Told { rule, trigger, range, sentence: s, target, side, along, bilateral, passive_by })
}
