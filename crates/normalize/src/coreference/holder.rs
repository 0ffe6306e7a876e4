//! Who holds the office a text names: "the Minister", "his counterpart", "the head of the Agency".

use rapporteur_lexicon::WordClass;
use rapporteur_schema::vocabulary::ActorKind;

use super::top;
use crate::document::Annotated;
use crate::entity::{EntityId, same_head};
use crate::mention::MentionKind;

/// The known person who holds the office named: same head and same state, else same head, latest first.
pub(super) fn office_holder(doc: &Annotated<'_>, m: usize, persons: &[(EntityId, usize)]) -> Option<EntityId> {
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
            let like = same_head(&o.head, &office.head)
                || (!exact
                    && (o.head.starts_with(&format!("{} ", office.head))
                        // "the SRSG" is the Special Representative of the UN Secretary-General.
                        || o.head.contains(' ') && office.head.starts_with(&format!("{} of ", o.head))
                        || o.head.ends_with(&format!(" {}", office.head))
                        || o.head.split(' ').next_back() == Some(office.head.as_str())));
            // "President X" without a state is the office he is known to hold: "the President of Y" is somebody else.
            let owner = o.represents.or_else(|| entity.represents());
            let same_owner = office.represents.is_none()
                || owner.is_none()
                || owner == office.represents
                || top(doc, owner) == top(doc, office.represents);
            // "the Secretary" may be an Assistant Secretary, "the Secretary-General" is no Under-Secretary-General.
            let bare = !office.head.contains([' ', '-']) || o.level == office.level;
            let same_rank = (exact || bare) && (o.modified == office.modified || !exact && !office.modified);
            like && same_owner && same_rank
        })
    };
    // "the Vice President" is not the President, and the other way round.
    // "The Secretary of State received Secretary of State X": two of one title, of whom one is named.
    let start = doc.mentions[m].tokens.start;
    let sentence = doc.sentence_of(start).map_or(start..start, |s| doc.sentences[s].tokens.clone());
    let head = |o: &crate::entity::Office| same_head(&o.head, &office.head);
    let titled = doc.mentions[m + 1..]
        .iter()
        .take_while(|x| x.tokens.start < sentence.end)
        .find(|x| x.kind == MentionKind::Person && x.office.as_ref().is_some_and(head) && office.represents.is_none());
    let named = titled.filter(|x| x.name.as_ref().is_some_and(|n| n.start > x.tokens.start)).and_then(|x| x.entity());
    let mut seen: Vec<EntityId> = Vec::new();
    for &(id, _) in persons.iter().rev() {
        if !seen.contains(&id) && named != Some(id) {
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
    let home = told.and_then(|c| doc.entities.find_state(c));
    // "the Secretary General" in a release of an organisation is its own, before that of a council somebody comes from.
    let house = doc.facts.publisher_id.as_deref().filter(|_| doc.facts.country.is_none());
    let house = house.and_then(|id| doc.entities.find(id)).and_then(|id| top(doc, Some(id)));
    // "the visiting Minister called on": the one from abroad.
    let visiting = doc.is_text(start, "visiting") || start.checked_sub(1).is_some_and(|b| doc.is_text(b, "visiting"));
    if visiting && home.is_some() {
        seen.retain(|id| doc.entities.get(*id).represents().is_some_and(|side| top(doc, Some(side)) != home));
    }
    let own = |id: &EntityId| {
        let whose = doc.entities.get(*id).represents();
        let state = home.is_some() && whose == home;
        office.represents.is_none() && (state || house.is_some() && top(doc, whose) == house)
    };
    // "the Head of the Centre" is who was called so before, not "the head of the Academy" who spoke last.
    let stated = |id: &EntityId| {
        let offices = &doc.entities.get(*id).offices;
        office.represents.is_some()
            && offices.iter().any(|o| same_head(&o.head, &office.head) && o.represents == office.represents)
    };
    let found = seen
        .iter()
        .copied()
        .find(|id| fits(*id, true) && stated(id))
        .or_else(|| seen.iter().copied().find(|id| fits(*id, true) && own(id)))
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
    if office.represents.is_none() || home.is_some() && office.represents == home {
        let later: Vec<EntityId> = doc
            .entities
            .iter()
            .filter(|(_, e)| e.kind == ActorKind::Person && (home.is_none() || e.represents() == home))
            .map(|(id, _)| id)
            .filter(|&id| fits(id, true))
            .collect();
        if let [one] = later.as_slice() {
            return Some(*one);
        }
    }
    // "The Minister for Europe met the Foreign Minister of X today", in the line above the text that names him.
    let owner = office.represents?;
    let later: Vec<EntityId> = doc
        .entities
        .iter()
        .filter(|(_, e)| e.kind == ActorKind::Person)
        .filter(|(_, e)| {
            let stated = |o: &crate::entity::Office| o.represents == Some(owner) && o.head == office.head;
            e.offices.iter().any(|o| stated(o) && o.modified == office.modified && !o.former)
        })
        .map(|(id, _)| id)
        .collect();
    if let [one] = later.as_slice() {
        return Some(*one);
    }
    // "the head of the Agency", "the head of state": the person who speaks for that body.
    let head = office.level.is_some_and(|l| l <= 2) || office.head.split(' ').next() == Some("head");
    // A body has one head; of the many who speak for a state "the President of X" is none but its president.
    let state = doc.entities.get(owner).kind == ActorKind::State;
    let highest = state && office.level == Some(1) && !generic && office.head.split(' ').next() != Some("head");
    let rank = |o: &crate::entity::Office| !highest || o.level == Some(1) && o.modified == office.modified;
    if head {
        let holders: Vec<EntityId> = seen
            .iter()
            .copied()
            .filter(|&id| {
                let e = doc.entities.get(id);
                e.offices.iter().any(|o| o.represents == Some(owner) && !o.former && rank(o))
            })
            .collect();
        if let [one] = holders.as_slice() {
            return Some(*one);
        }
    }
    None
}
