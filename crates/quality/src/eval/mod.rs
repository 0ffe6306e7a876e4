//! Scores of a build against gold annotations.
//!
//! Gold is one JSON file per document, named `<document_id>.json`. Rows are matched one to one: events by evidence, name,
//! or type and start date; commitments by evidence; actors by name. Gold entries marked `optional` count for nothing,
//! found or not. *Core* events are those whose salience is not `referenced`.

mod load;
mod matching;
mod norm;
mod report;
mod scoring;
mod sha1;
mod tables;

use std::path::Path;

pub use report::{Accuracy, Detail, ErrorKind, Report, Share, Tally};

use crate::QualityError;

/// An actor, with the words of each of its names.
#[derive(Clone, Default)]
struct Actor {
    label: String,
    names: Vec<Vec<String>>,
    kind: Option<String>,
    role: Option<String>,
    optional: bool,
}

/// Holds the CSV tables in `pred` against the gold files in `gold`.
///
/// Documents of the build without a gold file are left out.
///
/// # Errors
/// A table that is missing, lacks a needed column or is no CSV; a gold folder without JSON files; a gold file that is no
/// JSON or lacks `type`, `salience` or the like.
pub fn evaluate(pred: &Path, gold: &Path) -> Result<Report, QualityError> {
    let predicted = tables::load(pred)?;
    let mut report = Report::default();
    for (document_id, gold) in load::load(gold)? {
        report.documents_scored += 1;
        scoring::score(&mut report, &document_id, &gold, predicted.get(&document_id));
    }
    Ok(report)
}
