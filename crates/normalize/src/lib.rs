//! One document, annotated: sentences, mentions of actors resolved to entities, dates, places and who speaks in a quote.
//!
//! [`annotate`] is a pure function of text, metadata and lexicon. It never fails: what it cannot understand it leaves out,
//! and what it cannot resolve it says in [`Annotated::diagnostics`].

mod actors;
mod body;
mod coreference;
mod date;
mod document;
mod entity;
mod facts;
mod group;
mod markup;
mod mention;
mod ministries;
mod name;
mod office;
mod place;
mod quote;
mod scan;

pub use date::{DateBasisKind, DateMention};
pub use document::{Annotated, Input, Sent, Tok};
pub use entity::{Entities, Entity, EntityId, Office};
pub use facts::DocumentFacts;
pub use markup::clean;
pub use mention::{Mention, MentionKind};
pub use place::{PlaceHit, at as place_at, city_as_written, unknown_town};

use rapporteur_lexicon::Lexicon;

/// Annotates one document.
pub fn annotate<'a>(input: &Input<'a>, lexicon: &'a Lexicon) -> Annotated<'a> {
    let mut doc = document::segment(input, lexicon);
    facts::find(input, &mut doc);
    if let Some(home) = doc.facts.country.clone() {
        doc.hits.localize(doc.text, &doc.tokens, &home, doc.lexicon);
    }
    doc.hits.settle_shared(doc.text, &doc.tokens, doc.facts.publisher_id.as_deref(), doc.lexicon);
    date::find(&mut doc);
    actors::find(&mut doc);
    coreference::resolve(&mut doc);
    quote::attribute(&mut doc);
    doc
}
