//! A difference in words and as a table.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::{ChangeKind, Diff, RowChange, SchemaChange, Side, TableDiff};

/// Changed rows shown per table and kind in the summary; the CSV has them all.
const SHOWN: usize = 20;
/// Characters of a cell shown in the summary.
const WIDTH: usize = 120;
const KINDS: [ChangeKind; 4] = [ChangeKind::Added, ChangeKind::Modified, ChangeKind::Deleted, ChangeKind::Rekeyed];

impl Diff {
    /// Every change as CSV, one line per row or, where cells changed, per cell: `table`, `change` (added, modified, deleted,
    /// rekeyed), `key`, `new_key` (of re-keyed rows), `column`, `old`, `new`. Changes of the shape come first, with `change`
    /// table_added, table_removed, column_added, column_removed or columns_moved.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let mut lines = vec![["table", "change", "key", "new_key", "column", "old", "new"].map(str::to_owned)];
        lines.extend(self.schema.iter().map(schema_line));
        for table in &self.tables {
            lines.extend(table.changes.iter().flat_map(|change| row_lines(&table.table, change)));
        }
        for line in lines {
            // A vector takes whatever it is given.
            let _ = writer.write_record(&line);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The difference in Markdown: counts per table, changes of the shape, the columns that changed most, and the first
    /// rows of each kind.
    pub fn to_markdown(&self) -> String {
        let mut page = format!("# Changes from {} to {}\n", named(&self.old), named(&self.new));
        if self.is_empty() {
            page.push_str("\nNothing changed in the tables.\n");
            return page;
        }
        self.summary(&mut page);
        if !self.schema.is_empty() {
            page.push_str("\n## Shape of the tables\n\n");
            for change in &self.schema {
                let _ = writeln!(page, "- {change}");
            }
        }
        for table in self.tables.iter().filter(|t| !t.changes.is_empty()) {
            section(&mut page, table);
        }
        page
    }

    fn summary(&self, page: &mut String) {
        page.push_str("\n| table | rows before | rows now | added | modified | deleted | re-keyed |\n|---|---|---|---|---|---|---|\n");
        for table in &self.tables {
            let counts = KINDS.map(|kind| table.count(kind).to_string()).join(" | ");
            let _ = writeln!(page, "| {} | {} | {} | {counts} |", table.table, table.old_rows, table.new_rows);
        }
        page.push_str(
            "\nAn id is made of the document and the place in it. Deleted and added rows that are the same row under \
             another id count as re-keyed.\n",
        );
        let same = self.old.lexicon_sha256 == self.new.lexicon_sha256;
        let lexicon = if same { "The lexicon is the same in both." } else { "The lexicon is another one." };
        let _ = writeln!(page, "{lexicon}");
        for (what, old, new) in [
            ("Schema version", &self.old.schema_version, &self.new.schema_version),
            ("Version of the program", &self.old.tool_version, &self.new.tool_version),
        ] {
            if old != new {
                let _ = writeln!(page, "{what}: {old} before, {new} now.");
            }
        }
    }
}

fn named(side: &Side) -> String {
    if side.version.is_empty() { "an unpublished build".to_owned() } else { side.version.clone() }
}

fn section(page: &mut String, table: &TableDiff) {
    let _ = writeln!(page, "\n## {}", table.table);
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in table.changes.iter().flat_map(|c| &c.cells) {
        *columns.entry(&cell.column).or_default() += 1;
    }
    if !columns.is_empty() {
        let mut columns: Vec<(&str, usize)> = columns.into_iter().collect();
        columns.sort_by_key(|(name, number)| (std::cmp::Reverse(*number), *name));
        let columns: Vec<String> = columns.iter().map(|(name, number)| format!("`{name}` {number}")).collect();
        let _ = writeln!(page, "\nCells changed: {}.", columns.join(", "));
    }
    for kind in KINDS {
        let rows: Vec<&RowChange> = table.changes.iter().filter(|c| c.kind == kind).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\n**{}**\n", kind.as_str());
        for row in rows.iter().take(SHOWN) {
            let _ = write!(page, "- `{}`", row.key);
            if let Some(key) = &row.new_key {
                let _ = write!(page, " → `{key}`");
            }
            page.push('\n');
            for cell in &row.cells {
                let _ = writeln!(page, "  - `{}`: {} → {}", cell.column, shown(&cell.old), shown(&cell.new));
            }
        }
        if rows.len() > SHOWN {
            let _ = writeln!(page, "- … and {} more", rows.len() - SHOWN);
        }
    }
}

/// A cell on one line, cut where it is long, and with nothing in it that Markdown or HTML would take for its own.
fn shown(cell: &str) -> String {
    if cell.is_empty() {
        return "(empty)".to_owned();
    }
    let plain: String = cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    let cut: String = plain.chars().take(WIDTH).collect();
    if cut.len() < plain.len() { format!("`{cut} …`") } else { format!("`{cut}`") }
}

fn row_lines(table: &str, change: &RowChange) -> Vec<[String; 7]> {
    let line = |column: &str, old: &str, new: &str| {
        let new_key = change.new_key.as_deref().unwrap_or_default();
        [table, change.kind.as_str(), &change.key, new_key, column, old, new].map(str::to_owned)
    };
    if change.cells.is_empty() {
        return vec![line("", "", "")];
    }
    change.cells.iter().map(|cell| line(&cell.column, &cell.old, &cell.new)).collect()
}

fn schema_line(change: &SchemaChange) -> [String; 7] {
    let (table, what, column) = match change {
        SchemaChange::TableAdded(table) => (table.as_str(), "table_added", ""),
        SchemaChange::TableRemoved(table) => (table.as_str(), "table_removed", ""),
        SchemaChange::ColumnAdded(table, column) => (table.as_str(), "column_added", column.as_str()),
        SchemaChange::ColumnRemoved(table, column) => (table.as_str(), "column_removed", column.as_str()),
        SchemaChange::ColumnsMoved(table) => (table.as_str(), "columns_moved", ""),
    };
    [table, what, "", "", column, "", ""].map(str::to_owned)
}

impl fmt::Display for SchemaChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SchemaChange::TableAdded(table) => write!(f, "new table `{table}`"),
            SchemaChange::TableRemoved(table) => write!(f, "the table `{table}` is gone"),
            SchemaChange::ColumnAdded(table, column) => write!(f, "new column `{table}.{column}`"),
            SchemaChange::ColumnRemoved(table, column) => write!(f, "the column `{table}.{column}` is gone"),
            SchemaChange::ColumnsMoved(table) => write!(f, "the columns of `{table}` stand in another order"),
        }
    }
}
