//! The pipeline as one call: texts in, one [`Dataset`] out.
//!
//! ```
//! use rapporteur_cli::Pipeline;
//!
//! let pipeline = Pipeline::new();
//! let dataset = pipeline.text("osh", "Ministers meet in Osh\n\nThe ministers of the two countries met in Osh on Monday.\n")?;
//! assert!(dataset.problems().is_empty());
//! # Ok::<(), rapporteur_cli::PipelineError>(())
//! ```
//!
//! For files and folders, with own lexicon data layered over the built-in one:
//!
//! ```no_run
//! use std::path::{Path, PathBuf};
//! use rapporteur_cli::Pipeline;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pipeline = Pipeline::with_layers(&[PathBuf::from("my-lexicon")])?.threads(4);
//! let dataset = pipeline.build(&[PathBuf::from("data/raw")])?;
//! rapporteur_export::write(&dataset, Path::new("data/out"), &pipeline.release())?;
//! # Ok(())
//! # }
//! ```

mod document;
mod documents;
mod error;
mod remarks;
mod stream;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use rapporteur_export::Release;
use rapporteur_extract::Trace;
use rapporteur_ingest::{Inputs, Item, Limits, Metadata, Source, each, read, read_bytes};
use rapporteur_lexicon::Lexicon;
use rapporteur_link::{Corrections, CorrectionsError, Quote};
use rapporteur_schema::{Dataset, Extraction};
use rayon::prelude::*;

pub use documents::{Coding, Document, duplicate};
pub use error::PipelineError;
use stream::Documents;
pub use stream::{Job, Options, Progress, Rows};

/// Stack of a worker thread, in bytes: long sentences nest deeply.
const STACK: usize = 16 * 1024 * 1024;

/// All stages with one lexicon, which clones share.
#[derive(Clone, Debug)]
pub struct Pipeline {
    lexicon: Held,
    threads: Option<NonZeroUsize>,
    corrections: Corrections,
}

#[derive(Clone, Debug)]
enum Held {
    BuiltIn(&'static Lexicon),
    Own(Arc<Lexicon>),
}

impl Default for Pipeline {
    fn default() -> Self {
        Self::new()
    }
}

impl Pipeline {
    /// With the built-in lexicon and a thread per core.
    pub fn new() -> Self {
        Pipeline { lexicon: Held::BuiltIn(Lexicon::built_in()), threads: None, corrections: Corrections::default() }
    }

    /// With folders layered over the built-in lexicon, later ones winning; no folder is the same as [`new`](Self::new).
    ///
    /// # Errors
    /// [`PipelineError::Lexicon`], the first mistake in the folders.
    pub fn with_layers(layers: &[PathBuf]) -> Result<Self, PipelineError> {
        if layers.is_empty() {
            return Ok(Self::new());
        }
        let lexicon = Held::Own(Arc::new(Lexicon::load(layers)?));
        Ok(Pipeline { lexicon, threads: None, corrections: Corrections::default() })
    }

    /// Works with `threads` threads; 0 is one per core, the default. The result does not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = NonZeroUsize::new(threads);
        self
    }

    /// Applies what people put right after everything else.
    #[must_use]
    pub fn corrections(mut self, corrections: Corrections) -> Self {
        self.corrections = corrections;
        self
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        match &self.lexicon {
            Held::BuiltIn(lexicon) => lexicon,
            Held::Own(lexicon) => lexicon,
        }
    }

