//! Integrity of a finished dataset, as its Parquet files tell it.
//!
//! The files are read back with polars, which shares no code with the writer, so that a file that only its writer
//! understands is found out as well. Whatever is wrong with the data becomes a [`Finding`]; an error is returned only
//! where nothing can be said.

mod files;
mod findings;
pub(crate) mod frames;
mod keys;
mod sources;
#[cfg(test)]
mod tests;
mod values;

use std::path::Path;

pub use findings::{Count, Finding, Findings};

use crate::QualityError;

/// Checks the dataset in `folder`: tables, columns and types; keys, references and vocabularies; order of dates and
/// offsets, length of quotes, ranges; CSV and manifest beside them.
///
/// Every quote is held against the text of its document, where the dataset carries it. With `sources`, the input folder of the
/// build, the files are looked at too, and quotes held against plain texts; what cannot be looked up is noted.
///
/// # Errors
/// `folder` is no folder, or its `manifest.json` cannot be read or is no JSON.
pub fn check(folder: &Path, sources: Option<&Path>) -> Result<Findings, QualityError> {
    for folder in [Some(folder), sources].into_iter().flatten() {
        if !folder.is_dir() {
            return Err(QualityError::NoFolder { folder: folder.to_owned() });
        }
    }
    let mut findings = Findings::default();
    let frames = frames::read(folder, &mut findings);
    keys::check(&frames, &mut findings)?;
    values::check(&frames, &mut findings)?;
    files::check(folder, &frames, &mut findings)?;
    sources::check_texts(&frames, &mut findings);
    if let Some(sources) = sources {
        sources::check(sources, &frames, &mut findings);
    }
    Ok(findings)
}
