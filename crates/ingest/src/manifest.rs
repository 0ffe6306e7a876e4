//! `manifest.csv` at the root of an input folder: what is known of each file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rapporteur_readers::{Metadata, parse_date, plain};
use rapporteur_text::{Diagnostic, Severity};

use crate::IngestError;

/// Name of the manifest.
pub(crate) const NAME: &str = "manifest.csv";

/// One line of the manifest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) metadata: Metadata,
    pub(crate) sha256: Option<String>,
    pub(crate) remarks: Vec<Diagnostic>,
}

/// Rows by file; none when there is no manifest.
pub(crate) fn read(root: &Path) -> Result<BTreeMap<String, Row>, IngestError> {
    let path = root.join(NAME);
    match std::fs::read(&path) {
        Ok(bytes) => parse(&path, &bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(IngestError::unreadable(&path, error)),
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<BTreeMap<String, Row>, IngestError> {
    let mistake = |line: u64, what: String| IngestError::Manifest { path: PathBuf::from(path), line, what };
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let what = match error.kind() {
            csv::ErrorKind::Utf8 { .. } => "is not UTF-8; save the manifest as CSV in UTF-8".to_owned(),
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("has {len} cells where the header has {expected_len}; quote cells that hold a comma")
            }
            _ => format!("is no CSV ({error}); save the manifest as comma-separated UTF-8"),
        };
        mistake(line, what)
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let headers = reader.headers().map_err(broken)?.clone();
    let column = |name: &str| headers.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let Some(file_column) = column("file") else {
        let what = "has no column \"file\"; the first line must name the columns, separated by commas: file,publisher,title,published_date,url,language,licence,sha256";
        return Err(mistake(1, what.to_owned()));
    };
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(1, csv::Position::line);
        let cell = |name: &str| column(name).and_then(|i| record.get(i)).and_then(plain);
        let Some(file) = record.get(file_column).map(str::trim).filter(|f| !f.is_empty()) else {
            return Err(mistake(line, "the cell \"file\" is empty; name the file or remove the row".to_owned()));
        };
        let mut remarks = Vec::new();
        let published_date = match cell("published_date") {
            Some(value) => {
                let date = parse_date(&value);
                if date.is_none() {
                    let what = format!("{NAME}:{line}: published_date {value:?} is no date; write it as YYYY-MM-DD");
                    remarks.push(Diagnostic::new(Severity::Warning, "bad-manifest-date", what));
                }
                date
            }
            None => None,
        };
        let metadata = Metadata {
            title: cell("title"),
            publisher: cell("publisher"),
            url: cell("url"),
            language: cell("language"),
            licence: cell("licence").or_else(|| cell("license")),
            published_date,
        };
        let row = Row { line, metadata, sha256: cell("sha256").map(|h| h.to_ascii_lowercase()), remarks };
        let file = file.replace('\\', "/");
        let file = file.strip_prefix("./").unwrap_or(&file).to_owned();
        if let Some(first) = rows.insert(file.clone(), row) {
            let what = format!("{file} is listed in line {} already; remove one of the rows", first.line);
            return Err(mistake(line, what));
        }
    }
    Ok(rows)
}
