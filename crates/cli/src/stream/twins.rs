//! Documents that are nearly the same.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rapporteur_link::Sketch;
use rapporteur_schema::Date;
use rapporteur_spill::{Sorter, SpillError};

/// Memory for the keys by which texts are brought together.
const MEMORY: usize = 32 << 20;
/// Documents of one key that each further one is compared with.
const COMPARED: usize = 8;

/// Collects the sketches of documents, which are told by their number in the order of ids.
pub(super) struct Twins {
    sketches: BufWriter<File>,
    path: PathBuf,
    bands: Sorter<(u8, u64), Vec<u64>>,
    /// Number and day of publication of the documents that have a sketch; in the file their sketches, in the same order.
    known: Vec<(u64, Option<Date>)>,
}

impl Twins {
    pub(super) fn new(work: &Path) -> Result<Self, SpillError> {
        let path = work.join("sketches");
        let file = File::create(&path).map_err(|cause| broken(&path, cause))?;
        let bands = Sorter::new(work, "bands", MEMORY, |numbers: &mut Vec<u64>, more| numbers.extend(more));
        Ok(Twins { sketches: BufWriter::new(file), path, bands, known: Vec::new() })
    }

    pub(super) fn add(&mut self, number: u64, published: Option<Date>, sketch: &Sketch) -> Result<(), SpillError> {
        let at = self.known.len() as u64;
        self.known.push((number, published));
        self.sketches.write_all(sketch.bytes()).map_err(|cause| broken(&self.path, cause))?;
        sketch.bands().try_for_each(|band| self.bands.add(band, vec![at], 80))
    }

    /// The number of the original by the number of each document that repeats it.
    pub(super) fn find(self) -> Result<BTreeMap<u64, u64>, SpillError> {
        let Twins { mut sketches, path, bands, known } = self;
        sketches.flush().map_err(|cause| broken(&path, cause))?;
        let mut file = File::open(&path).map_err(|cause| broken(&path, cause))?;
        let mut groups = Groups::default();
        for band in bands.finish()?.iter()? {
            let (_, members) = band?;
            if members.len() < 2 {
                continue;
            }
            // One of each group that was found so far stands for it.
            let mut seen: Vec<(u64, Sketch)> = Vec::new();
            for at in members {
                if seen.iter().any(|(other, _)| groups.same(*other, at)) {
                    continue;
                }
                let sketch = sketch_at(&mut file, at).map_err(|cause| broken(&path, cause))?;
                match seen.iter().find(|(_, other)| other.is_twin(&sketch)) {
                    Some((other, _)) => groups.unite(*other, at),
                    None if seen.len() < COMPARED => seen.push((at, sketch)),
                    None => {}
                }
            }
        }
        Ok(originals(&mut groups, &known))
    }
}

fn sketch_at(file: &mut File, at: u64) -> std::io::Result<Sketch> {
    let mut bytes = vec![0; Sketch::BYTES];
    file.seek(SeekFrom::Start(at * Sketch::BYTES as u64))?;
    file.read_exact(&mut bytes)?;
    Ok(Sketch::from_bytes(bytes))
}

/// Of every group the one published first, and of these the first by id.
fn originals(groups: &mut Groups, known: &[(u64, Option<Date>)]) -> BTreeMap<u64, u64> {
    let mut members: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for at in groups.members() {
        members.entry(groups.root(at)).or_default().push(at);
    }
    let document = |at: u64| known.get(usize::try_from(at).unwrap_or(usize::MAX)).copied().unwrap_or_default();
    let mut originals = BTreeMap::new();
    for group in members.into_values() {
        let order = |at: &u64| {
            let (number, published) = document(*at);
            (published.is_none(), published, number)
        };
        let Some(original) = group.iter().copied().min_by_key(order).map(|at| document(at).0) else { continue };
        let others = group.into_iter().map(|at| document(at).0).filter(|&number| number != original);
        originals.extend(others.map(|number| (number, original)));
    }
    originals
}

/// Sets that do not overlap, of those documents only that have a twin.
#[derive(Default)]
struct Groups {
    parent: BTreeMap<u64, u64>,
}

impl Groups {
    fn root(&mut self, at: u64) -> u64 {
        let mut root = at;
        while let Some(&up) = self.parent.get(&root).filter(|&&up| up != root) {
            root = up;
        }
        // Shorter ways for the next who asks.
        let mut at = at;
        while let Some(up) = self.parent.get(&at).copied().filter(|&up| up != root && up != at) {
            self.parent.insert(at, root);
            at = up;
        }
        root
    }

    fn same(&mut self, a: u64, b: u64) -> bool {
        self.root(a) == self.root(b)
    }

    fn unite(&mut self, a: u64, b: u64) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent.insert(a.max(b), a.min(b));
        self.parent.entry(a.min(b)).or_insert(a.min(b));
    }

    fn members(&self) -> Vec<u64> {
        self.parent.keys().copied().collect()
    }
}

fn broken(path: &Path, cause: std::io::Error) -> SpillError {
    SpillError::Io { path: path.to_owned(), doing: "use this file", cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_published_first_is_the_original() {
        let folder = tempfile::tempdir().unwrap();
        let mut twins = Twins::new(folder.path()).unwrap();
        let text = |from: usize| (from..from + 200).map(|n| format!("word{n} ")).collect::<String>();
        let day = |d| Some(Date::constant(2020, 5, d));
        for (number, published, from) in
            [(0, None, 0), (1, day(4), 0), (2, day(3), 0), (3, day(1), 900), (4, day(3), 0), (5, None, 900)]
        {
            twins.add(number, published, &Sketch::of([&*text(from)]).unwrap()).unwrap();
        }
        let originals: Vec<_> = twins.find().unwrap().into_iter().collect();
        assert_eq!(originals, [(0, 2), (1, 2), (4, 2), (5, 3)]);
    }
}
