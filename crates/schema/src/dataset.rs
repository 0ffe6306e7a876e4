//! All rows of one build, sorted, with their keys checked.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    ActorRow, Cell, CommitmentPartyRow, CommitmentRow, DiagnosticRow, DocumentRow, EventRow, Kind, ParticipantRow, Row,
    Table,
};

/// The seven tables, in the order they are written.
pub const TABLES: [&Table; 7] = [
    DocumentRow::TABLE,
    EventRow::TABLE,
    ParticipantRow::TABLE,
    CommitmentRow::TABLE,
    CommitmentPartyRow::TABLE,
    ActorRow::TABLE,
    DiagnosticRow::TABLE,
];

/// A finished dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// Documents, by id.
    pub documents: Vec<DocumentRow>,
    /// Events, by document and place in it.
    pub events: Vec<EventRow>,
    /// Participants, in the order of their events.
    pub participants: Vec<ParticipantRow>,
    /// Commitments, by document and place in it.
    pub commitments: Vec<CommitmentRow>,
    /// Parties, in the order of their commitments.
    pub commitment_parties: Vec<CommitmentPartyRow>,
    /// Actors, by id.
    pub actors: Vec<ActorRow>,
    /// Diagnostics, by file and place in it.
    pub diagnostics: Vec<DiagnosticRow>,
}

/// All rows of one document, before documents are linked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The document; `None` where the file could not be read and only diagnostics remain.
    pub document: Option<DocumentRow>,
    /// Its events, in text order.
    pub events: Vec<EventRow>,
    /// Their participants.
    pub participants: Vec<ParticipantRow>,
    /// Its commitments, in text order.
    pub commitments: Vec<CommitmentRow>,
    /// Their parties.
    pub commitment_parties: Vec<CommitmentPartyRow>,
    /// Every actor these rows name, parents included.
    pub actors: Vec<ActorRow>,
    /// Remarks.
    pub diagnostics: Vec<DiagnosticRow>,
}

/// Something about a dataset that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Table.
    pub table: &'static str,
    /// Column, or columns joined by a comma.
    pub column: String,
    /// Key of the row.
    pub row: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}: row {}: {}", self.table, self.column, self.row, self.what)
    }
}

impl Dataset {
    /// Every table with its rows as generic cells, in the order of [`TABLES`].
    pub fn tables(&self) -> Vec<(&'static Table, Vec<Vec<Cell<'_>>>)> {
        vec![
            (DocumentRow::TABLE, cells(&self.documents)),
            (EventRow::TABLE, cells(&self.events)),
            (ParticipantRow::TABLE, cells(&self.participants)),
            (CommitmentRow::TABLE, cells(&self.commitments)),
            (CommitmentPartyRow::TABLE, cells(&self.commitment_parties)),
            (ActorRow::TABLE, cells(&self.actors)),
            (DiagnosticRow::TABLE, cells(&self.diagnostics)),
        ]
    }

    /// Checks primary keys, foreign keys, missing values and vocabularies; empty when all is well.
    pub fn problems(&self) -> Vec<Problem> {
        problems(&self.tables())
    }
}

impl Dataset {
    /// Puts the rows of a document behind those that are there.
    pub fn push(&mut self, extraction: Extraction) {
        self.documents.extend(extraction.document);
        self.events.extend(extraction.events);
        self.participants.extend(extraction.participants);
        self.commitments.extend(extraction.commitments);
        self.commitment_parties.extend(extraction.commitment_parties);
        self.actors.extend(extraction.actors);
        self.diagnostics.extend(extraction.diagnostics);
    }

    /// Puts other rows of all tables behind those that are there.
    pub fn append(&mut self, other: Dataset) {
        self.documents.extend(other.documents);
        self.events.extend(other.events);
        self.participants.extend(other.participants);
        self.commitments.extend(other.commitments);
        self.commitment_parties.extend(other.commitment_parties);
        self.actors.extend(other.actors);
        self.diagnostics.extend(other.diagnostics);
    }
}

