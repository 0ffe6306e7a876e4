//! Documents in memory: the same rows as from the same files.
//!
//! ```
//! use rapporteur_cli::{Document, Pipeline};
//!
//! let text = "Ministers meet in Osh\n\nThe ministers of the two countries met in Osh on Monday.\n";
//! let dataset = Pipeline::new().documents(vec![Document::new("osh", text)])?;
//! assert_eq!(dataset.documents[0].source_path, "osh.txt");
//! # Ok::<(), rapporteur_cli::PipelineError>(())
//! ```

use std::collections::BTreeMap;

use rapporteur_ingest::{Failure, Metadata, read_bytes};
use rapporteur_schema::{Dataset, DiagnosticRow, Extraction};
use rapporteur_text::Diagnostic;
use rayon::prelude::*;

use crate::{Pipeline, PipelineError, STACK, document, remarks};

/// A document that is in memory already.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its id.
    pub document_id: String,
    /// What to call it in messages and in the column of that name; a file would have its path here.
    pub source_path: String,
    /// Its text; without one it becomes a row of `diagnostics` with the code `no-text`.
    pub text: Option<String>,
    /// What is known of it; wins over front matter in the text, as a manifest does.
    pub metadata: Metadata,
    /// What was odd about it on its way here.
    pub remarks: Vec<Diagnostic>,
}

impl Document {
    /// A document of which nothing is known but its text; called `<document_id>.txt`.
    pub fn new(document_id: &str, text: &str) -> Self {
        Document {
            document_id: document_id.to_owned(),
            source_path: format!("{document_id}.txt"),
            text: Some(text.to_owned()),
            ..Document::default()
        }
    }
}

/// Documents on their way into one dataset, a few of them in memory at a time.
///
/// ```
/// use rapporteur_cli::{Document, Pipeline};
///
/// let pipeline = Pipeline::new();
/// let mut coding = pipeline.coding()?;
/// coding.add(vec![Document::new("a", "The ministers met in Osh.")]);
/// coding.add(vec![Document::new("b", "The presidents met in Bishkek.")]);
/// assert_eq!(coding.finish()?.documents.len(), 2);
/// # Ok::<(), rapporteur_cli::PipelineError>(())
/// ```
#[derive(Debug)]
pub struct Coding<'p> {
    pipeline: &'p Pipeline,
    pool: rayon::ThreadPool,
    /// Path of the document that has an id.
    taken: BTreeMap<String, String>,
    coded: Vec<(String, Extraction)>,
    failures: Vec<Failure>,
}

impl Pipeline {
    /// The dataset of documents in memory, the same as [`build`](Self::build) gives for files with these paths and texts.
    ///
    /// A document without text, or with the id of one before it, becomes a row of `diagnostics`. Corrections are not
    /// applied.
    ///
    /// # Errors
    /// See [`PipelineError`].
    pub fn documents(&self, documents: Vec<Document>) -> Result<Dataset, PipelineError> {
        let mut coding = self.coding()?;
        coding.add(documents);
        coding.finish()
    }

    /// Begins a dataset whose documents come one batch after the other.
    ///
    /// # Errors
    /// [`PipelineError::Threads`].
    pub fn coding(&self) -> Result<Coding<'_>, PipelineError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.map_or(0, std::num::NonZeroUsize::get))
            .stack_size(STACK)
            .build()
            .map_err(|cause| PipelineError::Threads { cause: cause.to_string() })?;
        Ok(Coding { pipeline: self, pool, taken: BTreeMap::new(), coded: Vec::new(), failures: Vec::new() })
    }

    fn document(&self, document: &Document) -> Result<Extraction, Failure> {
        let path = &document.source_path;
        let text = document.text.as_ref().ok_or_else(|| no_text(path))?;
        let mut source = document::guarded(path, || {
            let metadata = document.metadata.clone();
            read_bytes(&document.document_id, path, text.as_bytes(), metadata, &self.lexicon().layout)
        })
        .and_then(|read| read)?;
        source.diagnostics.splice(0..0, document.remarks.iter().cloned());
        let mut rows = document::guarded(path, || document::extract(&source, self.lexicon()))?;
        if let Some(row) = &mut rows.document {
            row.text = Some(source.text);
        }
        Ok(rows)
    }
}

