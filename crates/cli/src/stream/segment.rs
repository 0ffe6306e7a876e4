//! What is kept of one coded document, and the files in which it is kept.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rapporteur_extract::ReviewItem;
use rapporteur_link::{Known, Sketch};
use rapporteur_schema::{Date, Extraction};
use rapporteur_spill::{Part, SpillError, decode, decode_part, encode, run};
use serde::{Deserialize, Serialize};

/// By what documents are ordered: files that could not be read come last, by path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) missing: bool,
    pub(super) document_id: String,
    /// Of files that could not be read only: documents of one id stay in the order in which they were found.
    pub(super) path: String,
}

/// A hash of all that the rows of a document depend on.
pub(super) type Stamp = [u8; 32];

/// What linking needs of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Head {
    /// Its path under the input.
    pub(super) source_path: String,
    /// The file it was read from.
    pub(super) origin: String,
    pub(super) published: Option<Date>,
    pub(super) actors: Vec<Known>,
    pub(super) sketch: Option<Sketch>,
}

/// Everything else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Body {
    pub(super) extraction: Extraction,
    pub(super) notes: Vec<ReviewItem>,
}

/// Bytes that the parts of a coded document usually have room in.
const USUAL: usize = 16 << 10;

/// A coded document as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Coded {
    pub(super) key: Key,
    pub(super) head: Vec<u8>,
    pub(super) body: Vec<u8>,
}

impl Coded {
    pub(super) fn new(stamp: &Stamp, key: Key, head: &Head, body: &Body) -> Result<Self, SpillError> {
        let mut bytes = Vec::with_capacity(USUAL);
        bytes.extend_from_slice(stamp);
        let bytes = encode(head, encode(&key, bytes)?)?;
        Ok(Coded { key, head: bytes, body: encode(body, Vec::with_capacity(USUAL))? })
    }

    pub(super) fn size(&self) -> usize {
        self.head.len() + self.body.len()
    }
}

/// The key in a head.
pub(super) fn key(head: &[u8]) -> Result<Key, SpillError> {
    Ok(decode_part(past_stamp(head))?.0)
}

/// All of a head.
pub(super) fn head(bytes: &[u8]) -> Result<Head, SpillError> {
    let (_, rest) = decode_part::<Key>(past_stamp(bytes))?;
    decode(rest)
}

fn past_stamp(head: &[u8]) -> &[u8] {
    head.get(size_of::<Stamp>()..).unwrap_or_default()
}

/// Coded documents, and bytes of them, beyond which a segment goes on in a further file. A build that is broken off loses no
/// more than these.
const PART: usize = 64;
const PART_BYTES: usize = 32 << 20;
/// Endings: what this build has written, and what an earlier one left.
const NEW: &str = "next";
const OLD: &str = "run";

/// Writes one segment.
pub(super) struct Writer<'a> {
    folder: &'a Path,
    name: String,
    held: Vec<Coded>,
    bytes: usize,
    parts: Vec<Part<Key>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(folder: &'a Path, name: &str) -> Self {
        Writer { folder, name: name.to_owned(), held: Vec::new(), bytes: 0, parts: Vec::new() }
    }

    pub(super) fn push(&mut self, coded: Coded) -> Result<(), SpillError> {
        self.bytes += coded.size();
        self.held.push(coded);
        if self.held.len() >= PART || self.bytes > PART_BYTES { self.write() } else { Ok(()) }
    }

    pub(super) fn finish(mut self) -> Result<Vec<Part<Key>>, SpillError> {
        self.write()?;
        Ok(self.parts)
    }

    fn write(&mut self) -> Result<(), SpillError> {
        let mut held = std::mem::take(&mut self.held);
        self.bytes = 0;
        // Documents of one key stay in the order in which they were found.
        held.sort_by(|a, b| a.key.cmp(&b.key));
        let (Some(first), Some(last)) = (held.first(), held.last()) else { return Ok(()) };
        let path = self.folder.join(format!("{}-{}.{NEW}", self.name, self.parts.len()));
        let part = Part { path: path.clone(), first: first.key.clone(), last: last.key.clone() };
        let mut writer = run::Writer::create(&path)?;
        held.iter().try_for_each(|coded| writer.push(&coded.head, &coded.body))?;
        writer.finish()?;
        self.parts.push(part);
        Ok(())
    }
}

/// What an earlier build left of a segment: where each of its documents stands.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    files: Vec<Mutex<File>>,
    places: HashMap<Stamp, (usize, u64, usize, usize)>,
}

impl Earlier {
    /// Looks through the files of a segment; those that are not whole are as good as none.
    pub(super) fn open(folder: &Path, name: &str) -> Self {
        let mut earlier = Earlier::default();
        for ending in [NEW, OLD] {
            for part in 0.. {
                let path = folder.join(format!("{name}-{part}.{ending}"));
                if !path.exists() {
                    break;
                }
                if run::is_whole(&path).unwrap_or(false) {
                    // What cannot be read is coded anew.
                    let _ = earlier.look_through(&path);
                }
            }
        }
        earlier
    }

    fn look_through(&mut self, path: &Path) -> Result<(), SpillError> {
        let Ok(file) = File::open(path) else { return Ok(()) };
        self.files.push(Mutex::new(file));
        let at = self.files.len() - 1;
        let mut reader = run::Reader::open(path)?;
        let mut offset = 0u64;
        while let Some(head) = reader.head()? {
            let (length, body) = (head.len(), reader.body_length());
            reader.skip_body()?;
            offset += 8;
            if let Some(stamp) = head.first_chunk::<{ size_of::<Stamp>() }>() {
                self.places.insert(*stamp, (at, offset, length, body));
            }
            offset += (length + body) as u64;
        }
        Ok(())
    }

    /// The coded document of this stamp.
    pub(super) fn find(&self, stamp: &Stamp) -> Option<Coded> {
        let (at, offset, length, body_length) = *self.places.get(stamp)?;
        let mut file = self.files.get(at)?.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset)).ok()?;
        let (mut head, mut body) = (vec![0; length], vec![0; body_length]);
        file.read_exact(&mut head).ok()?;
        file.read_exact(&mut body).ok()?;
        Some(Coded { key: key(&head).ok()?, head, body })
    }
}

/// Gives the files of this build the names by which the next finds them, and removes what is left of others.
pub(super) fn settle(folder: &Path, parts: &mut [Part<Key>]) -> Result<(), SpillError> {
    let cannot = |path: &Path, cause: std::io::Error| SpillError::Io {
        path: path.to_owned(),
        doing: "rename or remove this file",
        cause,
    };
    for part in parts.iter_mut() {
        let settled = part.path.with_extension(OLD);
        fs::rename(&part.path, &settled).map_err(|e| cannot(&part.path, e))?;
        part.path = settled;
    }
    let kept: std::collections::HashSet<&PathBuf> = parts.iter().map(|part| &part.path).collect();
    for entry in fs::read_dir(folder).map_err(|e| cannot(folder, e))?.flatten() {
        let path = entry.path();
        let ours = path.extension().is_some_and(|e| e == OLD || e == NEW || e == "partial");
        if ours && !kept.contains(&path) {
            match fs::remove_file(&path) {
                Err(e) if e.kind() != ErrorKind::NotFound => return Err(cannot(&path, e)),
                _ => {}
            }
        }
    }
    Ok(())
}
