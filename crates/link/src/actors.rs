//! One row per actor, however many documents name it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_schema::vocabulary::{ActorKind, ReviewStatus};
use rapporteur_schema::{ActorRow, Dataset, Date, Extraction};
use serde::{Deserialize, Serialize};

/// Actors by id.
pub(crate) type Actors = BTreeMap<String, ActorRow>;

/// What the documents seen so far tell of one actor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Its row.
    pub row: ActorRow,
    /// Whom it speaks for at events.
    pub represents: BTreeSet<String>,
    /// Words of the offices it holds there, in lower case: "foreign", "minister".
    #[serde(default)]
    pub offices: BTreeSet<String>,
}

impl Known {
    /// The actors that the rows of a document name, and their parents, by id.
    pub fn of(extraction: &Extraction) -> Vec<Known> {
        let published = extraction.document.as_ref().and_then(|d| d.published_date);
        let mut found: BTreeMap<&str, Known> = BTreeMap::new();
        for actor in &extraction.actors {
            let mut row = actor.clone();
            row.first_seen = earliest(row.first_seen, published);
            match found.get_mut(actor.actor_id.as_str()) {
                Some(known) => absorb(&mut known.row, row),
                None => {
                    // An alias that is the name, or stands twice, goes here as it would in a merger.
                    let aliases = std::mem::take(&mut row.aliases);
                    let other = ActorRow { name: row.name.clone(), aliases, ..ActorRow::default() };
                    absorb(&mut row, other);
                    found.insert(&actor.actor_id, Known { row, ..Known::default() });
                }
            }
        }
        for participant in &extraction.participants {
            if let Some(known) = found.get_mut(participant.actor_id.as_str()) {
                known.takes_part(participant.represents.clone(), participant.position.as_deref());
            }
        }
        let named = named(extraction, |id| found.get(id).and_then(|k| k.row.part_of.clone()));
        found.into_values().filter(|k| named.contains(&k.row.actor_id)).collect()
    }

    /// Adds whom a person speaks for at an event, and as what: "Foreign Minister".
    pub fn takes_part(&mut self, represents: Option<String>, position: Option<&str>) {
        if self.row.kind == ActorKind::Person {
            self.represents.extend(represents);
            let words = position.unwrap_or_default().split(|c: char| !c.is_alphanumeric());
            // What is shorter joins words: "of", "the", "to".
            self.offices.extend(words.filter(|w| w.chars().count() > 3).map(str::to_lowercase));
        }
    }

    /// Adds what later documents tell.
    pub fn absorb(&mut self, later: Known) {
        absorb(&mut self.row, later.row);
        self.represents.extend(later.represents);
        self.offices.extend(later.offices);
    }
}

/// Ids that the rows of a document name, and their parents.
fn named(extraction: &Extraction, parent: impl Fn(&str) -> Option<String>) -> BTreeSet<String> {
    let mut open: Vec<String> = Vec::new();
    open.extend(extraction.document.iter().filter_map(|d| d.publisher_id.clone()));
    open.extend(extraction.events.iter().filter_map(|e| e.attributed_to.clone()));
    for participant in &extraction.participants {
        open.push(participant.actor_id.clone());
        open.extend(participant.represents.clone());
    }
    open.extend(extraction.commitment_parties.iter().map(|p| p.actor_id.clone()));
    let mut named = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !named.contains(&id) {
            open.extend(parent(&id));
            named.insert(id);
        }
    }
    named
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
