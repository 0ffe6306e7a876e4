//! What each verb of talks needs around it: "spoke with", "received", "discussed with".

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{EventType, Mode};

use super::super::{actor, human};
use crate::model::Event;
use crate::syntax::objects;

/// A verb of talks with whoever stands before and behind it.
pub(super) struct Talk<'a> {
    pub(super) doc: &'a Annotated<'a>,
    /// Tokens of the sentence.
    pub(super) range: &'a Range<usize>,
    /// Tokens of the verb.
    pub(super) trigger: &'a Range<usize>,
    /// Mentions that are its subject.
    pub(super) subjects: &'a [usize],
    /// A "with" stands behind the verb.
    pub(super) with: bool,
    pub(super) passive: bool,
}

/// Whether a mention is a person, by name or by office.
fn office(doc: &Annotated<'_>, m: usize) -> bool {
    matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office)
}

/// "spoke today with X"; without "with" it is a speech.
pub(super) fn speaks(talk: &Talk<'_>, objs: &mut Vec<usize>) -> bool {
    let Talk { doc, trigger, subjects, with, .. } = *talk;
    let after = trigger.end;
    // "During the forum, participants spoke with X": those who had come, to whom X spoke there.
    let participants = trigger.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "participants"));
    if participants && subjects.iter().all(|&m| doc.mentions[m].kind == MentionKind::Parties) {
        return false;
    }
    let to = doc.is_text(after, "to")
        || doc.dates.iter().any(|d| d.tokens.start == after && doc.is_text(d.tokens.end, "to"));
    let several = subjects.iter().filter(|&&m| office(doc, m)).count() > 1;
    // "talked with the villagers" is no telephone call.
    let talked = doc.is_text(trigger.start, "talked");
    // "spoke with the Bucharest Nine group": an organisation stands for those who lead it.
    // "spoke with the Government of Norway": so does a government.
    let led = |m: usize| {
        let mention = &doc.mentions[m];
        let government = || mention.tokens.clone().any(|i| doc.is_text(i, "government"));
        with && (mention.kind == MentionKind::Organization || mention.kind == MentionKind::State && government())
    };
    let addressed = (with || to) && objs.iter().any(|&m| if talked { office(doc, m) } else { human(doc, m) || led(m) });
    // "A and B spoke today about …": a call between them; "spoke at the opening" is none.
    let between = several && !addressed && !["at", "in", "during"].iter().any(|w| doc.is_text(after, w));
    // "spoke to the Ministry's commitment to growth": of a thing.
    let theirs = !with && objs.first().is_some_and(|&m| doc.is_possessive(doc.mentions[m].tokens.end));
    // "they spoke of the urgency to work with X": what about.
    let about = doc.is_text(after, "of") || doc.is_text(after, "about") || theirs;
    if between {
        objs.clear();
    } else if !addressed || about {
        return false;
    }
    true
}

/// A call to a person, by what he heads or behind a second verb: "called Ohio Governor X", "called and congratulated X".
pub(super) fn rings(talk: &Talk<'_>, objs: &mut Vec<usize>) -> bool {
    let Talk { doc, range, trigger, subjects, .. } = *talk;
    let after = trigger.end;
    let second = doc.is(after, WordClass::Coordinator) && crate::syntax::is_verb(doc, after + 1);
    let from = if second { after + 2 } else { after };
    let person = (from..range.end.min(from + 4))
        .take_while(|&i| doc.tokens[i].capital || doc.is(i, WordClass::Determiner) || doc.is_text(i, "his"))
        .find_map(|i| doc.mention_of[i].filter(|&m| office(doc, m)));
    let Some(first) = person else { return false };
    if !subjects.iter().any(|&m| human(doc, m)) {
        return false;
    }
    *objs = objects(doc, doc.mentions[first].tokens.start, range.end);
    objs.retain(|&m| actor(doc, m));
    true
}

/// "called on X" without an infinitive is a visit to him; "called on X to act" an appeal.
pub(super) fn calls_on(talk: &Talk<'_>, objs: &mut Vec<usize>) -> bool {
    let Talk { doc, range, trigger, subjects, .. } = *talk;
    // "called on Shri X, Secretary (West), Ministry of External Affairs": where his office is.
    if objs.first().is_some_and(|&m| doc.mentions[m].kind == MentionKind::Person) {
        objs.retain(|&m| !matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization));
    }
    let Some(&last) = objs.last() else { return false };
    let end = doc.mentions[last].tokens.end;
    let asked = (trigger.end..range.end.min(end + 9))
        .any(|i| (doc.is_text(i, "to") || doc.is_text(i, "for")) && doc.tokens.get(i + 1).is_some_and(|t| !t.capital));
    let office =
        |m: usize| matches!(doc.mentions[m].kind, MentionKind::Person | MentionKind::Office | MentionKind::Pronoun);
    let paid = doc.is_text(trigger.end - 2, "call") && trigger.len() > 2;
    let human_subject = subjects.iter().any(|&m| human(doc, m));
    (paid || !asked) && objs.iter().all(|&m| office(m)) && human_subject
}

