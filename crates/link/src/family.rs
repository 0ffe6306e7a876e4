//! Persons that one document names in full and another by the family name alone.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_schema::{Dataset, actor_id};

use crate::actors::{Actors, absorb};

/// Merges each person known by a single word into the only person whose name ends in that word and who speaks for the
/// same state or organisation. Where there are several, or none, the person stays alone.
pub(crate) fn merge(actors: &mut Actors, dataset: &mut Dataset) {
    let moves = moves(actors, dataset);
    apply(actors, dataset, &moves);
}

/// Merges actors as `moves` says, and lets every row follow.
pub(crate) fn apply(actors: &mut Actors, dataset: &mut Dataset, moves: &BTreeMap<String, String>) {
    for (from, to) in moves {
        if let Some(short) = actors.remove(from)
            && let Some(full) = actors.get_mut(to)
        {
            absorb(full, short);
        }
    }
    if !moves.is_empty() {
        redirect(actors, dataset, moves);
        unite(dataset, &moves.values().cloned().collect());
    }
}

/// From the id of the short name to the id of the full one.
pub(crate) fn moves(actors: &Actors, dataset: &Dataset) -> BTreeMap<String, String> {
    let mut speaks_for: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for participant in &dataset.participants {
        if let Some(represented) = &participant.represents {
            speaks_for.entry(&participant.actor_id).or_default().insert(represented);
        }
    }
    let mut full_names: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut short_names = Vec::new();
    for actor in actors.values().filter(|a| a.kind == ActorKind::Person) {
        let mut words = actor.name.split_whitespace();
        match (words.next(), words.next_back()) {
            // An id folds case and accents, so two spellings of a family name meet.
            (Some(_), Some(last)) => {
                full_names.entry(actor_id(ActorKind::Person, last)).or_default().push(&actor.actor_id)
            }
            (Some(only), None) => short_names.push((actor_id(ActorKind::Person, only), actor.actor_id.as_str())),
            _ => {}
        }
    }
    let nobody = BTreeSet::new();
    let mut moves = BTreeMap::new();
    for (key, short) in short_names {
        let represented = speaks_for.get(short).unwrap_or(&nobody);
        let mut matching = full_names
            .get(&key)
            .into_iter()
            .flatten()
            .filter(|full| speaks_for.get(**full).is_some_and(|of| !of.is_disjoint(represented)));
        if let (Some(full), None) = (matching.next(), matching.next()) {
            moves.insert(short.to_owned(), (*full).to_owned());
        }
    }
    moves
}

/// Lets every reference to a moved actor point to where it went.
fn redirect(actors: &mut Actors, dataset: &mut Dataset, moves: &BTreeMap<String, String>) {
    let redirect = |id: &mut String| {
        if let Some(to) = moves.get(id) {
            id.clone_from(to);
        }
    };
    dataset.documents.iter_mut().filter_map(|d| d.publisher_id.as_mut()).for_each(redirect);
    dataset.events.iter_mut().filter_map(|e| e.attributed_to.as_mut()).for_each(redirect);
    for participant in &mut dataset.participants {
        redirect(&mut participant.actor_id);
        participant.represents.iter_mut().for_each(redirect);
    }
    dataset.commitment_parties.iter_mut().for_each(|p| redirect(&mut p.actor_id));
    actors.values_mut().filter_map(|a| a.part_of.as_mut()).for_each(redirect);
}

/// A person who stood in one row under both names keeps the stronger role at an event, and each role in a commitment once.
fn unite(dataset: &mut Dataset, merged: &BTreeSet<String>) {
    let mut strongest: BTreeMap<(String, String), u8> = BTreeMap::new();
    for p in dataset.participants.iter().filter(|p| merged.contains(&p.actor_id)) {
        let rank = strongest.entry((p.event_id.clone(), p.actor_id.clone())).or_insert(u8::MAX);
        *rank = (*rank).min(p.role.rank());
    }
    // Taken out at the first row of that rank, so that a second one of the same rank goes too.
    dataset.participants.retain(|p| {
        if !merged.contains(&p.actor_id) {
            return true;
        }
        let key = (p.event_id.clone(), p.actor_id.clone());
        strongest.get(&key) == Some(&p.role.rank()) && strongest.remove(&key).is_some()
    });
    let mut seen = BTreeSet::new();
    dataset.commitment_parties.retain(|p| {
        !merged.contains(&p.actor_id) || seen.insert((p.commitment_id.clone(), p.actor_id.clone(), p.party_role))
    });
}
