//! Reading a corrections file.

use std::path::Path;

use super::{Correction, Corrections, CorrectionsError, Refusal};

/// The columns, which may come in any order.
const COLUMNS: [&str; 8] = ["table", "row", "column", "expected", "value", "action", "reason", "author"];

impl Corrections {
    /// Reads a file.
    ///
    /// # Errors
    /// [`CorrectionsError::Unreadable`], and what [`parse`](Self::parse) refuses.
    pub fn read(path: &Path) -> Result<Self, CorrectionsError> {
        let bytes =
            std::fs::read(path).map_err(|cause| CorrectionsError::Unreadable { path: path.to_owned(), cause })?;
        Self::parse(&path.display().to_string(), &bytes)
    }

    /// Reads the content of the file called `file`.
    ///
    /// # Errors
    /// [`CorrectionsError::Refused`] when it is no CSV in UTF-8 with the eight columns, or when a line does not say why or
    /// by whom.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, CorrectionsError> {
        let refuse = |line: u64, what: String| Refusal { file: file.to_owned(), line, what };
        let broken = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let what = match error.kind() {
                csv::ErrorKind::Utf8 { .. } => "is not UTF-8; save the file as CSV in UTF-8".to_owned(),
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("has {len} cells where the header has {expected_len}; quote cells that hold a comma")
                }
                _ => format!("is no CSV ({error}); save the file as comma-separated UTF-8"),
            };
            CorrectionsError::refused(vec![refuse(line, what)])
        };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(broken)?.clone();
        let columns = COLUMNS.map(|name| header.iter().position(|h| h == name));
        if header.len() != COLUMNS.len() || columns.contains(&None) {
            let found = header.iter().collect::<Vec<_>>().join(",");
            let what = format!("the columns are {found:?}; the first line has to be {}", COLUMNS.join(","));
            return Err(CorrectionsError::refused(vec![refuse(1, what)]));
        }
        let mut lines = Vec::new();
        let mut refused = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let [table, row, column, expected, value, action, reason, author] =
                columns.map(|at| at.and_then(|at| record.get(at)).unwrap_or("").to_owned());
            let file = file.to_owned();
            let line = record.position().map_or(1, csv::Position::line);
            for (name, cell) in [("reason", &reason), ("author", &author)] {
                if cell.is_empty() {
                    refused.push(refuse(line, format!("{table} {row}: the cell {name:?} is empty; fill it in")));
                }
            }
            lines.push(Correction { file, line, table, row, column, expected, value, action });
        }
        if refused.is_empty() { Ok(Corrections { lines }) } else { Err(CorrectionsError::refused(refused)) }
    }
}
