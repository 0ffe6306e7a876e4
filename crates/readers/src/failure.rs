//! Why one document cannot be read.

/// Why one document was left out; the others go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Path under the input, with `/`; inside of a container, the path of the entry.
    pub source_path: String,
    /// Stable short code: `empty`, `binary`, `too-large`, `duplicate-id`, `missing-file`, `bad-sha256`, `unreadable`, and
    /// those of each format: `bad-pdf`, `bad-html` ….
    pub code: &'static str,
    /// File, place, what is wrong and what helps, in one sentence.
    pub message: String,
}

impl Failure {
    /// `what` is told after the file's name.
    pub fn new(source_path: &str, code: &'static str, what: impl std::fmt::Display) -> Self {
        Failure { source_path: source_path.to_owned(), code, message: format!("{source_path}: {what}") }
    }
}
