//! Resolves what points back: pronouns, offices without a name, "the Organization", "the two leaders".

mod heads;
mod holder;
mod leaders;
mod met;
mod sides;
mod title;

use rapporteur_lexicon::WordClass;
use rapporteur_schema::actor_id;
use rapporteur_schema::vocabulary::ActorKind;

use crate::document::Annotated;
use crate::entity::{Entity, EntityId, Office};
use crate::mention::MentionKind;
use holder::office_holder;
use sides::complete_offices;

/// Resolves all mentions in text order.
pub(crate) fn resolve(doc: &mut Annotated<'_>) {
    title::learn(doc);
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
                organizations.extend(house_of(doc, m));
                if let Some(id) = doc.mentions[m].entity() {
                    persons.push((id, sentence));
                    if is_subject(doc, m, sentence) {
                        // "she and Minister X opened the ward. Then she": the one of whom the text goes on to tell.
                        let at = doc.mentions[m].tokens.start;
                        let beside = at >= 2
                            && doc.is_text(at - 1, "and")
                            && (doc.is_text(at - 2, "she") || doc.is_text(at - 2, "he"));
                        let last = subjects.len().checked_sub(1).filter(|_| beside);
                        subjects.insert(last.unwrap_or(subjects.len()), id);
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
                organizations.extend(house_of(doc, m));
                if let Some(id) =
                    title::holder(doc, m, office_holder(doc, m, &persons)).or_else(|| unnamed_holder(doc, m))
                {
                    doc.mentions[m].entities = vec![id];
                    doc.mentions[m].by_coreference = true;
                    persons.push((id, sentence));
                    subjects.push(id);
                    speak_for(doc, m, id);
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
                // "The Council approved the rules. It instructed the Centre to": the council is spoken of next.
                let body = doc.is(tokens.end - 1, WordClass::BodyHead)
                    || doc.is_text(tokens.end - 1, "summit")
                    || doc.is_text(tokens.end - 1, "government");
                if let Some(id) = doc.mentions[m].entity().filter(|_| body && is_subject(doc, m, sentence)) {
                    subjects.push(id);
                }
            }
            _ => {}
        }
    }
    unnamed_offices(doc);
    name_states(doc);
}

/// The state of every body that speaks for one, so that its ministers and services stand for it even where the text never names
/// it alone: "Deputy Chairman of the National Security Committee of X".
fn name_states(doc: &mut Annotated<'_>) {
    let countries: Vec<String> =
        doc.entities.iter().filter(|(_, e)| e.kind == ActorKind::Body).filter_map(|(_, e)| e.country.clone()).collect();
    for country in countries {
        doc.entities.state(&country, doc.lexicon);
    }
}

/// "the President of X received … President Y emphasized": whose president Y is.
fn speak_for(doc: &mut Annotated<'_>, m: usize, id: EntityId) {
    let Some(office) = doc.mentions[m].office.clone().filter(|o| o.level == Some(1) && o.represents.is_some()) else {
        return;
    };
    let entity = doc.entities.get_mut(id);
    let open = entity.kind == ActorKind::Person && entity.represents().is_none();
    if let Some(own) = entity.offices.iter_mut().find(|o| open && o.head == office.head) {
        own.represents = office.represents;
    }
}

/// "the Head of the Anti-Terrorism Center, X": the body whose office it is has been spoken of as well.
fn house_of(doc: &Annotated<'_>, m: usize) -> Option<EntityId> {
    let owner = doc.mentions[m].office.as_ref()?.represents?;
    (doc.entities.get(owner).kind == ActorKind::Body).then_some(owner)
}

/// "The Secretary-General met with President X": the publisher's own head, whom the text never names, under his title.
fn unnamed_holder(doc: &mut Annotated<'_>, m: usize) -> Option<EntityId> {
    let tokens = doc.mentions[m].tokens.clone();
    let office = doc.mentions[m].office.clone()?;
    let determined = tokens.start.checked_sub(1).is_some_and(|b| doc.is_text(b, "the"));
    let highest = office.level.is_some_and(|l| l <= 2) && !office.former && !office.plural && !office.modified;
    let agency = sides::from_news_agency(doc);
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
    let news = sides::from_news_agency(doc);
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

/// Whether a verb of what people do follows a mention at once.
fn acts(doc: &Annotated<'_>, m: usize) -> bool {
    let end = doc.mentions[m].tokens.end;
    (end..end + 2).any(|i| {
        [WordClass::Verb, WordClass::Reporting, WordClass::PersonVerb, WordClass::Modal].iter().any(|&c| doc.is(i, c))
            && doc.tokens.get(i).is_some_and(|t| !t.capital)
    })
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
            || doc.date_at(b).is_some()
    });
    // A verb follows, or an apposition's comma.
    let end = doc.mentions[m].tokens.end;
    let last = doc.sentences.get(sentence).map_or(end, |s| s.tokens.end);
    let acts = (end..last.min(end + 4)).take_while(|&i| !doc.is_text(i, "to")).any(|i| {
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
    let verb_next = (end..last.min(end + 2)).take_while(|&i| !doc.is_text(i, "to")).any(|i| {
        [WordClass::Verb, WordClass::Reporting, WordClass::PersonVerb, WordClass::Modal].iter().any(|&c| doc.is(i, c))
            && doc.tokens.get(i).is_some_and(|t| !t.capital)
    });
    let prepared = before.is_some_and(|b| doc.is(b, WordClass::Preposition));
    !doc.is_possessive(end) && (opens && (acts || before.is_none()) || verb_next && !prepared)
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
            && let Some(state) = doc.entities.find_state(country)
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
        // "I just spoke with President X", under "Statement by Y".
        "i" if !doc.quoted.get(at).copied().unwrap_or(false) => doc.facts.author.into_iter().collect(),
        // "they" and "we" mean parties or speakers; they are resolved where those are known.
        _ => Vec::new(),
    }
}

