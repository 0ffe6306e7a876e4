//! Places of events.

mod inherited;
pub(super) mod leg;
mod site;

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_normalize::{Annotated, MentionKind, PlaceHit, place_at};
use rapporteur_schema::vocabulary::EventType;

pub(super) use inherited::places;

use super::when::full_verbs;
use crate::model::Event;
use crate::syntax::another_subject;

/// Gives an event the place its clause names.
pub(super) fn locate(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>) {
    let trigger = event.trigger.clone();
    locate_phrase(doc, event, range, trigger.start, trigger.end);
}

/// The same for a noun phrase: a place after "in" or "at", nearest to it; after it before before it.
pub(super) fn locate_phrase(doc: &Annotated<'_>, event: &mut Event, range: &Range<usize>, start: usize, end: usize) {
    // "She departs for Cairo, where she will see Minister X": the place before "where".
    let whither = (range.start..start.min(range.end))
        .rev()
        .take_while(|&i| !matches!(doc.word(i), ";" | ":"))
        .find(|&i| doc.is_text(i, "where"))
        .and_then(|w| {
            let before = w.checked_sub(1)?;
            let mut last = if doc.is_text(before, ",") { before.checked_sub(1)? } else { before };
            // "a visit to Y on 5 and 6 May, where": over the day.
            if let Some(date) = doc.date_at(last) {
                last = date.tokens.start.checked_sub(1)?;
                while last > range.start && (doc.is(last, WordClass::Preposition) || doc.is_text(last, ",")) {
                    last -= 1;
                }
            }
            (range.start..=last)
                .rev()
                .take(5)
                .filter_map(|i| place_at(doc, i))
                .find(|p| p.strong && p.tokens.end == last + 1)
        });
    if let Some(hit) = whither {
        event.place = Some(hit);
        event.place_basis = Some("stated");
        return;
    }
    let mut best: Option<(usize, PlaceHit)> = None;
    for i in range.clone() {
        if doc.quoted[i] && !doc.quoted[start] && site::site(doc, range, i).is_none() {
            continue;
        }
        let Some((hit, prepared)) = place_here(doc, range, i) else { continue };
        if !prepared {
            continue;
        }
        let at = hit.tokens.start;
        // "gathered to go through a plan devoted to X on 21 February 2019, in Osh.": the last words, beside its own day.
        let own_day = event.date_text.as_ref().is_some_and(|d| d.end + 2 >= at && d.end < at && d.start > end)
            && !(end..at).any(|i| doc.is(i, WordClass::Relative) || doc.is(i, WordClass::ClauseOpener))
            && closes(doc, range, hit.tokens.end);
        if own_day {
            best = Some((0, hit));
            break;
        }
        let distance = if at >= end { at - end } else { (start.saturating_sub(at)) + 6 };
        let (from, to) = if at >= end { (end, at) } else { (hit.tokens.end.min(start), start) };
        let crossing = full_verbs(doc, from..to);
        // "the talks, which …, on the preparation of the session, which is to be held in Oslo": the place of the session.
        let noun_before = |k: usize| (end + 1..k).any(|i| doc.lexicon.event_nouns.contains_key(&doc.tokens[i].word));
        let relative = (from..to).any(|k| {
            doc.is(k, WordClass::Relative)
                && !doc.is_text(k, "that")
                && k > end + 1
                && (!takes_place(doc, k) || noun_before(k))
        });
        // "met to discuss attacks in X": what follows an infinitive is what was talked about.
        let purpose = at >= end
            && (from..to).any(|k| {
                doc.is_text(k, "to")
                    && doc.tokens.get(k + 1).is_some_and(|t| !t.capital)
                    && [WordClass::Verb, WordClass::Reporting].iter().any(|&c| doc.is(k + 1, c))
                    && doc.mention_of[k + 1].is_none()
                    // "scheduled to take place in X".
                    && !doc.is_text(k + 2, "place")
            });
        // "…, prepared at a meeting of experts in Ashgabat": the place of another event.
        let other = at >= end
            && (from..to).any(|k| {
                doc.lexicon.event_nouns.contains_key(&doc.tokens[k].word)
                    && !doc.is(k, WordClass::InstitutionNoun)
                    // "discussed X during a working breakfast in Y": their own table.
                    && !(event.rule.ends_with("discuss-between") && (k.saturating_sub(3)..k).any(|d| doc.is_text(d, "during")))
                    && ((k.saturating_sub(2)..k).any(|d| doc.is_text(d, "a"))
                        // "was a continuation of the discussions held in X".
                        || doc.is_text(k + 1, "held") && k > end + 1)
            });
        // "exchanged views on the situation in X": what was talked about, not where.
        let topic = at >= end
            && (from..at)
                .rev()
                .take(4)
                .find(|&k| doc.is_text(k, "in") && k > end)
                .is_some_and(|k| doc.is(k - 1, WordClass::SituationNoun));
        // "will meet X, and in Suva he will attend": where the next clause takes place.
        let next_clause = at > end + 2
            && doc.is(at - 2, WordClass::Coordinator)
            && doc.is(at - 1, WordClass::PlacePreposition)
            && (doc.mention_at(hit.tokens.end).is_some_and(|m| crate::syntax::is_verb(doc, m.tokens.end))
                // "In Astana he met A, and in Bishkek on Wednesday B".
                || doc.dates.iter().any(|d| d.tokens.start == hit.tokens.end + 1)
                    && doc.is(range.start, WordClass::PlacePreposition));
        // "discussed the attacks on schools in X": what stands behind what was discussed, unless a day stands beside it.
        let dated = |k: usize| doc.date_at(k).is_some();
        let beside = || (hit.tokens.end..hit.tokens.end + 3).chain(at.saturating_sub(3)..at).any(dated);
        // But "welcomed X to the White House" tells where.
        let goal = |k: usize| doc.is_text(k, "to");
        let named = at > end + 1 && doc.is(start, WordClass::TopicVerb) && !(at.saturating_sub(2)..at).any(goal);
        let topic = topic || named && !beside();
        // "adopted the concept for the force in X": what the paper is about, unless a town is named.
        let paper = matches!(event.kind, EventType::Adoption | EventType::Signing)
            && at >= end
            // "signed the Notes concerning the Project for Water Supply in X": where the project is, town or not.
            && (hit.city.is_none() && (end..at).any(|k| doc.is(k, WordClass::InstrumentNoun))
                || (end..at).any(|k| {
                    doc.tokens[k].capital
                        && ["project", "programme", "program", "scheme"].iter().any(|w| doc.is_text(k, w))
                        && (k + 1..at).any(|j| doc.tokens[j].capital)
                }));
        // "a memorandum on the creation of a park in X was signed": what it is about.
        let about = matches!(event.kind, EventType::Adoption | EventType::Signing)
            && at < start
            && (range.start..at).any(|k| {
                doc.is(k, WordClass::InstrumentNoun)
                    && (k + 1..k + 3).any(|j| doc.is_text(j, "on") || doc.is_text(j, "for"))
            })
            && !doc.is_text(hit.tokens.end, ",");
        // "the Vision, adopted in X, was debated at the meeting": the place of another clause, unless it opens the sentence.
        let foreign = at < start && crossing >= 1 && at > range.start + 3;
        // "saw the aid in X and held talks in Y": what stands before "and" is where the other thing was done.
        let verb = (at..start).rev().find(|&k| doc.is(k, WordClass::Coordinator));
        let other_clause = at < start
            && verb.is_some_and(|and| and > hit.tokens.end - 1 && and + 2 >= start && crossing == 0)
            && (range.start..at).any(|k| crate::syntax::is_verb(doc, k));
        let paper = paper
            || other_clause && (hit.city.is_none() || matches!(event.kind, EventType::Adoption | EventType::Signing));
        let apart = at >= end && another_subject(doc, from..to);
        // "approved the Plan and summed up the exercise “X”, conducted in Y": where the exercise was.
        let of_exercise = event.by_verb && at >= end && super::when::of_another(doc, from..to);
        if other
            || of_exercise
            || foreign
            || topic
            || next_clause
            || paper
            || about
            || crossing > 1
            || purpose
            || apart
            || relative && at >= end
        {
            continue;
        }
        // "On 8 June, in the city of Urumqi, A, B, C and D held a meeting": what opens the sentence holds for all of it.
        // "On the same day in Khujand the Head of X and the Chairman of Y signed": without a comma, if no one stands before it.
        let first = || doc.mentions_in(&(range.start..at)).next().is_none();
        let opens = at < start
            && at <= range.start + 13
            && crossing == 0
            && (doc.is_text(hit.tokens.end, ",") || at <= range.start + 6 && first());
        let distance = if opens { distance.min(30) } else { distance };
        // Only where the own clause names no place.
        let distance = distance + crossing * 12 + if other_clause { 24 } else { 0 };
        if best.as_ref().is_none_or(|(d, _)| distance < *d) {
            best = Some((distance, hit));
        }
    }
    let best = best.filter(|(distance, _)| *distance <= 40).map(|(_, hit)| hit);
    if let Some(hit) = best.or_else(|| house_in(doc, range, start, end)) {
        event.place = Some(hit);
        event.place_basis = Some("stated");
    }
}

