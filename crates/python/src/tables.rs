//! Rows as Arrow, towards Python.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::record_batch::RecordBatch;
use arrow_pyarrow::{IntoPyArrow, ToPyArrow};
use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use rapporteur_export::arrow::{arrow_schema, record_batch};
use rapporteur_schema::{Dataset, TABLES, Table};

/// Names of the tables.
pub(crate) fn names() -> Vec<&'static str> {
    TABLES.iter().map(|table| table.name).collect()
}

/// The table of that name.
fn named(name: &str) -> PyResult<&'static Table> {
    TABLES.into_iter().find(|table| table.name == name).ok_or_else(|| {
        PyValueError::new_err(format!("there is no table {name:?}; the tables are {}", names().join(", ")))
    })
}

/// The columns of a table as a pyarrow schema; the metadata key `description` of each field says what it holds.
#[pyfunction]
pub(crate) fn schema<'py>(py: Python<'py>, table: &str) -> PyResult<Bound<'py, PyAny>> {
    arrow_schema(named(table)?).to_pyarrow(py)
}

/// Every table as a pyarrow record batch.
pub(crate) fn to_python<'py>(py: Python<'py>, dataset: &Dataset) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let batches: PyResult<Vec<RecordBatch>> = py.detach(|| TABLES.iter().map(|table| batch(dataset, table)).collect());
    batches?.into_iter().map(|batch| batch.into_pyarrow(py)).collect()
}

/// One table.
pub(crate) fn batch(dataset: &Dataset, table: &Table) -> PyResult<RecordBatch> {
    // The builders of Arrow panic where a column outgrows its offsets, and nothing else here can.
    catch_unwind(AssertUnwindSafe(|| record_batch(dataset, table))).map_err(|_| {
        let what = format!("a column of {} holds more than 2 GiB of text; hand over fewer documents", table.name);
        PyOverflowError::new_err(what)
    })
}
