//! What can go wrong between a dataset and its site.

use std::path::PathBuf;

/// Why no site was made; every message names the file and what helps.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// Occurs when the dataset cannot be opened or is not what its manifest says.
    #[error(transparent)]
    Data(#[from] rapporteur_quality::QualityError),
    /// Occurs when the folder cannot be written.
    #[error(transparent)]
    Write(#[from] rapporteur_export::ExportError),
    /// Occurs when the output folder holds a dataset or release, which its site would replace.
    #[error("{}: holds a dataset and no site; choose another folder for the site", .out.display())]
    NoSite {
        /// The folder.
        out: PathBuf,
    },
    /// Occurs when a table cannot be used.
    #[error("{}:{line}: {what}; rebuild the dataset with this version", .path.display())]
    Table {
        /// The table.
        path: PathBuf,
        /// Line, from 1; 0 where it is not known.
        line: u64,
        /// What is wrong there.
        what: String,
    },
    /// Occurs when a value cannot be encoded, which no dataset should bring about.
    #[error("{file}: cannot be encoded: {cause}; this is a mistake in rapporteur, please report it")]
    Encoding {
        /// The file that was to be.
        file: String,
        /// What the encoder says.
        cause: String,
    },
}
