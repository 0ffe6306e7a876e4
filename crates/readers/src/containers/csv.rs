//! CSV and tab-separated tables with a header and a column of texts.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use ::csv::{ByteRecord, Position, ReaderBuilder};

use super::columns::Places;
use super::row::Row;
use super::{Input, unreadable};
use crate::{ContainerFormat, Entry, Failure, Format, Reading, Sink};

/// Comma-separated.
pub const CSV: Csv = Csv::Comma;
/// Tab-separated.
pub const TSV: Csv = Csv::Tab;

/// See [`CSV`] and [`TSV`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Csv {
    /// Comma.
    Comma,
    /// Tab.
    Tab,
}

impl Format for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        match self {
            Csv::Comma => &["csv"],
            Csv::Tab => &["tsv"],
        }
    }

    fn media_types(&self) -> &'static [&'static str] {
        match self {
            Csv::Comma => &["text/csv"],
            Csv::Tab => &["text/tab-separated-values"],
        }
    }

    /// Nothing tells a table from a text with commas.
    fn sniff(&self, _: &[u8]) -> bool {
        false
    }
}

impl ContainerFormat for Csv {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        let since = Rc::new(Cell::new(0));
        let bounded =
            Bounded { inner: file.stream(how.path)?, since: Rc::clone(&since), limit: how.limits.document_bytes };
        let delimiter = if *self == Csv::Tab { b'\t' } else { b',' };
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(1 << 16).from_reader(bounded);
        let header = reader.byte_headers().map_err(|e| broken(how.path, &e))?.clone();
        let names: Vec<String> = header
            .iter()
            .map(|n| String::from_utf8_lossy(n.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(n)).into_owned())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let places = how.columns.places(&names).map_err(|what| Failure::new(how.path, "no-text-column", what))?;
        let mut record = ByteRecord::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => return Err(broken(how.path, &error)),
            }
            since.set(0);
            let line = record.position().map_or(0, Position::line);
            if sink(entry(&record, &places, names.len(), how.path, line)) == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }
}

fn entry(record: &ByteRecord, places: &Places, width: usize, path: &str, line: u64) -> Result<Entry, Failure> {
    let here = || format!("{path}#{line}");
    if record.len() != width {
        let what =
            format!("has {} cells where the header has {width}; quote cells that hold a delimiter", record.len());
        return Err(Failure::new(&here(), "bad-row", what));
    }
    let cell = |at: usize| std::str::from_utf8(record.get(at).unwrap_or_default());
    let Ok(text) = cell(places.text) else {
        return Err(Failure::new(&here(), "bad-row", "is not UTF-8; save the table as CSV in UTF-8"));
    };
    // A broken letter in a title is no reason to leave the text out.
    let other = |at: Option<usize>| at.and_then(|at| cell(at).ok());
    let row = Row {
        text: Some(text),
        id: other(places.id),
        date: other(places.date),
        title: other(places.title),
        publisher: other(places.publisher),
        url: other(places.url),
        language: other(places.language),
        licence: other(places.licence),
    };
    row.entry(path, &line.to_string())
}

fn broken(path: &str, error: &::csv::Error) -> Failure {
    if let ::csv::ErrorKind::Io(error) = error.kind() {
        return unreadable(path, error);
    }
    Failure::new(path, "bad-csv", format!("is no CSV ({error}); save the table as comma-separated UTF-8"))
}

/// Ends a row that goes on for too long: a quote that is never closed would otherwise take all that follows into one cell.
struct Bounded<R> {
    inner: R,
    /// Bytes read since the last row.
    since: Rc<Cell<u64>>,
    limit: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > self.limit {
            let what = format!("a row of more than {} bytes; look for a quote that is not closed", self.limit);
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        Ok(read)
    }
}
