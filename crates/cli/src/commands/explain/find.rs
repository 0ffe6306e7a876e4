//! Which document a row belongs to, as the tables of a build tell it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

/// A row of the tables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) row_id: String,
    pub(super) document_id: String,
}

/// Rows of events.csv and commitments.csv whose id begins with `wanted`; the one whose id is exactly that is alone. No
/// rows where there are no tables.
pub(super) fn in_tables(folder: &Path, wanted: &str) -> Result<Vec<Known>> {
    let mut found = BTreeMap::new();
    for (table, key) in [("events.csv", "event_id"), ("commitments.csv", "commitment_id")] {
        let path = folder.join(table);
        if path.is_file() {
            search(&path, key, wanted, &mut found).with_context(|| {
                format!("{}: cannot be read; rebuild it, or give another folder with --out", path.display())
            })?;
        }
    }
    if let Some(document_id) = found.remove(wanted) {
        return Ok(vec![Known { row_id: wanted.to_owned(), document_id }]);
    }
    Ok(found.into_iter().map(|(row_id, document_id)| Known { row_id, document_id }).collect())
}

fn search(path: &Path, key: &str, wanted: &str, found: &mut BTreeMap<String, String>) -> Result<()> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?;
    let column = |name: &str| headers.iter().position(|h| h == name).with_context(|| format!("no column {name:?}"));
    let (id, document) = (column(key)?, column("document_id")?);
    for record in reader.into_records() {
        let record = record?;
        if let (Some(row), Some(document)) = (record.get(id), record.get(document))
            && row.starts_with(wanted)
        {
            found.insert(row.to_owned(), document.to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_id_wins_over_its_continuations() {
        let mut found = BTreeMap::new();
        let folder = std::env::temp_dir().join(format!("rapporteur-find-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("events.csv");
        std::fs::write(&path, "event_id,document_id\nev-1,a\nev-12,b\n").unwrap();
        search(&path, "event_id", "ev-1", &mut found).unwrap();
        assert_eq!(found.len(), 2);
        let known = in_tables(&folder, "ev-1").unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(known, [Known { row_id: "ev-1".into(), document_id: "a".into() }]);
    }
}
