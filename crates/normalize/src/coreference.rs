//! Resolves what points back: pronouns, offices without a name, "the Organization", "the two leaders".

use std::ops::Range;

use rapporteur_lexicon::WordClass;
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;

use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office};
use crate::mention::MentionKind;

/// Resolves all mentions in text order.
pub(crate) fn resolve(doc: &mut Annotated<'_>) {
    learn_from_title(doc);
    complete_offices(doc);
    // Persons spoken of, most recent last; with the sentence of the mention.
    let mut persons: Vec<(EntityId, usize)> = Vec::new();
    let mut organizations: Vec<EntityId> = Vec::new();
    let mut subjects: Vec<EntityId> = Vec::new();
    let mut sentence = 0;
    for m in 0..doc.mentions.len() {
        let tokens = doc.mentions[m].tokens.clone();
        while sentence + 1 < doc.sentences.len() && doc.sentences[sentence].tokens.end <= tokens.start {
            sentence += 1;
        }
        match doc.mentions[m].kind {
            MentionKind::Person => {
                if let Some(id) = doc.mentions[m].entity() {
                    persons.push((id, sentence));
                    if is_subject(doc, m, sentence) {
                        subjects.push(id);
                    }
                }
            }
            MentionKind::Organization | MentionKind::Body => {
                if let Some(id) = doc.mentions[m].entity() {
                    organizations.push(id);
                    if is_subject(doc, m, sentence) {
                        subjects.push(id);
                    }
                }
            }
            MentionKind::State if is_subject(doc, m, sentence) => {
                subjects.extend(doc.mentions[m].entity());
            }
            MentionKind::Office => {
                if let Some(id) = office_holder(doc, m, &persons).or_else(|| unnamed_holder(doc, m)) {
                    doc.mentions[m].entities = vec![id];
                    doc.mentions[m].by_coreference = true;
                    persons.push((id, sentence));
                    subjects.push(id);
                }
            }
            MentionKind::Pronoun => {
                let found = pronoun(doc, m, &persons, &subjects, sentence);
                doc.mentions[m].entities.extend(found);
                doc.mentions[m].by_coreference = true;
            }
            MentionKind::Parties => {
                // "the two organizations": the last ones spoken of, as many as the number says.
                let head = rapporteur_text::fold(doc.word(tokens.end - 1));
                let singular = head.trim_end_matches('s').to_owned();
                let number = tokens
                    .start
                    .checked_sub(1)
                    .and_then(|b| doc.lexicon.numbers.get(&doc.tokens[b].word))
                    .and_then(|n| usize::try_from(*n).ok());
                let of_organizations = doc.lexicon.is(doc.lexicon.words.get(&singular), WordClass::OrganizationNoun)
                    || doc.is(tokens.end - 1, WordClass::EntityNoun);
                if let Some(number) = number.filter(|_| of_organizations) {
                    let mut found: Vec<EntityId> = Vec::new();
                    for &o in organizations.iter().rev() {
                        if !found.contains(&o) && found.len() < number {
                            found.push(o);
                        }
                    }
                    if found.len() == number {
                        found.reverse();
                        doc.mentions[m].entities = found;
                        doc.mentions[m].by_coreference = true;
                    }
                }
            }
            MentionKind::Nominal if doc.mentions[m].entities.is_empty() => {
                let found = nominal(doc, m, &organizations, &subjects, sentence);
                doc.mentions[m].entities.extend(found);
                doc.mentions[m].by_coreference = true;
            }
            _ => {}
        }
    }
    unnamed_offices(doc);
}