/// Whom "the Organization", "the Committee" or "his country" means.
fn nominal(
    doc: &Annotated<'_>,
    m: usize,
    organizations: &[EntityId],
    subjects: &[EntityId],
    sentence: usize,
) -> Vec<EntityId> {
    let tokens = doc.mentions[m].tokens.clone();
    let head = rapporteur_text::fold(doc.word(tokens.end - 1));
    let before = tokens.start.checked_sub(1).map_or(String::new(), |b| doc.word(b).to_ascii_lowercase());
    if matches!(before.as_str(), "his" | "her" | "my" | "our" | "their") {
        // "The President of X said that his country": of the office nearest before, whoever holds it.
        let from = doc.sentences.get(sentence).map_or(0, |s| s.tokens.start);
        let office = doc.mentions[..m]
            .iter()
            .rev()
            .take_while(|other| other.tokens.start >= from)
            .find(|other| matches!(other.kind, MentionKind::Person | MentionKind::Office))
            .filter(|other| other.kind == MentionKind::Office && other.entities.is_empty())
            .and_then(|other| other.office.as_ref()?.represents);
        if let Some(side) = top(doc, office) {
            return vec![side];
        }
        // "She met President X, who told her that his Government": of whom "who" means.
        let told = (from..tokens.start)
            .rev()
            .find(|&i| doc.is(i, WordClass::ClauseOpener) && !doc.tokens[i].capital)
            .and_then(|who| {
                let before = who.checked_sub(1)?;
                let last = if doc.is_text(before, ",") { before.checked_sub(1)? } else { before };
                let person = doc.mention_at(last).filter(|p| p.kind == MentionKind::Person)?;
                person.entity().filter(|_| doc.is(who + 1, WordClass::Reporting))
            });
        let subject = || subjects.iter().rev().copied().find(|&id| doc.entities.get(id).kind == ActorKind::Person);
        let speaker = told.or_else(subject);
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
    let home = || doc.facts.country.as_deref().and_then(|c| doc.entities.find_state(c));
    // "the Administration intends": that of the publisher's own state, where nobody else's was spoken of.
    if head == "administration" && before == "the" && doc.tokens[tokens.start].capital {
        let home = home();
        if home.is_some() {
            return home.into_iter().collect();
        }
    }
    // "The government will": the one named in full last.
    if head == "government" && before == "the" && !doc.tokens[tokens.start].capital {
        let full = doc.mentions[..m]
            .iter()
            .rev()
            .find(|x| x.kind == MentionKind::State && x.tokens.clone().any(|i| doc.is_text(i, "government")));
        // In the text of another state's house it may as well be that state's own.
        let home = home();
        let named = full.and_then(|x| x.entity());
        return named.filter(|&x| home.is_none_or(|own| own == x)).into_iter().collect();
    }
    // "The Government will": in the text of a house of no state that of the country it works in: the dateline's, or the only one named.
    if head == "government" && before == "the" && home().is_none() {
        let mut states: Vec<EntityId> =
            doc.mentions.iter().filter(|x| x.kind == MentionKind::State).filter_map(|x| x.entity()).collect();
        states.sort_unstable();
        states.dedup();
        let there = doc.facts.dateline_country.as_deref().and_then(|c| doc.entities.find_state(c));
        let only = (states.len() == 1).then(|| states[0]);
        return there.filter(|id| states.contains(id)).or(only).into_iter().collect();
    }
    // "the Kingdom will host": the state that is one by its formal name, the publisher's own or the one spoken of last; of two
    // kingdoms that talk, neither.
    if ["kingdom", "sultanate", "emirate", "principality"].contains(&head.as_str()) {
        let formal = |id: &EntityId| {
            let country = doc.entities.get(*id).country.as_deref().and_then(|c| doc.lexicon.country(c));
            country.is_some_and(|c| rapporteur_text::fold(&c.formal_name).contains(&head))
        };
        let home = home();
        let states = || doc.mentions[..m].iter().rev().filter(|x| x.kind == MentionKind::State);
        let named = states().filter_map(|x| x.entity()).find(|id| formal(id) && Some(*id) != home);
        // A guest's kingdom may be named in his office alone.
        let guest = doc
            .entities
            .iter()
            .filter_map(|(_, e)| e.represents())
            .find(|id| doc.entities.get(*id).kind == ActorKind::State && formal(id) && Some(*id) != home);
        let own = home.filter(formal);
        return own.xor(named.or(guest)).into_iter().collect();
    }
    // "Summit urged": the organisation whose summit the text tells of.
    let bare = tokens.len() == 1 && before != "the" && (head == "council" || head == "assembly");
    if head == "summit" || head == "conference" || bare {
        let publisher = doc.facts.publisher_id.as_deref().and_then(|p| doc.entities.find(p));
        let own = |&id: &EntityId| doc.entities.get(id).kind == ActorKind::Organization;
        return publisher.filter(own).or_else(|| organizations.iter().copied().find(own)).into_iter().collect();
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
