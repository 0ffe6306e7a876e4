//! What changed between two releases, row by row.
//!
//! Rows are told apart by their primary keys. A row that is only in the old release and one that is only in the new are the
//! same row under another key (*re-keyed*) when their keys are the same after the re-keying of what they refer to, when they
//! are equal in everything but the key, or, for want of that, in the columns that tell such rows apart (`IDENTITY`), if no
//! other row of either release is.

mod compare;
mod raw;
mod write;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rapporteur_schema::TABLES;

use crate::QualityError;
use crate::store::Store;
use raw::{RawTable, Spec};

/// Columns that tell rows of a table apart when their keys have changed; each list is tried in turn.
const IDENTITY: [(&str, &[&[&str]]); 7] = [
    ("documents", &[&["sha256"]]),
    ("events", &[&["document_id", "evidence", "event_type"], &["document_id", "evidence", "trigger"]]),
    ("participants", &[&["event_id", "actor_id"], &["event_id", "mention"]]),
    ("commitments", &[&["document_id", "evidence", "text"], &["document_id", "evidence", "cue"]]),
    ("commitment_parties", &[&["commitment_id", "actor_id"]]),
    ("actors", &[&["kind", "name"]]),
    ("diagnostics", &[&["document_id", "code", "message"]]),
];

/// Tables in an order in which each comes after those it refers to.
const ORDER: [&str; 7] =
    ["actors", "documents", "events", "commitments", "participants", "commitment_parties", "diagnostics"];

/// The difference of two releases.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Diff {
    /// The older release.
    pub old: Side,
    /// The newer one.
    pub new: Side,
    /// What changed in the shape of the tables.
    pub schema: Vec<SchemaChange>,
    /// Every table that both have, in the order of the schema.
    pub tables: Vec<TableDiff>,
}

/// What one release says about itself.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Its version; empty for a build that is no release.
    pub version: String,
    /// Day of publication; empty likewise.
    pub date: String,
    /// Version of the tables' shape.
    pub schema_version: String,
    /// Version of the program that made its rows.
    pub tool_version: String,
    /// Hash of the lexicon its rows were made with.
    pub lexicon_sha256: String,
}

/// A change in the shape of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaChange {
    /// A table that only the new release has.
    TableAdded(String),
    /// A table that only the old release has.
    TableRemoved(String),
    /// A column that only the new table has.
    ColumnAdded(String, String),
    /// A column that only the old table has.
    ColumnRemoved(String, String),
    /// The columns stand in another order.
    ColumnsMoved(String),
}

/// The difference of one table.
#[derive(Clone, Debug, Default)]
pub struct TableDiff {
    /// Its name.
    pub table: String,
    /// Rows of the old release.
    pub old_rows: usize,
    /// Rows of the new release.
    pub new_rows: usize,
    /// Every row that is not as it was: deleted, re-keyed and modified ones in the order of the old table, then those added
    /// in the order of the new one.
    pub changes: Vec<RowChange>,
}

/// What happened to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// What happened.
    pub kind: ChangeKind,
    /// Its key: of the old release, unless it was added. Parts are joined by a space.
    pub key: String,
    /// Its new key, if that changed.
    pub new_key: Option<String>,
    /// Cells that changed, spelled as in CSV. What follows from the re-keying of another row is not listed.
    pub cells: Vec<CellChange>,
}

/// One cell that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Its column.
    pub column: String,
    /// What stood there.
    pub old: String,
    /// What stands there.
    pub new: String,
}

/// Kinds of change of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Only in the new release.
    Added,
    /// In both, with other values.
    Modified,
    /// Only in the old release.
    Deleted,
    /// In both under different keys.
    Rekeyed,
}

impl ChangeKind {
    /// The word used in files and options.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Modified => "modified",
            ChangeKind::Deleted => "deleted",
            ChangeKind::Rekeyed => "rekeyed",
        }
    }
}

impl TableDiff {
    /// Number of changes of one kind.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|c| c.kind == kind).count()
    }

    /// Share of the old rows that are gone; 0 for an empty table.
    pub fn loss(&self) -> f64 {
        self.count(ChangeKind::Deleted) as f64 / self.old_rows.max(1) as f64
    }
}

