//! What the checks found.

use std::fmt;

/// Findings listed per check; the rest is only counted.
const LISTED: usize = 20;

/// Something about a dataset that must not be, or that is worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Table, or file where no table is meant.
    pub table: String,
    /// Column, or columns joined by a comma; empty where the whole table is meant.
    pub column: String,
    /// Key of the row; empty where no row is meant.
    pub row: String,
    /// What is wrong, and what helps.
    pub what: String,
}

impl Finding {
    /// About a table or file as a whole.
    pub(super) fn whole(table: impl Into<String>, what: impl Into<String>) -> Self {
        Finding { table: table.into(), column: String::new(), row: String::new(), what: what.into() }
    }

    /// About one column.
    pub(super) fn column(table: &str, column: &str, what: impl Into<String>) -> Self {
        Finding { table: table.into(), column: column.into(), row: String::new(), what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table)?;
        if !self.column.is_empty() {
            write!(f, ".{}", self.column)?;
        }
        if !self.row.is_empty() {
            write!(f, ": row {}", self.row)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// How one check went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Name of the check.
    pub check: String,
    /// Rows, columns or files it looked at.
    pub looked_at: usize,
    /// How many of them are wrong; may be more than are listed.
    pub errors: usize,
    /// How many of them are worth a note; may be more than are listed.
    pub notes: usize,
}

/// The outcome of all checks; displays as a short list with one closing line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Findings {
    /// What must not be; at most 20 per check.
    pub errors: Vec<Finding>,
    /// What is worth knowing; at most 20 per check.
    pub notes: Vec<Finding>,
    /// Every check that was run, in order.
    pub counts: Vec<Count>,
    /// Rows of all tables together.
    pub rows: usize,
}

impl Findings {
    /// Whether no check found an error; notes do not count.
    pub fn is_clean(&self) -> bool {
        self.error_count() == 0
    }

    /// Errors of all checks, listed or not.
    pub fn error_count(&self) -> usize {
        self.counts.iter().map(|c| c.errors).sum()
    }

    /// Records a check that looked at `looked_at` things and found these to be wrong.
    pub(super) fn errors(
        &mut self,
        check: impl Into<String>,
        looked_at: usize,
        found: impl IntoIterator<Item = Finding>,
    ) {
        let errors = take(&mut self.errors, found);
        self.counts.push(Count { check: check.into(), looked_at, errors, notes: 0 });
    }

    /// Records a check that can only find what is worth knowing.
    pub(super) fn notes(
        &mut self,
        check: impl Into<String>,
        looked_at: usize,
        found: impl IntoIterator<Item = Finding>,
    ) {
        let notes = take(&mut self.notes, found);
        self.counts.push(Count { check: check.into(), looked_at, errors: 0, notes });
    }
}

fn take(list: &mut Vec<Finding>, found: impl IntoIterator<Item = Finding>) -> usize {
    let mut number = 0;
    for finding in found {
        number += 1;
        if number <= LISTED {
            list.push(finding);
        }
    }
    number
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.errors {
            writeln!(f, "error: {finding}")?;
        }
        for finding in &self.notes {
            writeln!(f, "note: {finding}")?;
        }
        for count in &self.counts {
            for (number, word) in [(count.errors, "errors"), (count.notes, "notes")] {
                if number > LISTED {
                    writeln!(f, "… and {} more {word} of the check \"{}\"", number - LISTED, count.check)?;
                }
            }
        }
        write!(f, "{} checks, {} rows, ", self.counts.len(), self.rows)?;
        match self.error_count() {
            0 => f.write_str("no problems"),
            1 => f.write_str("1 problem"),
            n => write!(f, "{n} problems"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut_but_counted() {
        let mut findings = Findings::default();
        findings.errors("events: keys", 99, (0..25).map(|n| Finding::column("events", "id", n.to_string())));
        assert_eq!((findings.errors.len(), findings.error_count()), (20, 25));
        let shown = findings.to_string();
        assert!(shown.starts_with("error: events.id: 0\n"), "{shown}");
        assert!(shown.ends_with("… and 5 more errors of the check \"events: keys\"\n1 checks, 0 rows, 25 problems"));
    }
}
