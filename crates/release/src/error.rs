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
    /// Occurs when a day lies before what archives and workbooks can hold.
    #[error("{date} is before 1980, and neither an archive nor a workbook can be dated so; give a later --date")]
    TooEarly {
        /// What was given.
        date: String,
    },
    /// Occurs when the tables contradict one another.
    #[error("{}: {problem}; rebuild the dataset", .path.display())]
    Contradiction {
        /// The folder or archive.
        path: PathBuf,
        /// The first such thing.
        problem: String,
    },
    /// Occurs when another release of the same version is there already.
    #[error(
        "{}: a release of this version is there already and differs, and a published release does not change; raise \
         --version, or say --replace if it was never published",
        .folder.display()
    )]
    Published {
        /// Its folder.
        folder: PathBuf,
    },
    /// Occurs when something that is no release stands where the archive is to go.
    #[error("{}: is no archive of a release, so it is not replaced; move it away", .path.display())]
    Foreign {
        /// What stands there.
        path: PathBuf,
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
    #[error("{}: {cause}; {}", .path.display(), remedy(cause.kind()))]
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

/// What helps, as the end of a message.
fn remedy(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space there, or choose another folder",
        _ => "check the path and its permissions",
    }
}
