//! A CSV table as text.

use std::path::{Path, PathBuf};

use rapporteur_schema::Table;

use crate::QualityError;

/// What is known of a table.
pub(super) struct Spec {
    pub(super) table: &'static Table,
    /// Columns that tell rows apart beside the key, list after list.
    pub(super) identity: &'static [&'static [&'static str]],
}

/// A table with its cells as they are spelled.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    pub(super) path: PathBuf,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl RawTable {
    /// Index of a column.
    pub(super) fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c == column)
    }

    /// Index of a column that has to be there.
    pub(super) fn needed(&self, column: &'static str) -> Result<usize, QualityError> {
        self.position(column).ok_or_else(|| QualityError::MissingColumn { path: self.path.clone(), column })
    }
}

/// Reads a table; `path` is for messages.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<RawTable, QualityError> {
    let bad = |e: csv::Error| QualityError::BadCsv {
        path: path.to_owned(),
        line: e.position().map_or(0, csv::Position::line),
        what: e.to_string(),
    };
    let mut reader = csv::Reader::from_reader(bytes);
    let columns = reader.headers().map_err(bad)?.iter().map(str::to_owned).collect();
    let rows = reader.records().map(|r| Ok(r.map_err(bad)?.iter().map(str::to_owned).collect()));
    let rows = rows.collect::<Result<_, QualityError>>()?;
    Ok(RawTable { path: path.to_owned(), columns, rows })
}
