//! JSON Lines: one document a line, an object with a text under one of the keys of [`Columns`](super::Columns).

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::columns::listed;
use super::row::Row;
use super::{Input, unreadable};
use crate::{ContainerFormat, Failure, Format, Reading, Sink};

/// JSON Lines.
pub const JSONL: Jsonl = Jsonl;

/// See [`JSONL`].
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/jsonl", "application/x-ndjson", "application/x-jsonlines"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(b"{\"")
    }
}

impl ContainerFormat for Jsonl {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        let mut reader = BufReader::with_capacity(1 << 16, file.stream(how.path)?);
        let limit = how.limits.document_bytes;
        let mut line = Vec::new();
        for number in 1u64.. {
            line.clear();
            let read = reader.by_ref().take(limit + 1).read_until(b'\n', &mut line);
            let read = read.map_err(|e| unreadable(how.path, &e))?;
            if read == 0 {
                break;
            }
            let entry = if line.len() as u64 > limit && !line.ends_with(b"\n") {
                skip_line(&mut reader).map_err(|e| unreadable(how.path, &e))?;
                Err(super::too_large(&format!("{}#{number}", how.path), limit))
            } else if line.trim_ascii().is_empty() {
                continue;
            } else {
                entry(&line, how, number)
            };
            if sink(entry) == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn entry(line: &[u8], how: &Reading<'_>, number: u64) -> Result<crate::Entry, Failure> {
    let here = format!("{}#{number}", how.path);
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let object: Map<String, Value> = serde_json::from_slice(line).map_err(|error| {
        let what = format!("is no JSON object ({error}); write one object a line, in UTF-8");
        Failure::new(&here, "bad-json", what)
    })?;
    let columns = how.columns;
    let text = |names: &[String]| names.iter().find_map(|name| object.get(name)).and_then(Value::as_str);
    if !columns.text.iter().any(|name| object.contains_key(name)) {
        let keys: Vec<&str> = object.keys().map(String::as_str).collect();
        let what = format!(
            "has no key {}; it has {}; name the one with the text with --text-column",
            columns.text.iter().map(|n| format!("{n:?}")).collect::<Vec<_>>().join(" or "),
            listed(&keys)
        );
        return Err(Failure::new(&here, "no-text-column", what));
    }
    // Ids are often numbers.
    let number_id = columns.id.iter().find_map(|name| object.get(name)).filter(|v| v.is_number()).map(Value::to_string);
    let row = Row {
        text: text(&columns.text),
        id: text(&columns.id).or(number_id.as_deref()),
        date: text(&columns.date),
        title: text(&columns.title),
        publisher: text(&columns.publisher),
        url: text(&columns.url),
        language: text(&columns.language),
        licence: text(&columns.licence),
    };
    row.entry(how.path, &number.to_string())
}
