//! Corrections that cannot be applied.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Lines that are named; others are counted.
const NAMED: usize = 20;

/// Why no correction was applied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorrectionsError {
    /// Occurs when a file cannot be read.
    #[error("{}: the corrections cannot be read ({cause}); check the path given with --corrections", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        cause: io::Error,
    },
    /// Occurs when lines are broken or do not fit the dataset.
    #[error("{}{}", joined(named), more(*total, named.len()))]
    Refused {
        /// The first of them, in the order of the files.
        named: Vec<Refusal>,
        /// Number of all.
        total: usize,
    },
}

impl CorrectionsError {
    /// Refuses some lines.
    pub fn refused(mut all: Vec<Refusal>) -> Self {
        let total = all.len();
        all.truncate(NAMED);
        CorrectionsError::Refused { named: all, total }
    }
}

/// One line with the reason why it cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file, as the user named it.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// The row, what is wrong, and what helps.
    pub what: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

fn joined(named: &[Refusal]) -> String {
    named.iter().map(Refusal::to_string).collect::<Vec<_>>().join("\n")
}

fn more(total: usize, named: usize) -> String {
    match total.saturating_sub(named) {
        0 => String::new(),
        more => format!("\nand {more} more"),
    }
}
