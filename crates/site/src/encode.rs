//! Columns as JSON, each in the shortest of a few shapes.
//!
//! | shape | column |
//! |---|---|
//! | `{"c": x}` | the same value everywhere; `null` if there is none |
//! | `{"d": [words], "v": [codes]}` | few different values; `-1` is missing |
//! | `{"t": [words]}` | texts that hardly repeat |
//! | `{"n": [numbers]}` | numbers |
//! | `{"f": table, "v": [deltas]}` | references, as row of the other table, each less the one before; `-1` is none |
//! | `{"q": [deltas]}` | quotes, as places in the list of quotes; start and end are found there too |

use std::collections::HashMap;
use std::ops::Range;

use rapporteur_schema::Kind;
use serde_json::{Map, Value, json};

use crate::quotes::Quotes;
use crate::read::Frame;
use crate::{SiteError, quotes};

/// What columns refer to.
pub(crate) struct Encoder<'a> {
    quotes: &'a Quotes,
    keys: HashMap<&'static str, HashMap<&'a str, usize>>,
}

/// Columns that the list of quotes holds.
pub(crate) const FROM_QUOTES: [&str; 2] = ["evidence_start", "evidence_end"];
/// The column with the whole text, where documents have one; it goes into files of its own.
pub(crate) const TEXT: &str = "text";

/// Whether a column is the text of a document.
pub(crate) fn is_text(frame: &Frame, column: &str) -> bool {
    frame.spec.name == "documents" && column == TEXT
}

impl<'a> Encoder<'a> {
    /// Learns the keys of all tables.
    pub(crate) fn of(tables: &'a [Frame], quotes: &'a Quotes) -> Self {
        let keys = tables
            .iter()
            .filter_map(|t| match t.spec.primary_key {
                [key] => quotes::keys(tables, t.spec.name, key).ok().map(|keys| (t.spec.name, keys)),
                _ => None,
            })
            .collect();
        Encoder { quotes, keys }
    }

    /// Some rows of a table.
    pub(crate) fn part(&self, frame: &Frame, rows: Range<usize>) -> Result<Value, SiteError> {
        let mut columns = Map::new();
        for name in frame.names() {
            let quoted = frame.column("evidence").is_some() && FROM_QUOTES.contains(&name);
            if quoted || is_text(frame, name) {
                continue;
            }
            columns.insert(name.to_owned(), self.column(frame, name, rows.clone())?);
        }
        Ok(json!({ "rows": rows.len(), "columns": columns }))
    }

    fn column(&self, frame: &Frame, name: &str, rows: Range<usize>) -> Result<Value, SiteError> {
        if name == "evidence" {
            let places = &self.quotes.of_table(frame.spec.name)[rows];
            return Ok(json!({ "q": deltas(places.iter().copied().map(Some)) }));
        }
        let from = rows.start;
        let cells = &frame.needed(name)?[rows];
        if let Some(key) = frame.spec.foreign_keys.iter().find(|key| key.column == name)
            && let Some(known) = self.keys.get(key.table)
        {
            let mut places = Vec::with_capacity(cells.len());
            for (row, cell) in cells.iter().enumerate() {
                let place = known.get(cell.as_str()).copied();
                if place.is_none() && !cell.is_empty() {
                    return Err(frame.wrong(from + row, format!("{cell:?} is no {} of {}", key.target, key.table)));
                }
                places.push(place);
            }
            return Ok(json!({ "f": key.table, "v": deltas(places.into_iter()) }));
        }
        let kind = frame.described(name).map_or(Kind::Text, |column| column.kind);
        Ok(match kind {
            _ if cells.iter().all(|cell| Some(cell) == cells.first()) => {
                json!({ "c": cells.first().filter(|cell| !cell.is_empty()) })
            }
            Kind::Integer | Kind::Float => numbers(frame, name, cells, from)?,
            _ => words(cells),
        })
    }
}

fn numbers(frame: &Frame, name: &str, cells: &[String], from: usize) -> Result<Value, SiteError> {
    let mut found: Vec<Value> = Vec::with_capacity(cells.len());
    for (row, cell) in cells.iter().enumerate() {
        // Whole numbers keep their spelling without a point.
        let number = match cell.parse::<i64>() {
            _ if cell.is_empty() => Value::Null,
            Ok(whole) => json!(whole),
            Err(_) => match cell.parse::<f64>().ok().filter(|n| n.is_finite()) {
                Some(number) => json!(number),
                None => return Err(frame.wrong(from + row, format!("{name}: {cell:?} is no number"))),
            },
        };
        found.push(number);
    }
    Ok(json!({ "n": found }))
}

fn words(cells: &[String]) -> Value {
    let mut codes: HashMap<&str, usize> = HashMap::new();
    let mut dictionary = Vec::new();
    let mut values = Vec::with_capacity(cells.len());
    for cell in cells {
        if cell.is_empty() {
            values.push(-1);
            continue;
        }
        let code = *codes.entry(cell).or_insert_with(|| {
            dictionary.push(cell.as_str());
            dictionary.len() - 1
        });
        values.push(i64::try_from(code).unwrap_or(-1));
    }
    if dictionary.len() * 3 > cells.len() * 2 {
        return json!({ "t": cells.iter().map(|cell| Some(cell).filter(|c| !c.is_empty())).collect::<Vec<_>>() });
    }
    json!({ "d": dictionary, "v": values })
}

/// Each place less the one before it, which keeps the numbers short; nothing is -1.
pub(crate) fn deltas(places: impl Iterator<Item = Option<usize>>) -> Vec<i64> {
    let mut before = 0;
    places
        .map(|place| {
            let place = place.and_then(|p| i64::try_from(p).ok()).unwrap_or(-1);
            let delta = place - before;
            before = place;
            delta
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(list: &[&str]) -> Vec<String> {
        list.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn repeated_words_get_codes() {
        assert_eq!(words(&cells(&["a", "", "a", "b", "a"])), json!({ "d": ["a", "b"], "v": [0, -1, 0, 1, 0] }));
        assert_eq!(words(&cells(&["a", "", "b"])), json!({ "d": ["a", "b"], "v": [0, -1, 1] }));
        assert_eq!(words(&cells(&["a", "b", "c"])), json!({ "t": ["a", "b", "c"] }));
    }

    #[test]
    fn places_are_told_by_their_steps() {
        assert_eq!(deltas([Some(3), Some(3), None, Some(5)].into_iter()), [3, 0, -4, 6]);
    }
}
