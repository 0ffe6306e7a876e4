//! Many sorted runs as one sequence.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::SpillError;
use crate::run::{Reader, Writer};

/// Runs open at a time at most; beyond that some are merged into one first.
const OPEN: usize = 256;

/// A run and the keys it begins and ends with.
#[derive(Clone, Debug)]
pub struct Part<K> {
    /// The file.
    pub path: PathBuf,
    /// Its first key.
    pub first: K,
    /// Its last key.
    pub last: K,
}

/// Reads runs that are sorted by the keys in their heads as one sorted sequence; of equal keys, that of the earlier run comes
/// first. A run is opened when its first key comes up and closed at its end, so runs that do not overlap are never open
/// together.
pub struct Merge<K> {
    /// Not yet open, the next one last.
    waiting: Vec<(usize, Part<K>)>,
    open: BinaryHeap<Reverse<(K, usize, usize)>>,
    readers: Vec<Option<(Reader, Vec<u8>)>>,
    key: fn(&[u8]) -> Result<K, SpillError>,
}

impl<K: Ord + Clone> Merge<K> {
    /// Begins. `key` takes the key out of a head; `folder` holds runs that have to be merged beforehand.
    ///
    /// # Errors
    /// [`SpillError`].
    pub fn new(
        parts: Vec<Part<K>>,
        folder: &Path,
        key: fn(&[u8]) -> Result<K, SpillError>,
    ) -> Result<Self, SpillError> {
        let mut parts = parts;
        let mut round = 0;
        while overlap(&parts) > OPEN {
            let mut fewer = Vec::new();
            for (at, group) in parts.chunks(OPEN).enumerate() {
                fewer.extend(into_one(group.to_vec(), &folder.join(format!("merged-{round}-{at}.run")), key)?);
            }
            parts = fewer;
            round += 1;
        }
        Ok(Self::over(parts, key))
    }

    fn over(parts: Vec<Part<K>>, key: fn(&[u8]) -> Result<K, SpillError>) -> Self {
        let readers = parts.iter().map(|_| None).collect();
        let mut waiting: Vec<(usize, Part<K>)> = parts.into_iter().enumerate().collect();
        waiting.sort_by(|a, b| (&b.1.first, b.0).cmp(&(&a.1.first, a.0)));
        Merge { waiting, open: BinaryHeap::new(), readers, key }
    }

    /// The next frame: key, head and, if `body` asks for it, body.
    ///
    /// # Errors
    /// [`SpillError`].
    #[allow(clippy::type_complexity, reason = "three parts that only the caller can name")]
    pub fn next(&mut self, body: bool) -> Result<Option<(K, Vec<u8>, Vec<u8>)>, SpillError> {
        while let Some((at, part)) =
            self.waiting.pop_if(|(_, part)| self.open.peek().is_none_or(|Reverse((key, ..))| part.first <= *key))
        {
            self.readers[at] = Some((Reader::open(&part.path)?, Vec::new()));
            self.advance(at)?;
        }
        let Some(Reverse((key, at, _))) = self.open.pop() else { return Ok(None) };
        let Some((reader, head)) = self.readers[at].as_mut() else { return Ok(None) };
        let head = std::mem::take(head);
        let body = if body {
            reader.body()?
        } else {
            reader.skip_body()?;
            Vec::new()
        };
        self.advance(at)?;
        Ok(Some((key, head, body)))
    }

    fn advance(&mut self, at: usize) -> Result<(), SpillError> {
        let Some((reader, head)) = self.readers[at].as_mut() else { return Ok(()) };
        match reader.head()? {
            Some(next) => {
                self.open.push(Reverse(((self.key)(&next)?, at, 0)));
                *head = next;
            }
            None => self.readers[at] = None,
        }
        Ok(())
    }
}

/// How many runs have to be open at a time.
fn overlap<K: Ord>(parts: &[Part<K>]) -> usize {
    let mut ends: Vec<(&K, i32)> = parts.iter().flat_map(|p| [(&p.first, -1), (&p.last, 1)]).collect();
    // Of equal keys, beginnings (-1) come before ends.
    ends.sort();
    let (mut now, mut most) = (0i64, 0i64);
    for (_, step) in ends {
        now -= i64::from(step);
        most = most.max(now);
    }
    usize::try_from(most).unwrap_or(0)
}

/// Merges runs into a new one; the old ones stay, since somebody may want to go on from them.
fn into_one<K: Ord + Clone>(
    parts: Vec<Part<K>>,
    path: &Path,
    key: fn(&[u8]) -> Result<K, SpillError>,
) -> Result<Option<Part<K>>, SpillError> {
    let mut merge = Merge::over(parts, key);
    let mut writer = Writer::create(path)?;
    let mut ends: Option<(K, K)> = None;
    while let Some((key, head, body)) = merge.next(true)? {
        writer.push(&head, &body)?;
        ends = Some((ends.map_or_else(|| key.clone(), |(first, _)| first), key));
    }
    writer.finish()?;
    Ok(ends.map(|(first, last)| Part { path: path.to_owned(), first, last }))
}

/// Removes a file that nobody needs any more; one that is gone already is no matter.
pub(crate) fn discard(path: &Path) {
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(folder: &Path, name: &str, keys: &[u64]) -> Part<u64> {
        let path = folder.join(name);
        let mut writer = Writer::create(&path).unwrap();
        for key in keys {
            writer.push(&key.to_le_bytes(), name.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        Part { path, first: keys[0], last: keys[keys.len() - 1] }
    }

    fn key(head: &[u8]) -> Result<u64, SpillError> {
        Ok(u64::from_le_bytes(head.try_into().unwrap()))
    }

    #[test]
    fn runs_are_read_in_order_and_the_earlier_first() {
        let folder = tempfile::tempdir().unwrap();
        let parts = vec![
            part(folder.path(), "b", &[5, 9]),
            part(folder.path(), "a", &[1, 5, 7]),
            part(folder.path(), "c", &[10]),
        ];
        assert_eq!(overlap(&parts), 2);
        let mut merge = Merge::new(parts, folder.path(), key).unwrap();
        let mut all = Vec::new();
        while let Some((key, _, body)) = merge.next(true).unwrap() {
            all.push(format!("{key}{}", String::from_utf8(body).unwrap()));
        }
        assert_eq!(all, ["1a", "5b", "5a", "7a", "9b", "10c"]);
    }

    #[test]
    fn more_runs_than_may_be_open_are_merged_in_rounds() {
        let folder = tempfile::tempdir().unwrap();
        let parts = (0..700).map(|n| part(folder.path(), &format!("{n}"), &[n, 1000 + n])).collect();
        let mut merge = Merge::new(parts, folder.path(), key).unwrap();
        let mut all = Vec::new();
        while let Some((key, ..)) = merge.next(false).unwrap() {
            all.push(key);
        }
        assert!(all.iter().copied().eq((0..700).chain(1000..1700)));
    }
}
