//! Visits, openings, aid, appointments, operations, addresses and statements by verb.

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind};
use rapporteur_schema::vocabulary::{Role, Status};

use super::aid::programme_part;
use super::document::relative_before;
use super::{actor, actors, add, humans};
use crate::events::{place, when};
use crate::model::{Edge, Event};
use crate::syntax::{Subject, objects};

pub(super) fn visit(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    range: &Range<usize>,
) -> Vec<Event> {
    let mentions: Vec<usize> = humans(doc, subj);
    if mentions.is_empty() {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    // Where to: the first place after the verb.
    // "will travel to Oslo to attend": the goal may stand inside a long cue.
    let from = event
        .trigger
        .clone()
        .skip(1)
        .find(|&i| {
            let before = if doc.is(i - 1, WordClass::Determiner) { i.saturating_sub(2) } else { i - 1 };
            doc.tokens[i].capital && doc.is(before, WordClass::PlacePreposition)
        })
        .unwrap_or(event.trigger.end);
    let to = (from..range.end.min(event.trigger.end + 8))
        // "travelled to the Naval Base with Ambassador X": his state is no goal.
        // "a visit to the region, where she advanced Norway's work": her own country is none either.
        .take_while(|&i| !doc.is_text(i, "with") && !(i > event.trigger.end && doc.is(i, WordClass::Relative)))
        .find_map(|i| {
            let region = doc.mention_at(i).is_some_and(|m| m.kind == MentionKind::Region);
            // "arrived in the Kazakh capital".
            if let Some(hit) = crate::events::place::capital(doc, i) {
                return Some(hit);
            }
            let hit = rapporteur_normalize::place_at(doc, i).filter(|_| !region)?;
            (hit.strong || doc.is(i - 1, WordClass::PlacePreposition)).then_some(hit)
        });
    let seat = (event.trigger.end..range.end.min(event.trigger.end + 4))
        .find_map(|i| doc.mention_of[i])
        .is_some_and(|m| matches!(doc.mentions[m].kind, MentionKind::Organization | MentionKind::Body));
    // "travels to Central Asia": to several countries at once, none of them the place.
    let region = (event.trigger.end..range.end.min(event.trigger.end + 3))
        .find_map(|i| doc.mention_of[i])
        .is_some_and(|m| doc.mentions[m].kind == MentionKind::Region);
    // "will be in Delhi" is a journey, "will be in contact" is none.
    // So is "will continue to Delhi", and "will continue to support Delhi" is none.
    // "was in Delhi to continue the work" too, where a day is told; "while he was in Delhi" is none.
    let was_in = doc.is_text(event.trigger.end - 1, "in")
        && ["was", "were", "is", "are"].iter().any(|w| doc.is_text(event.trigger.end - 2, w));
    let travelled = || {
        event.date.is_some()
            && mentions.iter().all(|&m| doc.mentions[m].kind == MentionKind::Person)
            && !(range.start..event.trigger.start)
                .any(|i| doc.is(i, WordClass::Subordinator) || doc.is_text(i, "while"))
            && to.as_ref().is_some_and(|hit| ["to", "for", "on", "from"].iter().any(|w| doc.is_text(hit.tokens.end, w)))
    };
    if was_in && !travelled() {
        return Vec::new();
    }
    let be_in = was_in
        || doc.is_text(event.trigger.end - 1, "in") && doc.is_text(event.trigger.end - 2, "be")
        || ["continue", "proceed"].iter().any(|w| doc.is_text(event.trigger.end - 2, w));
    let to = to.filter(|hit| !be_in || hit.tokens.start == event.trigger.end);
    // "will lead the delegation to the session of the X–Y Commission": to a gathering, no country.
    let delegation = event.trigger.clone().any(|i| doc.is_text(i, "delegation"));
    let to = to.filter(|hit| !delegation || hit.tokens.start <= event.trigger.end + 1);
    if be_in && to.is_none() {
        return Vec::new();
    }
    // "who is visiting the country": the publisher's own.
    // "arrived in our country".
    // "stayed in our country with an official visit".
    let here = (event.trigger.start..event.trigger.end + 1).any(|i| {
        (doc.is_text(i, "the") || doc.is_text(i, "our"))
            && ["country", "kingdom", "republic", "emirate"].iter().any(|w| doc.is_text(i + 1, w))
    });
    let own = doc.facts.country.clone().filter(|_| here && to.is_none());
    // "arrived here Wednesday for a three-day visit": where the dateline says.
    let dateline = doc.facts.dateline_country.clone().filter(|_| doc.is_text(event.trigger.end - 1, "here"));
    let city = doc.facts.dateline_city.filter(|_| dateline.is_some());
    let own = dateline.or(own);
    if let Some(country) = own {
        event.place = Some(rapporteur_normalize::PlaceHit {
            tokens: 0..0,
            city,
            name: None,
            country: Some(country),
            strong: true,
        });
        event.place_basis = Some("dateline");
        arrival(doc, &mut event, range);
        add(doc, &mut event, s, &mentions, Role::Participant);
        return vec![event];
    }
    let Some(place) = to else {
        if !seat && !region {
            return Vec::new();
        }
        if region {
            // Settled: no single country, and none to be taken from the dateline.
            event.place = Some(rapporteur_normalize::PlaceHit {
                tokens: 0..0,
                city: None,
                name: None,
                country: None,
                strong: true,
            });
            let phrase = event.trigger.clone();
            length(doc, &mut event, phrase);
        }
        add(doc, &mut event, s, &mentions, Role::Participant);
        return vec![event];
    };
    // "visits Zambia and Malawi": one journey through several countries is in none of them alone.
    let mut next = place.tokens.end;
    while doc.is_text(next, ",") || doc.is(next, WordClass::Coordinator) || doc.is_text(next, "the") {
        next += 1;
    }
    let further = rapporteur_normalize::place_at(doc, next)
        .filter(|p| next > place.tokens.end && p.strong && p.country.is_some() && p.country != place.country)
        .is_some();
    event.place = if further {
        Some(rapporteur_normalize::PlaceHit { tokens: 0..0, city: None, name: None, country: None, strong: true })
    } else {
        Some(place)
    };
    event.place_basis = Some("stated");
    // "concluded a two-day visit to X": how long, and that its date is the last day.
    let phrase = event.trigger.clone();
    length(doc, &mut event, phrase);
    // "will travel to Oslo for talks with X": the talks are the event.
    let last = event.place.as_ref().map_or(event.trigger.end, |p| p.tokens.end);
    let talks = (last..range.end.min(last + 8)).find(|&i| doc.is_text(i, "for")).is_some_and(|f| {
        (f + 1..range.end.min(f + 4)).any(|i| {
            doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "meeting")
                && doc.is_text(i + 1, "with")
        })
    });
    // "will visit Malawi from 7 to 9 May for talks with the government": a journey of days all the same.
    let days = event.date.as_ref().is_some_and(|d| d.start.is_some() && d.end.is_some() && d.start != d.end);
    // "for talks with the new government": nobody is named whom the talks could be told of.
    let named = (last..range.end.min(last + 16)).any(|i| {
        doc.is_text(i, "with")
            && (i + 1..i + 4).filter_map(|k| doc.mention_at(k)).any(|m| {
                matches!(m.kind, MentionKind::Person | MentionKind::Office | MentionKind::Group | MentionKind::Parties)
            })
    });
    if talks && event.status == Status::Scheduled && !days && named {
        return Vec::new();
    }
    arrival(doc, &mut event, range);
    add(doc, &mut event, s, &mentions, Role::Participant);
    let next = next_leg(doc, &event, last, range);
    [vec![event], next.into_iter().collect()].concat()
}