/// "The Secretary-General met with President X": the publisher's own head, whom the text never names, under his title.
fn unnamed_holder(doc: &mut Annotated<'_>, m: usize) -> Option<EntityId> {
    let tokens = doc.mentions[m].tokens.clone();
    let office = doc.mentions[m].office.clone()?;
    let determined = tokens.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "the"));
    let highest = office.level.is_some_and(|l| l <= 2) && !office.former && !office.plural && !office.modified;
    let agency = doc
        .facts
        .publisher_id
        .as_deref()
        .and_then(|p| doc.lexicon.organization(p))
        .is_some_and(|o| o.category == "news_agency");
    if !determined || !highest || agency || !doc.tokens[tokens.start].capital {
        return None;
    }
    let home = doc.facts.country.clone().and_then(|c| doc.entities.state(&c, doc.lexicon));
    let publisher = doc.facts.publisher_id.clone().and_then(|p| doc.entities.organization(&p, doc.lexicon));
    let own =
        if office.of_organization && home.is_none() { publisher } else { home.filter(|_| !office.of_organization) };
    let own = own.filter(|&o| office.represents.is_none() || office.represents == Some(o))?;
    // Somebody of this name is known: he is meant somewhere, though not here.
    let named = doc.entities.iter().any(|(_, e)| {
        e.kind == ActorKind::Person && e.represents() == Some(own) && e.offices.iter().any(|o| o.head == office.head)
    });
    if named {
        return None;
    }
    let name = office.text.clone();
    let office = Office { represents: Some(own), ..office };
    doc.mentions[m].office = Some(office.clone());
    Some(doc.entities.add(Entity {
        id: actor_id(ActorKind::Group, &name),
        name,
        kind: ActorKind::Group,
        offices: vec![office],
        ..Entity::default()
    }))
}

/// "The Prime Minister spoke to President X": who is never named speaks for the state of the publisher.
fn unnamed_offices(doc: &mut Annotated<'_>) {
    let home = doc.facts.country.clone().and_then(|c| doc.entities.state(&c, doc.lexicon));
    let publisher = doc.facts.publisher_id.clone().and_then(|p| doc.entities.organization(&p, doc.lexicon));
    let news = publisher.is_some_and(|p| doc.entities.get(p).category == "news_agency");
    if let Some(publisher) = publisher.filter(|_| home.is_none() && !news) {
        for mention in &mut doc.mentions {
            if mention.kind == MentionKind::Office
                && mention.entities.is_empty()
                && let Some(office) = mention.office.as_mut()
                && office.represents.is_none()
                && office.of_organization
                && !office.former
            {
                office.represents = Some(publisher);
            }
        }
    }
    let Some(home) = home.filter(|_| !news) else { return };
    for mention in &mut doc.mentions {
        if mention.kind == MentionKind::Office
            && mention.entities.is_empty()
            && let Some(office) = mention.office.as_mut()
            && office.represents.is_none()
            && !office.of_organization
            && !office.former
            && office.level.is_some_and(|l| l <= 2)
        {
            office.represents = Some(home);
        }
    }
}

/// A title that stands in the metadata alone may say for whom somebody speaks: "… with President X of France".
fn learn_from_title(doc: &mut Annotated<'_>) {
    let Some(title) = doc.facts.title.clone().filter(|t| !doc.text.is_empty() && t.len() < 400) else { return };
    let blocks = [rapporteur_text::Block {
        kind: rapporteur_text::BlockKind::Paragraph,
        span: rapporteur_text::Span::new(0, title.len()),
        depth: 0,
    }];
    let input = crate::Input {
        document_id: doc.document_id,
        text: &title,
        blocks: &blocks,
        title: None,
        publisher: None,
        url: None,
        published: None,
    };
    let mut other = crate::document::segment(&input, doc.lexicon);
    crate::actors::find(&mut other);
    let found: Vec<(Vec<String>, crate::Office, Option<String>)> = other
        .entities
        .iter()
        .filter(|(_, e)| e.kind == ActorKind::Person)
        .filter_map(|(_, e)| {
            let office = e.offices.iter().find(|o| o.represents.is_some())?.clone();
            let represents = office.represents.map(|r| other.entities.get(r).id.clone());
            Some((e.words.clone(), office, represents))
        })
        .collect();
    for (words, mut office, represents) in found {
        let Some(represents) = represents else { continue };
        let owner = match represents.strip_prefix("state:") {
            Some(code) => doc.entities.state(code, doc.lexicon),
            None => doc.entities.organization(&represents, doc.lexicon),
        };
        office.represents = owner;
        let person = doc
            .entities
            .iter()
            .find(|(_, e)| {
                e.kind == ActorKind::Person
                    && e.represents().is_none()
                    && words.last().is_some_and(|w| e.words.contains(w))
            })
            .map(|(id, _)| id);
        if let Some(person) = person {
            match doc.entities.get_mut(person).offices.iter_mut().find(|o| o.represents.is_none()) {
                Some(known) => known.represents = office.represents,
                None => doc.entities.get_mut(person).offices.push(office),
            }
        }
    }
}

