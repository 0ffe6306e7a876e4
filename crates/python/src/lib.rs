//! The pipeline for Python: Arrow batches of documents in, Arrow batches of rows out.
//!
//! This is the inner module `rapporteur._rapporteur`; what users see stands in `python/rapporteur`. The GIL is released
//! while documents are coded.

mod documents;
mod lexicon;
mod nested;
mod rows;
mod spread;
mod tables;

use pyo3::prelude::*;

#[pymodule]
mod _rapporteur {
    #[pymodule_export]
    use super::documents::extract;
    #[pymodule_export]
    use super::lexicon::{Lexicon, LexiconError};
    #[pymodule_export]
    use super::spread::{coded_schema, duplicates, extract_each, merge_actors, settle};
    #[pymodule_export]
    use super::tables::schema;
    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("COLUMNS", pyo3::types::PyTuple::new(module.py(), super::documents::COLUMNS)?)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("TABLES", pyo3::types::PyTuple::new(module.py(), super::tables::names())?)
    }
}