/// "will visit Tunis on 15 November and Tripoli on 16 November": the second journey of the sentence.
fn next_leg(doc: &Annotated<'_>, event: &Event, last: usize, range: &Range<usize>) -> Option<Event> {
    let day = |from: usize| doc.dates.iter().find(|d| d.tokens.start == from + 1 && doc.is_text(from, "on"));
    let and = day(last)?.tokens.end;
    // "a visit to A on 6 September and to B on 8 September".
    let to = and + 1 + usize::from(doc.is_text(and + 1, "to"));
    let at = to + usize::from(doc.is(to, WordClass::Determiner));
    let place = rapporteur_normalize::place_at(doc, at).filter(|p| p.strong && at < range.end)?;
    let date = day(place.tokens.end).filter(|_| doc.is_text(and, "and"))?;
    let mut next = event.clone();
    when::set(&mut next, date);
    next.trigger = at..place.tokens.end;
    next.place = Some(place);
    Some(next)
}

/// "arrived in X on a two-day visit", "left for X": the journey begins, and lasts as long as the words behind the verb say.
fn arrival(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>) {
    let verb = event.trigger.start;
    if !doc.is(verb, WordClass::LeaveVerb) && !doc.is(verb, WordClass::ArriveVerb) {
        return;
    }
    let behind = event.trigger.start..range.end.min(event.trigger.end + ARRIVAL);
    if behind.clone().any(|i| doc.is_text(i, "visit") || doc.is_text(i, "trip")) {
        length(doc, event, behind);
    }
    event.edge = Edge::Start;
    // "leaves tomorrow for X".
    let ahead = event.date.as_ref().and_then(|d| d.start).zip(doc.facts.published).is_some_and(|(day, now)| day > now);
    event.status = if ahead { Status::Scheduled } else { Status::Ongoing };
    // "arrived on Monday and leaves on Thursday".
    let leaves = (event.trigger.end..range.end).find(|&i| {
        ["leaves", "departs", "returns"].iter().any(|w| doc.is_text(i, w))
            || ["leave", "depart", "return"].iter().any(|w| doc.is_text(i, w)) && doc.is(i - 1, WordClass::FutureModal)
    });
    let last = leaves.and_then(|i| doc.dates_in(&(i..range.end.min(i + 8))).next()?.span.clone()?.end);
    if let Some((start, last)) = event.date.as_ref().and_then(|d| d.start).zip(last)
        && start <= last
        && last <= rapporteur_schema::add_days(start, 60)
    {
        event.date = Some(rapporteur_schema::DateSpan::range(start, last));
        event.edge = Edge::None;
    }
}

