//! Coding on many machines: documents one by one, and the steps that link them (see `rapporteur_link::merge_actors`).

use arrow::array::StructArray;
use arrow::record_batch::RecordBatch;
use arrow_pyarrow::{FromPyArrow, IntoPyArrow, ToPyArrow};
use pyo3::prelude::*;
use rapporteur_cli::duplicate;
use rapporteur_link::Moves;
use rapporteur_schema::{ActorRow, Dataset, Date, DocumentRow, Row};

use crate::lexicon::{Lexicon, raise};
use crate::nested::{self, Coded};
use crate::{documents, rows, tables};

/// Ids, two and two.
type Pairs = Vec<(String, String)>;

/// Columns of what [`extract_each`] gives.
#[pyfunction]
pub(crate) fn coded_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    nested::schema().to_pyarrow(py)
}

/// One row for each document of a batch, with its rows of every table; documents are not linked.
#[pyfunction]
pub(crate) fn extract_each<'py>(
    py: Python<'py>,
    batch: &Bound<'py, PyAny>,
    lexicon: &Bound<'py, Lexicon>,
    threads: usize,
) -> PyResult<Bound<'py, PyAny>> {
    let pipeline = lexicon.get().pipeline.clone().threads(threads);
    let documents = documents::read(batch)?;
    let coded: PyResult<RecordBatch> = py.detach(|| {
        let extractions = pipeline.coding().map_err(raise)?.each(&documents);
        let coded = documents.into_iter().zip(extractions).map(|(document, rows)| Coded {
            takes_id: document.text.is_some(),
            document_id: document.document_id,
            source_path: document.source_path,
            rows: rapporteur_link::settle(rows, &Moves::new()),
        });
        nested::write(coded.collect())
    });
    coded?.into_pyarrow(py)
}

/// A row for each document that comes too late for its id, with nothing but a diagnostic.
#[pyfunction]
pub(crate) fn duplicates<'py>(
    py: Python<'py>,
    document_id: &str,
    kept: &str,
    source_paths: Vec<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let coded = source_paths.into_iter().map(|source_path| Coded {
        document_id: document_id.to_owned(),
        rows: duplicate(&source_path, document_id, kept),
        source_path,
        takes_id: false,
    });
    nested::write(coded.collect())?.into_pyarrow(py)
}

/// Rows of documents, with actors that moved under their new ids.
#[pyfunction]
pub(crate) fn settle<'py>(
    py: Python<'py>,
    batch: &Bound<'py, PyAny>,
    moves: Pairs,
) -> PyResult<Bound<'py, PyAny>> {
    let batch = RecordBatch::from_pyarrow_bound(batch)?;
    let settled: PyResult<RecordBatch> = py.detach(|| {
        let moves: Moves = moves.into_iter().collect();
        let mut coded = nested::read(&batch)?;
        for document in &mut coded {
            document.rows = rapporteur_link::settle(std::mem::take(&mut document.rows), &moves);
        }
        nested::write(coded)
    });
    settled?.into_pyarrow(py)
}

/// Merged actors, and the ids that moved. `variants` has the columns of `actors` and `published_date`, in the order of
/// documents.
#[pyfunction]
pub(crate) fn merge_actors<'py>(
    py: Python<'py>,
    variants: &Bound<'py, PyAny>,
    speaks_for: Pairs,
) -> PyResult<(Bound<'py, PyAny>, Pairs)> {
    let batch = RecordBatch::from_pyarrow_bound(variants)?;
    let published = dates(&batch, "published_date")?;
    let actors = rows::read::<ActorRow>(&StructArray::from(batch)).map_err(nested::refused)?;
    let (actors, moves) =
        py.detach(|| rapporteur_link::merge_actors(actors.into_iter().zip(published).collect(), speaks_for));
    Ok((actors_to_python(py, actors)?, moves.into_iter().collect()))
}

/// The actors that are named, and their parents.
#[pyfunction]
pub(crate) fn used_actors<'py>(
    py: Python<'py>,
    actors: &Bound<'py, PyAny>,
    named: Vec<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let batch = RecordBatch::from_pyarrow_bound(actors)?;
    let actors = rows::read::<ActorRow>(&StructArray::from(batch)).map_err(nested::refused)?;
    actors_to_python(py, rapporteur_link::used_actors(actors, named))
}

fn actors_to_python(py: Python<'_>, actors: Vec<ActorRow>) -> PyResult<Bound<'_, PyAny>> {
    let dataset = Dataset { actors, ..Dataset::default() };
    tables::batch(&dataset, ActorRow::TABLE)?.into_pyarrow(py)
}

/// A column of days, read as a document's date of publication.
fn dates(batch: &RecordBatch, column: &str) -> PyResult<Vec<Option<Date>>> {
    let read = |text: String| {
        let mut document = DocumentRow::default();
        document.set(column, &text).map_err(pyo3::exceptions::PyValueError::new_err)?;
        Ok(document.published_date)
    };
    nested::texts(batch, column)?.into_iter().map(read).collect()
}
