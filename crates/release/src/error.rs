//! Why there is no release.

use std::io;
use std::path::{Path, PathBuf};

use rapporteur_export::ExportError;
use rapporteur_quality::QualityError;

/// Why nothing was released. What was there before is untouched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReleaseError {
    /// Occurs when the description of the dataset cannot be used.
    #[error("{}: {what}", .path.display())]
    About {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its place.
        what: String,
    },
    /// Occurs when a version is none.
    #[error("{version:?} is no version; write year.month.number without leading zeros, as in 2026.11.0")]
    Version {
        /// What was given.
        version: String,
    },
    /// Occurs when a day is none.
    #[error("{date:?} is no day; write it as 2026-11-26, or set SOURCE_DATE_EPOCH to seconds since 1970")]
    Day {
        /// What was given.
        date: String,
    },
    /// Occurs when a table cannot be read back.
    #[error("{}:{line}: {what}; rebuild the dataset with this version of the program", .path.display())]
    Table {
        /// The table.
        path: PathBuf,
        /// Line, from 1; 0 where it is not known.
        line: u64,
        /// What is wrong there.
        what: String,
    },
    /// Occurs when a table has more rows than a sheet of a workbook can hold.
    #[error("{table} has {rows} rows, but a sheet of a workbook holds 1 048 575; make the release --without-workbook")]
    Sheet {
        /// The table.
        table: &'static str,
        /// Its rows.
        rows: usize,
    },
    /// Occurs when a file of the release cannot be made.
    #[error("{file}: cannot be made ({cause}); this is a mistake in rapporteur, please report it")]
    Encoding {
        /// The file.
        file: &'static str,
        /// What the library says.
        cause: String,
    },
    /// Occurs when a release would be worse than the one before it by more than what is allowed.
    #[error("refused: {}", .reasons.join("; "))]
    Refused {
        /// Every reason, with what helps.
        reasons: Vec<String>,
    },
    /// Occurs when a figure of a gold set is not what `rapporteur eval --json` writes.
    #[error("{}: {what}; write it with `rapporteur eval --json`", .path.display())]
    Gold {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// Occurs when a file cannot be read or written.
    #[error("{}: {cause}; check the path and its permissions", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Occurs when a dataset or an earlier release cannot be used.
    #[error(transparent)]
    Quality(#[from] QualityError),
    /// Occurs when the folder cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl ReleaseError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> ReleaseError {
        move |cause| ReleaseError::Io { path: path.to_owned(), cause }
    }

    pub(crate) fn encoding<E: std::fmt::Display>(file: &'static str) -> impl Fn(E) -> ReleaseError {
        move |e| ReleaseError::Encoding { file, cause: e.to_string() }
    }
}
