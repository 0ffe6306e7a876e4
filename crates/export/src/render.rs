//! What a release is made of.

use std::collections::BTreeSet;
use std::ops::Range;

use rapporteur_schema::{Cell, Dataset, Row, TABLES, Table};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::manifest::MANIFEST;
use crate::parquet::ParquetTable;
use crate::{ExportError, parquet};

/// What a release says about itself.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// Title of the dataset.
    pub title: &'a str,
    /// Version of the tool that made it.
    pub version: &'a str,
    /// SHA-256 of the lexicon, in hexadecimal.
    pub lexicon_hash: &'a str,
    /// Licence of the tables, as SPDX expression.
    pub licence: &'a str,
    /// Which edition of the dataset it is; `None` for a build that nobody has published yet.
    pub edition: Option<Edition<'a>>,
    /// Further files: relative name, `/` between folders, and content.
    pub extra_files: &'a [(String, Vec<u8>)],
}

/// A published edition of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Edition<'a> {
    /// Calendar version: `2026.11.0`.
    pub version: &'a str,
    /// Day of publication, `2026-11-26`.
    pub date: &'a str,
}

impl WrittenFile {
    /// Describes a file by its content.
    pub fn of(name: &str, content: &[u8], rows: Option<u64>) -> Self {
        WrittenFile { name: name.to_owned(), bytes: content.len() as u64, rows, sha256: hex(content) }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Every file with the manifest, by name.
    pub files: Vec<WrittenFile>,
}

/// One file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Name relative to the folder.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Number of rows, header not counted; `None` when it is no table.
    pub rows: Option<u64>,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
}

/// The Parquet file of every table: name, content and number of rows, in the order of [`TABLES`].
///
/// # Errors
/// [`ExportError::Encoding`], which no dataset should bring about.
pub fn parquet_files(dataset: &Dataset, release: &Release<'_>) -> Result<Vec<(String, Vec<u8>, u64)>, ExportError> {
    let files = tables(dataset).into_iter().map(|rows| {
        let mut file = ParquetTable::new(rows.table, Vec::new(), release)?;
        rows.cells(0..rows.len).try_for_each(|row| file.push(&row))?;
        Ok((parquet::file_name(rows.table), file.finish()?, rows.len as u64))
    });
    files.collect()
}

/// One table of a dataset, its rows turned into cells on demand.
pub(crate) struct TableRows<'a> {
    /// The table.
    pub(crate) table: &'static Table,
    /// Number of rows.
    pub(crate) len: usize,
    row: Box<dyn Fn(usize) -> Vec<Cell<'a>> + 'a>,
}

impl<'a> TableRows<'a> {
    fn new<R: Row>(rows: &'a [R]) -> Self {
        TableRows { table: R::TABLE, len: rows.len(), row: Box::new(|i| rows[i].cells()) }
    }

    /// Some of its rows.
    pub(crate) fn cells(&self, range: Range<usize>) -> impl Iterator<Item = Vec<Cell<'a>>> {
        range.map(|i| (self.row)(i))
    }
}

/// The tables in the order of [`TABLES`]; unlike [`Dataset::tables`], without a second copy of every row in memory.
pub(crate) fn tables(dataset: &Dataset) -> [TableRows<'_>; TABLES.len()] {
    [
        TableRows::new(&dataset.documents),
        TableRows::new(&dataset.events),
        TableRows::new(&dataset.participants),
        TableRows::new(&dataset.commitments),
        TableRows::new(&dataset.commitment_parties),
        TableRows::new(&dataset.actors),
        TableRows::new(&dataset.diagnostics),
    ]
}

/// The codebook's file name.
pub(crate) const CODEBOOK: &str = "codebook.md";

/// Extra files must stay inside the folder and must not stand on another file, also where case does not count.
pub(crate) fn check_names(extra_files: &[(String, Vec<u8>)]) -> Result<(), ExportError> {
    let mut taken = BTreeSet::from([CODEBOOK.to_owned(), MANIFEST.to_owned()]);
    for table in TABLES {
        taken.extend([format!("{}.csv", table.name), format!("{}.parquet", table.name)]);
    }
    for (name, _) in extra_files {
        let refuse = |why| Err(ExportError::Name { name: name.clone(), why });
        if name.split('/').any(|part| matches!(part, "" | "." | "..")) || name.contains(['\\', ':', '\0']) {
            return refuse("does not name a file inside the folder");
        }
        if !taken.insert(name.to_lowercase()) {
            return refuse("another file of the release has this name");
        }
    }
    Ok(())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    hex_of(&Sha256::digest(bytes))
}

/// A digest in hexadecimal.
pub(crate) fn hex_of(digest: &[u8]) -> String {
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_in_the_order_of_the_schema() {
        let dataset = Dataset::default();
        assert!(tables(&dataset).iter().map(|t| t.table.name).eq(TABLES.iter().map(|t| t.name)));
    }

    #[test]
    fn extra_files_stay_inside_and_stand_on_nothing() {
        let check = |name: &str| check_names(&[(name.to_owned(), Vec::new())]);
        assert!(check("schema/events.json").is_ok());
        for name in ["", "../x", "/x", "a//b", "./x", "c:x", "a\\b", "manifest.json", "Events.csv"] {
            assert!(check(name).is_err(), "{name:?}");
        }
    }
}
