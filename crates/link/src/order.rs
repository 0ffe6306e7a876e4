//! The order of rows, which depends on nothing but the rows.

use std::collections::BTreeMap;

use rapporteur_schema::{Dataset, Extraction};

/// Sorts documents by id; files that could not be read come last, by path.
pub(crate) fn documents_first(extractions: &mut [Extraction]) {
    extractions.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn key(extraction: &Extraction) -> (bool, &str, &str) {
    match &extraction.document {
        Some(document) => (false, &document.document_id, &document.source_path),
        None => (true, "", extraction.diagnostics.first().map_or("", |d| &d.source_path)),
    }
}

/// Sorts what follows other rows, in one document.
pub(crate) fn within(extraction: &mut Extraction) {
    let events = positions(extraction.events.iter().map(|e| e.event_id.as_str()));
    // A row without its event would go to the end; the key check then names it.
    let of = |id: &str| events.get(id).copied().unwrap_or(usize::MAX);
    extraction.participants.sort_by(|a, b| {
        (of(&a.event_id), a.role.rank(), &a.actor_id).cmp(&(of(&b.event_id), b.role.rank(), &b.actor_id))
    });
    let commitments = positions(extraction.commitments.iter().map(|c| c.commitment_id.as_str()));
    extraction
        .commitment_parties
        .sort_by_key(|p| commitments.get(p.commitment_id.as_str()).copied().unwrap_or(usize::MAX));
}

/// Puts the tables of all documents one after the other; actors are left to be merged.
pub(crate) fn concatenate(extractions: Vec<Extraction>) -> Dataset {
    let mut dataset = Dataset::default();
    for extraction in extractions {
        dataset.documents.extend(extraction.document);
        dataset.events.extend(extraction.events);
        dataset.participants.extend(extraction.participants);
        dataset.commitments.extend(extraction.commitments);
        dataset.commitment_parties.extend(extraction.commitment_parties);
        dataset.diagnostics.extend(extraction.diagnostics);
    }
    dataset
}

/// Sorts what follows other rows.
pub(crate) fn sort(dataset: &mut Dataset) {
    let events = positions(dataset.events.iter().map(|e| e.event_id.as_str()));
    // A row without its event would go to the end; the key check then names it.
    let of = |id: &str| events.get(id).copied().unwrap_or(usize::MAX);
    dataset.participants.sort_by(|a, b| {
        (of(&a.event_id), a.role.rank(), &a.actor_id).cmp(&(of(&b.event_id), b.role.rank(), &b.actor_id))
    });
    let commitments = positions(dataset.commitments.iter().map(|c| c.commitment_id.as_str()));
    dataset
        .commitment_parties
        .sort_by_key(|p| commitments.get(p.commitment_id.as_str()).copied().unwrap_or(usize::MAX));
    dataset.diagnostics.sort_by(|a, b| {
        (&a.source_path, a.span_start, a.span_end, &a.code, &a.diagnostic_id).cmp(&(
            &b.source_path,
            b.span_start,
            b.span_end,
            &b.code,
            &b.diagnostic_id,
        ))
    });
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut found = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        found.entry(id).or_insert(at);
    }
    found
}