/// Whether nothing but a country stands between token `end` and the end of the sentence.
fn closes(doc: &Annotated<'_>, range: &Range<usize>, end: usize) -> bool {
    let state = |i: usize| doc.mention_at(i).is_some_and(|m| m.kind == MentionKind::State);
    (end..range.end).all(|i| state(i) || matches!(doc.word(i), "," | "." | "(" | ")"))
}

/// "At the Academy of the Ministry of X in Almaty, the Centre held a course": the town in the name of the house.
fn house_in(doc: &Annotated<'_>, range: &Range<usize>, start: usize, end: usize) -> Option<PlaceHit> {
    range.clone().skip(2).find_map(|i| {
        let m = doc.mention_of[i].filter(|_| doc.is_text(i - 1, "in") && !doc.quoted[i])?;
        let house = &doc.mentions[m];
        let clause = if i < start { full_verbs(doc, i..start) } else { full_verbs(doc, end..i) };
        if !matches!(house.kind, MentionKind::Body | MentionKind::Organization) || house.tokens.start == i || clause > 1
        {
            return None;
        }
        let mut k = house.tokens.start;
        let at = loop {
            k = k.checked_sub(1).filter(|&k| k >= range.start && house.tokens.start - k < 9)?;
            if doc.is_text(k, "at") || doc.is_text(k, "of") && doc.is_text(k.checked_sub(1)?, "basis") {
                break true;
            }
            if !(doc.is(k, WordClass::Determiner) || doc.is_text(k, "of") || doc.tokens[k].capital) {
                break false;
            }
        };
        place_at(doc, i).filter(|p| at && p.strong)
    })
}

