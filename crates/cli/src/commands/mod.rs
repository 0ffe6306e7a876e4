//! One module per command. Each has its `Options` and a `run` that prints its result.

use std::num::IntErrorKind;

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod lexicon;
pub(crate) mod query;
pub(crate) mod release;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod site;

/// How a command that could run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain about: exit code 0.
    Fine,
    /// There are problems in the data: exit code 1.
    Problems,
}

impl Outcome {
    pub(crate) fn of(fine: bool) -> Self {
        if fine { Outcome::Fine } else { Outcome::Problems }
    }
}

/// A number of threads.
pub(crate) fn threads(text: &str) -> Result<usize, String> {
    const MOST: usize = 1024;
    match text.parse() {
        Ok(n @ 1..=MOST) => Ok(n),
        Err(e) if *e.kind() == IntErrorKind::InvalidDigit => Err("not a whole number".to_owned()),
        _ => Err(format!("give a number from 1 to {MOST}, or leave the option out for one per core")),
    }
}

/// `1 document`, `2 documents`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
