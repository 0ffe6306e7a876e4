//! For whom the holders of offices speak, where the text leaves it to the reader: the publisher's own people, those they met.

use std::ops::Range;

use rapporteur_lexicon::{NameRef, WordClass};
use rapporteur_schema::vocabulary::ActorKind;

use super::heads::{
    foreign_head, held_by_other, only_other_named, only_other_state, organization_before, same_ministry,
};
use super::leaders::{lead_both, lead_sides};
use super::met::{counterpart, country_of_sentence, first_country, first_mention, is_met, of_host, of_unknown_house};
use super::top;
use crate::document::Annotated;
use crate::entity::{EntityId, Office};
use crate::mention::MentionKind;

/// Whether a news agency published the document.
pub(super) fn from_news_agency(doc: &Annotated<'_>) -> bool {
    doc.facts
        .publisher_id
        .as_deref()
        .and_then(|p| doc.lexicon.organization(p))
        .is_some_and(|o| o.category == "news_agency")
}

/// The state to which or in which the publisher was sent, by its name: "Delegation of the European Union to Moldova", "OSCE
/// Mission to Serbia".
fn publishers_host(doc: &mut Annotated<'_>) -> Option<EntityId> {
    let name = doc.facts.publisher.clone()?;
    let country = crate::facts::names_in(&name, doc.lexicon).into_iter().find_map(|found| match found {
        NameRef::Country(c) => Some(doc.lexicon.facts.countries[c].alpha3.clone()),
        // The name as a whole: its own last words tell.
        NameRef::Organization(_) => {
            let words: Vec<&str> = name.split(' ').collect();
            (1..words.len()).find_map(|k| match crate::facts::names_in(&words[k..].join(" "), doc.lexicon)[..] {
                [NameRef::Country(c)] => Some(doc.lexicon.facts.countries[c].alpha3.clone()),
                _ => None,
            })
        }
        _ => None,
    })?;
    doc.entities.state(&country, doc.lexicon)
}

