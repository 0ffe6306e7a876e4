//! Every value of a row and how it was reached.

use std::collections::BTreeMap;

use anyhow::Result;
use rapporteur_cli::Traced;
use rapporteur_extract::Trace;
use rapporteur_schema::{Cell, Row};

use super::show::one_line;
use crate::output::Output;

/// Shown already, above the values.
const ABOVE: [&str; 4] = ["event_id", "commitment_id", "evidence", "rule_id"];
/// Steps told by the list of actors.
const BELOW: [&str; 2] = ["participants", "parties"];
/// Values wider than this do not widen the column.
const WIDTH: usize = 40;

pub(super) fn print(document: &Traced, trace: &Trace, out: &mut Output) -> Result<()> {
    let rows = &document.extraction;
    let event = rows.events.iter().find(|e| e.event_id == trace.row_id).map(cells);
    let commitment = rows.commitments.iter().find(|c| c.commitment_id == trace.row_id).map(cells);
    let cells = event.or(commitment).unwrap_or_default();
    let by_name: BTreeMap<&str, &str> = cells.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut lines: Vec<(&str, &str, String)> = Vec::new();
    for (column, value) in &cells {
        let steps = trace.steps.iter().filter(|(c, _, how)| c == column && !how.is_empty());
        let told: Vec<&str> = steps.map(|(.., how)| how.as_str()).collect();
        let how = if told.is_empty() && !value.is_empty() { reached(column, &by_name) } else { told.join("; ") };
        let says_something = !value.is_empty() || !how.is_empty();
        if says_something && !ABOVE.contains(column) {
            lines.push((column, value, how));
        }
    }
    // What was traced beyond the columns of the row itself.
    let further =
        trace.steps.iter().filter(|(c, ..)| !by_name.contains_key(c.as_str()) && !BELOW.contains(&c.as_str()));
    lines.extend(further.map(|(column, value, how)| (column.as_str(), value.as_str(), how.clone())));
    let width = |of: fn(&(&str, &str, String)) -> usize| lines.iter().map(of).max().unwrap_or(0);
    let (name, value) = (width(|l| l.0.chars().count()), width(|l| l.1.chars().count()).min(WIDTH));
    out.line("\nvalues")?;
    for (column, text, how) in &lines {
        match how.as_str() {
            "" => out.line(format_args!("  {column:name$}  {text}"))?,
            how => out.line(format_args!("  {column:name$}  {text:value$}  ← {how}"))?,
        }
    }
    Ok(())
}

/// How a column is reached where its trace says nothing more: from other columns of the row.
fn reached(column: &str, row: &BTreeMap<&str, &str>) -> String {
    let value = |name: &str| row.get(name).copied().filter(|v| !v.is_empty());
    let rule = || value("rule_id").map(|rule| format!("rule {rule}"));
    let how = match column {
        "event_type" | "commitment_type" | "trigger" | "cue" => rule(),
        "start_date" | "end_date" | "date_edtf" | "date_precision" | "date_basis" => match value("date_text") {
            Some(words) => Some(format!("the words {words:?}")),
            None => value("date_basis").map(|basis| format!("date_basis is {basis}")),
        },
        "place" | "country" => value("place_basis").map(|basis| format!("place_basis is {basis}")),
        "latitude" | "longitude" | "geonames_id" => value("place").map(|place| format!("the gazetteer's {place}")),
        "plover" | "cameo" => value("event_type").zip(value("status")).map(|(kind, status)| format!("{status} {kind}")),
        "topics" => Some("topic words of the lexicon".to_owned()),
        "confidence" => rule().map(|rule| format!("{rule} on gold texts")),
        "due_start" | "due_end" => value("due_edtf").map(|due| format!("due_edtf is {due}")),
        "modality" => value("cue").map(|cue| format!("the words {cue:?}")),
        _ => None,
    };
    how.unwrap_or_default()
}

fn cells<R: Row>(row: &R) -> Vec<(&'static str, String)> {
    R::TABLE.columns.iter().map(|c| c.name).zip(row.cells().iter().map(shown)).collect()
}

fn shown(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => one_line(text),
        Cell::Integer(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Boolean(truth) => truth.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::List(items) => items.join(" | "),
    }
}
