//! The order of rows, which depends on nothing but the rows.

use std::collections::BTreeMap;

use rapporteur_schema::{
    CommitmentPartyRow, CommitmentRow, Dataset, DiagnosticRow, EventRow, Extraction, ParticipantRow,
};

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
    participants(&extraction.events, &mut extraction.participants);
    parties(&extraction.commitments, &mut extraction.commitment_parties);
}

/// Sorts what follows other rows.
pub(crate) fn sort(dataset: &mut Dataset) {
    participants(&dataset.events, &mut dataset.participants);
    parties(&dataset.commitments, &mut dataset.commitment_parties);
    diagnostics(&mut dataset.diagnostics);
}

/// In the order of their events; a row without its event would go to the end, and the key check then names it.
fn participants(events: &[EventRow], rows: &mut [ParticipantRow]) {
    let events = positions(events.iter().map(|e| e.event_id.as_str()));
    let of = |id: &str| events.get(id).copied().unwrap_or(usize::MAX);
    rows.sort_by(|a, b| {
        (of(&a.event_id), a.role.rank(), &a.actor_id).cmp(&(of(&b.event_id), b.role.rank(), &b.actor_id))
    });
}

/// In the order of their commitments.
fn parties(commitments: &[CommitmentRow], rows: &mut [CommitmentPartyRow]) {
    let commitments = positions(commitments.iter().map(|c| c.commitment_id.as_str()));
    rows.sort_by_key(|p| commitments.get(p.commitment_id.as_str()).copied().unwrap_or(usize::MAX));
}

/// By file and place in it.
pub(crate) fn diagnostics(rows: &mut [DiagnosticRow]) {
    rows.sort_by(|a, b| {
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
