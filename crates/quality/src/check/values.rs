//! Values that must agree with one another within a row.

use polars::prelude::*;

use super::frames::{Frame, key};
use super::{Finding, Findings};
use crate::QualityError;

/// Columns of which the first may not be greater than the second, in whichever table both stand.
const ORDERED: [(&str, &str); 4] = [
    ("start_date", "end_date"),
    ("due_start", "due_end"),
    ("evidence_start", "evidence_end"),
    ("span_start", "span_end"),
];

/// Columns with least and greatest value, in whichever table they stand.
const RANGES: [(&str, f64, f64); 5] = [
    ("confidence", 0.0, 1.0),
    ("latitude", -90.0, 90.0),
    ("longitude", -180.0, 180.0),
    ("level", 1.0, 5.0),
    ("evidence_start", 0.0, f64::INFINITY),
];

/// Runs all checks of this module.
pub(super) fn check(frames: &[Frame], findings: &mut Findings) -> Result<(), QualityError> {
    for frame in frames.iter().filter(|f| f.has_key()) {
        let (name, height) = (frame.table.name, frame.data.height());
        for (first, second) in ORDERED.into_iter().filter(|(a, b)| frame.has(&[a, b])) {
            let rows = frame.rows_where(col(first).gt(col(second)))?;
            let found = frame.findings(&rows, &format!("{first},{second}"), &format!("{first} is after {second}"));
            findings.errors(format!("{name}: {first} before {second}"), height, found);
        }
        for (column, least, most) in RANGES.into_iter().filter(|(c, ..)| frame.has(&[c])) {
            // Not-a-number counts as greater than everything.
            let rows = frame.rows_where(col(column).lt(lit(least)).or(col(column).gt(lit(most))))?;
            let found = frame.findings(&rows, column, &format!("is not within {least} and {most}"));
            findings.errors(format!("{name}: {column} within range"), height, found);
        }
        if let Some(found) = lengths(frame) {
            findings.errors(format!("{name}: length of evidence"), height, found);
        }
    }
    Ok(())
}

/// Quotes that are not as long, in code points, as their offsets say.
fn lengths(frame: &Frame) -> Option<Vec<Finding>> {
    let quotes = frame.texts("evidence")?.iter();
    let offsets = frame.integers("evidence_start")?.iter().zip(frame.integers("evidence_end")?.iter());
    let mut found = Vec::new();
    for (i, (quote, (start, end))) in quotes.zip(offsets).enumerate() {
        let (Some(quote), Some(start), Some(end)) = (quote, start, end) else { continue };
        let length = quote.chars().count();
        if i64::try_from(length).ok() != end.checked_sub(start) {
            found.push(Finding {
                table: frame.table.name.to_owned(),
                column: "evidence".to_owned(),
                row: key(frame.table, &frame.data, i),
                what: format!("is {length} code points long, but the offsets are {start} and {end}"),
            });
        }
    }
    Some(found)
}
