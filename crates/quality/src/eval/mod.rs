//! Scores of a build against gold annotations.
//!
//! Gold is one JSON file per document, named `<document_id>.json`. Rows are matched one to one: events by evidence, name,
//! or type and start date; commitments by evidence; actors by name. Gold entries marked `optional` count for nothing,
//! found or not. *Core* events are those whose salience is not `referenced`.
//!
//! Rules have tallies of their own: every row of a scored document counts for the rule in its `rule_id`, and it is right
//! when a gold entry answers to it, an optional one too. [`Half`] divides the documents, so that rules can be tuned on one
//! half and judged by the other.

mod figures;
mod groups;
mod load;
mod matching;
mod norm;
mod report;
mod scoring;
mod sha1;
mod tables;
mod text;

use std::path::Path;

pub use figures::{Accuracy, Figures, Share, Tally, wilson};
pub use groups::{DocumentScore, Gap, Half, Halves, RuleTally};
pub use report::{Detail, ErrorKind, Report};
pub use text::group_table;

use crate::QualityError;

/// An actor, with the words of each of its names.
#[derive(Clone, Default)]
struct Actor {
    label: String,
    names: Vec<Vec<String>>,
    kind: Option<String>,
    role: Option<String>,
    optional: bool,
    /// The rule that made a predicted participant; empty for gold actors, and where the table does not say.
    rule: String,
}

/// Holds the CSV tables in `pred` against the gold files in `gold`.
///
/// Documents of the build without a gold file are left out.
///
/// # Errors
/// A table that is missing, lacks a needed column or is no CSV; a gold folder without JSON files; a gold file that is no
/// JSON or lacks `type`, `salience` or the like.
pub fn evaluate(pred: &Path, gold: &Path) -> Result<Report, QualityError> {
    score(pred, gold, None)
}

/// The same with one half of the gold documents; there may be none in it.
///
/// # Errors
/// As for [`evaluate`].
pub fn evaluate_half(pred: &Path, gold: &Path, half: Half) -> Result<Report, QualityError> {
    score(pred, gold, Some(half))
}

fn score(pred: &Path, gold: &Path, half: Option<Half>) -> Result<Report, QualityError> {
    let predicted = tables::load(pred)?;
    let mut report = Report::default();
    for (document_id, gold) in load::load(gold)? {
        if half.is_none_or(|half| half == Half::of(&document_id)) {
            let (score, details) = scoring::score(&document_id, &gold, predicted.get(&document_id));
            report.add(score, details);
        }
    }
    Ok(report)
}