/// So many words behind "arrived in" a visit is spoken of.
const ARRIVAL: usize = 14;

/// The length a journey's verb phrase gives ("a two-day visit"), and which end of it the verb tells of.
fn length(doc: &Annotated<'_>, event: &mut Event, phrase: Range<usize>) {
    let trigger = event.trigger.clone();
    // "is on a two-day visit to X, which ends on Friday".
    let told = (phrase.end..phrase.end + 8)
        .find(|&i| doc.is_text(i, "which"))
        .is_some_and(|i| doc.is(i + 1, WordClass::EndVerb) || doc.is(i + 2, WordClass::EndVerb));
    let ends = told || trigger.clone().any(|i| doc.is(i, WordClass::EndVerb));
    // "concluded a week-long visit".
    if phrase.clone().any(|i| doc.is_text(i, "week") && doc.is_text(i + 2, "long")) {
        event.days = Some(7);
        event.edge = if ends { Edge::End } else { event.edge };
    }
    let Some(day) = phrase.clone().find(|&i| i >= phrase.start + 2 && doc.is_text(i, "day")) else {
        // "concluded her visit to X today".
        event.edge = if ends && !told { Edge::End } else { event.edge };
        return;
    };
    let word = &doc.tokens[day - 2];
    event.days = doc.lexicon.numbers.get(&word.word).copied().or_else(|| doc.word(day - 2).parse().ok());
    if ends {
        event.edge = Edge::End;
    } else if trigger.clone().any(|i| doc.is(i, WordClass::BeginVerb)) {
        event.edge = Edge::Start;
    }
}

/// Past where something was opened, if that stands before what was: "inaugurated at the Secretariat in Jeddah a new wing".
fn past_place(doc: &Annotated<'_>, from: usize, limit: usize) -> usize {
    let article = |i: usize| doc.is_text(i, "a") || doc.is_text(i, "an") || doc.is_text(i, "the");
    let place = ["at", "in"].iter().any(|w| doc.is_text(from, w));
    (from + 2..limit.min(from + 12))
        .find(|&i| place && article(i) && !doc.is(i - 1, WordClass::Preposition))
        .unwrap_or(from)
}

/// What was inaugurated, though no list knows its noun: "inaugurated the Osh node of the network".
fn inaugurated(doc: &Annotated<'_>, trigger: &Range<usize>, from: usize, limit: usize) -> Option<usize> {
    let solemn = trigger.clone().any(|i| doc.word(i).to_ascii_lowercase().starts_with("inaugurat"));
    let stop = |i: usize| doc.is(i, WordClass::Preposition) || matches!(doc.word(i), "," | "." | ";" | "and");
    let end = (from + 1..limit.min(from + 9)).find(|&i| stop(i))?;
    let occasion = ["series", "day", "edition", "session", "month", "week", "year", "exhibition", "festival", "season"];
    let lasting = !occasion.iter().any(|w| doc.is_text(end - 1, w));
    let thing = lasting
        && (from..end).all(|i| {
            !doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word)
                && !crate::syntax::is_verb(doc, i)
                && doc.mention_at(i).is_none_or(|m| !matches!(m.kind, MentionKind::Person | MentionKind::Office))
        });
    (solemn && thing && end > from + 1 && doc.is(from, WordClass::Determiner)).then_some(end - 1)
}

