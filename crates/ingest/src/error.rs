//! What can go wrong with a whole input ([`IngestError`]); what can go wrong with one document is a [`Failure`](rapporteur_readers::Failure).

use std::path::{Path, PathBuf};

/// Why nothing could be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// Occurs when a path given as input is not there.
    #[error("{}: no such file or folder; check the path", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// Occurs when an input folder, or the manifest in it, may not be read.
    #[error("{}: cannot be read ({reason}); check the permissions", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Occurs when no document is found in the inputs and nothing else is wrong with them.
    #[error("{}: no document found; give text, web pages, PDF, Word, OpenDocument, RTF, mail, feeds, JSON Lines, CSV, Parquet, WARC or archives of these (README files and hidden files are not read)", path.display())]
    NoDocuments {
        /// The first input.
        path: PathBuf,
    },
    /// Occurs when `-` is given and nothing is piped in.
    #[error(
        "-: nothing is piped into standard input; pipe a text in, as in `cat a.txt | rapporteur build - --out tables`"
    )]
    Terminal,
    /// Occurs when `manifest.csv` is no CSV file or lacks its key column.
    #[error("{}:{line}: {what}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// What is wrong and what helps.
        what: String,
    },
}

impl IngestError {
    pub(crate) fn unreadable(path: &Path, reason: impl ToString) -> Self {
        IngestError::Unreadable { path: path.to_owned(), reason: reason.to_string() }
    }
}
