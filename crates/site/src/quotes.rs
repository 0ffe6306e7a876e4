//! Quotes, each once: an event, its participants and a commitment often rest on the same sentence.

use std::collections::HashMap;

use serde_json::json;

use crate::encode::deltas;
use crate::read::Frame;
use crate::script::Script;
use crate::{NamedFile, SiteError};

/// Bytes of quotes in one file, more or less.
const SIZE: usize = 4 << 20;

/// A quote with its place; quotes are in order by document and place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Quote {
    /// Row of the document.
    document: usize,
    /// First code point.
    start: usize,
    /// One past the last.
    end: usize,
    words: String,
}

/// All quotes, by document and place.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    rows: Vec<Quote>,
    /// Place of each row's quote, by table.
    of_rows: HashMap<&'static str, Vec<usize>>,
}

impl Quotes {
    /// Collects the quotes of all tables that have any.
    pub(crate) fn of(tables: &[Frame]) -> Result<Self, SiteError> {
        let mut found = Vec::new();
        for frame in tables.iter().filter(|t| t.column("evidence").is_some()) {
            found.push((frame.spec.name, of_frame(frame, tables)?));
        }
        let mut rows: Vec<Quote> = found.iter().flat_map(|(_, quotes)| quotes.iter().cloned()).collect();
        rows.sort();
        rows.dedup();
        let place = |quote: &Quote| rows.binary_search(quote).unwrap_or_default();
        let of_rows = found.iter().map(|(table, quotes)| (*table, quotes.iter().map(place).collect())).collect();
        Ok(Quotes { of_rows, rows })
    }

    /// The quotes of a table's rows, as places in the list of all.
    pub(crate) fn of_table(&self, table: &str) -> &[usize] {
        self.of_rows.get(table).map_or(&[], Vec::as_slice)
    }

    /// The quotes of a document: first code point, one past the last, words.
    pub(crate) fn of_document(&self, document: usize) -> impl Iterator<Item = (usize, usize, &str)> {
        let from = self.rows.partition_point(|quote| quote.document < document);
        let own = self.rows[from..].iter().take_while(move |quote| quote.document == document);
        own.map(|quote| (quote.start, quote.end, quote.words.as_str()))
    }

    /// Adds the files that hold them, and says how many they are.
    pub(crate) fn files(&self, files: &mut Vec<NamedFile>) -> Result<usize, SiteError> {
        let mut parts: Vec<&[Quote]> = Vec::new();
        let (mut from, mut size) = (0, 0);
        for (at, quote) in self.rows.iter().enumerate() {
            size += quote.words.len();
            if size > SIZE {
                parts.push(&self.rows[from..=at]);
                (from, size) = (at + 1, 0);
            }
        }
        if from < self.rows.len() || parts.is_empty() {
            parts.push(&self.rows[from..]);
        }
        for (part, quotes) in parts.iter().enumerate() {
            let value = json!({
                "rows": quotes.len(),
                "document": deltas(quotes.iter().map(|quote| Some(quote.document))),
                "start": quotes.iter().map(|quote| quote.start).collect::<Vec<_>>(),
                "end": quotes.iter().map(|quote| quote.end).collect::<Vec<_>>(),
                "text": quotes.iter().map(|quote| quote.words.as_str()).collect::<Vec<_>>(),
            });
            files.push(Script::of(&format!("quotes-{part}"), &value)?.file());
        }
        Ok(parts.len())
    }
}

/// The quote of each row of a table, which belongs to a document by itself or by its event.
fn of_frame(frame: &Frame, tables: &[Frame]) -> Result<Vec<Quote>, SiteError> {
    let documents = keys(tables, "documents", "document_id")?;
    let events = keys(tables, "events", "event_id")?;
    let of_events = tables.iter().find(|t| t.spec.name == "events").and_then(|t| t.column("document_id"));
    let (own, event) = (frame.column("document_id"), frame.column("event_id"));
    let (starts, ends) = (frame.needed("evidence_start")?, frame.needed("evidence_end")?);
    let words = frame.needed("evidence")?;
    let number = |cells: &[String], row: usize| cells[row].parse::<usize>().ok();
    let quote = |row: usize| {
        let id = own.map(|ids| &ids[row]).or_else(|| {
            let event = events.get(event?[row].as_str())?;
            of_events?.get(*event)
        });
        let document = id.and_then(|id| documents.get(id.as_str()));
        match (document, number(starts, row), number(ends, row)) {
            (Some(&document), Some(start), Some(end)) => Ok(Quote { document, start, end, words: words[row].clone() }),
            (None, ..) => Err(frame.wrong(row, "belongs to no document".to_owned())),
            _ => Err(frame.wrong(row, "has a quote without a place".to_owned())),
        }
    };
    (0..frame.rows).map(quote).collect()
}

/// Row of each key of a table.
pub(crate) fn keys<'a>(tables: &'a [Frame], table: &str, column: &str) -> Result<HashMap<&'a str, usize>, SiteError> {
    let Some(frame) = tables.iter().find(|t| t.spec.name == table) else { return Ok(HashMap::new()) };
    Ok(frame.needed(column)?.iter().enumerate().map(|(row, key)| (key.as_str(), row)).collect())
}
