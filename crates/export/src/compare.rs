//! What a rebuild would change, byte for byte.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rapporteur_schema::Dataset;

use crate::chunks::{self, Chunks, ExtraFiles};
use crate::place::Place;
use crate::swap::{Partial, files};
use crate::{ExportError, Release};

/// One file that a rebuild would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Name relative to the folder.
    pub name: String,
    /// What would change.
    pub change: Change,
}

/// How a file in the folder departs from a rebuild.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// It is not there.
    Missing,
    /// It is there and would not be.
    Extra,
    /// Its content differs.
    Different {
        /// First byte that differs, from 0.
        offset: u64,
        /// The line that byte stands in, from 1; `None` for a binary file.
        line: Option<u64>,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match self.change {
            Change::Missing => write!(f, "{name}: is missing"),
            Change::Extra => write!(f, "{name}: is not part of the release"),
            Change::Different { line: Some(line), .. } => write!(f, "{name}: differs from line {line} on"),
            Change::Different { offset, line: None } => write!(f, "{name}: differs from byte {offset} on"),
        }
    }
}

/// What [`write`](crate::write()) would change in `out`, by name; empty when it would give the same bytes. Touches nothing
/// there; the files to compare with are written to the system's folder for temporary files.
///
/// # Errors
/// [`ExportError::Io`] when a file cannot be read, and those of an unusable name or path.
pub fn compare(dataset: &Dataset, out: &Path, release: &Release<'_>) -> Result<Vec<Difference>, ExportError> {
    compare_chunks(out, release, |chunk| {
        chunk(dataset.clone())?;
        Ok(Vec::new())
    })
}

/// The same for [`write_chunks`](crate::write_chunks()).
///
/// # Errors
/// As for [`compare`], and those of `fill`.
pub fn compare_chunks<E: From<ExportError>>(
    out: &Path,
    release: &Release<'_>,
    fill: impl FnOnce(Chunks<'_>) -> Result<ExtraFiles, E>,
) -> Result<Vec<Difference>, E> {
    let folder = Place::of(out)?.out();
    let temporary = std::env::temp_dir();
    let aside = tempfile::tempdir().map_err(ExportError::io(&temporary, "create a folder in this one"))?;
    let partial = Partial::create(aside.path().join("build"))?;
    let written = chunks::fill(&partial, release, fill)?;
    let mut differences = Vec::new();
    for file in &written.files {
        let change = change(&partial.path().join(&file.name), &folder.join(&file.name))?;
        differences.extend(change.map(|change| Difference { name: file.name.clone(), change }));
    }
    let extra = files(&folder)?.into_iter().filter(|name| !written.files.iter().any(|f| f.name == *name));
    differences.extend(extra.map(|name| Difference { name, change: Change::Extra }));
    differences.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(differences)
}

/// How the file `found` departs from the file `wanted`.
fn change(wanted: &Path, found: &Path) -> Result<Option<Change>, ExportError> {
    let bytes = match fs::read(found) {
        Ok(bytes) => bytes,
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Some(Change::Missing));
        }
        Err(e) => return Err(ExportError::io(found, "read this file")(e)),
    };
    let wanted = fs::read(wanted).map_err(ExportError::io(wanted, "read this file"))?;
    Ok(first_difference(&wanted, &bytes))
}

fn first_difference(wanted: &[u8], found: &[u8]) -> Option<Change> {
    if wanted == found {
        return None;
    }
    let same = wanted.iter().zip(found).take_while(|(a, b)| a == b).count();
    let line =
        std::str::from_utf8(wanted).ok().map(|_| 1 + wanted[..same].iter().filter(|b| **b == b'\n').count() as u64);
    Some(Change::Different { offset: same as u64, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_named() {
        assert_eq!(first_difference(b"a\nb\n", b"a\nb\n"), None);
        assert_eq!(first_difference(b"a\nb\n", b"a\nc\n"), Some(Change::Different { offset: 2, line: Some(2) }));
        assert_eq!(first_difference(b"a\n", b""), Some(Change::Different { offset: 0, line: Some(1) }));
        assert_eq!(first_difference(b"\xff1", b"\xff2"), Some(Change::Different { offset: 1, line: None }));
    }
}
