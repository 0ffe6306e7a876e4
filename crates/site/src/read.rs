//! Tables as they stand in CSV, column by column.

use std::path::{Path, PathBuf};

use rapporteur_quality::{Manifest, Store};
use rapporteur_schema::{Column, TABLES, Table};

use crate::SiteError;

/// A table with its cells as they are spelled; an empty one is a missing value.
#[derive(Debug)]
pub(crate) struct Frame {
    /// What the schema says of it.
    pub(crate) spec: &'static Table,
    path: PathBuf,
    /// Number of rows.
    pub(crate) rows: usize,
    columns: Vec<(String, Vec<String>)>,
}

impl Frame {
    /// Names of its columns, in file order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// The cells of a column, if there is such a column.
    pub(crate) fn column(&self, name: &str) -> Option<&[String]> {
        self.columns.iter().find(|(known, _)| known == name).map(|(_, cells)| cells.as_slice())
    }

    /// The cells of a column that has to be there.
    pub(crate) fn needed(&self, name: &str) -> Result<&[String], SiteError> {
        self.column(name).ok_or_else(|| self.wrong(0, format!("the column {name:?} is missing")))
    }

    /// What the schema says of a column; nothing of one it does not know.
    pub(crate) fn described(&self, name: &str) -> Option<&'static Column> {
        self.spec.columns.iter().find(|column| column.name == name)
    }

    /// An error about one of its rows, counted from 0.
    pub(crate) fn wrong(&self, row: usize, what: String) -> SiteError {
        SiteError::Table { path: self.path.clone(), line: row as u64 + 2, what }
    }
}

/// Reads all tables of a dataset whose checksums hold.
pub(crate) fn tables(store: &mut Store, manifest: &Manifest) -> Result<Vec<Frame>, SiteError> {
    manifest.check_schema(store.path())?;
    let mut frames = Vec::new();
    for spec in TABLES {
        let name = format!("{}.csv", spec.name);
        let path = store.path().join(&name);
        let bytes = match manifest.files.iter().any(|file| file.name == name) {
            true => store.read(&name)?,
            false => None,
        };
        let Some(bytes) = bytes else {
            return Err(SiteError::Table { path, line: 0, what: "the table is missing".to_owned() });
        };
        frames.push(frame(spec, &path, &bytes)?);
    }
    Ok(frames)
}

fn frame(spec: &'static Table, path: &Path, bytes: &[u8]) -> Result<Frame, SiteError> {
    let bad = |e: csv::Error| SiteError::Table {
        path: path.to_owned(),
        line: e.position().map_or(0, csv::Position::line),
        what: e.to_string(),
    };
    let mut reader = csv::Reader::from_reader(bytes);
    let mut columns: Vec<(String, Vec<String>)> =
        reader.headers().map_err(bad)?.iter().map(|name| (name.to_owned(), Vec::new())).collect();
    let mut rows = 0;
    for record in reader.records() {
        for ((_, cells), cell) in columns.iter_mut().zip(&record.map_err(bad)?) {
            cells.push(cell.to_owned());
        }
        rows += 1;
    }
    let frame = Frame { spec, path: path.to_owned(), rows, columns };
    for column in spec.columns.iter().filter(|column| !column.nullable) {
        frame.needed(column.name)?;
    }
    Ok(frame)
}

#[cfg(test)]
pub(crate) fn of_csv(name: &str, text: &str) -> Frame {
    let spec = TABLES.into_iter().find(|t| t.name == name).unwrap();
    frame(spec, Path::new("x.csv"), text.as_bytes()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_by_column() {
        let text =
            "commitment_id,actor_id,party_role,rule_id,review_status,later\nco-1,org:x,speaker,r,auto,\"a\nb\"\n";
        let frame = of_csv("commitment_parties", text);
        assert_eq!(frame.column("later").unwrap(), ["a\nb"]);
        assert_eq!((frame.rows, frame.described("later").is_none()), (1, true));
    }

    #[test]
    fn a_missing_column_is_named() {
        let spec = TABLES[4];
        let error = frame(spec, Path::new("x.csv"), b"commitment_id\nco-1\n").unwrap_err().to_string();
        assert!(error.contains("actor_id"), "{error}");
    }
}
