//! Documents that are nearly the same, with their sketches on disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rapporteur_link::Sketch;
use rapporteur_schema::Date;
use rapporteur_spill::{Sorter, SpillError};

/// Memory for the bands by which texts are brought together.
const MEMORY: usize = 32 << 20;

/// Collects the sketches of documents, which are told by their number in the order of ids.
pub(super) struct Twins {
    sketches: BufWriter<File>,
    path: PathBuf,
    bands: Sorter<(u8, u64), Vec<u64>>,
    /// Day of publication by number, counted from the first document; the file has a sketch for each.
    published: Vec<Option<Date>>,
}

impl Twins {
    pub(super) fn new(work: &Path) -> Result<Self, SpillError> {
        let path = work.join("sketches");
        let file = File::create(&path).map_err(|cause| broken(&path, cause))?;
        let bands = Sorter::new(work, "bands", MEMORY, |numbers: &mut Vec<u64>, more| numbers.extend(more));
        Ok(Twins { sketches: BufWriter::new(file), path, bands, published: Vec::new() })
    }

    /// Adds the next document.
    pub(super) fn add(&mut self, published: Option<Date>, sketch: Option<&Sketch>) -> Result<(), SpillError> {
        let number = self.published.len() as u64;
        self.published.push(published);
        let none = [0; Sketch::BYTES];
        let bytes = sketch.map_or(&none[..], Sketch::bytes);
        self.sketches.write_all(bytes).map_err(|cause| broken(&self.path, cause))?;
        sketch.into_iter().flat_map(Sketch::bands).try_for_each(|band| self.bands.add(band, vec![number], 80))
    }

    /// The number of the original by the number of each document that repeats it.
    pub(super) fn find(self) -> Result<BTreeMap<u64, u64>, SpillError> {
        let Twins { mut sketches, path, bands, published } = self;
        sketches.flush().map_err(|cause| broken(&path, cause))?;
        let mut file = File::open(&path).map_err(|cause| broken(&path, cause))?;
        let mut twins = rapporteur_link::Twins::default();
        for band in bands.finish()?.iter()? {
            let (_, members) = band?;
            twins.band(&members, |at| sketch_at(&mut file, at).map_err(|cause| broken(&path, cause)))?;
        }
        Ok(twins.originals(|at| published.get(usize::try_from(at).unwrap_or(usize::MAX)).copied().flatten()))
    }
}

fn sketch_at(file: &mut File, at: u64) -> std::io::Result<Sketch> {
    let mut bytes = vec![0; Sketch::BYTES];
    file.seek(SeekFrom::Start(at * Sketch::BYTES as u64))?;
    file.read_exact(&mut bytes)?;
    Ok(Sketch::from_bytes(bytes))
}

fn broken(path: &Path, cause: std::io::Error) -> SpillError {
    SpillError::Io { path: path.to_owned(), doing: "use this file", cause }
}