impl Coding<'_> {
    /// The rows of each document, in the order given and not linked; what cannot be used is a diagnostic.
    pub fn each(&self, documents: &[Document]) -> Vec<Extraction> {
        let one = |document: &Document| {
            let mut rows = self.pipeline.document(document).unwrap_or_else(|failure| remarks::of_failure(&failure));
            remarks::make_distinct(&mut rows.diagnostics);
            rows
        };
        self.pool.install(|| documents.par_iter().map(one).collect())
    }

    /// Codes documents on all threads, and lets go of their texts.
    pub fn add(&mut self, documents: Vec<Document>) {
        let mut fresh = Vec::with_capacity(documents.len());
        for document in documents {
            let path = &document.source_path;
            if document.text.is_none() {
                self.failures.push(no_text(path));
            } else if let Some(first) = self.taken.get(&document.document_id) {
                self.failures.push(duplicate_id(path, &document.document_id, first));
            } else {
                self.taken.insert(document.document_id.clone(), path.clone());
                fresh.push(document);
            }
        }
        let coded = self.each(&fresh);
        self.coded.extend(fresh.into_iter().map(|document| document.document_id).zip(coded));
    }

    /// Links what was coded.
    ///
    /// # Errors
    /// [`PipelineError::Link`] on a mistake in the engine.
    pub fn finish(mut self) -> Result<Dataset, PipelineError> {
        // The order in which files are discovered, on which the ids of equal remarks depend.
        self.coded.sort_by(|a, b| a.0.cmp(&b.0));
        self.failures.sort_by(|a, b| (&a.source_path, a.code).cmp(&(&b.source_path, b.code)));
        let mut extractions: Vec<Extraction> = self.coded.into_iter().map(|(_, rows)| rows).collect();
        extractions.extend(self.failures.iter().map(remarks::of_failure));
        let mut by_path: BTreeMap<String, Vec<DiagnosticRow>> = BTreeMap::new();
        for row in extractions.iter_mut().flat_map(|e| std::mem::take(&mut e.diagnostics)) {
            by_path.entry(row.source_path.clone()).or_default().push(row);
        }
        by_path.values_mut().for_each(remarks::make_distinct);
        let diagnostics = by_path.into_values().flatten().collect();
        extractions.push(Extraction { diagnostics, ..Extraction::default() });
        Ok(rapporteur_link::link(extractions)?)
    }
}

/// What remains of a document whose id another one has.
pub fn duplicate(source_path: &str, document_id: &str, first: &str) -> Extraction {
    remarks::of_failure(&duplicate_id(source_path, document_id, first))
}

fn duplicate_id(source_path: &str, document_id: &str, first: &str) -> Failure {
    let what =
        format!("has the same document_id {document_id:?} as {first}, which is kept; give each document its own");
    Failure::new(source_path, "duplicate-id", what)
}

fn no_text(source_path: &str) -> Failure {
    Failure::new(source_path, "no-text", "has no text (null); leave it out, or give its text")
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use rapporteur_ingest::{Walk, discover};

    use super::*;

    /// The documents of a folder as somebody would hand them over who read the files and the manifest.
    fn in_memory(folder: &Path) -> Vec<Document> {
        let inputs = discover(&[folder.to_owned()], &Walk::default()).unwrap();
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let document = |item: &rapporteur_ingest::Item| Document {
            document_id: item.document_id.clone(),
            source_path: item.source_path.clone(),
            text: Some(read(&item.path)),
            metadata: item.manifest.clone(),
            remarks: item.remarks.clone(),
        };
        inputs.items.iter().map(document).collect()
    }

    #[test]
    fn documents_in_memory_give_the_rows_of_their_files() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
        for folder in ["data/raw", "tests/gold/raw"] {
            let folder = root.join(folder);
            let pipeline = Pipeline::new().threads(2);
            let built = pipeline.build(std::slice::from_ref(&folder)).unwrap();
            let mut documents = in_memory(&folder);
            documents.reverse();
            assert_eq!(pipeline.documents(documents).unwrap(), built);
        }
    }

    #[test]
    fn what_cannot_be_used_is_a_diagnostic() {
        let text = "The ministers met in Osh.";
        let none = Document { text: None, ..Document::new("none", "") };
        let documents =
            vec![Document::new("a", text), none, Document::new("a", "Another text."), Document::new("b", "")];
        let dataset = Pipeline::new().documents(documents).unwrap();
        assert_eq!(dataset.documents.len(), 1);
        let codes: Vec<&str> = dataset.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert!(["no-text", "duplicate-id", "empty"].iter().all(|code| codes.contains(code)), "{codes:?}");
    }
}
