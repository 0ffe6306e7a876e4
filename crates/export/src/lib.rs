//! A [`Dataset`](rapporteur_schema::Dataset) becomes files: CSV, Parquet, codebook and manifest, swapped in as a whole.
//!
//! [`write`](write()) renders every file into a folder beside the target and renames it into place at the very end, so that
//! a reader sees the old release or the new one and never half of one. The same dataset gives the same bytes on any
//! machine: nothing here reads the clock, the host name or the iteration order of a hash map.
//!
//! | file | holds |
//! |---|---|
//! | `<table>.csv` | UTF-8 without BOM, comma, LF, header, RFC 4180 quoting where needed; null is empty, lists are joined by `\|` |
//! | `<table>.parquet` | the same rows with types; zstd, page statistics, column descriptions, release metadata |
//! | `codebook.md` | every table, column and vocabulary, from their descriptions in the schema |
//! | `manifest.json` | name, size, SHA-256 and number of rows of every other file |
//!
//! ```
//! use rapporteur_export::{Release, compare, lock, write};
//! use rapporteur_schema::Dataset;
//!
//! # fn main() -> Result<(), rapporteur_export::ExportError> {
//! # let folder = tempfile::tempdir().unwrap();
//! let out = folder.path().join("out");
//! let release = Release { title: "Meetings", version: "0.1.0", lexicon_hash: "0", licence: "CC-BY-4.0", edition: None, extra_files: &[] };
//! let _lock = lock(&out)?;
//! let written = write(&Dataset::default(), &out, &release)?;
//! assert!(written.files.iter().any(|f| f.name == "events.csv" && f.rows == Some(0)));
//! assert!(compare(&Dataset::default(), &out, &release)?.is_empty());
//! # Ok(())
//! # }
//! ```

pub mod arrow;
mod chunks;
pub mod codebook;
mod compare;
mod csv;
mod error;
mod lock;
mod manifest;
mod parquet;
mod place;
mod render;
pub mod sql;
mod swap;
mod write;

pub use chunks::{Chunks, ExtraFiles};
pub use codebook::codebook_markdown;
pub use compare::{Change, Difference, compare, compare_chunks};
pub use error::ExportError;
pub use lock::{Lock, lock};
pub use manifest::{MANIFEST, SUMS, manifest};
pub use render::{Edition, Release, Written, WrittenFile, parquet_files};
pub use swap::cleanup_partial;
pub use write::{check_out, write, write_chunks, write_files};
