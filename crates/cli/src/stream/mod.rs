//! The dataset of any number of documents, a few of them in memory at a time.
//!
//! First every document is coded by itself, on all threads, and its rows go to files of a working folder ([`code`], in
//! segments of some thousand documents). Then these are read twice in the order of their ids: once for what documents have
//! to know of one another (who is who, which texts are the same: [`link`]), once to hand the finished rows on.
//!
//! A segment is found again by the document it begins with, and a document in it by a hash of all that its rows depend on. So
//! a working folder that was left behind, or kept, saves the coding of every document that is still the same.

mod code;
mod diagnostics;
mod link;
mod review;
mod segment;
mod twins;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rapporteur_ingest::{Item, Walk};
use rapporteur_readers::Failure;
use rapporteur_schema::{Dataset, DiagnosticRow};

use crate::{Pipeline, PipelineError};

/// Hands over documents one after the other, with what had to be left out.
pub(crate) type Documents<'a> =
    &'a mut (dyn FnMut(&mut dyn FnMut(Result<Item, Failure>) -> bool) -> Result<(), PipelineError> + Send);

/// What a build is made with beside lexicon, threads and corrections.
#[derive(Clone, Debug)]
pub struct Options {
    /// How files are taken apart.
    pub walk: Walk,
    /// Whether `documents` gets the text.
    pub text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { walk: Walk::default(), text: true }
    }
}

/// How far a build has come. Numbers only grow.
#[derive(Debug, Default)]
pub struct Progress {
    documents: AtomicU64,
    bytes: AtomicU64,
    reused: AtomicU64,
}

impl Progress {
    /// Documents coded or taken over.
    pub fn documents(&self) -> u64 {
        self.documents.load(Ordering::Relaxed)
    }

    /// Bytes of these as they were read.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Documents whose rows were taken over from an earlier build.
    pub fn reused(&self) -> u64 {
        self.reused.load(Ordering::Relaxed)
    }
}

/// Takes finished rows: each table in its order, cut anywhere.
pub type Rows<'a> = &'a mut dyn FnMut(Dataset) -> Result<(), PipelineError>;

/// What a build needs beside its documents.
pub struct Job<'a> {
    /// The folder for intermediate results, which exists. What an earlier build left there is made use of.
    pub work: &'a Path,
    /// How to go about it.
    pub options: &'a Options,
    /// Counts what has been done.
    pub progress: &'a Progress,
    /// Hears of every error among the diagnostics.
    pub error: &'a mut dyn FnMut(&DiagnosticRow),
}

impl std::fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("work", &self.work).field("options", &self.options).finish_non_exhaustive()
    }
}

/// Codes all documents and hands their rows to `rows`; gives the review lists.
pub(crate) fn run(
    pipeline: &Pipeline,
    documents: Documents<'_>,
    job: &mut Job<'_>,
    rows: Rows<'_>,
) -> Result<Vec<(String, Vec<u8>)>, PipelineError> {
    let segments = code::run(pipeline, documents, job)?;
    link::run(segments, job, rows)
}
