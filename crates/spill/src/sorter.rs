//! Values collected under keys.

use std::hash::Hash;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::merge::{Merge, Part, discard};
use crate::run::{Reader, Writer};
use crate::{SpillError, decode, encode};

/// Runs kept before they are merged into one.
const RUNS: usize = 64;

/// Collects values under keys and gives them back in the order of the keys. Values of one key are added up in the order in
/// which they came. When more than so many bytes are held, they go to disk.
pub struct Sorter<K, V> {
    held: FxHashMap<K, V>,
    bytes: usize,
    limit: usize,
    add: fn(&mut V, V),
    folder: PathBuf,
    name: &'static str,
    runs: Vec<Part<K>>,
    made: usize,
}

impl<K, V> Sorter<K, V>
where
    K: Ord + Hash + Clone + Serialize + DeserializeOwned,
    V: Serialize + DeserializeOwned,
{
    /// Holds `limit` bytes at most; files are called `name` and a number, in `folder`. `add` adds a later value to an earlier.
    pub fn new(folder: &Path, name: &'static str, limit: usize, add: fn(&mut V, V)) -> Self {
        let folder = folder.to_owned();
        Sorter { held: FxHashMap::default(), bytes: 0, limit, add, folder, name, runs: Vec::new(), made: 0 }
    }

    /// Adds a value that takes about `bytes` bytes of memory with its key.
    ///
    /// # Errors
    /// [`SpillError`] when it has to go to disk and cannot.
    pub fn add(&mut self, key: K, value: V, bytes: usize) -> Result<(), SpillError> {
        match self.held.get_mut(&key) {
            Some(before) => (self.add)(before, value),
            None => {
                self.held.insert(key, value);
                self.bytes += bytes;
            }
        }
        if self.bytes > self.limit { self.spill() } else { Ok(()) }
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// [`SpillError`].
    pub fn finish(mut self) -> Result<Sorted<K, V>, SpillError> {
        if self.runs.is_empty() {
            return Ok(Sorted { place: Place::Memory(self.take()) });
        }
        self.spill()?;
        self.unite()?;
        let path = self.runs.pop().map(|part| part.path).unwrap_or_default();
        Ok(Sorted { place: Place::File(path) })
    }

    /// What is held, in order.
    fn take(&mut self) -> Vec<(K, V)> {
        let mut held: Vec<(K, V)> = std::mem::take(&mut self.held).into_iter().collect();
        held.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        held
    }

    fn spill(&mut self) -> Result<(), SpillError> {
        let held = self.take();
        self.bytes = 0;
        self.write(held.into_iter().map(Ok))?;
        if self.runs.len() >= RUNS { self.unite() } else { Ok(()) }
    }

    /// Merges all runs into one. They stand in the order in which they were made, so values are added up in theirs.
    fn unite(&mut self) -> Result<(), SpillError> {
        if self.runs.len() < 2 {
            return Ok(());
        }
        let runs = std::mem::take(&mut self.runs);
        let paths: Vec<PathBuf> = runs.iter().map(|part| part.path.clone()).collect();
        let merged = Added { merge: Merge::new(runs, &self.folder, decode::<K>)?, next: None, add: self.add };
        self.write(merged)?;
        paths.iter().for_each(|path| discard(path));
        Ok(())
    }

    fn write(&mut self, all: impl Iterator<Item = Result<(K, V), SpillError>>) -> Result<(), SpillError> {
        let path = self.folder.join(format!("{}-{}.run", self.name, self.made));
        self.made += 1;
        let mut writer = Writer::create(&path)?;
        let mut ends: Option<(K, K)> = None;
        for entry in all {
            let (key, value) = entry?;
            writer.push(&encode(&key, Vec::new())?, &encode(&value, Vec::new())?)?;
            ends = Some((ends.map_or_else(|| key.clone(), |(first, _)| first), key));
        }
        writer.finish()?;
        self.runs.extend(ends.map(|(first, last)| Part { path, first, last }));
        Ok(())
    }
}

/// Merged runs with the values of equal keys added up.
struct Added<K, V> {
    merge: Merge<K>,
    next: Option<(K, V)>,
    add: fn(&mut V, V),
}

impl<K: Ord + Clone, V: DeserializeOwned> Added<K, V> {
    fn pull(&mut self) -> Result<Option<(K, V)>, SpillError> {
        let Some((key, _, body)) = self.merge.next(true)? else { return Ok(None) };
        Ok(Some((key, decode(&body)?)))
    }

    fn group(&mut self) -> Result<Option<(K, V)>, SpillError> {
        let Some((key, mut value)) = (match self.next.take() {
            Some(next) => Some(next),
            None => self.pull()?,
        }) else {
            return Ok(None);
        };
        while let Some((other, more)) = self.pull()? {
            if other != key {
                self.next = Some((other, more));
                break;
            }
            (self.add)(&mut value, more);
        }
        Ok(Some((key, value)))
    }
}

impl<K: Ord + Clone, V: DeserializeOwned> Iterator for Added<K, V> {
    type Item = Result<(K, V), SpillError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.group().transpose()
    }
}

/// What a [`Sorter`] has collected.
#[derive(Debug)]
pub struct Sorted<K, V> {
    place: Place<K, V>,
}

#[derive(Debug)]
enum Place<K, V> {
    Memory(Vec<(K, V)>),
    File(PathBuf),
}

impl<K, V> Sorted<K, V>
where
    K: Clone + DeserializeOwned,
    V: Clone + DeserializeOwned,
{
    /// All keys in order, each once, with their values; may be asked for again.
    ///
    /// # Errors
    /// [`SpillError`].
    pub fn iter(&self) -> Result<Iter<'_, K, V>, SpillError> {
        Ok(match &self.place {
            Place::Memory(held) => Iter { held: Some(held.iter()), reader: None },
            Place::File(path) => Iter { held: None, reader: Some(Reader::open(path)?) },
        })
    }
}

/// See [`Sorted::iter`].
#[derive(Debug)]
pub struct Iter<'a, K, V> {
    held: Option<std::slice::Iter<'a, (K, V)>>,
    reader: Option<Reader>,
}

impl<K: Clone + DeserializeOwned, V: Clone + DeserializeOwned> Iterator for Iter<'_, K, V> {
    type Item = Result<(K, V), SpillError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(held) = &mut self.held {
            return held.next().cloned().map(Ok);
        }
        pull(self.reader.as_mut()?).transpose()
    }
}

fn pull<K: DeserializeOwned, V: DeserializeOwned>(reader: &mut Reader) -> Result<Option<(K, V)>, SpillError> {
    let Some(head) = reader.head()? else { return Ok(None) };
    Ok(Some((decode(&head)?, decode(&reader.body()?)?)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    proptest::proptest! {
        #[test]
        fn on_disk_and_in_memory_give_the_same(words: Vec<(u8, u16)>, limit in 1usize..2000) {
            let folder = tempfile::tempdir().unwrap();
            let add = |list: &mut Vec<u16>, more: Vec<u16>| list.extend(more);
            let mut expected: BTreeMap<u8, Vec<u16>> = BTreeMap::new();
            let mut sorter = Sorter::new(folder.path(), "test", limit, add);
            for (key, value) in words {
                expected.entry(key).or_default().push(value);
                sorter.add(key, vec![value], 20).unwrap();
            }
            let sorted = sorter.finish().unwrap();
            for _ in 0..2 {
                let all: BTreeMap<u8, Vec<u16>> = sorted.iter().unwrap().collect::<Result<_, _>>().unwrap();
                proptest::prop_assert_eq!(&all, &expected);
            }
        }
    }
}
