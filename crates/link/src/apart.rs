//! Linking where the rows of all documents do not fit on one machine: actors are merged in one place, and rows follow
//! document by document. Together these steps give what [`link`](crate::link()) gives.
//!
//! 1. [`settle`] puts the rows of each document in order.
//! 2. [`merge_actors`] takes the actors of all documents, and who speaks for whom; it merges them and tells which ids moved.
//! 3. [`settle`] once more, with the moves, where there are any.
//! 4. [`used_actors`] keeps the actors that a row still names.

use std::collections::BTreeMap;

use rapporteur_schema::{ActorRow, Dataset, Date, DocumentRow, Extraction, ParticipantRow};

use crate::actors::{self, Actors};
use crate::{family, order};

/// Ids of actors that became another actor: from the old to the new.
pub type Moves = BTreeMap<String, String>;

/// Merges actors as documents name them.
///
/// `actors` come with the publication date of the document that names them, in the order of the documents, by id. An actor
/// that stands there as it stood before adds nothing but its date, and may be left out if the earliest date is kept.
/// `speaks_for` holds the pairs (`actor_id`, `represents`) of all participants, in any order.
pub fn merge_actors(
    actors: Vec<(ActorRow, Option<Date>)>,
    speaks_for: Vec<(String, String)>,
) -> (Vec<ActorRow>, Moves) {
    let extraction = |(actor, published_date)| Extraction {
        document: Some(DocumentRow { published_date, ..DocumentRow::default() }),
        actors: vec![actor],
        ..Extraction::default()
    };
    let extractions: Vec<Extraction> = actors.into_iter().map(extraction).collect();
    let mut actors = actors::merge(&extractions);
    let participant =
        |(actor_id, represents)| ParticipantRow { actor_id, represents: Some(represents), ..ParticipantRow::default() };
    let mut dataset = Dataset { participants: speaks_for.into_iter().map(participant).collect(), ..Dataset::default() };
    let moves = family::moves(&actors, &dataset);
    family::apply(&mut actors, &mut dataset, &moves);
    (actors.into_values().collect(), moves)
}

/// Orders the rows of one document as they stand in a dataset, and lets them name actors by their new ids. Its actors stay
/// as they are.
#[must_use]
pub fn settle(mut extraction: Extraction, moves: &Moves) -> Extraction {
    let actors = std::mem::take(&mut extraction.actors);
    let mut dataset = order::concatenate(vec![extraction]);
    family::apply(&mut Actors::new(), &mut dataset, moves);
    order::sort(&mut dataset);
    Extraction {
        document: dataset.documents.pop(),
        events: dataset.events,
        participants: dataset.participants,
        commitments: dataset.commitments,
        commitment_parties: dataset.commitment_parties,
        actors,
        diagnostics: dataset.diagnostics,
    }
}

/// The actors that are `named`, and their parents, by id.
pub fn used_actors(actors: Vec<ActorRow>, named: Vec<String>) -> Vec<ActorRow> {
    let actors: Actors = actors.into_iter().map(|actor| (actor.actor_id.clone(), actor)).collect();
    let participant = |actor_id| ParticipantRow { actor_id, ..ParticipantRow::default() };
    let dataset = Dataset { participants: named.into_iter().map(participant).collect(), ..Dataset::default() };
    actors::used(actors, &dataset)
}
