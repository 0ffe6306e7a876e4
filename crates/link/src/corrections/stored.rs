//! Rows as a dataset stores them: by key, in their order.

use std::collections::BTreeMap;

use rapporteur_schema::vocabulary::ReviewStatus;
use rapporteur_schema::{
    ActorRow, Cell, CommitmentPartyRow, CommitmentRow, Dataset, DiagnosticRow, DocumentRow, EventRow, Kind,
    ParticipantRow, Row,
};

use super::REVIEW_STATUS;

/// A value as the column takes it: people write spaces around the bars of a list.
pub(super) fn tidied<R: Row>(column: &str, value: &str) -> String {
    let list = R::TABLE.columns.iter().any(|c| c.name == column && c.kind == Kind::List);
    if list { value.split('|').map(str::trim).collect::<Vec<_>>().join("|") } else { value.to_owned() }
}

/// A row type with its place in a dataset.
pub(super) trait Stored: Row + Clone + Default {
    /// All rows of the table.
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self>;

    /// Adds the row; tables that [`order::sort`](crate::order::sort) does not sort put it where it belongs.
    fn insert(self, dataset: &mut Dataset) {
        Self::rows(dataset).push(self);
    }

    /// Lets columns that follow from others follow; one that said something else before is left alone.
    fn follow(&mut self, _before: &Self) {}
}

impl Stored for DocumentRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.documents
    }

    fn insert(self, dataset: &mut Dataset) {
        let at = dataset.documents.partition_point(|d| d.document_id < self.document_id);
        dataset.documents.insert(at, self);
    }
}

impl Stored for EventRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.events
    }

    fn insert(self, dataset: &mut Dataset) {
        let known = dataset.events.iter().map(|e| (e.document_id.as_str(), e.evidence_start));
        let at = place(&dataset.documents, (self.document_id.as_str(), self.evidence_start), known);
        dataset.events.insert(at, self);
    }

    fn follow(&mut self, before: &Self) {
        let (kind, status) = (before.event_type, before.status);
        if self.plover.as_deref() == kind.plover(status) {
            self.plover = self.event_type.plover(self.status).map(str::to_owned);
        }
        if self.cameo.as_deref() == kind.cameo(status) {
            self.cameo = self.event_type.cameo(self.status).map(str::to_owned);
        }
    }
}

impl Stored for ParticipantRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.participants
    }
}

impl Stored for CommitmentRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.commitments
    }

    fn insert(self, dataset: &mut Dataset) {
        let known = dataset.commitments.iter().map(|c| (c.document_id.as_str(), c.evidence_start));
        let at = place(&dataset.documents, (self.document_id.as_str(), self.evidence_start), known);
        dataset.commitments.insert(at, self);
    }
}

impl Stored for CommitmentPartyRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.commitment_parties
    }
}

impl Stored for ActorRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.actors
    }

    fn insert(self, dataset: &mut Dataset) {
        let at = dataset.actors.partition_point(|a| a.actor_id < self.actor_id);
        dataset.actors.insert(at, self);
    }
}

/// Nobody corrects diagnostics, but they refer to documents.
impl Stored for DiagnosticRow {
    fn rows(dataset: &mut Dataset) -> &mut Vec<Self> {
        &mut dataset.diagnostics
    }
}

/// Where a row belongs among rows given by document and place in it: before the first that comes later.
fn place<'r>(documents: &[DocumentRow], new: (&str, i64), known: impl Iterator<Item = (&'r str, i64)>) -> usize {
    let order: BTreeMap<&str, usize> =
        documents.iter().enumerate().map(|(at, d)| (d.document_id.as_str(), at)).collect();
    // A row without its document would go to the end; the key check then names it.
    let rank = |document: &str| order.get(document).copied().unwrap_or(usize::MAX);
    let wanted = (rank(new.0), new.1);
    known.take_while(|&(document, start)| (rank(document), start) <= wanted).count()
}

/// The key of a row, its parts joined.
pub(super) fn key<R: Row>(row: &R, joint: &str) -> String {
    let parts = R::TABLE.primary_key.iter().map(|part| row.cell(part).map_or_else(String::new, |c| c.to_string()));
    parts.collect::<Vec<_>>().join(joint)
}

/// The parts of a key as written in a line: joined by `|`.
///
/// # Errors
/// When there are more or fewer than the key has.
pub(super) fn parts<R: Row>(row: &str) -> Result<Vec<&str>, String> {
    let columns = R::TABLE.primary_key;
    let parts: Vec<&str> = if columns.len() == 1 { vec![row] } else { row.split('|').map(str::trim).collect() };
    if parts.len() == columns.len() && parts.iter().all(|part| !part.is_empty()) {
        Ok(parts)
    } else {
        Err(format!("the cell \"row\" is no key of this table; write {}", columns.join("|")))
    }
}

/// Whether a row has this key.
pub(super) fn has_key<R: Row>(row: &R, parts: &[&str]) -> bool {
    let mut columns = R::TABLE.primary_key.iter().zip(parts);
    columns.all(|(column, part)| matches!(row.cell(column), Some(Cell::Text(text)) if text == *part))
}

/// Index and copy of the row that a line means.
///
/// # Errors
/// When there is none.
pub(super) fn find<R: Stored>(dataset: &mut Dataset, row: &str) -> Result<(usize, R), String> {
    let parts = parts::<R>(row)?;
    let rows = R::rows(dataset);
    let found = rows.iter().position(|r| has_key(r, &parts)).and_then(|at| Some((at, rows.get(at)?.clone())));
    found.ok_or_else(|| {
        let table = R::TABLE.name;
        format!("there is no such row; look in {table}.csv for what it has become, or remove this line")
    })
}

/// Refuses columns that the table does not have, and the one that the program fills itself.
///
/// # Errors
/// When `column` is such a column.
pub(super) fn known_column<R: Row>(column: &str) -> Result<(), String> {
    if column == REVIEW_STATUS {
        return Err(format!("{column} is set by the program; leave it out"));
    }
    if R::TABLE.position(column).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = R::TABLE.columns.iter().map(|c| c.name).filter(|name| *name != REVIEW_STATUS).collect();
    Err(format!("{column:?} is no column of this table; the columns are {}", names.join(", ")))
}

/// Says in a row that a human changed it, where the table has room for that.
pub(super) fn mark<R: Row>(row: &mut R) {
    if R::TABLE.position(REVIEW_STATUS).is_some() {
        let _ = row.set(REVIEW_STATUS, ReviewStatus::Corrected.as_str());
    }
}
