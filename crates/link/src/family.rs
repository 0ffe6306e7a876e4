//! Persons that one document names in full and another by the family name alone.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_schema::vocabulary::ActorKind;
use rapporteur_schema::{ActorRow, Extraction, actor_id};

use crate::actors::{Known, absorb};
use crate::order;

/// Finds out who is who. Persons of a single word are told first, all others after them, so that no more than these and
/// their namesakes have to be held.
#[derive(Debug, Default)]
pub struct Families {
    /// By id.
    short: BTreeMap<String, Known>,
    /// Full names by the id that their last word alone would give.
    full: BTreeMap<String, Vec<Namesake>>,
}

/// Somebody of a full name.
#[derive(Debug)]
struct Namesake {
    id: String,
    represents: BTreeSet<String>,
    offices: BTreeSet<String>,
}

impl Namesake {
    /// Whether a person known by the family name may be this one: of one state or organisation, and of offices that share a
    /// word, where both are known. "Leader McCarthy" is not Gina McCarthy, the National Climate Advisor.
    fn may_be(&self, short: &Known) -> bool {
        let office = self.offices.is_empty() || short.offices.is_empty() || !self.offices.is_disjoint(&short.offices);
        office && !self.represents.is_disjoint(&short.represents)
    }
}

impl Families {
    /// Looks at an actor in the first round.
    pub fn first(&mut self, known: &Known) {
        if only_word(&known.row).is_some() {
            self.short.insert(known.row.actor_id.clone(), known.clone());
        }
    }

    /// Ends the first round.
    pub fn between(&mut self) {
        // An id folds case and accents, so two spellings of a family name meet.
        let keys = self.short.values().filter_map(|k| only_word(&k.row)).map(family_id);
        self.full = keys.map(|key| (key, Vec::new())).collect();
    }

    /// Looks at an actor in the second round.
    pub fn second(&mut self, known: &Known) {
        let mut words = known.row.name.split_whitespace();
        if known.row.kind == ActorKind::Person
            && let (Some(_), Some(last)) = (words.next(), words.next_back())
            && let Some(namesakes) = self.full.get_mut(&family_id(last))
        {
            namesakes.push(Namesake {
                id: known.row.actor_id.clone(),
                represents: known.represents.clone(),
                offices: known.offices.clone(),
            });
        }
    }

    /// Merges each person known by a single word into the only person whose name ends in that word, who speaks for the same
    /// state or organisation and holds a like office. Where there are several, or none, the person stays alone.
    pub fn merged(self) -> Merged {
        let mut merged = Merged::default();
        for (id, known) in self.short {
            let key = only_word(&known.row).map(family_id).unwrap_or_default();
            let namesakes = self.full.get(&key).into_iter().flatten();
            let mut matching = namesakes.filter(|namesake| namesake.may_be(&known));
            if let (Some(Namesake { id: full, .. }), None) = (matching.next(), matching.next()) {
                merged.moves.insert(id, full.clone());
                merged.rows.entry(full.clone()).or_default().push(known.row);
            }
        }
        merged
    }
}

/// The name of a person known by a single word.
fn only_word(actor: &ActorRow) -> Option<&str> {
    let mut words = actor.name.split_whitespace();
    match (actor.kind, words.next(), words.next()) {
        (ActorKind::Person, Some(only), None) => Some(only),
        _ => None,
    }
}

fn family_id(word: &str) -> String {
    actor_id(ActorKind::Person, word)
}

/// Who became whom.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// From the id of the short name to the id of the full one.
    moves: BTreeMap<String, String>,
    /// The rows of the short names by the id of the full one.
    rows: BTreeMap<String, Vec<ActorRow>>,
}

impl Merged {
    /// Who became whom, for rows that are put in order elsewhere: from the old id to the new.
    pub fn moves(&self) -> &BTreeMap<String, String> {
        &self.moves
    }

    /// Made from its [`moves`](Self::moves): does for [`document`](Self::document) what it did, and knows no actors.
    pub fn of_moves(moves: BTreeMap<String, String>) -> Self {
        let rows = moves.values().map(|full| (full.clone(), Vec::new())).collect();
        Merged { moves, rows }
    }

    /// The row of an actor as it goes into the dataset; `None` when it went into another.
    pub fn actor(&self, mut actor: ActorRow) -> Option<ActorRow> {
        if self.moves.contains_key(&actor.actor_id) {
            return None;
        }
        for short in self.rows.get(&actor.actor_id).into_iter().flatten() {
            absorb(&mut actor, short.clone());
        }
        actor.part_of.iter_mut().for_each(|id| self.redirect(id));
        Some(actor)
    }

    /// Lets every reference of a document to a moved actor point to where it went, and puts its rows in order.
    pub fn document(&self, extraction: &mut Extraction) {
        if !self.moves.is_empty() {
            self.references(extraction);
            let merged: BTreeSet<&str> = extraction
                .participants
                .iter()
                .map(|p| p.actor_id.as_str())
                .chain(extraction.commitment_parties.iter().map(|p| p.actor_id.as_str()))
                .filter(|id| self.rows.contains_key(*id))
                .collect();
            let merged: BTreeSet<String> = merged.into_iter().map(str::to_owned).collect();
            if !merged.is_empty() {
                unite(extraction, &merged);
            }
        }
        order::within(extraction);
    }

    fn references(&self, extraction: &mut Extraction) {
        let redirect = |id: &mut String| self.redirect(id);
        extraction.document.iter_mut().filter_map(|d| d.publisher_id.as_mut()).for_each(redirect);
        extraction.events.iter_mut().filter_map(|e| e.attributed_to.as_mut()).for_each(redirect);
        for participant in &mut extraction.participants {
            redirect(&mut participant.actor_id);
            participant.represents.iter_mut().for_each(redirect);
        }
        extraction.commitment_parties.iter_mut().for_each(|p| redirect(&mut p.actor_id));
    }

    fn redirect(&self, id: &mut String) {
        if let Some(to) = self.moves.get(id) {
            id.clone_from(to);
        }
    }
}

/// A person who stood in one row under both names keeps the stronger role at an event, and each role in a commitment once.
fn unite(extraction: &mut Extraction, merged: &BTreeSet<String>) {
    let mut strongest: BTreeMap<(String, String), u8> = BTreeMap::new();
    for p in extraction.participants.iter().filter(|p| merged.contains(&p.actor_id)) {
        let rank = strongest.entry((p.event_id.clone(), p.actor_id.clone())).or_insert(u8::MAX);
        *rank = (*rank).min(p.role.rank());
    }
    // Taken out at the first row of that rank, so that a second one of the same rank goes too.
    extraction.participants.retain(|p| {
        if !merged.contains(&p.actor_id) {
            return true;
        }
        let key = (p.event_id.clone(), p.actor_id.clone());
        strongest.get(&key) == Some(&p.role.rank()) && strongest.remove(&key).is_some()
    });
    let mut seen = BTreeSet::new();
    extraction.commitment_parties.retain(|p| {
        !merged.contains(&p.actor_id) || seen.insert((p.commitment_id.clone(), p.actor_id.clone(), p.party_role))
    });
}
