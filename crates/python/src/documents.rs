//! Documents as they come from Python, and their coding.

use arrow::array::{Array, LargeStringArray};
use arrow::record_batch::RecordBatch;
use arrow_pyarrow::FromPyArrow;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use rapporteur_cli::Document;
use rapporteur_ingest::{Metadata, parse_date, plain};
use rapporteur_text::{Diagnostic, Severity};
use sha2::{Digest, Sha256};

use crate::lexicon::{Lexicon, raise};
use crate::tables;

/// Names of the columns that documents may have, all of them `large_string`; only the first must be there.
pub(crate) const COLUMNS: [&str; 9] =
    ["text", "document_id", "source_path", "title", "publisher", "published_date", "url", "language", "licence"];

/// So many documents, or bytes of them, are coded at a time: enough for all threads, and little memory.
const DOCUMENTS: usize = 1024;
const BYTES: usize = 64 << 20;

/// The seven tables of documents that come as record batches, as pyarrow record batches in the order of `TABLES`.
#[pyfunction]
pub(crate) fn extract<'py>(
    py: Python<'py>,
    batches: &Bound<'py, PyAny>,
    lexicon: &Bound<'py, Lexicon>,
    threads: usize,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let pipeline = lexicon.get().pipeline.clone().threads(threads);
    let mut coding = pipeline.coding().map_err(raise)?;
    let mut pending: Vec<Document> = Vec::new();
    let mut bytes = 0;
    for batch in batches.try_iter()? {
        let batch = read(&batch?)?;
        py.detach(|| {
            for document in batch {
                bytes += document.text.as_ref().map_or(0, String::len);
                pending.push(document);
                if pending.len() >= DOCUMENTS || bytes >= BYTES {
                    coding.add(std::mem::take(&mut pending));
                    bytes = 0;
                }
            }
        });
        py.check_signals()?;
    }
    let dataset = py.detach(|| {
        coding.add(pending);
        coding.finish()
    });
    tables::to_python(py, &dataset.map_err(raise)?)
}

/// The documents of a pyarrow record batch.
pub(crate) fn read(batch: &Bound<'_, PyAny>) -> PyResult<Vec<Document>> {
    let batch = RecordBatch::from_pyarrow_bound(batch)?;
    let mut columns = Vec::new();
    for name in COLUMNS {
        let column = match batch.column_by_name(name) {
            Some(column) => Some(column.as_any().downcast_ref::<LargeStringArray>().ok_or_else(|| {
                PyTypeError::new_err(format!("column {name:?} is {}, not large_string", column.data_type()))
            })?),
            None => None,
        };
        columns.push(column);
    }
    Ok((0..batch.num_rows()).map(|at| document(&columns, at)).collect())
}

fn document(columns: &[Option<&LargeStringArray>], at: usize) -> Document {
    let cell = |name: &str| {
        let column = COLUMNS.iter().position(|known| *known == name).and_then(|i| columns.get(i).copied().flatten())?;
        column.is_valid(at).then(|| column.value(at))
    };
    let filled = |name| cell(name).filter(|value| !value.trim().is_empty()).map(str::to_owned);
    let text = cell("text");
    let document_id = filled("document_id").unwrap_or_else(|| id_of(text.unwrap_or_default()));
    let source_path = filled("source_path").unwrap_or_else(|| format!("{document_id}.txt"));
    let mut remarks = Vec::new();
    let given = cell("published_date").and_then(plain);
    let published_date = given.as_deref().and_then(parse_date);
    if let (Some(given), None) = (given, published_date) {
        let what = format!("{source_path}: published_date {given:?} is no date; write it as YYYY-MM-DD");
        remarks.push(Diagnostic::new(Severity::Warning, "bad-date", what));
    }
    let said = |name| cell(name).and_then(plain);
    let metadata = Metadata {
        title: said("title"),
        publisher: said("publisher"),
        url: said("url"),
        language: said("language"),
        licence: said("licence"),
        published_date,
    };
    Document { document_id, source_path, text: text.map(str::to_owned), metadata, remarks }
}

/// The id of a document that has none: it depends on nothing but its text.
fn id_of(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let digits: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("doc-{digits}")
}
