//! `drop`: a row goes, with what hangs on it.

use std::collections::BTreeSet;

use rapporteur_schema::{
    ActorRow, Cell, CommitmentPartyRow, CommitmentRow, DiagnosticRow, DocumentRow, EventRow, ParticipantRow, Row,
};

use super::change::shown;
use super::stored::{Stored, find, key, mark};
use super::{Correction, Work};

/// The columns whose text `expected` may begin, in the order they are looked for.
const TELLING: [&str; 3] = ["evidence", "name", "title"];

impl Work<'_> {
    pub(super) fn remove<R: Stored>(&mut self, line: &Correction) -> Result<(), String> {
        if !line.column.is_empty() || !line.value.is_empty() {
            return Err("drop takes no column and no value; leave both cells empty".to_owned());
        }
        let (at, row) = find::<R>(self.dataset, &line.row)?;
        if !line.expected.is_empty() {
            let Some(cell) = TELLING.iter().find_map(|column| row.cell(column)) else {
                return Err("the table has no text to compare with; leave \"expected\" empty".to_owned());
            };
            let (stands, wanted) = (squeezed(&cell.to_string()), squeezed(&line.expected));
            if !stands.starts_with(&wanted) {
                return Err(format!(
                    "{} stands there now, not {}; look at the row again, then mend \"expected\" or remove this line",
                    shown(&stands),
                    shown(&wanted)
                ));
            }
        }
        R::rows(self.dataset).remove(at);
        self.detach_all(R::TABLE.name, BTreeSet::from([key(&row, "|")]));
        Ok(())
    }

    /// Takes away every reference to rows that are gone, and the rows that cannot be without.
    fn detach_all(&mut self, table: &'static str, ids: BTreeSet<String>) {
        let mut gone = vec![(table, ids)];
        while let Some((table, ids)) = gone.pop() {
            for (table, lost) in [
                self.detach::<DocumentRow>(table, &ids),
                self.detach::<EventRow>(table, &ids),
                self.detach::<ParticipantRow>(table, &ids),
                self.detach::<CommitmentRow>(table, &ids),
                self.detach::<CommitmentPartyRow>(table, &ids),
                self.detach::<ActorRow>(table, &ids),
                self.detach::<DiagnosticRow>(table, &ids),
            ] {
                if !lost.is_empty() {
                    gone.push((table, lost));
                }
            }
        }
    }

    /// The same for one table that may refer to `table`; gives the keys of rows that went.
    fn detach<R: Stored>(&mut self, table: &str, ids: &BTreeSet<String>) -> (&'static str, BTreeSet<String>) {
        let mut lost = BTreeSet::new();
        for reference in R::TABLE.foreign_keys.iter().filter(|k| k.table == table) {
            let column = reference.column;
            let nullable = R::TABLE.columns.iter().any(|c| c.name == column && c.nullable);
            if nullable {
                let mut changed = Vec::new();
                for row in R::rows(self.dataset).iter_mut() {
                    if points(row, column, ids) {
                        let _ = row.set(column, "");
                        mark(row);
                        changed.push(row.clone());
                    }
                }
                for row in &changed {
                    self.touch(row);
                }
            } else {
                R::rows(self.dataset).retain(|row| {
                    let goes = points(row, column, ids);
                    if goes {
                        lost.insert(key(row, "|"));
                    }
                    !goes
                });
            }
        }
        (R::TABLE.name, lost)
    }
}

/// Whether a column refers to one of the rows.
fn points<R: Row>(row: &R, column: &str, ids: &BTreeSet<String>) -> bool {
    matches!(row.cell(column), Some(Cell::Text(id)) if ids.contains(id))
}

/// Text on one line: a quote may hold line breaks, a cell typed by hand seldom does.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