pub(super) fn opening(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    passive: bool,
    range: &Range<usize>,
) -> Vec<Event> {
    let trigger = event.trigger.clone();
    // "will inaugurate, together with his counterpart, the new building": over what stands in commas.
    let from = if doc.is_text(trigger.end, ",") {
        (trigger.end + 1..range.end.min(trigger.end + 14)).find(|&i| doc.is_text(i, ",")).map_or(trigger.end, |i| i + 1)
    } else {
        past_place(doc, trigger.end, range.end)
    };
    let institution = (from..range.end.min(from + 13))
        .take_while(|&i| {
            !matches!(doc.word(i), "," | ";" | ":")
                // "the Australian-funded wing": one word.
                && (!crate::syntax::is_verb(doc, i)
                    || i > from && doc.tokens[i - 1].word == rapporteur_lexicon::WordId::JOINER && doc.tokens[i - 1].glued)
                && !doc.is_text(i, "to")
                // "opened its railways"; but "opened its first office" is one more.
                && !(doc.is_text(i, "its") && !doc.is(i + 1, WordClass::OrdinalWord) && !doc.is_text(i + 1, "new"))
        })
        // Far off only at the end of a name: "the ASEAN-New Zealand Climate-Smart Agriculture Programme".
        .filter(|&i| {
            i < from + 9
                || (from + 1..i)
                    .all(|k| doc.tokens[k].capital || doc.tokens[k].word == rapporteur_lexicon::WordId::JOINER)
        })
        .find(|&i| doc.is(i, WordClass::InstitutionNoun))
        .or_else(|| launched_name(doc, &trigger, range))
        .or_else(|| inaugurated(doc, &trigger, from, range.end));
    let mentions: Vec<usize> = actors(doc, subj);
    // "The new training centre was opened today in X by Y".
    if passive && !trigger.clone().any(|i| doc.is_text(i, "established")) {
        return opened(doc, s, event, range);
    }
    // "The President and the Secretary General cut the ribbon": of what the text says has been opened.
    let cut = doc.is_text(trigger.end - 1, "ribbon");
    if passive || institution.is_none() && !cut {
        return Vec::new();
    }
    event.definite |= cut;
    // "opened the meeting" and "opened its railways" are none: the object must be an institution.
    let event_noun = |i: usize| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word);
    let gathering = |i: usize| {
        event_noun(i) && !doc.is_text(i, "mission")
            // "a coordination meeting of humanitarian organizations".
            || (from..i).any(|k| event_noun(k) && doc.is_text(k + 1, "of"))
    };
    if institution.is_some_and(gathering) {
        return Vec::new();
    }
    // "Today the Border Management Programme opened a kennel".
    let programmes: Vec<usize> =
        subj.mentions().iter().copied().filter(|&m| doc.mentions[m].kind == MentionKind::Programme).collect();
    if mentions.is_empty() && programmes.is_empty() {
        return Vec::new();
    }
    for &m in &programmes {
        let part = programme_part(m, s, event.rule.clone(), Role::Organizer);
        event.add(part, |a, b| crate::events::same_part(doc, a, b));
    }
    if trigger.clone().any(|i| doc.is(i, WordClass::FutureModal)) {
        event.status = Status::Scheduled;
    }
    // Whoever cuts the ribbon is a guest of the house; who launches a programme sets it up.
    let kind = mentions.first().map(|&m| doc.mentions[m].kind);
    let person = matches!(kind, Some(MentionKind::Person | MentionKind::Office | MentionKind::Pronoun));
    let ribbon = person && (cut || trigger.clone().any(|i| doc.is(i, WordClass::RibbonVerb)));
    let both = event.status == Status::Held && kind == Some(MentionKind::Parties);
    let role = if both || ribbon { Role::Participant } else { Role::Organizer };
    add(doc, &mut event, s, &mentions, role);
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    // "spoke about a partnership he launched with the Group in June": a clause on the noun before the pronoun.
    let contact = trigger.start > range.start + 1
        && doc.mention_at(trigger.start - 1).is_some_and(|m| m.kind == MentionKind::Pronoun)
        && doc.is(trigger.start - 2, WordClass::InstitutionNoun);
    event.aside |= contact || relative_before(doc, range, trigger.start);
    vec![event]
}

