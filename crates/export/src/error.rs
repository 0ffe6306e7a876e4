//! What can go wrong between a dataset and its folder.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why nothing was written. The folder is as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// Occurs when the output folder holds something that rapporteur did not write.
    #[error(
        "{}: holds {entry:?}, which rapporteur did not write, and the folder is replaced as a whole; \
         choose an empty or new folder, or move {entry:?} away",
        out.display()
    )]
    Foreign {
        /// The folder.
        out: PathBuf,
        /// The first such entry.
        entry: String,
    },
    /// Occurs when the output path is a file, a broken link, or the root of a file system.
    #[error("{}: is not a folder that can be replaced; choose a folder name that does not exist yet", out.display())]
    NotAFolder {
        /// The path.
        out: PathBuf,
    },
    /// Occurs when an extra file has a name that cannot be used.
    #[error("extra file {name:?}: {why}; use a plain relative name with '/' between folders")]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Occurs when another build of the same folder is running.
    #[error(
        "{}: another build holds this lock and is writing the same folder; \
         wait until it has finished, or choose another output folder",
        path.display()
    )]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// Occurs when a file operation fails.
    #[error("{}: cannot {doing}: {cause}{}", path.display(), remedy(cause.kind()))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried, as a verb phrase.
        doing: &'static str,
        /// What the operating system says.
        cause: io::Error,
    },
    /// Occurs when a table cannot be encoded, which no dataset should bring about.
    #[error("{file}: cannot be encoded: {cause}; this is a mistake in rapporteur, please report it")]
    Encoding {
        /// The file that was to be.
        file: String,
        /// What the encoder says.
        cause: String,
    },
}

impl ExportError {
    /// Makes an [`ExportError::Io`] out of the error of one operation.
    pub(crate) fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> ExportError {
        move |cause| ExportError::Io { path: path.to_owned(), doing, cause }
    }
}

/// What helps, as the end of a message.
fn remedy(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "; free some space there, or choose a folder on another disk"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "; you need the right to write there and in the folder around it, or choose another output folder"
        }
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => {
            "; if the output folder is a mount point, choose a folder inside it, for it is replaced by renaming"
        }
        ErrorKind::Unsupported => "; this file system cannot do it, choose a folder on a local disk",
        ErrorKind::InvalidFilename => "; choose a shorter or plainer name",
        _ => "",
    }
}