/// Offices that say of no state or organisation whose they are: the publisher's state for its own officials, else the state
/// the document is dated from or speaks of as host.
fn complete_offices(doc: &mut Annotated<'_>) {
    // A news agency reports on others: it lends its country to nobody.
    let agency = doc
        .facts
        .publisher_id
        .as_deref()
        .and_then(|p| doc.lexicon.organization(p))
        .is_some_and(|o| o.category == "news_agency");
    let home = doc.facts.country.clone().filter(|_| !agency).and_then(|c| doc.entities.state(&c, doc.lexicon));
    let publisher = doc.facts.publisher_id.clone().and_then(|p| doc.entities.organization(&p, doc.lexicon));
    let dateline = doc.facts.dateline_country.clone().and_then(|c| doc.entities.state(&c, doc.lexicon));
    let fallback = home.or(dateline);
    let persons: Vec<EntityId> =
        doc.entities.iter().filter(|(_, e)| e.kind == ActorKind::Person).map(|(id, _)| id).collect();
    share_states(doc);
    lead_sides(doc);
    let visited = visited_state(doc, home);
    for id in persons {
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
        let level = entity.offices.iter().filter_map(|o| o.level).min().unwrap_or(5);
        let national = doc.facts.publisher_id.is_none() || home.is_some();
        // Two persons do not hold the highest office of one state: the second one is somebody else's.
        let taken = level == 1
            && doc.entities.iter().any(|(other, e)| {
                other != id
                    && e.kind == ActorKind::Person
                    && e.represents() == fallback
                    && fallback.is_some()
                    && e.offices.iter().any(|o| o.head == doc.entities.get(id).offices[0].head && !o.former)
            });
        if taken {
            continue;
        }
        // A Secretary-General speaks for no state, whoever publishes.
        if entity.offices.iter().all(|o| o.of_organization) {
            let organization = organization_before(doc, id).or(publisher.filter(|_| home.is_none()));
            if let Some(owner) = organization {
                doc.entities.get_mut(id).offices[0].represents = Some(owner);
            }
            continue;
        }
        // In a release of an organisation an official met somewhere is one of the country he was met in.
        // In one of a state, only whom its own people went abroad to meet.
        let met_in = match home {
            None if publisher.is_none() && !is_met(doc, id) => None,
            None => country_of_sentence(doc, id, &["in", "at"]),
            Some(own) if level <= 3 && is_met(doc, id) => {
                country_of_sentence(doc, id, &["in", "at", "to"]).filter(|&c| c != own)
            }
            Some(_) => None,
        };
        // "met with Prime Minister X": the head of another state, whose name the text leaves to the reader.
        if met_in.is_none() && visited.is_none() && level == 1 && home.is_some() && is_met(doc, id) {
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
            dateline.or(publisher)
        } else {
            publisher
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
        let country = home.or(dateline);
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
            MentionKind::Body | MentionKind::Government => m
                .entity()
                .and_then(|e| doc.entities.get(e).country.clone())
                .and_then(|c| doc.entities.find(&format!("state:{c}"))),
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
/// breath share it.
fn share_states(doc: &mut Annotated<'_>) {
    for m in 1..doc.mentions.len() {
        let (before, this) = (&doc.mentions[m - 1], &doc.mentions[m]);
        if before.kind != MentionKind::Person || this.kind != MentionKind::Person {
            continue;
        }
        let gap = before.tokens.end..this.tokens.start;
        let joined = !gap.is_empty()
            && gap.len() <= 4
            && gap.clone().all(|i| {
                doc.is(i, WordClass::Coordinator)
                    || doc.is(i, WordClass::Determiner)
                    || ["as", "well", ","].iter().any(|w| doc.is_text(i, w))
            });
        if !joined {
            continue;
        }
        let (Some(first), Some(second)) = (before.entity(), this.entity()) else { continue };
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
        if let Some(state) = state.filter(|_| open && !both_heads && !same_office) {
            doc.entities.get_mut(second).offices[0].represents = Some(state);
        }
    }
}

/// "the Ethiopian delegation was headed by X", "X led the Pakistan side": whoever heads a side speaks for it.
fn lead_sides(doc: &mut Annotated<'_>) {
    for m in 0..doc.mentions.len() {
        let side = &doc.mentions[m];
        let (MentionKind::Nominal, Some(state)) = (side.kind, side.entity()) else { continue };
        if !doc.is(side.tokens.end - 1, WordClass::SideNoun) {
            continue;
        }
        let headed = |i: usize| ["headed", "led", "represented", "chaired"].iter().any(|w| doc.is_text(i, w));
        let end = side.tokens.end;
        let after = (end..end + 3).find(|&i| headed(i)).filter(|&i| doc.is_text(i + 1, "by")).map(|_| m + 1);
        let start = side.tokens.start;
        let before = (start.saturating_sub(3)..start)
            .find(|&i| headed(i) || doc.is_text(i, "heading"))
            .and_then(|_| m.checked_sub(1));
        for person in [after, before].into_iter().flatten() {
            let Some(mention) = doc.mentions.get(person).filter(|x| x.kind == MentionKind::Person) else { continue };
            let near = mention.tokens.start.abs_diff(end).min(start.abs_diff(mention.tokens.end)) <= 5;
            let Some(id) = mention.entity().filter(|_| near) else { continue };
            let entity = doc.entities.get_mut(id);
            if entity.represents().is_none() {
                match entity.offices.first_mut() {
                    Some(office) => office.represents = Some(state),
                    None => entity.offices.push(Office { represents: Some(state), ..Office::default() }),
                }
            }
        }
    }
}

/// The state somebody travels to in this text, where it is not the publisher's own.
fn visited_state(doc: &mut Annotated<'_>, home: Option<EntityId>) -> Option<EntityId> {
    let country = (0..doc.sentences.len()).find_map(|s| {
        let range = doc.sentences[s].tokens.clone();
        range.clone().find_map(|i| {
            let travels = doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "visit")
                || doc.is(i, WordClass::TravelVerb)
                || doc.is(i, WordClass::ArriveVerb);
            if !travels {
                return None;
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
        })
    })?;
    let state = doc.entities.state(&country, doc.lexicon)?;
    (Some(state) != home).then_some(state)
}

/// Whether a person is first named after a verb or noun of meeting, as the one whom somebody met.
fn counterpart(doc: &Annotated<'_>, person: EntityId) -> bool {
    let Some((start, sentence)) = first_mention(doc, person) else { return false };
    let before = sentence.start..start;
    let met = |i: usize| {
        doc.is(i, WordClass::MeetWord)
            || doc.is(i, WordClass::MeetVerb)
            || doc.is_text(i, "received")
            || doc.is_text(i, "called") && (doc.is_text(i + 1, "on") || doc.is_text(i + 1, "upon"))
            || doc.is_text(i, "chaired")
            || doc.lexicon.event_nouns.get(&doc.tokens[i].word).is_some_and(|k| k == "meeting" || k == "call")
    };
    let link = |i: usize| ["with", "by", "on"].iter().any(|w| doc.is_text(i, w)) || doc.is(i, WordClass::MeetWord);
    before.clone().any(met) && before.rev().take(40).any(link)
}

/// Whether a person is first named as somebody who was met: after the verb, not as its subject.
fn is_met(doc: &Annotated<'_>, person: EntityId) -> bool {
    // "the meeting with the Prime Minister" tells of no place where it was.
    let verb = |i: usize| doc.is(i, WordClass::MeetWord) && doc.is(i, WordClass::PersonVerb) && !doc.tokens[i].capital;
    first_mention(doc, person).is_some_and(|(start, sentence)| (sentence.start..start).any(verb))
}

/// The organisation spoken of last before a person is first named, else the first one after.
fn organization_before(doc: &Annotated<'_>, person: EntityId) -> Option<EntityId> {
    let (start, _) = first_mention(doc, person)?;
    let organizations = || doc.mentions.iter().filter(|m| m.kind == MentionKind::Organization);
    let before = organizations().rfind(|m| m.tokens.start < start);
    before.or_else(|| organizations().next()).and_then(|m| m.entity())
}

/// Where a person is first named: the mention's first token, and its sentence.
fn first_mention(doc: &Annotated<'_>, person: EntityId) -> Option<(usize, Range<usize>)> {
    let start = doc.mentions.iter().find(|m| m.entities.contains(&person))?.tokens.start;
    let s = doc.sentences.partition_point(|s| s.tokens.end <= start);
    Some((start, doc.sentences.get(s)?.tokens.clone()))
}

/// The country of the town or state that the sentence of a person's first mention names after one of the prepositions.
fn country_of_sentence(doc: &mut Annotated<'_>, person: EntityId, after: &[&str]) -> Option<EntityId> {
    let (start, sentence) = first_mention(doc, person)?;
    // What the next clause tells happened elsewhere.
    let end = (start..sentence.end)
        .find(|&i| doc.is_text(i, ",") && doc.is(i + 1, WordClass::PersonVerb) && !doc.tokens[i + 1].capital)
        .unwrap_or(sentence.end);
    let country = (sentence.start..end)
        .filter(|&i| i > 0 && doc.tokens[i].capital && after.iter().any(|w| doc.is_text(i - 1, w)))
        .find_map(|i| crate::place::at(doc, i).filter(|p| p.strong).and_then(|p| p.country))?;
    doc.entities.state(&country, doc.lexicon)
}

/// Whether a mention stands where a subject stands: first in its sentence or clause, with no preposition before it.
fn is_subject(doc: &Annotated<'_>, m: usize, sentence: usize) -> bool {
    let start = doc.mentions[m].tokens.start;
    let first = doc.sentences.get(sentence).map_or(0, |s| s.tokens.start);
    let before = start.checked_sub(1).filter(|&b| b >= first);
    let determiner = before.filter(|&b| doc.is(b, WordClass::Determiner)).and_then(|b| b.checked_sub(1));
    let before = determiner.or(before).filter(|&b| b >= first);
    let opens = before.is_none_or(|b| {
        [WordClass::Coordinator, WordClass::Subordinator, WordClass::Relative].iter().any(|&c| doc.is(b, c))
            || matches!(doc.word(b), "," | ";" | ":" | "“" | "”" | "\"" | "–" | "—" | "-" | ")")
            || doc.dates.iter().any(|d| d.tokens.contains(&b))
    });
    // A verb follows, or an apposition's comma.
    let end = doc.mentions[m].tokens.end;
    let acts = (end..end + 4).take_while(|&i| !doc.is_text(i, "to")).any(|i| {
        [WordClass::Verb, WordClass::Reporting, WordClass::PersonVerb, WordClass::Be, WordClass::Have, WordClass::Modal]
            .iter()
            .any(|&c| doc.is(i, c))
            && !doc.tokens[i].capital
    });
    // ", the Chairperson Y, and took part": the last of a list of objects is no subject of what follows.
    let listed = before.is_some_and(|b| doc.is_text(b, ","))
        && doc.is_text(end, ",")
        && (first..start).any(|i| doc.is(i, WordClass::PersonVerb) && !doc.tokens[i].capital);
    let acts = acts && !listed;
    let verb_next = (end..end + 2).take_while(|&i| !doc.is_text(i, "to")).any(|i| {
        [WordClass::Verb, WordClass::Reporting, WordClass::PersonVerb, WordClass::Modal].iter().any(|&c| doc.is(i, c))
            && doc.tokens.get(i).is_some_and(|t| !t.capital)
    });
    let prepared = before.is_some_and(|b| doc.is(b, WordClass::Preposition));
    !doc.is_possessive(end) && (opens && (acts || before.is_none()) || verb_next && !prepared)
}

/// The known person who holds the office named: same head and same state, else same head, latest first.
fn office_holder(doc: &Annotated<'_>, m: usize, persons: &[(EntityId, usize)]) -> Option<EntityId> {
    let office = doc.mentions[m].office.as_ref()?;
    if office.former {
        return None;
    }
    // "his Qatari counterpart": who speaks for that state, of the same office before all others.
    if doc.lexicon.is(doc.lexicon.words.get(&office.head), WordClass::CounterpartWord) {
        let owner = office.represents?;
        let of_state = |id: &EntityId| top(doc, doc.entities.get(*id).represents()) == top(doc, Some(owner));
        let level = |id: &EntityId| doc.entities.get(*id).offices.iter().filter_map(|o| o.level).min();
        let mut candidates: Vec<EntityId> = Vec::new();
        for &(id, _) in persons.iter().rev() {
            if of_state(&id) && !candidates.contains(&id) {
                candidates.push(id);
            }
        }
        let own = persons.iter().rev().find(|(id, _)| !of_state(id)).and_then(|(id, _)| level(id));
        return match candidates.as_slice() {
            [one] => Some(*one),
            several => several.iter().copied().find(|id| level(id) == own),
        };
    }
    let fits = |id: EntityId, exact: bool| {
        let entity = doc.entities.get(id);
        entity.offices.iter().any(|o| {
            let same_head = o.head == office.head
                || (!exact
                    && (o.head.starts_with(&format!("{} ", office.head))
                        || o.head.ends_with(&format!(" {}", office.head))
                        || o.head.split(' ').next_back() == Some(office.head.as_str())));
            let same_owner = office.represents.is_none()
                || o.represents.is_none()
                || o.represents == office.represents
                || top(doc, o.represents) == top(doc, office.represents);
            let same_rank = o.modified == office.modified || (!exact && !office.modified);
            same_head && same_owner && same_rank
        })
    };
    // "the Vice President" is not the President, and the other way round.
    let mut seen: Vec<EntityId> = Vec::new();
    for &(id, _) in persons.iter().rev() {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    // Among several holders of such an office the publisher's own is meant: "the President" in a release of his office.
    let told = doc.facts.country.as_deref().or(doc
        .facts
        .publisher_id
        .is_none()
        .then_some(doc.facts.dateline_country.as_deref())
        .flatten());
    let home = told.and_then(|c| doc.entities.find(&format!("state:{c}")));
    let own =
        |id: &EntityId| office.represents.is_none() && home.is_some() && doc.entities.get(*id).represents() == home;
    let found = seen
        .iter()
        .copied()
        .find(|id| fits(*id, true) && own(id))
        // "the Minister": the publisher's Minister of Foreign Affairs before another state's minister.
        .or_else(|| seen.iter().copied().find(|id| fits(*id, false) && own(id)))
        .or_else(|| seen.iter().copied().find(|&id| fits(id, true)))
        .or_else(|| {
            // "the Secretary" is the Secretary of the department before an Assistant Secretary.
            let full = |id: &EntityId| {
                doc.entities
                    .get(*id)
                    .offices
                    .iter()
                    .any(|o| o.modified == office.modified && o.head.split(' ').any(|w| w == office.head))
            };
            seen.iter().copied().find(|id| full(id) && fits(*id, false))
        })
        .or_else(|| seen.iter().copied().find(|&id| fits(id, false)));
    if found.is_some() {
        return found;
    }
    // "the Head of State" in a release of his office: whoever holds the highest office of the publisher's state.
    let generic = office.head.split(' ').any(|w| doc.lexicon.is(doc.lexicon.words.get(w), WordClass::GenericHead));
    if generic && office.level == Some(1) && office.represents.is_none() && !office.modified {
        let highest = |id: &EntityId| {
            let e = doc.entities.get(*id);
            e.represents() == home && e.offices.iter().any(|o| o.level == Some(1) && !o.modified && !o.former)
        };
        if let Some(holder) = seen.iter().copied().find(|id| home.is_some() && highest(id)) {
            return Some(holder);
        }
    }
    // "The President hosted … President Duval noted": named only later, and the one holder the document knows.
    if home.is_some() && (office.represents.is_none() || office.represents == home) {
        let later: Vec<EntityId> = doc
            .entities
            .iter()
            .filter(|(_, e)| e.kind == ActorKind::Person && e.represents() == home)
            .map(|(id, _)| id)
            .filter(|&id| fits(id, true))
            .collect();
        if let [one] = later.as_slice() {
            return Some(*one);
        }
    }
    // "the head of the Agency", "the head of state": the person who speaks for that body.
    let owner = office.represents?;
    let head = office.level.is_some_and(|l| l <= 2) || office.head.split(' ').next() == Some("head");
    if head {
        let holders: Vec<EntityId> = seen
            .iter()
            .copied()
            .filter(|&id| {
                let e = doc.entities.get(id);
                e.offices.iter().any(|o| o.represents == Some(owner) && !o.former)
            })
            .collect();
        if let [one] = holders.as_slice() {
            return Some(*one);
        }
    }
    None
}

/// The state or organisation at the top of a chain of parts.
pub(crate) fn top(doc: &Annotated<'_>, id: Option<EntityId>) -> Option<EntityId> {
    let mut at = id?;
    for _ in 0..6 {
        let entity = doc.entities.get(at);
        if entity.is_human()
            && let Some(side) = entity.represents().filter(|&s| s != at)
        {
            at = side;
            continue;
        }
        if let Some(country) = entity.country.as_deref().filter(|_| entity.kind == ActorKind::Body)
            && let Some(state) = doc.entities.find(&format!("state:{country}"))
        {
            return Some(state);
        }
        match entity.part_of {
            Some(parent) if parent != at => at = parent,
            _ => return Some(at),
        }
    }
    Some(at)
}

/// Whom a pronoun means.
fn pronoun(
    doc: &Annotated<'_>,
    m: usize,
    persons: &[(EntityId, usize)],
    subjects: &[EntityId],
    sentence: usize,
) -> Vec<EntityId> {
    let at = doc.mentions[m].tokens.start;
    let word = doc.word(at).to_ascii_lowercase();
    match word.as_str() {
        "he" | "she" => {
            let gender = if word == "he" { 'm' } else { 'f' };
            let fits = |id: EntityId| {
                let e = doc.entities.get(id);
                e.is_human() && e.gender.is_none_or(|g| g == gender)
            };
            let block = doc.sentences.get(sentence).map_or(0, |s| s.block);
            let near = |s: usize| doc.sentences.get(s).is_some_and(|x| block - x.block.min(block) <= 2);
            subjects
                .iter()
                .rev()
                .copied()
                .find(|&id| fits(id))
                .or_else(|| persons.iter().rev().find(|(id, s)| fits(*id) && near(*s)).map(|(id, _)| *id))
                .into_iter()
                .collect()
        }
        "it" => subjects.iter().rev().copied().find(|&id| !doc.entities.get(id).is_human()).into_iter().collect(),
        // "they", "we" and "I" mean parties or speakers; they are resolved where those are known.
        _ => Vec::new(),
    }
}

/// Whom "the Organization", "the Committee" or "his country" means.
fn nominal(
    doc: &Annotated<'_>,
    m: usize,
    organizations: &[EntityId],
    subjects: &[EntityId],
    _sentence: usize,
) -> Vec<EntityId> {
    let tokens = doc.mentions[m].tokens.clone();
    let head = rapporteur_text::fold(doc.word(tokens.end - 1));
    let before = tokens.start.checked_sub(1).map_or(String::new(), |b| doc.word(b).to_ascii_lowercase());
    if matches!(before.as_str(), "his" | "her" | "my" | "our" | "their") {
        let speaker = subjects.iter().rev().copied().find(|&id| doc.entities.get(id).kind == ActorKind::Person);
        return top(doc, speaker.and_then(|s| doc.entities.get(s).represents())).into_iter().collect();
    }
    // The latest organisation or body whose name has the noun in it; for "the Organization" any organisation.
    let named = organizations.iter().rev().copied().find(|&id| {
        let e = doc.entities.get(id);
        rapporteur_text::fold(&e.name)
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w == head || american(w) == american(&head))
    });
    if named.is_some() {
        return named.into_iter().collect();
    }
    if doc.is(tokens.end - 1, WordClass::CountryNoun) && !doc.is(tokens.end - 1, WordClass::OrganizationNoun) {
        return Vec::new();
    }
    organizations
        .iter()
        .rev()
        .copied()
        .find(|&id| doc.entities.get(id).kind == ActorKind::Organization && head.starts_with("organi"))
        .into_iter()
        .collect()
}

/// One spelling for -isation and -ization, centre and center.
fn american(word: &str) -> String {
    word.replace("isation", "ization").replace("centre", "center").replace("programme", "program")
}
