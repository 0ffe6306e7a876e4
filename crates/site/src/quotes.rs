//! Quotes, each once: an event, its participants and a commitment often rest on the same sentence.

use std::collections::HashMap;

use serde_json::json;

use crate::read::Frame;
use crate::script::Script;
use crate::{NamedFile, SiteError};

/// Bytes of quotes in one file, more or less.
const SIZE: usize = 4 << 20;

/// All quotes, by document and place.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    /// Document (as a row), first code point, one past the last, words.
    rows: Vec<(usize, usize, usize, String)>,
    /// Place of each row's quote, by table.
    of_rows: HashMap<&'static str, Vec<usize>>,
}

impl Quotes {
    /// Collects the quotes of all tables that have any.
    pub(crate) fn of(tables: &[Frame]) -> Result<Self, SiteError> {
        let documents = keys(tables, "documents", "document_id")?;
        let events = keys(tables, "events", "event_id")?;
        let of_event: Vec<&String> = match tables.iter().find(|t| t.spec.name == "events") {
            Some(frame) => frame.needed("document_id")?.iter().collect(),
            None => Vec::new(),
        };
        let mut found: Vec<(&'static str, usize, (usize, usize, usize, String))> = Vec::new();
        for frame in tables.iter().filter(|t| t.column("evidence").is_some()) {
            let (starts, ends) = (frame.needed("evidence_start")?, frame.needed("evidence_end")?);
            let evidence = frame.needed("evidence")?;
            let owner = frame.column("document_id");
            for row in 0..frame.rows {
                let document = match owner {
                    Some(ids) => Some(&ids[row]),
                    None => {
                        frame.needed("event_id")?.get(row).and_then(|id| events.get(id.as_str())).map(|&e| of_event[e])
                    }
                };
                let document = document.and_then(|id| documents.get(id.as_str()));
                let number = |cells: &[String]| cells[row].parse::<usize>().ok();
                match (document, number(starts), number(ends)) {
                    (Some(&document), Some(start), Some(end)) => {
                        found.push((frame.spec.name, row, (document, start, end, evidence[row].clone())));
                    }
                    (None, ..) => return Err(frame.wrong(row, "belongs to no document".to_owned())),
                    _ => return Err(frame.wrong(row, "has a quote without a place".to_owned())),
                }
            }
        }
        let mut rows: Vec<_> = found.iter().map(|(_, _, quote)| quote.clone()).collect();
        rows.sort();
        rows.dedup();
        let mut quotes = Quotes { rows, of_rows: HashMap::new() };
        for (table, _, quote) in found {
            let place = quotes.rows.binary_search(&quote).unwrap_or_default();
            quotes.of_rows.entry(table).or_default().push(place);
        }
        Ok(quotes)
    }

    /// The quotes of a table's rows, as places in the list of all.
    pub(crate) fn of_table(&self, table: &str) -> &[usize] {
        self.of_rows.get(table).map_or(&[], Vec::as_slice)
    }

    /// The quotes of a document: first code point, one past the last, words.
    pub(crate) fn of_document(&self, document: usize) -> impl Iterator<Item = (usize, usize, &str)> {
        let from = self.rows.partition_point(|row| row.0 < document);
        let rest = self.rows[from..].iter().take_while(move |row| row.0 == document);
        rest.map(|(_, start, end, words)| (*start, *end, words.as_str()))
    }

    /// Adds the files that hold them, and says how many they are.
    pub(crate) fn files(&self, files: &mut Vec<NamedFile>) -> Result<usize, SiteError> {
        let mut parts: Vec<&[(usize, usize, usize, String)]> = Vec::new();
        let (mut from, mut size) = (0, 0);
        for (at, row) in self.rows.iter().enumerate() {
            size += row.3.len();
            if size > SIZE {
                parts.push(&self.rows[from..=at]);
                (from, size) = (at + 1, 0);
            }
        }
        if from < self.rows.len() || parts.is_empty() {
            parts.push(&self.rows[from..]);
        }
        for (part, rows) in parts.iter().enumerate() {
            let column = |of: fn(&(usize, usize, usize, String)) -> usize| rows.iter().map(of).collect::<Vec<_>>();
            let value = json!({
                "rows": rows.len(),
                "document": crate::encode::deltas(column(|r| r.0).into_iter().map(Some)),
                "start": column(|r| r.1),
                "end": column(|r| r.2),
                "text": rows.iter().map(|r| r.3.as_str()).collect::<Vec<_>>(),
            });
            files.push(Script::of(&format!("quotes-{part}"), &value)?.file());
        }
        Ok(parts.len())
    }
}

/// Row of each key of a table.
pub(crate) fn keys<'a>(tables: &'a [Frame], table: &str, column: &str) -> Result<HashMap<&'a str, usize>, SiteError> {
    let Some(frame) = tables.iter().find(|t| t.spec.name == table) else { return Ok(HashMap::new()) };
    Ok(frame.needed(column)?.iter().enumerate().map(|(row, key)| (key.as_str(), row)).collect())
}