/// Whoever is received is a person or delegation, named right after the verb.
pub(super) fn receives(talk: &Talk<'_>, objs: &[usize]) -> bool {
    let Talk { doc, range, trigger, subjects, .. } = *talk;
    let after = trigger.end;
    // "received the delegation", "received the guest": those whose visit was told of.
    if guests_at(doc, after).is_some() && subjects.iter().any(|&m| human(doc, m)) && objs.is_empty() {
        return trigger.clone().all(|i| doc.is_text(i, "received") || doc.is_text(i, "receives"));
    }
    let Some(first) = received(doc, after, range.end) else { return false };
    let welcomed = trigger.clone().any(|i| doc.word(i).to_ascii_lowercase().starts_with("welcom"));
    let hosted = trigger.clone().any(|i| doc.word(i).to_ascii_lowercase().starts_with("host"));
    // Whoever hosts a person, by name, has him at the table; groups are hosted for other things too.
    let named = doc.mentions[first].kind == MentionKind::Person;
    let end = objs.last().map_or(doc.mentions[first].tokens.end, |&m| doc.mentions[m].tokens.end);
    let place_follows =
        (end..range.end.min(end + 6)).any(|i| doc.is_text(i, "to") || doc.is_text(i, "at") || doc.is_text(i, "in"));
    // "The Office hosted 40 community leaders": a body that invites people, and no fund that hosts projects.
    let inviting = |m: usize| {
        hosted
            && !doc.is_text(after, "with")
            && matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization)
    };
    let person_subject = subjects.iter().any(|&m| human(doc, m) || inviting(m));
    let place_follows = place_follows
        || (end..range.end.min(end + 8)).any(|i| {
            doc.is_text(i, "for")
                && (i..range.end.min(i + 6)).any(|k| doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word))
        });
    // "today hosted representatives from A, B and C": people of somebody, on a day.
    let on_a_day = hosted
        && doc.mentions[first].kind == MentionKind::Group
        && !doc.mentions[first].within.is_empty()
        && doc.dates_in(range).next().is_some();
    let place_follows = place_follows || on_a_day;
    if !person_subject
        || doc.is_possessive(doc.mentions[first].tokens.end)
        || (welcomed || hosted && !named)
            && !(place_follows && matches!(doc.mentions[first].kind, MentionKind::Person | MentionKind::Group))
    {
        return false;
    }
    true
}

/// "hosted 40 officials in a “Communities” event", "hosted mayors for a forum on housing": what they were hosted for, behind them.
pub(super) fn at_event_of_its_own(doc: &Annotated<'_>, objs: &[usize], range: &Range<usize>) -> bool {
    let groups = !objs.is_empty() && objs.iter().all(|&m| doc.mentions[m].kind == MentionKind::Group);
    let end = objs.last().map_or(range.end, |&m| doc.mentions[m].tokens.end);
    let article = |i: usize| doc.is_text(i, "a") || doc.is_text(i, "an");
    let phrase = (end..range.end.min(end + 8))
        .find(|&i| ["in", "at", "for"].iter().any(|w| doc.is_text(i, w)) && article(i + 1));
    let noun = |i: usize| ["event", "forum", "roundtable", "summit", "convening"].iter().any(|w| doc.is_text(i, w));
    groups && phrase.is_some_and(|at| (at + 2..range.end.min(at + 16)).any(noun))
}

/// "discussed the reform with the Minister of Health": with somebody by office, right behind "with".
pub(super) fn discusses_with(talk: &Talk<'_>, objs: &[usize], event: &mut Event) -> bool {
    let Talk { doc, range, trigger, subjects, .. } = *talk;
    let after = trigger.end;
    let near = objs.first().is_some_and(|&m| office(doc, m) && doc.mentions[m].tokens.start <= after + 1);
    // "discussed his plans for the upcoming summit with X": the summit is with X.
    let told = (range.start..trigger.end).any(|i| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word));
    if !near || told || !subjects.iter().any(|&m| office(doc, m) || doc.mentions[m].kind == MentionKind::Pronoun) {
        return false;
    }
    if phone(doc, range) {
        event.kind = EventType::Call;
        event.mode = Mode::Phone;
    }
    true
}