/// "which was held in", "which took place in": the relative clause says where the event itself was.
fn takes_place(doc: &Annotated<'_>, relative: usize) -> bool {
    (relative + 1..relative + 6).any(|i| ["held", "place", "convened", "hosted"].iter().any(|w| doc.is_text(i, w)))
}

/// A place expression at `i` and whether a preposition makes it one of place: "in Oslo", "at NATO Headquarters in Brussels".
fn place_here(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> Option<(PlaceHit, bool)> {
    if doc.is_text(i, "capital") && doc.is_text(i + 1, "of") {
        return capital_of(doc, i).map(|hit| (hit, true));
    }
    if !doc.tokens[i].capital {
        return None;
    }
    let mut b = i;
    while b > range.start
        && (doc.is(b - 1, WordClass::Determiner)
            || doc.is_text(b - 1, "of") && b >= 2 && doc.is(b - 2, WordClass::PlaceNoun)
            || doc.is(b - 1, WordClass::PlaceNoun) && !doc.tokens[b - 1].capital)
    {
        b -= 1;
    }
    // "at the Ministry of Foreign Affairs, Islamabad": the town of the house.
    let house = b
        .checked_sub(2)
        .filter(|&k| k > range.start && doc.is_text(k + 1, ",") && b == i)
        .and_then(|k| doc.mention_of[k])
        .filter(|&m| matches!(doc.mentions[m].kind, MentionKind::Body | MentionKind::Organization))
        .map(|m| doc.mentions[m].tokens.start)
        .and_then(|s| s.checked_sub(1))
        .and_then(|k| if doc.is(k, WordClass::Determiner) { k.checked_sub(1) } else { Some(k) })
        .filter(|&k| k >= range.start && (doc.is_text(k, "at") || doc.is_text(k, "in")));
    let preposition = house.or(b.checked_sub(1)).filter(|&k| k >= range.start);
    let locative = preposition.is_some_and(|k| {
        doc.is_text(k, "in")
            || doc.is_text(k, "at")
            || doc.is_text(k, "near")
            // "will travel on to Oslo tomorrow for talks with X": the talks are where the journey goes.
            || doc.is_text(k, "to") && (range.start.max(k.saturating_sub(3))..k).any(|v| doc.is(v, WordClass::TravelVerb))
            // "at the training centre of the Ministry (Osh, Kyrgyzstan)", "at the checkpoint “Dostuk” (Osh region)".
            || doc.is_text(k, "(") && site::before_bracket(doc, range, k)
            // "Get-together of executives (Minsk, Belarus)".
            || doc.is_text(k, "(") && doc.block_of(doc.sentences.partition_point(|s| s.tokens.end <= i)).kind == rapporteur_text::BlockKind::Headline
    });
    // "on the territory of the Republic of X", "the Kyrgyz capital".
    let territory =
        preposition.is_some_and(|k| doc.is_text(k, "of") && k > range.start && doc.is_text(k - 1, "territory"));
    // "welcomed the Minister to the Palace".
    let received = preposition.is_some_and(|k| {
        doc.is_text(k, "to")
            && (range.start.max(k.saturating_sub(24))..k)
                .any(|v| doc.is(v, WordClass::HostVerb) || doc.word(v).to_ascii_lowercase().starts_with("welcom"))
    });
    // "at the White House", "in the Oval Office", "at the Chancellery": in the capital of whose house it is.
    if (locative || received)
        && let Some(m) = doc.mention_of[i].filter(|&m| doc.mentions[m].kind == MentionKind::Body)
        && doc.mentions[m].tokens.clone().any(|k| doc.is(k, WordClass::ResidenceWord) && doc.tokens[k].capital)
        && doc.mentions[m].tokens.start == i
        && doc.mentions[m].tokens.len() <= 3
    {
        // Whose "State House" it is only the gazetteer or the place beside it can say.
        let entity = doc.mentions[m].entity()?;
        doc.lexicon.organization(&doc.entities.get(entity).id)?;
        let country = doc.entities.get(entity).country.clone()?;
        let city = seat_of_government(doc, &country);
        let tokens = doc.mentions[m].tokens.clone();
        return Some((PlaceHit { tokens, city, name: None, country: Some(country), strong: true }, true));
    }
    if let Some(hit) = capital(doc, i) {
        return Some((hit, true));
    }
    // "in the capital of Norway" names the town, further left.
    if (i.saturating_sub(3)..i).any(|k| doc.is_text(k, "capital") && doc.is_text(k + 1, "of")) {
        return None;
    }
    if let Some(hit) =
        village(doc, range, i).or_else(|| site::site(doc, range, i)).or_else(|| site::town(doc, range, i))
    {
        return Some((hit, true));
    }
    // "The town of Oslo was the venue of a seminar".
    let venue = |hit: &PlaceHit| {
        let end = hit.tokens.end;
        hit.strong && doc.is(end, WordClass::Be) && doc.is_text(end + 1, "the") && doc.is_text(end + 2, "venue")
    };
    if let Some(hit) = place_at(doc, i).filter(venue) {
        return Some((hit, true));
    }
    if locative || territory {
        if let Some(m) = doc.mention_of[i]
            && !matches!(doc.mentions[m].kind, MentionKind::State | MentionKind::Government)
            && doc.mentions[m].tokens.start <= i
            && doc.mentions[m].kind != MentionKind::Region
        {
            return None;
        }
        let hit = place_at(doc, i)?;
        // "at the Summit": a word that is a town's name somewhere too.
        let next_capital = doc.tokens.get(hit.tokens.end).is_some_and(|t| t.capital);
        // "advances in Iran's nuclear programme": what is a country's is not the country; its "Almaty region" is there.
        let owned = doc.is_possessive(hit.tokens.end)
            && doc.tokens.get(hit.tokens.end + 1).is_some_and(|t| !t.capital)
            && !doc.is(hit.tokens.end + 1, WordClass::PlaceNoun)
            && !doc.is_text(hit.tokens.end + 1, "capital");
        if owned && hit.city.is_none() {
            return None;
        }
        let month = doc.lexicon.months.contains_key(&doc.tokens[i].word);
        // "in the Roosevelt Room", "at the Lisbon Hotel": a house of that name.
        if b < i && next_capital && hit.city.is_some() && doc.is(hit.tokens.end, WordClass::English) {
            return None;
        }
        if !hit.strong && (b < i || next_capital || month || doc.mention_of[i].is_some()) {
            return None;
        }
        // "at the Ala-Archa residence in Bishkek": the town says where.
        // But "in Tashkent city" is in Tashkent.
        if doc.is(hit.tokens.end, WordClass::PlaceNoun)
            && !doc.is_text(hit.tokens.end, "city")
            && !doc.tokens.get(hit.tokens.end).is_some_and(|t| t.capital)
        {
            return None;
        }
        return Some((hit, true));
    }
    None
}

/// The capital of a country (alpha-3), as a place of the gazetteer.
fn seat_of_government(doc: &Annotated<'_>, country: &str) -> Option<usize> {
    let capital = &doc.lexicon.country(country)?.capital;
    let places = &doc.lexicon.facts.places;
    places.iter().position(|p| p.country == country && (p.name == *capital || p.aliases.contains(capital)))
}

/// "the Kyrgyz capital", "Kazakhstan's capital".
pub(super) fn capital(doc: &Annotated<'_>, i: usize) -> Option<PlaceHit> {
    let m = &doc.mentions[doc.mention_of[i]?];
    let word = m.tokens.end + usize::from(doc.is_possessive(m.tokens.end));
    if !matches!(m.kind, MentionKind::Demonym | MentionKind::State) || !doc.is_text(word, "capital") {
        return None;
    }
    let country = doc.entities.get(m.entity()?).country.clone()?;
    let city = seat_of_government(doc, &country)?;
    Some(PlaceHit { tokens: i..word + 1, city: Some(city), name: None, country: Some(country), strong: true })
}

/// "in the Kazakh village of Kordai": the country from the adjective, and a name that no gazetteer has.
fn village(doc: &Annotated<'_>, range: &Range<usize>, i: usize) -> Option<PlaceHit> {
    let m = doc.mention_of[i].filter(|&m| doc.mentions[m].kind == MentionKind::Demonym)?;
    let noun = doc.mentions[m].tokens.end;
    let inside = i >= range.start + 2
        && doc.is(i - 1, WordClass::Determiner)
        && ["in", "at", "near"].iter().any(|w| doc.is_text(i - 2, w));
    let named = doc.is(noun, WordClass::PlaceNoun)
        && doc.is_text(noun + 1, "of")
        && doc.tokens.get(noun + 2).is_some_and(|t| t.capital)
        && noun + 2 < range.end;
    if !inside || !named {
        return None;
    }
    let country = doc.mentions[m].entity().and_then(|e| doc.entities.get(e).country.clone())?;
    let known = place_at(doc, noun + 2).filter(|p| p.country.as_ref() == Some(&country));
    Some(known.unwrap_or_else(|| PlaceHit {
        tokens: i..noun + 3,
        city: None,
        name: Some(doc.phrase(&(noun + 2..noun + 3))),
        country: Some(country),
        strong: true,
    }))
}

/// "the capital of Mongolia".
fn capital_of(doc: &Annotated<'_>, i: usize) -> Option<PlaceHit> {
    let m = (i + 2..i + 4)
        .find_map(|k| doc.mention_of.get(k).copied().flatten())
        .filter(|&m| doc.mentions[m].kind == MentionKind::State)?;
    let country = doc.mentions[m].entity().and_then(|e| doc.entities.get(e).country.clone())?;
    let city = seat_of_government(doc, &country)?;
    Some(PlaceHit {
        tokens: i..doc.mentions[m].tokens.end,
        city: Some(city),
        name: None,
        country: Some(country),
        strong: true,
    })
}
