//! Mistakes in lexicon data, with their place and a remedy.

/// A mistake in a data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}; {hint}")]
pub struct LexiconError {
    /// The file, as the user named it (`built-in/…` for the data inside the program).
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What helps.
    pub hint: String,
}

impl LexiconError {
    pub(crate) fn new(
        file: &str,
        line: usize,
        column: usize,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        LexiconError { file: file.to_owned(), line, column, what: what.into(), hint: hint.into() }
    }
}