/// "A of X and B of Y discussed the reform in Osh": persons of two sides, who must have met for it.
pub(super) fn discusses_between(talk: &Talk<'_>, objs: &mut Vec<usize>, event: &mut Event) -> bool {
    let Talk { doc, range, trigger, subjects, passive, .. } = *talk;
    objs.clear();
    let side = |m: usize| doc.mentions[m].entity().and_then(|id| crate::sides::top(doc, id));
    let sides: std::collections::BTreeSet<_> =
        subjects.iter().filter(|&&m| office(doc, m)).filter_map(|&m| side(m)).collect();
    let told = (range.start..trigger.start).any(|i| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word));
    if sides.len() < 2 || told || passive {
        return false;
    }
    if phone(doc, range) {
        event.kind = EventType::Call;
        event.mode = Mode::Phone;
    }
    true
}

/// The noun of "the delegation", "the high guest", "the guests", where it begins at token `i`.
pub(in crate::events) fn guests_at(doc: &Annotated<'_>, i: usize) -> Option<usize> {
    if !doc.is_text(i, "the") {
        return None;
    }
    let guest = |k: usize| ["guest", "guests", "delegation", "visitors"].iter().any(|w| doc.is_text(k, w));
    let noun = (i + 1..i + 3).find(|&k| guest(k))?;
    (!doc.is_text(noun + 1, "of") && doc.mention_at(noun).is_none_or(|m| m.entities.is_empty())).then_some(noun)
}

/// Whoever is received: a person or delegation right after the verb, perhaps behind when and where ("received on Monday, at
/// the Palace of the Nation, the Minister X").
pub(super) fn received(doc: &Annotated<'_>, after: usize, end: usize) -> Option<usize> {
    // "received feedback on", "received updates from": things.
    let lower = |i: usize| doc.tokens.get(i).is_some_and(|t| t.kind == rapporteur_text::TokenKind::Word && !t.capital);
    let function = [WordClass::Determiner, WordClass::Preposition, WordClass::Adverb].iter().any(|&c| doc.is(after, c));
    let dated = doc.dates.iter().any(|d| d.tokens.start == after);
    let plain = |i: usize| lower(i) && doc.mention_of.get(i).copied().flatten().is_none();
    if plain(after)
        && !doc.is_text(after, "credentials")
        && !function
        && !dated
        && plain(after + 1)
        && doc.is(after + 1, WordClass::Preposition)
    {
        return None;
    }
    let mut i = after;
    let mut phrase = false;
    // Tokens of days: "today, Sunday 21 April 2024," does not make the object stand far off.
    let mut days = 0;
    while i < end.min(after + 40) {
        if let Some(date) = doc.dates.iter().find(|d| d.tokens.start == i) {
            let next = date.tokens.end.max(i + 1);
            days += next - i + usize::from(doc.is_text(next, ","));
            i = next;
            continue;
        }
        if let Some(m) = doc.mention_of[i] {
            let mention = &doc.mentions[m];
            // "at the Palace of the Nation": nobody.
            let nobody = mention.kind == MentionKind::Nominal && mention.entities.is_empty();
            if human(doc, m) && !nobody && !doc.is_possessive(mention.tokens.end) {
                return Some(m);
            }
            // "the head of the Office's delegation Mr X".
            if doc.is_possessive(mention.tokens.end) && i <= after + 2 {
                i = mention.tokens.end + 1;
                continue;
            }
            if mention.kind != MentionKind::Demonym && !phrase {
                return None;
            }
            i = mention.tokens.end.max(i + 1);
            continue;
        }
        // "at the Palace of the Nation", "in audience", "on Tuesday": where and when.
        phrase |= ["at", "in", "on"].iter().any(|w| doc.is_text(i, w));
        // "corresponding to 15 January 2023": a participle of the phrase.
        let verb = crate::syntax::is_verb(doc, i) && !(phrase && doc.word(i).ends_with("ing"));
        if verb || matches!(doc.word(i), ";" | ":" | ".") || !phrase && i >= after + days + 6 {
            return None;
        }
        i += 1;
    }
    None
}

/// Whether the sentence speaks of a telephone.
pub(super) fn phone(doc: &Annotated<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| doc.is(i, WordClass::PhoneWord) || doc.is_text(i, "call"))
}
