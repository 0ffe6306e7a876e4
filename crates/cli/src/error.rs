//! Why there is no dataset.

use rapporteur_ingest::IngestError;
use rapporteur_lexicon::LexiconError;
use rapporteur_link::{CorrectionsError, LinkError};

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
    /// Occurs when the system refuses so many threads.
    #[error("the threads cannot be started ({cause}); ask for fewer with --threads")]
    Threads {
        /// What the system says.
        cause: String,
    },
}