impl Diff {
    /// Number of changes of one kind in all tables.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.tables.iter().map(|t| t.count(kind)).sum()
    }

    /// Whether nothing changed, in rows or shape.
    pub fn is_empty(&self) -> bool {
        self.schema.is_empty() && self.tables.iter().all(|t| t.changes.is_empty())
    }
}

/// Compares two releases, each a folder or a ZIP archive, by their CSV tables. Checksums are verified first.
///
/// # Errors
/// A release that is missing, cut off, or differs from its checksums; tables of another major schema version than this
/// program knows, or without their key columns; a key that stands twice.
pub fn diff(old: &Path, new: &Path) -> Result<Diff, QualityError> {
    let (old_side, mut old_tables) = load(old)?;
    let (new_side, mut new_tables) = load(new)?;
    let mut schema = Vec::new();
    let mut found = BTreeMap::new();
    let mut rekeyed: HashMap<String, HashMap<String, String>> = HashMap::new();
    for table in ORDER.iter().filter_map(|name| TABLES.into_iter().find(|t| t.name == *name)) {
        match (old_tables.remove(table.name), new_tables.remove(table.name)) {
            (Some(old), Some(new)) => {
                schema.extend(column_changes(table.name, &old, &new));
                let identity =
                    IDENTITY.iter().find(|(name, _)| *name == table.name).map_or(&[][..], |(_, lists)| lists);
                let (diff, keys) = compare::tables(&Spec { table, identity }, &old, &new, &rekeyed)?;
                rekeyed.insert(table.name.to_owned(), keys);
                found.insert(table.name, diff);
            }
            (Some(_), None) => schema.push(SchemaChange::TableRemoved(table.name.to_owned())),
            (None, Some(_)) => schema.push(SchemaChange::TableAdded(table.name.to_owned())),
            (None, None) => {}
        }
    }
    // Tables this program does not know.
    schema.extend(old_tables.keys().filter(|n| !new_tables.contains_key(*n)).cloned().map(SchemaChange::TableRemoved));
    schema.extend(new_tables.keys().filter(|n| !old_tables.contains_key(*n)).cloned().map(SchemaChange::TableAdded));
    let tables = TABLES.iter().filter_map(|t| found.remove(t.name)).collect();
    Ok(Diff { old: old_side, new: new_side, schema, tables })
}

fn load(path: &Path) -> Result<(Side, BTreeMap<String, RawTable>), QualityError> {
    let mut store = Store::open(path)?;
    let manifest = store.verified()?;
    manifest.check_schema(path)?;
    let mut tables = BTreeMap::new();
    for entry in manifest.files.iter().filter(|e| e.rows.is_some()) {
        if let (Some(name), Some(bytes)) = (entry.name.strip_suffix(".csv"), store.read(&entry.name)?) {
            tables.insert(name.to_owned(), raw::read(&path.join(&entry.name), &bytes)?);
        }
    }
    let edition = manifest.edition.unwrap_or_default();
    let side = Side {
        version: edition.version,
        date: edition.date,
        schema_version: manifest.schema_version,
        tool_version: manifest.tool_version,
        lexicon_sha256: manifest.lexicon_sha256,
    };
    Ok((side, tables))
}

fn column_changes(table: &str, old: &RawTable, new: &RawTable) -> Vec<SchemaChange> {
    let only = |a: &RawTable, b: &RawTable| -> Vec<String> {
        a.columns.iter().filter(|c| !b.columns.contains(c)).cloned().collect()
    };
    let (added, removed) = (only(new, old), only(old, new));
    let kept = |a: &RawTable, b: &RawTable| -> Vec<String> {
        a.columns.iter().filter(|c| b.columns.contains(c)).cloned().collect()
    };
    let moved = kept(old, new) != kept(new, old);
    let of = |column| (table.to_owned(), column);
    let added = added.into_iter().map(of).map(|(table, column)| SchemaChange::ColumnAdded(table, column));
    let removed = removed.into_iter().map(of).map(|(table, column)| SchemaChange::ColumnRemoved(table, column));
    removed.chain(added).chain(moved.then(|| SchemaChange::ColumnsMoved(table.to_owned()))).collect()
}
