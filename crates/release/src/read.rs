//! A dataset back from its CSV tables.

use std::path::{Path, PathBuf};

use rapporteur_quality::{Manifest, Store};
use rapporteur_schema::{Dataset, Row, TABLES};

use crate::ReleaseError;

/// Reads all tables of a folder or archive whose checksums hold. Tables that the manifest does not list have none.
pub(crate) fn dataset(store: &mut Store, manifest: &Manifest) -> Result<Dataset, ReleaseError> {
    manifest.check_schema(store.path())?;
    for table in TABLES {
        let name = format!("{}.csv", table.name);
        if !manifest.files.iter().any(|file| file.name == name && file.rows.is_some()) {
            return Err(wrong(&store.path().join(name), 0, "manifest.json does not list this table"));
        }
    }
    let dataset = Dataset {
        documents: rows(store)?,
        events: rows(store)?,
        participants: rows(store)?,
        commitments: rows(store)?,
        commitment_parties: rows(store)?,
        actors: rows(store)?,
        diagnostics: rows(store)?,
    };
    match dataset.problems().first() {
        Some(problem) => {
            Err(ReleaseError::Contradiction { path: store.path().to_owned(), problem: problem.to_string() })
        }
        None => Ok(dataset),
    }
}

fn rows<R: Row + Default>(store: &mut Store) -> Result<Vec<R>, ReleaseError> {
    let name = format!("{}.csv", R::TABLE.name);
    let path = store.path().join(&name);
    let bytes = store.read(&name)?.ok_or_else(|| wrong(&path, 0, "the table is missing"))?;
    table(&path, &bytes)
}

fn table<R: Row + Default>(path: &Path, bytes: &[u8]) -> Result<Vec<R>, ReleaseError> {
    let mut reader = csv::Reader::from_reader(bytes);
    let bad = |e: csv::Error| wrong(path, e.position().map_or(0, csv::Position::line), &e.to_string());
    let header = reader.headers().map_err(bad)?;
    if !header.iter().eq(R::TABLE.columns.iter().map(|c| c.name)) {
        return Err(wrong(path, 1, "the header is not that of the schema"));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = R::default();
        for (column, text) in R::TABLE.columns.iter().zip(&record) {
            row.set(column.name, text)
                .map_err(|what| wrong(path, line, &format!("{}: {text:?} {what}", column.name)))?;
        }
        rows.push(row);
    }
    Ok(rows)
}

fn wrong(path: &Path, line: u64, what: &str) -> ReleaseError {
    ReleaseError::Table { path: PathBuf::from(path), line, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use rapporteur_schema::CommitmentPartyRow;

    use super::*;

    #[test]
    fn rows_come_back_and_mistakes_have_a_place() {
        let header = "commitment_id,actor_id,party_role,rule_id,review_status\n";
        let read = |text: &str| table::<CommitmentPartyRow>(Path::new("x.csv"), format!("{header}{text}").as_bytes());
        assert_eq!(read("co-1,org:x,committer,r,auto\n").unwrap()[0].actor_id, "org:x");
        let error = read("co-1,org:x,committer,r,auto\nco-2,org:x,friend,r,auto\n").unwrap_err().to_string();
        assert!(error.starts_with("x.csv:3: party_role: \"friend\" is not in the vocabulary"), "{error}");
        let error = table::<CommitmentPartyRow>(Path::new("x.csv"), b"a,b\n").unwrap_err().to_string();
        assert!(error.contains("header"), "{error}");
    }
}
