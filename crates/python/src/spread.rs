//! Coding on many machines: documents one by one, and the steps that link them, which are those of `rapporteur_link::link`.

use std::collections::BTreeMap;

use arrow::array::StructArray;
use arrow::record_batch::RecordBatch;
use arrow_pyarrow::{FromPyArrow, IntoPyArrow, ToPyArrow};
use pyo3::prelude::*;
use rapporteur_cli::duplicate;
use rapporteur_link::{Families, Known, Merged};
use rapporteur_schema::{ActorRow, Dataset, Row};

use crate::lexicon::{Lexicon, raise};
use crate::nested::{self, Coded};
use crate::{documents, rows, tables};

/// Ids, two and two.
type Pairs = Vec<(String, String)>;
/// Actor, whom it speaks for, position.
type Offices = Vec<(String, Option<String>, Option<String>)>;

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
        let coded = documents.into_iter().zip(extractions).map(|(document, mut rows)| {
            rows.actors = Known::of(&rows).into_iter().map(|known| known.row).collect();
            Merged::default().document(&mut rows);
            Coded {
                takes_id: document.text.is_some(),
                document_id: document.document_id,
                source_path: document.source_path,
                rows,
            }
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
pub(crate) fn settle<'py>(py: Python<'py>, batch: &Bound<'py, PyAny>, moves: Pairs) -> PyResult<Bound<'py, PyAny>> {
    let batch = RecordBatch::from_pyarrow_bound(batch)?;
    let settled: PyResult<RecordBatch> = py.detach(|| {
        let merged = Merged::of_moves(moves.into_iter().collect());
        let mut coded = nested::read(&batch)?;
        for document in &mut coded {
            merged.document(&mut document.rows);
        }
        nested::write(coded)
    });
    settled?.into_pyarrow(py)
}

/// Merged actors, and the ids that moved. `variants` has the columns of `actors`, in the order of documents.
#[pyfunction]
pub(crate) fn merge_actors<'py>(
    py: Python<'py>,
    variants: &Bound<'py, PyAny>,
    offices: Offices,
) -> PyResult<(Bound<'py, PyAny>, Pairs)> {
    let batch = RecordBatch::from_pyarrow_bound(variants)?;
    let variants = rows::read::<ActorRow>(&StructArray::from(batch)).map_err(nested::refused)?;
    let (actors, moves) = py.detach(|| merge(variants, offices));
    let dataset = Dataset { actors, ..Dataset::default() };
    Ok((tables::batch(&dataset, ActorRow::TABLE)?.into_pyarrow(py)?, moves))
}

/// As `rapporteur_link::link` does it, on actors alone.
fn merge(variants: Vec<ActorRow>, offices: Offices) -> (Vec<ActorRow>, Pairs) {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for row in variants {
        let later = Known { row, ..Known::default() };
        match known.get_mut(&later.row.actor_id) {
            Some(before) => before.absorb(later),
            None => {
                known.insert(later.row.actor_id.clone(), later);
            }
        }
    }
    for (actor_id, represents, position) in offices {
        if let Some(known) = known.get_mut(&actor_id) {
            known.takes_part(represents, position.as_deref());
        }
    }
    let mut families = Families::default();
    known.values().for_each(|actor| families.first(actor));
    families.between();
    known.values().for_each(|actor| families.second(actor));
    let merged = families.merged();
    let actors = known.into_values().filter_map(|actor| merged.actor(actor.row)).collect();
    let moves = merged.moves().iter().map(|(from, to)| (from.clone(), to.clone())).collect();
    (actors, moves)
}
