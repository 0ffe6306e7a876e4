//! A whole release written aside, then swapped in.

use std::fs;
use std::path::Path;

use rapporteur_schema::Dataset;

use crate::place::Place;
use crate::render::{Sink, render};
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
    replace(out, &mut |sink| render(dataset, release, sink))
}

/// Writes finished files as the folder `out` in the same way: aside, then swapped in as a whole.
///
/// `manifest.json` must be among them and list every other file but `SHA256SUMS`: it is the mark by which a later call
/// knows the folder to be ours.
///
/// # Errors
/// As for [`write()`].
pub fn write_files(out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), ExportError> {
    replace(out, &mut |sink| files.iter().try_for_each(|(name, bytes)| sink(name, bytes)))
}

/// Lets `fill` write files into a folder beside `out`, and swaps it in.
fn replace<T>(out: &Path, fill: Fill<'_, T>) -> Result<T, ExportError> {
    let place = Place::of(out)?;
    place.create_parent()?;
    recover(&place)?;
    check_owner(&place.out())?;
    remove_partials(&place)?;
    let partial = Partial::create(place.partial())?;
    let filled = fill(&mut |name, bytes| partial.add(name, bytes))?;
    partial.swap_in(&place)?;
    Ok(filled)
}

type Fill<'a, T> = &'a mut dyn FnMut(Sink<'_>) -> Result<T, ExportError>;

/// Says whether [`write()`] would accept `out`, to learn it before a long build; changes nothing.
///
/// # Errors
/// [`ExportError::Foreign`] or [`ExportError::NotAFolder`] when it would not.
pub fn check_out(out: &Path) -> Result<(), ExportError> {
    let place = Place::of(out)?;
    if fs::exists(place.out()).unwrap_or(true) { check_owner(&place.out()) } else { Ok(()) }
}
