//! A file of frames: for each the length of head and body, then both; at the end a mark, the number of frames and a hash.
//!
//! The hash (XXH3) shows a run that a crash or a bad disk broke; it is no protection against forgery, and need not be.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use twox_hash::XxHash3_128;

use crate::SpillError;

/// Stands where the length of the next head would.
const END: u32 = u32::MAX;

/// Writes a run aside; [`finish`](Writer::finish) gives it its name.
pub struct Writer {
    path: PathBuf,
    aside: PathBuf,
    file: BufWriter<File>,
    hash: XxHash3_128,
    frames: u64,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("path", &self.path).field("frames", &self.frames).finish_non_exhaustive()
    }
}

impl Writer {
    /// Begins a run that is to be called `path`.
    ///
    /// # Errors
    /// [`SpillError::Io`].
    pub fn create(path: &Path) -> Result<Self, SpillError> {
        let aside = path.with_extension("partial");
        let file = File::create(&aside).map_err(SpillError::io(&aside, "create this file"))?;
        let file = BufWriter::with_capacity(1 << 16, file);
        Ok(Writer { path: path.to_owned(), aside, file, hash: XxHash3_128::new(), frames: 0 })
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// [`SpillError::Io`].
    pub fn push(&mut self, head: &[u8], body: &[u8]) -> Result<(), SpillError> {
        let length = |part: &[u8]| {
            let fits = u32::try_from(part.len()).ok().filter(|&n| n != END);
            fits.ok_or_else(|| SpillError::Encoding { cause: "a frame of 4 GiB or more".to_owned() })
        };
        let lengths = [length(head)?.to_le_bytes(), length(body)?.to_le_bytes()].concat();
        self.write(&lengths)?;
        self.write(head)?;
        self.write(body)?;
        self.frames += 1;
        Ok(())
    }

    /// Ends the run and gives it its name.
    ///
    /// # Errors
    /// [`SpillError::Io`].
    pub fn finish(mut self) -> Result<(), SpillError> {
        let frames = self.frames.to_le_bytes();
        self.write(&END.to_le_bytes())?;
        self.write(&frames)?;
        let hash = self.hash.finish_128().to_le_bytes();
        let cannot = SpillError::io(&self.aside, "write this file");
        self.file.write_all(&hash).and_then(|()| self.file.flush()).map_err(cannot)?;
        fs::rename(&self.aside, &self.path).map_err(SpillError::io(&self.aside, "rename this file"))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), SpillError> {
        self.hash.write(bytes);
        self.file.write_all(bytes).map_err(SpillError::io(&self.aside, "write this file"))
    }
}

/// Whether a run is whole, by its hash.
///
/// # Errors
/// [`SpillError::Io`] when it cannot be read; that it is broken is an answer.
pub fn is_whole(path: &Path) -> Result<bool, SpillError> {
    const HASH: usize = size_of::<u128>();
    let mut file = File::open(path).map_err(SpillError::io(path, "open this file"))?;
    let size = file.metadata().map_err(SpillError::io(path, "look at this file"))?.len();
    let Some(content) = size.checked_sub(HASH as u64) else { return Ok(false) };
    let mut hash = XxHash3_128::new();
    let mut part = vec![0; 1 << 16];
    let mut left = content;
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(part.len());
        file.read_exact(&mut part[..wanted]).map_err(SpillError::io(path, "read this file"))?;
        hash.write(&part[..wanted]);
        left -= wanted as u64;
    }
    let mut stated = [0; HASH];
    file.read_exact(&mut stated).map_err(SpillError::io(path, "read this file"))?;
    Ok(hash.finish_128().to_le_bytes() == stated)
}

/// Reads a run from the beginning.
#[derive(Debug)]
pub struct Reader {
    path: PathBuf,
    file: BufReader<File>,
    /// Length of the body that comes next.
    body: u32,
}

impl Reader {
    /// Opens a run.
    ///
    /// # Errors
    /// [`SpillError::Io`].
    pub fn open(path: &Path) -> Result<Self, SpillError> {
        let file = File::open(path).map_err(SpillError::io(path, "open this file"))?;
        Ok(Reader { path: path.to_owned(), file: BufReader::with_capacity(1 << 15, file), body: 0 })
    }

    /// The head of the next frame; `None` at the end. Its body is read or skipped before the next head.
    ///
    /// # Errors
    /// [`SpillError`].
    pub fn head(&mut self) -> Result<Option<Vec<u8>>, SpillError> {
        let length = self.number()?;
        if length == END {
            return Ok(None);
        }
        self.body = self.number()?;
        self.bytes(length).map(Some)
    }

    /// The body of the frame whose head came last.
    ///
    /// # Errors
    /// [`SpillError`].
    pub fn body(&mut self) -> Result<Vec<u8>, SpillError> {
        self.bytes(self.body)
    }

    /// Passes over the body of the frame whose head came last.
    ///
    /// # Errors
    /// [`SpillError`].
    pub fn skip_body(&mut self) -> Result<(), SpillError> {
        self.file.seek_relative(i64::from(self.body)).map_err(SpillError::io(&self.path, "read this file"))
    }

    /// Length of the body of the frame whose head came last.
    pub fn body_length(&self) -> usize {
        self.body as usize
    }

    fn number(&mut self) -> Result<u32, SpillError> {
        let mut bytes = [0; 4];
        self.file.read_exact(&mut bytes).map_err(SpillError::io(&self.path, "read this file"))?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn bytes(&mut self, length: u32) -> Result<Vec<u8>, SpillError> {
        // By way of `take`, so that a broken length does not ask for memory that no file fills.
        let mut bytes = Vec::with_capacity(length.min(1 << 20) as usize);
        let read = self.file.by_ref().take(length.into()).read_to_end(&mut bytes);
        let read = read.map_err(SpillError::io(&self.path, "read this file"))?;
        if read as u64 == u64::from(length) { Ok(bytes) } else { Err(SpillError::Broken { path: self.path.clone() }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_back_and_a_broken_run_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.run");
        let mut writer = Writer::create(&path).unwrap();
        writer.push(b"one", b"body").unwrap();
        writer.push(b"", b"").unwrap();
        assert!(!path.exists());
        writer.finish().unwrap();
        assert!(is_whole(&path).unwrap());
        let mut reader = Reader::open(&path).unwrap();
        assert_eq!(reader.head().unwrap().unwrap(), b"one");
        reader.skip_body().unwrap();
        assert_eq!((reader.head().unwrap().unwrap().len(), reader.body().unwrap().len()), (0, 0));
        assert_eq!(reader.head().unwrap(), None);
        let mut bytes = fs::read(&path).unwrap();
        bytes[9] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert!(!is_whole(&path).unwrap());
        fs::write(&path, &bytes[..10]).unwrap();
        assert!(!is_whole(&path).unwrap());
        assert!(matches!(Reader::open(&path).unwrap().head(), Err(SpillError::Broken { .. })));
    }
}
