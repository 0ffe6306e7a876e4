//! What is true of a finished dataset: scores against gold annotations, and integrity checks.
//!
//! [`eval`] holds a build's CSV tables against gold files and is always there. `check` (feature `frames`) reads the
//! Parquet files back with polars, a second implementation beside the one that wrote them, and looks for anything that
//! the schema forbids.
//!
//! ```no_run
//! use std::path::Path;
//! let report = rapporteur_quality::evaluate(Path::new("data/out"), Path::new("gold"))?;
//! println!("{report}");
//! println!("{}", report.details_by_kind());
//! # Ok::<(), rapporteur_quality::QualityError>(())
//! ```

#[cfg(feature = "frames")]
pub mod check;
mod error;
pub mod eval;

#[cfg(feature = "frames")]
pub use check::{Finding, Findings, check};
pub use error::QualityError;
pub use eval::{Report, evaluate};
