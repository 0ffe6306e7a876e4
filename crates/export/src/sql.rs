//! The tables as SQL definitions, in the dialect of SQLite (3.37 or later, for `STRICT`).

use std::fmt::Write as _;

use rapporteur_schema::{Column, Kind, TABLES, Table};

/// `CREATE TABLE` of every table with its keys and vocabularies, then an index for each reference.
///
/// Types: text, list (joined by `|`) and date (ISO 8601) are `TEXT`, whole numbers and truth values (0 or 1) `INTEGER`,
/// numbers `REAL`. Lists have a table of their own besides, see [`list_table`].
pub fn sql_schema() -> String {
    let mut sql = String::new();
    for table in TABLES {
        sql.push_str(&create_table(table));
        for column in table.columns.iter().filter(|c| c.kind == Kind::List) {
            sql.push_str(&create_list_table(table, column));
        }
    }
    for table in TABLES {
        for key in table.foreign_keys {
            let _ = writeln!(
                sql,
                "CREATE INDEX {0}_by_{1} ON {0} ({1});",
                quoted_if_needed(table.name),
                quoted_if_needed(key.column)
            );
        }
    }
    sql
}

/// The name of the table that holds the items of a list column, one row each: `events_topics`.
pub fn list_table(table: &Table, column: &Column) -> String {
    format!("{}_{}", table.name, column.name)
}

fn create_table(table: &Table) -> String {
    let mut sql = comment(table.description);
    let _ = writeln!(sql, "CREATE TABLE {} (", quoted_if_needed(table.name));
    for column in table.columns {
        let _ = write!(sql, "    {} {}", quoted_if_needed(column.name), sql_type(column.kind));
        if !column.nullable && column.kind != Kind::List {
            sql.push_str(" NOT NULL");
        }
        if let Some(words) = column.vocabulary {
            let words: Vec<String> = words.iter().map(|word| literal(word)).collect();
            let _ = write!(sql, " CHECK ({} IN ({}))", quoted_if_needed(column.name), words.join(", "));
        }
        if column.kind == Kind::Boolean {
            let _ = write!(sql, " CHECK ({} IN (0, 1))", quoted_if_needed(column.name));
        }
        let _ = writeln!(sql, ", -- {}", column.description.trim());
    }
    let _ = write!(sql, "    PRIMARY KEY ({})", names(table.primary_key));
    for key in table.foreign_keys {
        let (column, other, target) =
            (quoted_if_needed(key.column), quoted_if_needed(key.table), quoted_if_needed(key.target));
        let _ = write!(sql, ",\n    FOREIGN KEY ({column}) REFERENCES {other} ({target})");
    }
    sql.push_str("\n) STRICT;\n\n");
    sql
}

/// The items of one list column, with the keys of their rows.
fn create_list_table(table: &Table, column: &Column) -> String {
    let keys: Vec<String> =
        table.primary_key.iter().map(|key| format!("    {} TEXT NOT NULL,\n", quoted_if_needed(key))).collect();
    let key = names(table.primary_key);
    format!(
        "-- The items of {0}.{1}, one row each.\nCREATE TABLE {2} (\n{3}    \"position\" INTEGER NOT NULL, -- From 0.\n    \
         item TEXT NOT NULL,\n    PRIMARY KEY ({key}, \"position\"),\n    FOREIGN KEY ({key}) REFERENCES {0} ({key})\n) \
         STRICT;\n\n",
        quoted_if_needed(table.name),
        column.name,
        quoted_if_needed(&list_table(table, column)),
        keys.concat(),
    )
}

fn comment(text: &str) -> String {
    format!("-- {}\n", text.trim())
}

fn names(columns: &[&str]) -> String {
    columns.iter().map(|name| quoted_if_needed(name)).collect::<Vec<_>>().join(", ")
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Float => "REAL",
        _ => "TEXT",
    }
}

fn literal(word: &str) -> String {
    format!("'{}'", word.replace('\'', "''"))
}

/// Words of SQL that our columns use as names, or that another database than SQLite reserves.
const RESERVED: [&str; 8] = ["trigger", "text", "action", "condition", "date", "references", "position", "role"];

/// The name, in double quotes where it is also a word of SQL.
pub fn quoted_if_needed(name: &str) -> String {
    if RESERVED.contains(&name) { format!("\"{name}\"") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_keys_and_every_list_a_table() {
        let sql = sql_schema();
        for table in TABLES {
            assert!(sql.contains(&format!("CREATE TABLE {} (", table.name)), "{}", table.name);
        }
        assert!(sql.contains("CREATE TABLE events_topics (\n    event_id TEXT NOT NULL,\n    \"position\" INTEGER"));
        assert!(sql.contains("    \"trigger\" TEXT NOT NULL,"));
        assert!(sql.contains("FOREIGN KEY (parent_event_id) REFERENCES events (event_id)"));
        assert!(sql.contains("    conditional INTEGER NOT NULL CHECK (conditional IN (0, 1)),"));
    }
}
