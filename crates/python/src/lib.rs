//! x
use pyo3::prelude::*;

#[pymodule]
mod _rapporteur {
    use super::*;
    /// x
    #[pyfunction]
    fn y(x: Bound<'_, PyAny>) -> PyResult<()> { use arrow_pyarrow::FromPyArrow; arrow::record_batch::RecordBatch::from_pyarrow_bound(&x)?; Ok(()) }
}
