//! Keys, references and vocabularies: what ties the tables together.

use polars::prelude::*;

use super::frames::Frame;
use super::{Finding, Findings};
use crate::QualityError;

/// Runs all checks of this module.
pub(super) fn check(frames: &[Frame], findings: &mut Findings) -> Result<(), QualityError> {
    for frame in frames.iter().filter(|f| f.has_key()) {
        primary_key(frame, findings)?;
        required(frame, findings)?;
        references(frame, frames, findings)?;
        vocabularies(frame, findings)?;
    }
    unused_actors(frames, findings)
}

fn primary_key(frame: &Frame, findings: &mut Findings) -> Result<(), QualityError> {
    let table = frame.table;
    let columns: Vec<Expr> = table.primary_key.iter().map(|&k| col(k)).collect();
    let twice = frame.data.clone().lazy().group_by_stable(columns).agg([len().alias("number of rows")]);
    let twice = frame.collect(twice.filter(col("number of rows").gt(lit(1))))?;
    let found = frame.findings(&twice, &table.primary_key.join(","), "the key stands more than once");
    findings.errors(format!("{}: primary key", table.name), frame.data.height(), found);
    Ok(())
}

/// Values that must be there, those of the key among them.
fn required(frame: &Frame, findings: &mut Findings) -> Result<(), QualityError> {
    let mut found = Vec::new();
    for column in frame.table.columns.iter().filter(|c| !c.nullable && frame.has(&[c.name])) {
        let rows = frame.rows_where(col(column.name).is_null())?;
        found.extend(frame.findings(&rows, column.name, "is missing"));
    }
    for column in frame.table.columns {
        if frame.texts(column.name).is_some() {
            let rows = frame.rows_where(col(column.name).eq(lit("")))?;
            found.extend(frame.findings(&rows, column.name, "is empty text; should be null or filled"));
        }
    }
    findings.errors(format!("{}: values that must be there", frame.table.name), frame.data.height(), found);
    Ok(())
}

fn references(frame: &Frame, frames: &[Frame], findings: &mut Findings) -> Result<(), QualityError> {
    for key in frame.table.foreign_keys {
        let Some(other) = frames.iter().find(|f| f.table.name == key.table && f.has(&[key.target])) else { continue };
        if !frame.has(&[key.column]) {
            continue;
        }
        let known = other.data.clone().lazy().select([col(key.target)]);
        let rows = without(frame, key.column, known, key.target)?;
        let found = unknown(frame, &rows, key.column, &format!("is no {} of {}", key.target, key.table));
        findings.errors(format!("{}: {} in {}", frame.table.name, key.column, key.table), frame.data.height(), found);
    }
    Ok(())
}

fn vocabularies(frame: &Frame, findings: &mut Findings) -> Result<(), QualityError> {
    for column in frame.table.columns.iter().filter(|c| frame.has(&[c.name])) {
        let Some(words) = column.vocabulary else { continue };
        let words = DataFrame::new_infer_height(vec![Column::new("word".into(), words)]);
        let words = words.map_err(|e| QualityError::NotChecked { table: frame.table.name, what: e.to_string() })?;
        let rows = without(frame, column.name, words.lazy(), "word")?;
        let found = unknown(frame, &rows, column.name, "is not in the vocabulary");
        findings.errors(format!("{}: vocabulary of {}", frame.table.name, column.name), frame.data.height(), found);
    }
    Ok(())
}

/// The rows whose value in `column` is given, but is no value of `target` in `known`.
fn without(frame: &Frame, column: &str, known: LazyFrame, target: &str) -> Result<DataFrame, QualityError> {
    let rows = frame.data.clone().lazy().filter(col(column).is_not_null());
    frame.collect(rows.anti_join(known, col(column), col(target)))
}

/// Findings that name the value itself.
fn unknown(frame: &Frame, rows: &DataFrame, column: &str, what: &str) -> Vec<Finding> {
    let mut found = frame.findings(rows, column, what);
    if let Ok(values) = rows.column(column).and_then(|c| c.str()) {
        for (finding, value) in found.iter_mut().zip(values.iter()) {
            finding.what = format!("{:?} {what}", value.unwrap_or_default());
        }
    }
    found
}

/// Actors that no row refers to: harmless, but somebody may wonder.
fn unused_actors(frames: &[Frame], findings: &mut Findings) -> Result<(), QualityError> {
    let Some(actors) = frames.iter().find(|f| f.table.name == "actors" && f.has_key()) else { return Ok(()) };
    let mut unused = actors.data.clone().lazy();
    for frame in frames {
        for key in frame.table.foreign_keys.iter().filter(|k| k.table == "actors" && frame.has(&[k.column])) {
            let used = frame.data.clone().lazy().select([col(key.column)]);
            unused = unused.anti_join(used, col(key.target), col(key.column));
        }
    }
    let unused = actors.collect(unused)?;
    let found = actors.findings(&unused, "actor_id", "no row refers to this actor");
    findings.notes("actors: used", actors.data.height(), found);
    Ok(())
}