    /// What a release made with this pipeline says about itself.
    pub fn release(&self) -> Release<'_> {
        Release {
            title: "rapporteur dataset",
            version: env!("CARGO_PKG_VERSION"),
            lexicon_hash: &self.lexicon().hash,
            licence: "CC-BY-4.0",
            edition: None,
            extra_files: &[],
        }
    }

    /// The dataset of files, folders and containers, in memory.
    ///
    /// A file that cannot be used becomes a row of `diagnostics` with severity `error`; the others are not touched by it.
    ///
    /// # Errors
    /// See [`PipelineError`].
    pub fn build(&self, inputs: &[PathBuf]) -> Result<Dataset, PipelineError> {
        let (options, progress) = (Options::default(), Progress::default());
        let folder = tempfile::tempdir();
        let work = folder.map_err(|cause| PipelineError::Work { path: std::env::temp_dir(), cause })?;
        let mut dataset = Dataset::default();
        let mut job = Job { work: work.path(), options: &options, progress: &progress, error: &mut |_| {} };
        self.run(inputs, &mut job, &mut |rows| {
            dataset.append(rows);
            Ok(())
        })?;
        Ok(dataset)
    }

    /// Hands the rows of files, folders and containers to `rows`, each table in its order, with no more of them in memory than
    /// a few documents have; what corrections have to look through is the exception.
    ///
    /// # Errors
    /// See [`PipelineError`].
    pub fn run(&self, inputs: &[PathBuf], job: &mut Job<'_>, rows: Rows<'_>) -> Result<Built, PipelineError> {
        let walk = job.options.walk.clone();
        self.run_documents(
            &mut |push| {
                let mut found = |item| if push(item) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
                Ok(each(inputs, &walk, &mut found)?)
            },
            job,
            rows,
        )
    }

    fn run_documents(
        &self,
        documents: Documents<'_>,
        job: &mut Job<'_>,
        rows: Rows<'_>,
    ) -> Result<Built, PipelineError> {
        if self.corrections.is_empty() {
            let review = stream::run(self, documents, job, rows)?;
            return Ok(Built { review, corrections: 0 });
        }
        let mut dataset = Dataset::default();
        let review = stream::run(self, documents, job, &mut |more| {
            dataset.append(more);
            Ok(())
        })?;
        let applied = self.corrections.apply(&mut dataset)?;
        hold_quotes(&applied.quotes, &dataset)?;
        if !job.options.text {
            dataset.documents.iter_mut().for_each(|document| document.text = None);
        }
        rows(dataset)?;
        Ok(Built { review, corrections: applied.corrections })
    }

    pub(crate) fn has_corrections(&self) -> bool {
        !self.corrections.is_empty()
    }

    /// Number of threads that work.
    pub(crate) fn thread_count(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.threads.map_or_else(all, NonZeroUsize::get)
    }

    /// Events and commitments of discovered inputs with the way they were reached, document by document; what cannot be
    /// read is passed over.
    ///
    /// # Errors
    /// [`PipelineError::Threads`].
    pub fn trace(&self, inputs: &Inputs) -> Result<Vec<Traced>, PipelineError> {
        let traced = self.map(inputs, &|item| {
            let source = read(item, &self.lexicon().layout, &Limits::default()).ok()?;
            let (extraction, traces) =
                document::guarded(&source.source_path, || document::extract_traced(&source, self.lexicon())).ok()?;
            Some(Traced { source, extraction, traces })
        })?;
        Ok(traced.into_iter().flatten().collect())
    }

    /// The dataset of one text.
    ///
    /// # Errors
    /// [`PipelineError::Link`] on a mistake in the engine.
    pub fn text(&self, document_id: &str, text: &str) -> Result<Dataset, PipelineError> {
        let path = format!("{document_id}.txt");
        let read = read_bytes(document_id, &path, text.as_bytes(), Metadata::default(), &self.lexicon().layout);
        let mut extraction = match read {
            Ok(source) => self.source(&source),
            Err(failure) => remarks::of_failure(&failure),
        };
        remarks::make_distinct(&mut extraction.diagnostics);
        Ok(rapporteur_link::link(vec![extraction])?)
    }

    /// The rows of one source, not linked yet. Should the engine fail on it, the rows are one diagnostic that says so.
    pub fn source(&self, source: &Source) -> Extraction {
        document::guarded(&source.source_path, || document::extract(source, self.lexicon()))
            .unwrap_or_else(|failure| remarks::of_failure(&failure))
    }

    /// Applies `work` to every document on all threads; results come in the order of the documents.
    fn map<T: Send>(&self, inputs: &Inputs, work: &(dyn Fn(&Item) -> T + Sync)) -> Result<Vec<T>, PipelineError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.map_or(0, NonZeroUsize::get))
            .stack_size(STACK)
            .build()
            .map_err(|cause| PipelineError::Threads { cause: cause.to_string() })?;
        Ok(pool.install(|| inputs.items.par_iter().map(work).collect()))
    }
}

/// What a build gave beside its rows.
#[derive(Clone, Debug)]
pub struct Built {
    /// The review lists as files of the release: name, `/` between folders, and content.
    pub review: Vec<(String, Vec<u8>)>,
    /// Number of corrections applied.
    pub corrections: usize,
}

/// Looks whether the quotes of corrected rows stand where they say.
fn hold_quotes(quotes: &[Quote], dataset: &Dataset) -> Result<(), PipelineError> {
    let mut refused = Vec::new();
    for quote in quotes {
        let text =
            dataset.documents.iter().find(|d| d.document_id == quote.document_id).and_then(|d| d.text.as_deref());
        if !text.is_some_and(|text| document::stands(quote, text)) {
            let what = "evidence does not stand in the document at evidence_start to evidence_end (code points)";
            refused.push(quote.refuse(&format!("{what}; copy the words as they are, and count from 0")));
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(CorrectionsError::refused(refused).into()) }
}

/// One document with its rows and how they were reached.
#[derive(Debug)]
pub struct Traced {
    /// The document.
    pub source: Source,
    /// Its rows, not linked.
    pub extraction: Extraction,
    /// One entry per event and commitment.
    pub traces: Vec<Trace>,
}
