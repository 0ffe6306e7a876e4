//! The lexicon as a Python object.

use std::path::PathBuf;

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rapporteur_cli::{Pipeline, PipelineError};

pyo3::create_exception!(
    rapporteur,
    LexiconError,
    PyValueError,
    "A lexicon folder holds a mistake; the message is `file:line:column: what; remedy`."
);

/// What the program knows, with folders of your own laid over it; later ones win.
///
/// Reading takes a fraction of a second, so make one and use it for many calls.
///
/// >>> import rapporteur
/// >>> lexicon = rapporteur.Lexicon()
/// >>> len(lexicon.hash)
/// 64
#[pyclass(frozen, module = "rapporteur")]
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) pipeline: Pipeline,
    directories: Vec<PathBuf>,
}

#[pymethods]
impl Lexicon {
    #[new]
    #[pyo3(signature = (*directories))]
    fn new(py: Python<'_>, directories: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let directories: Vec<PathBuf> = directories.extract()?;
        let pipeline = py.detach(|| Pipeline::with_layers(&directories)).map_err(raise)?;
        Ok(Lexicon { pipeline, directories })
    }

    /// The folders laid over the built-in lexicon.
    #[getter]
    fn directories(&self) -> Vec<String> {
        self.directories.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    }

    /// SHA-256 of all lexicon files, in hexadecimal: it names the lexicon a dataset was made with.
    #[getter]
    fn hash(&self) -> &str {
        &self.pipeline.lexicon().hash
    }

    fn __repr__(&self) -> String {
        let directories: Vec<String> = self.directories().iter().map(|path| format!("{path:?}")).collect();
        format!("Lexicon({})", directories.join(", "))
    }
}

/// Our errors as exceptions of Python, with their own message.
pub(crate) fn raise(error: PipelineError) -> PyErr {
    match error {
        PipelineError::Lexicon(error) => LexiconError::new_err(error.to_string()),
        error => PyRuntimeError::new_err(error.to_string()),
    }
}
