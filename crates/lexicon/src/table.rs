//! Strict reading of CSV and TOML data files.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::LexiconError;
use crate::files::DataFile;

/// One row of a CSV data file.
pub(crate) struct Record<'a> {
    file: &'a DataFile,
    line: usize,
    columns: &'a BTreeMap<String, usize>,
    cells: csv::StringRecord,
}

impl Record<'_> {
    /// The cell of a column; empty when the file has no such column.
    pub(crate) fn get(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|&i| self.cells.get(i)).unwrap_or("").trim()
    }

    /// The cell as an owned value, `None` when empty.
    pub(crate) fn optional(&self, column: &str) -> Option<String> {
        let cell = self.get(column);
        (!cell.is_empty()).then(|| cell.to_owned())
    }

    /// The items of a `|` list.
    pub(crate) fn list(&self, column: &str) -> Vec<String> {
        self.get(column).split('|').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
    }

    /// A number; empty is an error.
    pub(crate) fn number(&self, column: &str) -> Result<f64, LexiconError> {
        self.get(column).parse().map_err(|_| {
            self.error(column, format!("{:?} is no number", self.get(column)), "write digits with a point")
        })
    }

    /// A mistake in this row.
    pub(crate) fn error(&self, column: &str, what: impl Into<String>, hint: impl Into<String>) -> LexiconError {
        let place = self.columns.get(column).map_or(1, |i| i + 1);
        LexiconError::new(&self.file.label, self.line, place, format!("column {column}: {}", what.into()), hint)
    }
}

/// Reads a CSV file; `required` columns must be in the header and filled in every row, `allowed` ones may be there.
pub(crate) fn read_csv(
    file: &DataFile,
    required: &[&str],
    allowed: &[&str],
    mut each: impl FnMut(&Record<'_>) -> Result<(), LexiconError>,
) -> Result<(), LexiconError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(file.content.as_bytes());
    let header = reader.headers().map_err(|e| {
        LexiconError::new(&file.label, 1, 1, format!("unreadable header: {e}"), "save it as CSV in UTF-8")
    })?;
    let columns: BTreeMap<String, usize> =
        header.iter().enumerate().map(|(i, c)| (c.trim_start_matches('\u{feff}').trim().to_owned(), i)).collect();
    for column in required {
        if !columns.contains_key(*column) {
            let hint = format!("add it; the columns are {}", [required, allowed].concat().join(","));
            return Err(LexiconError::new(&file.label, 1, 1, format!("the column {column:?} is missing"), hint));
        }
    }
    if let Some((unknown, place)) =
        columns.iter().find(|(c, _)| !required.contains(&c.as_str()) && !allowed.contains(&c.as_str()))
    {
        let hint = format!("the columns are {}", [required, allowed].concat().join(","));
        return Err(LexiconError::new(&file.label, 1, place + 1, format!("unknown column {unknown:?}"), hint));
    }
    for row in reader.into_records() {
        let cells = row.map_err(|e| {
            let line = e.position().map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
            LexiconError::new(&file.label, line, 1, format!("{e}"), "every row needs as many cells as the header")
        })?;
        let line = cells.position().map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
        let record = Record { file, line, columns: &columns, cells };
        for column in required {
            if record.get(column).is_empty() {
                return Err(record.error(column, "is empty", "fill it in or remove the row"));
            }
        }
        each(&record)?;
    }
    Ok(())
}

/// Reads a TOML file into a type that refuses unknown keys.
pub(crate) fn read_toml<T: DeserializeOwned>(file: &DataFile) -> Result<T, LexiconError> {
    toml::from_str(&file.content).map_err(|e| {
        let offset = e.span().map_or(0, |s| s.start);
        let (line, column) = rapporteur_text::LineIndex::new(&file.content).line_column(offset);
        let what = e.message().split('\n').next().unwrap_or("").to_owned();
        LexiconError::new(
            &file.label,
            line,
            column,
            what,
            "compare with the built-in file (`rapporteur lexicon export`)",
        )
    })
}

/// Line of the first occurrence of `needle`, for errors found after parsing.
pub(crate) fn line_of(file: &DataFile, needle: &str) -> usize {
    file.content.find(needle).map_or(1, |offset| rapporteur_text::LineIndex::new(&file.content).line_column(offset).0)
}