/// Offices that say of no state or organisation whose they are: the publisher's state for its own officials, else the state
/// the document is dated from or speaks of as host.
pub(super) fn complete_offices(doc: &mut Annotated<'_>) {
    // A news agency reports on others: it lends its country to nobody.
    let agency = from_news_agency(doc);
    let home = doc.facts.country.clone().filter(|_| !agency).and_then(|c| doc.entities.state(&c, doc.lexicon));
    let publisher = doc.facts.publisher_id.clone().and_then(|p| doc.entities.organization(&p, doc.lexicon));
    let dateline = doc.facts.dateline_country.clone().and_then(|c| doc.entities.state(&c, doc.lexicon));
    // "Delegation of the European Union to Moldova": a minister without a country is one of the state it sits in.
    let host = home.is_none().then(|| publishers_host(doc)).flatten();
    let dateline = host.or(dateline);
    // Whom a national agency names without a state, in a text from nowhere else, is at home there.
    let own = doc.facts.country.clone().filter(|_| agency).and_then(|c| doc.entities.state(&c, doc.lexicon));
    let fallback = home.or(dateline).or(own);
    let embassy = doc
        .facts
        .publisher
        .as_deref()
        .map(rapporteur_text::fold)
        .is_some_and(|name| ["embassy", "consulate", "high commission"].iter().any(|house| name.contains(house)));
    let posted = dateline.filter(|&d| embassy && home.is_some_and(|h| h != d));
    let persons: Vec<EntityId> =
        doc.entities.iter().filter(|(_, e)| e.kind == ActorKind::Person).map(|(id, _)| id).collect();
    share_states(doc);
    lead_sides(doc);
    lead_both(doc, home);
    let journeys = visited_states(doc, home);
    for id in persons {
        let visited = visited_by(doc, &journeys, id);
        // A body that is known only by its form belongs to the state the person speaks for, and the other way round.
        let entity = doc.entities.get(id);
        if entity.represents().is_some() {
            continue;
        }
        if entity.offices.is_empty() {
            // "X had a telephone conversation with the President of Y" in a release of his own office: no title needed.
            if let Some(own) = home.filter(|_| opens_release(doc, id)) {
                doc.entities.get_mut(id).offices.push(Office { represents: Some(own), ..Office::default() });
            }
            continue;
        }
        // "her counterpart Mr X" is nobody of her own state: he is of the one she visits, or of the only other one.
        let titled_so = |o: &Office| doc.lexicon.is(doc.lexicon.words.get(&o.head), WordClass::CounterpartWord);
        if entity.offices.iter().all(titled_so) {
            let other = home.and_then(|own| only_other_state(doc, id, own));
            if let Some(owner) = visited.or(other) {
                doc.entities.get_mut(id).offices[0].represents = Some(owner);
            }
            continue;
        }
        // Such a house stands where the text is from, or where what it tells took place.
        if of_unknown_house(doc, id) {
            if let Some(state) = dateline.or_else(|| first_country(doc)) {
                doc.entities.get_mut(id).offices[0].represents = Some(state);
            }
            continue;
        }
        // "Minister of Health X", in a release of an embassy: of the country it is posted to.
        if let Some(host) = posted.filter(|_| of_host(doc, id)) {
            doc.entities.get_mut(id).offices[0].represents = Some(host);
            continue;
        }
        let level = entity.offices.iter().filter_map(|o| o.level).min().unwrap_or(5);
        let national = doc.facts.publisher_id.is_none() || home.is_some();
        // Two persons do not hold the highest office of one state: the second one is somebody else's.
        let taken = level == 1 && fallback.is_some_and(|state| held_by_other(doc, id, state));
        if taken {
            let other = home.filter(|&own| foreign_head(doc, id, own)).and_then(|own| only_other_state(doc, id, own));
            if let Some(other) = other {
                doc.entities.get_mut(id).offices[0].represents = Some(other);
            }
            continue;
        }
        // "discussed by Foreign Ministers A and B": nor do two hold one ministry of it.
        let twin = fallback.filter(|&state| level == 2 && same_ministry(doc, id, state));
        if let Some(own) = twin {
            let other = only_other_state(doc, id, own).or_else(|| only_other_named(doc, own));
            if let Some(other) = other {
                doc.entities.get_mut(id).offices[0].represents = Some(other);
            }
            continue;
        }
        // A Secretary-General speaks for no state, whoever publishes.
        if entity.offices.iter().all(|o| o.of_organization) {
            let own = publisher.filter(|_| home.is_none() && !agency);
            let organization = own.or_else(|| organization_before(doc, id));
            if let Some(owner) = organization {
                doc.entities.get_mut(id).offices[0].represents = Some(owner);
            }
            continue;
        }
        // In a release of an organisation an official met somewhere is one of the country he was met in.
        // In one of a state, only whom its own people went abroad to meet.
        let met_in = match home {
            None if publisher.is_none() && !is_met(doc, id) => None,
            // "will go to Bishkek for talks with Deputy Prime Minister X".
            None if is_met(doc, id) => country_of_sentence(doc, id, &["in", "at", "to"]),
            None => country_of_sentence(doc, id, &["in", "at"]),
            Some(own) if level <= 3 && is_met(doc, id) => {
                country_of_sentence(doc, id, &["in", "at", "to"]).filter(|&c| c != own)
            }
            Some(_) => None,
        };
        // "met with Prime Minister X", "President X's visit to Washington": the head of another state, whose name the text
        // leaves to the reader; if all the others speak for one, it is that.
        if met_in.is_none()
            && visited.is_none()
            && level == 1
            && let Some(own) = home
            && foreign_head(doc, id, own)
        {
            if let Some(other) = only_other_state(doc, id, own) {
                doc.entities.get_mut(id).offices[0].represents = Some(other);
            }
            continue;
        }
        // "concluded a visit to X with talks with Prime Minister Y": whom a traveller meets speaks for where he is.
        let received = visited.filter(|_| level <= 3 && counterpart(doc, id));
        let owner = if met_in.is_some() {
            met_in
        } else if received.is_some() {
            received
        } else if national {
            fallback
        } else if level <= 3 {
            dateline.or(own).or(publisher.filter(|_| !agency))
        } else {
            // Whom the publisher's own people met is none of them.
            publisher.filter(|_| !agency && !is_met(doc, id))
        };
        if let Some(owner) = owner {
            doc.entities.get_mut(id).offices[0].represents = Some(owner);
        }
    }
    if home.is_none() && publisher.is_none() {
        other_side(doc);
    }
    let bodies: Vec<EntityId> = doc
        .entities
        .iter()
        .filter(|(_, e)| {
            e.kind == ActorKind::Body
                && e.country.is_none()
                && e.part_of.is_none()
                && doc.lexicon.organization(&e.id).is_none()
        })
        .map(|(id, _)| id)
        .collect();
    for id in bodies {
        // "the Cooperation Council between A and B": no body of the state it sat in.
        let between = |m: &crate::mention::Mention| m.entity() == Some(id) && doc.is_text(m.tokens.end, "between");
        if doc.mentions.iter().any(between) {
            continue;
        }
        // "the Cabinet of Ministers", in a national agency's text from nowhere else.
        let name = rapporteur_text::fold(&doc.entities.get(id).name);
        let national = ["cabinet", "ministry", "government", "parliament", "council of ministers"]
            .iter()
            .any(|w| name.contains(w));
        let abroad = journeys
            .first()
            .map(|&(_, state)| state)
            .filter(|_| home.is_none() && host.is_none() && publisher.is_some());
        // "the Council of National Coordinators": of several states, wherever it sat.
        let several = MEMBERS.iter().any(|w| name.ends_with(w)) && !national && name.contains(" of ");
        let country =
            home.or(abroad.filter(|_| national)).or(dateline.filter(|_| !several)).or(own.filter(|_| national));
        match country {
            Some(state) => {
                let alpha3 = doc.entities.get(state).country.clone();
                doc.entities.get_mut(id).country = alpha3;
            }
            None => {
                if !agency && publisher.is_some() && publisher != Some(id) {
                    doc.entities.get_mut(id).part_of = publisher;
                }
            }
        }
    }
}

