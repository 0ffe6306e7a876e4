//! The SQLite database: the tables with keys and indexes, lists as tables of their own, and a full-text index.

use rapporteur_export::sql::{list_table, quoted_if_needed, sql_schema};
use rapporteur_schema::{Cell, Kind, Table};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};

use crate::ReleaseError;
use crate::facts::{Facts, tables};

/// What people look for: the columns that hold words of the texts, and the names of actors.
const SEARCHED: [(&str, &str); 6] = [
    ("documents", "title"),
    ("events", "evidence"),
    ("participants", "mention"),
    ("participants", "evidence"),
    ("commitments", "evidence"),
    ("actors", "name"),
];

/// Descriptions of columns, what the release says of itself, and the search over words. Letters are found with and without
/// their accents.
const EXTRAS: &str = "
CREATE TABLE column_descriptions (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    type TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (table_name, column_name)
) STRICT;
CREATE TABLE release (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE evidence_search USING fts5 (
    evidence, table_name UNINDEXED, column_name UNINDEXED, row_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
);
";

/// The whole file.
pub(crate) fn file(facts: &Facts<'_>) -> Result<Vec<u8>, ReleaseError> {
    build(facts).map_err(ReleaseError::encoding("the database"))
}

fn build(facts: &Facts<'_>) -> rusqlite::Result<Vec<u8>> {
    let mut database = Connection::open_in_memory()?;
    // Rows refer to tables that are filled later; all references are checked at the end.
    database.execute_batch("PRAGMA page_size = 4096; PRAGMA foreign_keys = OFF;")?;
    database.execute_batch(&sql_schema())?;
    database.execute_batch(EXTRAS)?;
    let transaction = database.transaction()?;
    for (table, rows) in facts.dataset.tables() {
        fill(&transaction, table, &rows)?;
    }
    describe(&transaction, facts)?;
    transaction.commit()?;
    database.execute_batch("INSERT INTO evidence_search (evidence_search) VALUES ('optimize'); ANALYZE; VACUUM;")?;
    let broken: i64 = database.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(rusqlite::Error::InvalidParameterName(format!("{broken} references lead nowhere")));
    }
    Ok(database.serialize("main")?.to_vec())
}

fn fill(database: &Connection, table: &Table, rows: &[Vec<Cell<'_>>]) -> rusqlite::Result<()> {
    let marks = vec!["?"; table.columns.len()].join(", ");
    let mut insert = database.prepare(&format!("INSERT INTO {} VALUES ({marks})", quoted_if_needed(table.name)))?;
    let key: Vec<usize> = table.primary_key.iter().filter_map(|key| table.position(key)).collect();
    let lists: Vec<usize> = (0..table.columns.len()).filter(|&c| table.columns[c].kind == Kind::List).collect();
    let searched: Vec<usize> = SEARCHED
        .iter()
        .filter(|(name, _)| *name == table.name)
        .filter_map(|(_, column)| table.position(column))
        .collect();
    for row in rows {
        insert.execute(params_from_iter(row.iter().map(|cell| Stored(*cell))))?;
        for &c in &lists {
            items(database, table, c, row, &key)?;
        }
        let id = key.iter().map(|&k| row[k].to_string()).collect::<Vec<_>>().join(" ");
        for &c in &searched {
            if let Cell::Text(text) = row[c] {
                let column = table.columns[c].name;
                database
                    .prepare_cached(
                        "INSERT INTO evidence_search (evidence, table_name, column_name, row_id) VALUES (?, ?, ?, ?)",
                    )?
                    .execute(params![text, table.name, column, id])?;
            }
        }
    }
    Ok(())
}

/// The items of one list, one row each.
fn items(database: &Connection, table: &Table, column: usize, row: &[Cell<'_>], key: &[usize]) -> rusqlite::Result<()> {
    let Cell::List(items) = row[column] else { return Ok(()) };
    let marks = vec!["?"; key.len() + 2].join(", ");
    let sql = format!("INSERT INTO {} VALUES ({marks})", list_table(table, &table.columns[column]));
    let mut insert = database.prepare_cached(&sql)?;
    for (position, item) in items.iter().enumerate() {
        let keys = key.iter().map(|&k| Stored(row[k]));
        let place = Stored(Cell::Integer(i64::try_from(position).unwrap_or(i64::MAX)));
        insert.execute(params_from_iter(keys.chain([place, Stored(Cell::Text(item))])))?;
    }
    Ok(())
}

fn describe(database: &Connection, facts: &Facts<'_>) -> rusqlite::Result<()> {
    let mut insert = database.prepare("INSERT INTO column_descriptions VALUES (?, ?, ?, ?)")?;
    for table in tables() {
        for column in table.columns {
            let kind = rapporteur_export::codebook::kind_name(column.kind);
            insert.execute(params![table.name, column.name, kind, column.description.trim()])?;
        }
    }
    let mut insert = database.prepare("INSERT INTO release VALUES (?, ?)")?;
    for (key, value) in [
        ("title", facts.about.title.as_str()),
        ("version", facts.version),
        ("date", facts.date),
        ("licence", &facts.about.licence.spdx),
        ("homepage", &facts.about.homepage),
        ("schema_version", &facts.manifest.schema_version),
        ("tool_version", &facts.manifest.tool_version),
        ("lexicon_sha256", &facts.manifest.lexicon_sha256),
    ] {
        insert.execute(params![key, value])?;
    }
    Ok(())
}

/// A cell as SQLite keeps it.
struct Stored<'a>(Cell<'a>);

impl ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match &self.0 {
            Cell::Null | Cell::List([]) => ToSqlOutput::Owned(Value::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Float(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Cell::Boolean(truth) => ToSqlOutput::Owned(Value::Integer(i64::from(*truth))),
            other => ToSqlOutput::Owned(Value::Text(other.to_string())),
        })
    }
}