impl Extraction {
    /// The same as [`Dataset::problems`] for the rows of one document.
    pub fn problems(&self) -> Vec<Problem> {
        problems(&[
            (DocumentRow::TABLE, cells(self.document.as_slice())),
            (EventRow::TABLE, cells(&self.events)),
            (ParticipantRow::TABLE, cells(&self.participants)),
            (CommitmentRow::TABLE, cells(&self.commitments)),
            (CommitmentPartyRow::TABLE, cells(&self.commitment_parties)),
            (ActorRow::TABLE, cells(&self.actors)),
        ])
    }
}

type Rows<'a> = (&'static Table, Vec<Vec<Cell<'a>>>);

fn problems(tables: &[Rows<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (table, rows) in tables {
        check_keys(table, rows, &mut problems);
        for key in table.foreign_keys {
            let Some(column) = table.position(key.column) else { continue };
            if rows.is_empty() {
                continue;
            }
            let known: BTreeSet<&str> = tables
                .iter()
                .filter(|(t, _)| t.name == key.table)
                .flat_map(|(t, rows)| {
                    let target = t.position(key.target);
                    rows.iter().filter_map(move |r| text(target.and_then(|c| r.get(c))))
                })
                .collect();
            for row in rows {
                if let Some(value) = text(row.get(column))
                    && !known.contains(value)
                {
                    problems.push(Problem {
                        table: table.name,
                        column: key.column.to_owned(),
                        row: key_of(table, row),
                        what: format!("{value:?} is no {} of {}", key.target, key.table),
                    });
                }
            }
        }
    }
    problems
}

fn cells<R: Row>(rows: &[R]) -> Vec<Vec<Cell<'_>>> {
    rows.iter().map(Row::cells).collect()
}

fn text<'a>(cell: Option<&Cell<'a>>) -> Option<&'a str> {
    match cell {
        Some(Cell::Text(s)) => Some(s),
        _ => None,
    }
}

fn key_of(table: &Table, row: &[Cell<'_>]) -> String {
    let columns: Vec<Option<usize>> = table.primary_key.iter().map(|k| table.position(k)).collect();
    key_parts(&columns, row).join(" ")
}

fn key_parts<'a>(columns: &[Option<usize>], row: &[Cell<'a>]) -> Vec<&'a str> {
    columns.iter().map(|column| text(column.and_then(|c| row.get(c))).unwrap_or("?")).collect()
}

fn check_keys(table: &'static Table, rows: &[Vec<Cell<'_>>], problems: &mut Vec<Problem>) {
    let columns: Vec<Option<usize>> = table.primary_key.iter().map(|k| table.position(k)).collect();
    let mut seen: BTreeSet<Vec<&str>> = BTreeSet::new();
    for row in rows {
        let mut report = |column: String, what: String| {
            problems.push(Problem { table: table.name, column, row: key_of(table, row), what });
        };
        if !seen.insert(key_parts(&columns, row)) {
            report(table.primary_key.join(","), "stands twice".to_owned());
        }
        for (column, cell) in table.columns.iter().zip(row) {
            match cell {
                Cell::Null if !column.nullable => report(column.name.to_owned(), "is missing".to_owned()),
                Cell::Text("") => report(column.name.to_owned(), "is empty text".to_owned()),
                Cell::Text(s) if column.vocabulary.is_some_and(|v| !v.contains(s)) => {
                    report(column.name.to_owned(), format!("{s:?} is not in the vocabulary"));
                }
                Cell::List(items) if column.kind == Kind::List && items.iter().any(|i| i.contains('|')) => {
                    report(column.name.to_owned(), "a list item contains '|', which joins lists in CSV".to_owned());
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_document_is_found() {
        let dataset = Dataset {
            events: vec![EventRow { event_id: "ev-1".into(), document_id: "d".into(), ..EventRow::default() }],
            ..Dataset::default()
        };
        let problems = dataset.problems();
        assert!(problems.iter().any(|p| p.column == "document_id" && p.what.contains("no document_id of documents")));
        assert!(problems.iter().any(|p| p.column == "event_type"));
    }

    #[test]
    fn a_key_that_stands_twice_is_found() {
        let actor = ActorRow { actor_id: "org:x".into(), name: "X".into(), ..ActorRow::default() };
        let dataset = Dataset { actors: vec![actor.clone(), actor], ..Dataset::default() };
        assert!(dataset.problems().iter().any(|p| p.what == "stands twice"));
    }
}