/// The last word of what was launched by name: "launched the Pacific Climate Finance Gateway".
fn launched_name(doc: &Annotated<'_>, trigger: &Range<usize>, range: &Range<usize>) -> Option<usize> {
    let launch = ["launched", "launch", "launches"].iter().any(|w| doc.is_text(trigger.end - 1, w));
    let first = trigger.end + 1;
    let word =
        |i: usize| i < range.end && doc.tokens[i].capital && doc.tokens[i].kind == rapporteur_text::TokenKind::Word;
    let last = (first..range.end).take_while(|&i| word(i)).last()?;
    let paper = (first..=last).any(|i| doc.is(i, WordClass::InstrumentNoun));
    let named = doc.is_text(trigger.end, "the") && last >= first + 2 && doc.mention_at(first).is_none();
    (launch && named && !paper).then_some(last)
}

/// An institution that was opened, told in the passive: with its day, and no gathering that was opened.
fn opened(doc: &Annotated<'_>, s: usize, mut event: Event, range: &Range<usize>) -> Vec<Event> {
    let trigger = event.trigger.clone();
    let before = range.start.max(trigger.start.saturating_sub(24))..trigger.start;
    let institution = before.clone().any(|i| doc.is(i, WordClass::InstitutionNoun));
    // "the Training Centre": a house for it, and no gathering.
    let gathering = before.clone().any(|i| {
        doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word) && !doc.is(i + 1, WordClass::InstitutionNoun)
    });
    if !institution || gathering {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    if event.date.is_none() {
        return Vec::new();
    }
    place::locate(doc, &mut event, range);
    if let Some(by) = (trigger.end..range.end).find(|&i| doc.is_text(i, "by")) {
        let openers: Vec<usize> = objects(doc, by + 1, range.end).into_iter().filter(|&m| actor(doc, m)).collect();
        add(doc, &mut event, s, &openers, Role::Organizer);
    }
    event.aside |= relative_before(doc, range, trigger.start);
    vec![event]
}

pub(super) fn operation(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    range: &Range<usize>,
) -> Vec<Event> {
    let mentions: Vec<usize> = actors(doc, subj);
    if mentions.is_empty() {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    if event.date.is_none() {
        return Vec::new();
    }
    let words = doc.phrase(&event.trigger);
    if words.starts_with("plan") || words.starts_with("will") {
        event.status = Status::Scheduled;
    }
    if words.ends_with("since") {
        event.status = Status::Ongoing;
        // It goes on, so it has no last day.
        if let Some(date) = event.date.as_mut().filter(|d| d.end.is_some()) {
            date.end = None;
            date.edtf = format!("{}/..", date.edtf.split('/').next().unwrap_or_default());
        }
    }
    place::locate(doc, &mut event, range);
    event.aside = true;
    add(doc, &mut event, s, &mentions, Role::Participant);
    vec![event]
}

/// "will address the Council": a session of the body, with its speaker.
pub(super) fn address(
    doc: &Annotated<'_>,
    s: usize,
    mut event: Event,
    subj: &Subject,
    range: &Range<usize>,
) -> Vec<Event> {
    let speakers: Vec<usize> = humans(doc, subj);
    let body = (event.trigger.end..range.end.min(event.trigger.end + 3))
        .find_map(|i| doc.mention_of[i])
        .filter(|&m| doc.mentions[m].kind == MentionKind::Body);
    let Some(body) = body.filter(|&m| !speakers.is_empty() && !doc.is_possessive(doc.mentions[m].tokens.end)) else {
        return Vec::new();
    };
    if event.trigger.clone().any(|i| doc.is(i, WordClass::FutureModal)) {
        event.status = Status::Scheduled;
    }
    add(doc, &mut event, s, &speakers, Role::Speaker);
    add(doc, &mut event, s, &[body], Role::Participant);
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    vec![event]
}

pub(super) fn statement(doc: &Annotated<'_>, s: usize, mut event: Event, range: &Range<usize>) -> Vec<Event> {
    let issuers: Vec<usize> =
        objects(doc, event.trigger.end, range.end).into_iter().filter(|&m| actor(doc, m)).collect();
    if issuers.is_empty() {
        return Vec::new();
    }
    when::attach(doc, &mut event, range);
    place::locate(doc, &mut event, range);
    add(doc, &mut event, s, &issuers, Role::Speaker);
    // The organisation whose statement it is: named before the noun.
    let owners: Vec<usize> = doc
        .mentions_in(&(range.start..event.trigger.start))
        .filter(|(_, m)| matches!(m.kind, MentionKind::Body | MentionKind::Organization))
        .map(|(i, _)| i)
        .collect();
    add(doc, &mut event, s, &owners, Role::Speaker);
    vec![event]
}
