//! What a release must not do: lose rows, or get worse.

use rapporteur_quality::Diff;
use rapporteur_quality::diff::SchemaChange;
use rapporteur_schema::{DiagnosticRow, Row};

use crate::ReleaseError;
use crate::report::Gold;

/// How far a release may fall behind the one before it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest share of a table's rows that may be gone. Re-keyed rows are not gone.
    pub loss: f64,
    /// Largest fall of a gold figure.
    pub fall: f64,
}

impl Default for Limits {
    /// A twentieth of the rows, and no fall at all.
    fn default() -> Self {
        Limits { loss: 0.05, fall: 0.0 }
    }
}

/// Checks a release against the one before it.
pub(crate) fn check(limits: Limits, diff: &Diff, before: &[Gold], now: &[Gold]) -> Result<(), ReleaseError> {
    let mut reasons = Vec::new();
    reasons.extend(order(&diff.old.version, &diff.new.version));
    for change in &diff.schema {
        if let SchemaChange::TableAdded(table) = change {
            reasons.push(format!("the release before has no table {table}, so what was lost of it cannot be told"));
        }
    }
    // Fewer remarks are no loss.
    let counted = diff.tables.iter().filter(|t| t.table != DiagnosticRow::TABLE.name);
    for table in counted.filter(|t| t.loss() > limits.loss) {
        reasons.push(format!(
            "{} of {} rows of {} are gone ({:.1} %, allowed are {:.1} %); if they are meant to be, say so with --max-loss",
            table.count(rapporteur_quality::diff::ChangeKind::Deleted),
            table.old_rows,
            table.table,
            table.loss() * 100.0,
            limits.loss * 100.0,
        ));
    }
    for old in before {
        match now.iter().find(|new| new.name == old.name) {
            None if limits.fall >= 1.0 => {}
            None => reasons.push(format!(
                "the gold set {:?} was measured before and is not now; give its figures with --gold {0}=FILE, or, if it was \
                 given up, allow it with --max-fall 1",
                old.name
            )),
            Some(new) => reasons.extend(falls(limits, old, new)),
        }
    }
    if reasons.is_empty() { Ok(()) } else { Err(ReleaseError::Refused { reasons }) }
}

/// A release comes after the one before it. A build that was not published has no version.
fn order(before: &str, now: &str) -> Option<String> {
    let parts = |version: &str| version.split('.').map(str::parse).collect::<Result<Vec<u32>, _>>().ok();
    let (before_parts, now_parts) = (parts(before)?, parts(now)?);
    (before_parts >= now_parts)
        .then(|| format!("the release before has version {before}, which {now} does not follow; raise --version"))
}

fn falls(limits: Limits, old: &Gold, new: &Gold) -> Vec<String> {
    let figures = |gold: &Gold| -> Vec<(String, Option<f64>)> {
        let tallies = gold.tallies.iter().map(|t| (format!("F1 of {}", t.name), t.f1));
        tallies.chain(gold.columns.iter().map(|c| (format!("share of right {}", c.name), c.share))).collect()
    };
    let now = figures(new);
    let mut reasons = Vec::new();
    for (name, before) in figures(old) {
        let now = now.iter().find(|(other, _)| *other == name).and_then(|(_, value)| *value);
        // Both are rounded to four decimals, and half of the last one is no fall.
        if let Some(before) = before
            && now.is_none_or(|now| before - now > limits.fall + 0.000_05)
        {
            let now = now.map_or("not measured".to_owned(), |now| format!("{now:.4}"));
            reasons.push(format!(
                "{name} on the gold set {:?} fell from {before:.4} to {now}; mend the rules, or, if the gold itself was \
                 mended, allow it with --max-fall",
                old.name
            ));
        }
    }
    reasons
}
