//! `add`: a row that the engine did not make.

use rapporteur_schema::{Cell, CommitmentRow, EventRow, Kind, Row, row_id};
use serde_json::{Map, Value};

use super::stored::{Stored, has_key, known_column, mark, parts, tidied};
use super::{Correction, REVIEW_STATUS, Work};

const DOCUMENT_ID: &str = "document_id";

/// What columns hold where the line does not name them and empty is no value.
const DEFAULTS: [(&str, &str); 6] = [
    ("rule_id", "correction"),
    ("date_precision", "none"),
    ("mode", "unknown"),
    ("attendance", "stated"),
    ("resolution", "exact"),
    ("polarity", "do"),
];

impl Work<'_> {
    pub(super) fn add<R: Stored>(&mut self, line: &Correction) -> Result<(), String> {
        if !line.column.is_empty() || !line.expected.is_empty() {
            return Err("add takes no column and expects nothing; leave both cells empty".to_owned());
        }
        let mut values: Map<String, Value> = serde_json::from_str(&line.value)
            .map_err(|e| format!("the value is no JSON object ({e}); write {{\"column\": \"value\", …}}"))?;
        let parts = self.key_of_new::<R>(line, &values)?;
        let mut row = R::default();
        for (&column, part) in R::TABLE.primary_key.iter().zip(parts) {
            if let Some(said) = values.remove(column)
                && spelled(column, &said)? != part
            {
                return Err(format!("{column}: the value is not what the cell \"row\" says; leave it out"));
            }
            row.set(column, &part).map_err(|what| format!("{column}: {part:?} {what}"))?;
        }
        // Where "row" is the document, the row need not say it again.
        if R::TABLE.position(DOCUMENT_ID).is_some()
            && !R::TABLE.primary_key.contains(&DOCUMENT_ID)
            && self.is_document(&line.row)
        {
            values.entry(DOCUMENT_ID).or_insert_with(|| Value::String(line.row.clone()));
        }
        for (column, value) in &values {
            known_column::<R>(column)?;
            let text = spelled(column, value)?;
            row.set(column, &tidied::<R>(column, text.trim()))
                .map_err(|what| format!("{column}: the value {text:?} {what}"))?;
        }
        for (column, default) in DEFAULTS {
            if R::TABLE.position(column).is_some() && !values.contains_key(column) {
                let _ = row.set(column, default);
            }
        }
        let missing = missing(&row, &values);
        if !missing.is_empty() {
            return Err(format!("the value lacks {}; a row cannot be without", missing.join(", ")));
        }
        row.follow(&R::default());
        mark(&mut row);
        self.touch(&row);
        row.insert(self.dataset);
        Ok(())
    }

    /// The key of the row to be: what the cell `row` says, or, where that is a document, an id made from document and
    /// quote.
    fn key_of_new<R: Stored>(&mut self, line: &Correction, values: &Map<String, Value>) -> Result<Vec<String>, String> {
        let prefix = [(EventRow::TABLE.name, "ev"), (CommitmentRow::TABLE.name, "co")];
        let prefix = prefix.iter().find(|(table, _)| *table == R::TABLE.name).map(|(_, prefix)| *prefix);
        if let Some(prefix) = prefix
            && self.is_document(&line.row)
        {
            let quote = values.get("evidence").and_then(Value::as_str).unwrap_or("");
            let rows = R::rows(self.dataset);
            // Several rows may be added for one quote; each is its number away from the first.
            let ids = (0_usize..).map(|n| row_id(prefix, &[&line.row, quote, "correction", &n.to_string()]));
            let free = ids.take(rows.len() + 1).find(|id| !rows.iter().any(|r| has_key(r, &[id.as_str()])));
            return Ok(free.into_iter().collect());
        }
        let parts = parts::<R>(&line.row)?;
        if R::rows(self.dataset).iter().any(|r| has_key(r, &parts)) {
            return Err("there is such a row already; use set, or remove this line".to_owned());
        }
        Ok(parts.into_iter().map(str::to_owned).collect())
    }

    fn is_document(&self, id: &str) -> bool {
        self.dataset.documents.iter().any(|d| d.document_id == id)
    }
}

/// A JSON value as CSV would spell it.
fn spelled(column: &str, value: &Value) -> Result<String, String> {
    let refuse = || format!("{column}: write a text, a number, true, false, null or a list of texts");
    Ok(match value {
        Value::Null => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            items.ok_or_else(refuse)?.join("|")
        }
        Value::Object(_) => return Err(refuse()),
    })
}

/// Columns that must be there and are not. A truth value that is not named is false, an unnamed list empty.
fn missing<R: Row>(row: &R, values: &Map<String, Value>) -> Vec<&'static str> {
    let columns = R::TABLE.columns.iter().filter(|c| !c.nullable && c.name != REVIEW_STATUS);
    let lacks = columns.filter(|c| match c.kind {
        Kind::Text => matches!(row.cell(c.name), Some(Cell::Text(""))),
        Kind::Boolean | Kind::List => false,
        _ => !values.contains_key(c.name),
    });
    lacks.map(|c| c.name).collect()
}
