//! Many documents become one dataset: merged actors, stable ids, sorted tables, checked keys.
//!
//! [`link()`] does it in memory. For datasets that do not fit there, its steps stand by themselves: [`Known`] and its merger
//! by id, [`Families`], and [`Merged`] for one document and one actor after the other.
//!
//! The result does not depend on the order in which documents arrive: they are sorted by id first, and everything else
//! follows their order. What people put right comes last, as [`Corrections`].
//!
//! ```
//! use rapporteur_schema::{DocumentRow, Extraction};
//! use rapporteur_schema::vocabulary::ReviewStatus;
//!
//! let document = |id: &str| DocumentRow {
//!     document_id: id.into(),
//!     source_path: format!("{id}.txt"),
//!     sha256: "0".repeat(64),
//!     review_status: ReviewStatus::Auto,
//!     ..DocumentRow::default()
//! };
//! let extraction = |id| Extraction { document: Some(document(id)), ..Extraction::default() };
//! let dataset = rapporteur_link::link(vec![extraction("b"), extraction("a")])?;
//! assert_eq!(dataset.documents[0].document_id, "a");
//! # Ok::<(), rapporteur_link::LinkError>(())
//! ```

mod actors;
mod corrections;
mod error;
mod family;
mod order;
mod sketch;
mod twins;

pub use actors::Known;
pub use corrections::{Applied, Corrections, CorrectionsError, Quote, Refusal};
pub use error::LinkError;
pub use family::{Families, Merged};
pub use sketch::Sketch;
pub use twins::{Twins, mark};

use std::collections::BTreeMap;

use rapporteur_schema::{Dataset, Extraction};

/// Joins the rows of all documents.
///
/// - Documents are sorted by id; events and commitments follow their documents; participants follow their events, by rank
///   of role and actor id; parties follow their commitments; actors are sorted by id; diagnostics by file and place.
/// - Actors of one id become one row; a person known by a single word only becomes the one person of the same state or
///   organisation whose name ends in that word, if there is exactly one.
/// - Actors that no row names, and that are no parent of one, are left out.
///
/// # Errors
/// [`LinkError`] when keys or vocabularies do not hold, which no input should bring about.
pub fn link(mut extractions: Vec<Extraction>) -> Result<Dataset, LinkError> {
    order::documents_first(&mut extractions);
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for actor in extractions.iter().flat_map(Known::of) {
        match known.get_mut(&actor.row.actor_id) {
            Some(before) => before.absorb(actor),
            None => {
                known.insert(actor.row.actor_id.clone(), actor);
            }
        }
    }
    let mut families = Families::default();
    known.values().for_each(|actor| families.first(actor));
    families.between();
    known.values().for_each(|actor| families.second(actor));
    let merged = families.merged();
    extractions.iter_mut().for_each(|extraction| merged.document(extraction));
    twins::mark_all(&mut extractions);
    let mut dataset = Dataset::default();
    extractions.into_iter().for_each(|extraction| dataset.push(extraction));
    dataset.actors = known.into_values().filter_map(|actor| merged.actor(actor.row)).collect();
    order::diagnostics(&mut dataset.diagnostics);
    let problems = dataset.problems();
    if problems.is_empty() { Ok(dataset) } else { Err(LinkError { problems }) }
}

#[cfg(test)]
mod tests;
