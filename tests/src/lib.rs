//! Shared helpers of the tests: where things are, and the format of the data-driven cases.

pub mod case;
pub mod compare;

use std::path::{Path, PathBuf};

use rapporteur_cli::Pipeline;
use rapporteur_ingest::{Metadata, read_bytes};
use rapporteur_schema::Dataset;

/// The root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Files under `folder` with one of the extensions, sorted, at any depth.
pub fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The texts of the gold set and of the shipped corpus, with their paths.
pub fn corpus() -> Vec<(PathBuf, String)> {
    let root = repository();
    let folders = [root.join("tests/gold/raw"), root.join("data/raw")];
    let paths = folders.iter().flat_map(|f| files(f, &["txt", "md"]));
    paths
        .map(|p| {
            let text = std::fs::read_to_string(&p).unwrap_or_default();
            (p, text)
        })
        .collect()
}

/// Rows of one text.
///
/// # Panics
/// When the text cannot be read or its rows do not fit together: no text of a test should bring that about.
pub fn rows(pipeline: &Pipeline, document_id: &str, text: &str, metadata: Metadata) -> Dataset {
    let path = format!("{document_id}.txt");
    let source = read_bytes(document_id, &path, text.as_bytes(), metadata, &pipeline.lexicon().layout);
    let source = source.unwrap_or_else(|failure| panic!("{}", failure.message));
    let extraction = pipeline.source(&source);
    rapporteur_link::link(vec![extraction]).unwrap_or_else(|error| panic!("{document_id}: {error}"))
}
