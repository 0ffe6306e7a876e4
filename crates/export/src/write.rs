//! A whole release written aside, then swapped in.

use std::fs;
use std::path::Path;

use rapporteur_schema::Dataset;

use crate::chunks::{self, Chunks, ExtraFiles};
use crate::place::Place;
use crate::swap::{Partial, check_owner, recover, remove_partials};
use crate::{ExportError, Release, Written};

/// Writes `dataset` as the folder `out`, replacing what an earlier call wrote there.
///
/// All files are written to a folder beside `out` and synced to disk; then the old folder is renamed aside, the new one
/// into place, and the old one deleted. Whatever fails, `out` is as it was before. What a killed run left beside `out` is
/// cleaned up first. Hold the [`lock`](crate::lock()) of `out` meanwhile.
///
/// # Errors
/// See [`ExportError`]; a folder that holds anything but files listed in a manifest of ours is refused.
pub fn write(dataset: &Dataset, out: &Path, release: &Release<'_>) -> Result<Written, ExportError> {
    write_chunks(out, release, |chunk| {
        chunk(dataset.clone())?;
        Ok(Vec::new())
    })
}

/// Writes the rows that `fill` hands over, chunk by chunk and each table in its order, in the same way; `fill` gives the
/// other files of the release at its end. The bytes do not depend on how the rows are cut into chunks.
///
/// # Errors
/// As for [`write()`], and those of `fill`; nothing is swapped in then.
pub fn write_chunks<E: From<ExportError>>(
    out: &Path,
    release: &Release<'_>,
    fill: impl FnOnce(Chunks<'_>) -> Result<ExtraFiles, E>,
) -> Result<Written, E> {
    replace(out, |partial| chunks::fill(partial, release, fill))
}

/// Writes finished files as the folder `out` in the same way: aside, then swapped in as a whole.
///
/// `manifest.json` must be among them and list every other file but `SHA256SUMS`: it is the mark by which a later call
/// knows the folder to be ours.
///
/// # Errors
/// As for [`write()`].
pub fn write_files(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ExportError> {
    replace(out, |partial| files.iter().try_for_each(|(name, bytes)| partial.add(name, bytes)))
}

/// Lets `fill` write files into a folder beside `out`, and swaps it in.
fn replace<T, E: From<ExportError>>(out: &Path, fill: impl FnOnce(&Partial) -> Result<T, E>) -> Result<T, E> {
    let place = Place::of(out)?;
    place.create_parent()?;
    recover(&place)?;
    check_owner(&place.out())?;
    remove_partials(&place)?;
    let partial = Partial::create(place.partial())?;
    let filled = fill(&partial)?;
    partial.swap_in(&place)?;
    Ok(filled)
}

/// Says whether [`write()`] would accept `out`, to learn it before a long build; changes nothing.
///
/// # Errors
/// [`ExportError::Foreign`] or [`ExportError::NotAFolder`] when it would not.
pub fn check_out(out: &Path) -> Result<(), ExportError> {
    let place = Place::of(out)?;
    if fs::exists(place.out()).unwrap_or(true) { check_owner(&place.out()) } else { Ok(()) }
}
