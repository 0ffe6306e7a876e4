//! What can go wrong with files of intermediate results.

use std::io;
use std::path::{Path, PathBuf};

/// Why intermediate results cannot be kept or read back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SpillError {
    /// Occurs when the disk is full, or the folder may not be written.
    #[error("{}: cannot {doing} ({cause}); check the space left on the disk and the permissions", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the system said.
        cause: io::Error,
    },
    /// Occurs when a file was cut off or changed by somebody else.
    #[error("{}: is no whole file of intermediate results; remove its folder and build again", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
    },
    /// Occurs when bytes do not hold what they should.
    #[error("intermediate results cannot be read back ({cause}); remove their folder and build again")]
    Encoding {
        /// What was wrong.
        cause: String,
    },
}

impl SpillError {
    pub(crate) fn io<'a>(path: &'a Path, doing: &'static str) -> impl Fn(io::Error) -> SpillError + 'a {
        move |cause| match cause.kind() {
            io::ErrorKind::UnexpectedEof => SpillError::Broken { path: path.to_owned() },
            _ => SpillError::Io { path: path.to_owned(), doing, cause },
        }
    }
}
