//! What is true of a finished dataset: scores against gold annotations, integrity checks, profile, and difference to another.
//!
//! [`Store`] opens a dataset, folder or archive, and verifies its checksums; [`diff()`] compares two, row by row; [`profile()`]
//! counts what is in one. [`eval`] holds a build's CSV tables against gold files and is always there. `check` (feature `frames`) reads the
//! Parquet files back with polars, a second implementation beside the one that wrote them, and looks for anything that
//! the schema forbids; `query` answers SQL over them.
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
pub mod diff;
mod error;
pub mod eval;
mod profile;
#[cfg(feature = "frames")]
mod query;
mod store;

#[cfg(feature = "frames")]
pub use check::{Finding, Findings, check};
pub use diff::{Diff, diff};
pub use error::QualityError;
pub use eval::{Report, evaluate};
pub use profile::{ActorCount, Bin, Confidence, Missing, Month, Profile, WordCount, profile};
#[cfg(feature = "frames")]
pub use query::{Answer, query};
pub use store::{Edition, Entry, Manifest, Store};
