//! One row per actor, however many documents name it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_schema::vocabulary::{ActorKind, ReviewStatus};
use rapporteur_schema::{ActorRow, Dataset, Date, Extraction};

/// Actors by id.
pub(crate) type Actors = BTreeMap<String, ActorRow>;

/// Merges the actors of all documents, given in the order of the dataset.
pub(crate) fn merge(extractions: &[Extraction]) -> Actors {
    let mut actors = Actors::new();
    for extraction in extractions {
        let published = extraction.document.as_ref().and_then(|d| d.published_date);
        for actor in &extraction.actors {
            let mut actor = actor.clone();
            actor.first_seen = earliest(actor.first_seen, published);
            match actors.get_mut(&actor.actor_id) {
                Some(known) => absorb(known, actor),
                None => {
                    let empty = ActorRow { name: actor.name.clone(), ..ActorRow::default() };
                    let aliases = std::mem::take(&mut actor.aliases);
                    let known = actors.entry(actor.actor_id.clone()).or_insert(actor);
                    absorb(known, ActorRow { aliases, ..empty });
                }
            }
        }
    }
    actors
}

/// Takes over what `other` knows and `actor` does not; its name becomes an alias.
pub(crate) fn absorb(actor: &mut ActorRow, other: ActorRow) {
    for name in std::iter::once(other.name).chain(other.aliases) {
        if !name.is_empty() && name != actor.name && !actor.aliases.contains(&name) {
            actor.aliases.push(name);
        }
    }
    if actor.kind == ActorKind::Unset {
        actor.kind = other.kind;
    }
    fill(&mut actor.country, other.country);
    fill(&mut actor.part_of, other.part_of);
    fill(&mut actor.wikidata, other.wikidata);
    fill(&mut actor.acronym, other.acronym);
    fill(&mut actor.plover_code, other.plover_code);
    fill(&mut actor.cow_code, other.cow_code);
    actor.first_seen = earliest(actor.first_seen, other.first_seen);
    if other.review_status == ReviewStatus::Corrected || actor.review_status == ReviewStatus::Unset {
        actor.review_status = other.review_status;
    }
}

fn fill(value: &mut Option<String>, other: Option<String>) {
    if value.is_none() {
        *value = other;
    }
}

fn earliest(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The actors that rows name or that a human put right, and their parents, by id.
pub(crate) fn used(actors: Actors, dataset: &Dataset) -> Vec<ActorRow> {
    let mut open: Vec<&str> = Vec::new();
    open.extend(dataset.documents.iter().filter_map(|d| d.publisher_id.as_deref()));
    open.extend(dataset.events.iter().filter_map(|e| e.attributed_to.as_deref()));
    for participant in &dataset.participants {
        open.push(&participant.actor_id);
        open.extend(participant.represents.as_deref());
    }
    open.extend(dataset.commitment_parties.iter().map(|p| p.actor_id.as_str()));
    let corrected = actors.values().filter(|a| a.review_status == ReviewStatus::Corrected);
    open.extend(corrected.map(|a| a.actor_id.as_str()));
    let mut keep: BTreeSet<String> = BTreeSet::new();
    while let Some(id) = open.pop() {
        if keep.insert(id.to_owned()) {
            open.extend(actors.get(id).and_then(|a| a.part_of.as_deref()));
        }
    }
    actors.into_iter().filter(|(id, _)| keep.contains(id)).map(|(_, actor)| actor).collect()
}
