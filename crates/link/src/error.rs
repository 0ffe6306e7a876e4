//! Rows that contradict one another.

use std::fmt;

use rapporteur_schema::Problem;

/// Problems named in the message; the others are counted.
const NAMED: usize = 3;

/// Occurs when the joined rows break the schema: a key that stands twice, a reference to nothing, a word outside of its
/// vocabulary. Texts cannot cause it, only a mistake in the engine can.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct LinkError {
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tables contradict one another: ")?;
        for (at, problem) in self.problems.iter().take(NAMED).enumerate() {
            write!(f, "{}{problem}", if at == 0 { "" } else { ", " })?;
        }
        if let Some(more @ 1..) = self.problems.len().checked_sub(NAMED) {
            write!(f, " and {more} more")?;
        }
        f.write_str("; this is a mistake in rapporteur, please report it with the text concerned")
    }
}
