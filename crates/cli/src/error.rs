//! Why there is no dataset.

use std::path::PathBuf;

use rapporteur_export::ExportError;
use rapporteur_ingest::IngestError;
use rapporteur_lexicon::LexiconError;
use rapporteur_link::{CorrectionsError, LinkError};
use rapporteur_spill::SpillError;

/// Why a pipeline gave no dataset. A single unusable document is no reason; it becomes a row of `diagnostics`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// Occurs when the inputs cannot be listed.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// Occurs when a lexicon folder holds a mistake.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// Occurs when the tables contradict one another, which is a mistake in the engine.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// Occurs when corrections do not fit the dataset, or cannot be read.
    #[error(transparent)]
    Corrections(#[from] CorrectionsError),
    /// Occurs when a review list cannot be put into words, which is a mistake in the engine.
    #[error("the review lists cannot be made ({cause}); please report it")]
    Review {
        /// What went wrong.
        cause: String,
    },
    /// Occurs when intermediate results cannot be kept on disk.
    #[error(transparent)]
    Spill(#[from] SpillError),
    /// Occurs when finished rows cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Occurs when the working folder cannot be made.
    #[error("{}: cannot be made ({cause}); check the space left on the disk and the permissions", path.display())]
    Work {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// Occurs when a file could not be used and that was not to be.
    #[error("{files} with problems, so nothing was written")]
    Strict {
        /// Their number.
        files: usize,
    },
    /// Occurs when the system refuses so many threads.
    #[error("the threads cannot be started ({cause}); ask for fewer with --threads")]
    Threads {
        /// What the system says.
        cause: String,
    },
}