/// The last words of the names of organs in which officials of several states sit.
const MEMBERS: [&str; 7] =
    ["coordinators", "commanders", "secretaries", "plenipotentiaries", "senior officials", "heads", "chiefs of staff"];

/// In a release of nobody known: the official it is about, whose state is never told, speaks for the one state that is named
/// beside those of the others ("the U.S.-Japan-ROK trilateral", "the United States' commitment", "at the White House"); and
/// that state is the publisher's.
fn other_side(doc: &mut Annotated<'_>) {
    let persons: Vec<EntityId> =
        doc.entities.iter().filter(|(_, e)| e.kind == ActorKind::Person).map(|(id, _)| id).collect();
    let taken: Vec<EntityId> =
        persons.iter().filter_map(|&p| doc.entities.get(p).represents()).filter_map(|r| top(doc, Some(r))).collect();
    let open: Vec<(usize, EntityId)> = persons
        .into_iter()
        .filter(|&p| {
            let e = doc.entities.get(p);
            e.represents().is_none() && e.offices.iter().any(|o| !o.of_organization)
        })
        .filter_map(|p| first_mention(doc, p).map(|(start, _)| (start, p)))
        .collect();
    let principal = open.iter().min().filter(|(start, p)| {
        let early = first_mention(doc, *p).is_some_and(|(_, sentence)| *start <= sentence.start + 6);
        early && doc.entities.get(*p).offices.iter().any(|o| o.level.is_none_or(|l| l <= 3))
    });
    let (Some(&(_, principal)), false) = (principal, taken.is_empty()) else { return };
    let mut counts: Vec<(EntityId, usize)> = Vec::new();
    let mut named: Vec<EntityId> = Vec::new();
    for m in &doc.mentions {
        let state = match m.kind {
            MentionKind::State | MentionKind::Demonym => m.entity(),
            // "in the Oval Office": whose house it is.
            MentionKind::Body | MentionKind::Government => {
                m.entity().and_then(|e| doc.entities.get(e).country.clone()).and_then(|c| doc.entities.find_state(&c))
            }
            _ => None,
        };
        named.extend(state.filter(|s| !taken.contains(s)));
    }
    for state in named {
        match counts.iter_mut().find(|(s, _)| *s == state) {
            Some((_, n)) => *n += 1,
            None => counts.push((state, 1)),
        }
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let state = match counts.as_slice() {
        [(state, n)] if *n >= 2 => *state,
        [(state, n), (_, next), ..] if *n >= 3 && *n >= 2 * next => *state,
        _ => return,
    };
    // His colleagues stand where he does; whom they met does not.
    let colleagues: Vec<EntityId> =
        open.iter().map(|&(_, p)| p).filter(|&p| p == principal || !is_met(doc, p) && !counterpart(doc, p)).collect();
    for person in colleagues {
        if let Some(office) = doc.entities.get_mut(person).offices.first_mut() {
            office.represents = Some(state);
        }
    }
    doc.facts.country = doc.entities.get(state).country.clone();
}

/// Whether a person is the subject of the first sentence that names people.
fn opens_release(doc: &Annotated<'_>, person: EntityId) -> bool {
    let Some((start, _)) = first_mention(doc, person) else { return false };
    let first = doc.mentions.iter().position(|m| m.kind == MentionKind::Person);
    let Some(first) = first.filter(|&f| doc.mentions[f].tokens.start == start) else { return false };
    let end = doc.mentions[first].tokens.end;
    (end..end + 2).any(|i| {
        [WordClass::PersonVerb, WordClass::Have, WordClass::MeetVerb, WordClass::Verb].iter().any(|&c| doc.is(i, c))
            && doc.tokens.get(i).is_some_and(|t| !t.capital)
    })
}

/// "the Minister of Foreign Affairs of X A and the Secretary of the Security Council B": officials of one state named in one
/// breath share it; so do those met, "with President A and Foreign Minister B of X". "Prime Minister A of X and Vice President B met" are two
/// sides.
fn share_states(doc: &mut Annotated<'_>) {
    for m in 1..doc.mentions.len() {
        let (before, this) = (&doc.mentions[m - 1], &doc.mentions[m]);
        if before.kind != MentionKind::Person || this.kind != MentionKind::Person {
            continue;
        }
        let gap = before.tokens.end..this.tokens.start;
        let joined = !gap.is_empty()
            && gap.len() <= 5
            && gap.clone().all(|i| {
                doc.is(i, WordClass::Coordinator)
                    || doc.is(i, WordClass::Determiner)
                    || ["as", "well", ",", "separately", "with"].iter().any(|w| doc.is_text(i, w))
            });
        if !joined {
            continue;
        }
        let (Some(first), Some(second)) = (before.entity(), this.entity()) else { continue };
        let tail = |range: &Range<usize>| {
            doc.names_country(range.end - 1)
                || doc.mentions.iter().any(|m| m.kind == MentionKind::State && m.tokens.end == range.end)
        };
        let opens = doc
            .sentences
            .iter()
            .any(|s| s.tokens.contains(&before.tokens.start) && before.tokens.start <= s.tokens.start + 2);
        let said_first = before.office.as_ref().is_some_and(|o| o.represents.is_some()) && !tail(&before.tokens);
        let between = before.tokens.start > 0 && doc.is_text(before.tokens.start - 1, "between");
        if opens && !said_first || between {
            continue;
        }
        let state = before
            .office
            .as_ref()
            .and_then(|o| o.represents)
            .or_else(|| doc.entities.get(first).represents())
            .and_then(|r| top(doc, Some(r)))
            .filter(|&s| doc.entities.get(s).kind == ActorKind::State);
        let entity = doc.entities.get(second);
        let open = entity.represents().is_none() && entity.offices.iter().any(|o| !o.of_organization);
        // Two heads of state are never of one state.
        let both_heads =
            [first, second].iter().all(|&e| doc.entities.get(e).offices.iter().any(|o| o.level == Some(1)));
        let same_office = doc
            .entities
            .get(first)
            .offices
            .first()
            .zip(entity.offices.first())
            .is_some_and(|(a, b)| a.head == b.head && a.modified == b.modified);
        let earlier = doc.entities.get(first);
        let unsaid = earlier.represents().is_none() && earlier.offices.iter().any(|o| !o.of_organization);
        if let Some(state) = state.filter(|_| open && !both_heads && !same_office) {
            doc.entities.get_mut(second).offices[0].represents = Some(state);
        } else if unsaid
            && before.tokens.start > 0
            && ["with", "by", "welcomed", "hosted", "received"].iter().any(|w| doc.is_text(before.tokens.start - 1, w))
            && !gap.clone().any(|i| doc.is_text(i, ","))
            && !both_heads
            && !same_office
            && tail(&this.tokens)
            && let Some(state) = entity.represents().filter(|&s| doc.entities.get(s).kind == ActorKind::State)
        {
            doc.entities.get_mut(first).offices[0].represents = Some(state);
        }
    }
}

/// The states somebody travels to in this text, where they are not the publisher's own, with the sentences that say so.
fn visited_states(doc: &mut Annotated<'_>, home: Option<EntityId>) -> Vec<(usize, EntityId)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for s in 0..doc.sentences.len() {
        let range = doc.sentences[s].tokens.clone();
        let country = range.clone().find_map(|i| {
            let visits = ["visit", "visits", "visited", "visiting"].iter().any(|w| doc.is_text(i, w));
            let travels = visits
                || doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "visit")
                || doc.is(i, WordClass::TravelVerb)
                || doc.is(i, WordClass::ArriveVerb)
                || doc.is_text(i, "be") && i > range.start && doc.is(i - 1, WordClass::FutureModal);
            if !travels {
                return None;
            }
            // "is visiting Seoul".
            let at = i + 1 + usize::from(doc.is_text(i + 1, "the"));
            let capital = doc.tokens.get(at).is_some_and(|t| t.capital);
            if let Some(country) = (visits && capital)
                .then(|| crate::place::at(doc, at).filter(|p| p.strong).and_then(|p| p.country))
                .flatten()
            {
                return Some(country);
            }
            (i + 1..range.end.min(i + 7))
                .find(|&k| {
                    doc.is(k, WordClass::PlacePreposition)
                        && doc.tokens.get(k + 1).is_some_and(|t| t.capital || doc.is_text(k + 1, "the"))
                })
                .and_then(|k| {
                    let at = if doc.is_text(k + 1, "the") { k + 2 } else { k + 1 };
                    crate::place::at(doc, at).filter(|p| p.strong).and_then(|p| p.country)
                })
        });
        found.extend(country.map(|country| (s, country)));
    }
    let states = found.into_iter().filter_map(|(s, country)| Some((s, doc.entities.state(&country, doc.lexicon)?)));
    states.filter(|&(_, state)| Some(state) != home).collect()
}

/// Where the traveller was, or was to be, when a person is first named: the journey told of last, else the first one told of.
fn visited_by(doc: &Annotated<'_>, journeys: &[(usize, EntityId)], person: EntityId) -> Option<EntityId> {
    let sentence = first_mention(doc, person).and_then(|(start, _)| doc.sentence_of(start));
    let before = journeys.iter().rev().find(|(s, _)| sentence.is_some_and(|at| *s <= at));
    before.or(journeys.first()).map(|&(_, state)| state)
}
