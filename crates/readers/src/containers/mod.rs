//! Formats whose files hold other files.

mod address;
mod columns;
mod compressed;
mod csv;
mod guard;
mod jsonl;
mod parquet;
mod row;
mod tar;
mod walk;
mod warc;
mod zip;

use std::io::Read;
use std::path::Path;

use crate::{ContainerFormat, Failure};

pub use address::id_of_path;
pub use columns::Columns;
pub use compressed::{GZIP, ZSTD};
pub use csv::{CSV, TSV};
pub use jsonl::JSONL;
pub use parquet::PARQUET;
pub use tar::TAR;
pub use walk::{Walk, entries, is_document_name, is_ours};
pub use warc::WARC;
pub use zip::ZIP;

/// Every format of containers, in the order in which they are asked whether a file is theirs.
pub const CONTAINERS: &[&dyn ContainerFormat] = &[&ZIP, &GZIP, &ZSTD, &TAR, &WARC, &PARQUET, &JSONL, &CSV, &TSV];

/// Where a container is read from.
pub enum Input<'a> {
    /// A file.
    File(&'a Path),
    /// An entry of another container, in memory.
    Bytes(Vec<u8>),
    /// A stream that can be read once: standard input, or what is decompressed on the way.
    Stream(Box<dyn Read + 'a>),
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Input::File(path) => write!(f, "File({})", path.display()),
            Input::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Input::Stream(_) => f.write_str("Stream"),
        }
    }
}

impl<'a> Input<'a> {
    /// The bytes one after the other, from the beginning.
    ///
    /// # Errors
    /// [`Failure`] `unreadable` when the file cannot be opened.
    pub fn stream(self, path: &str) -> Result<Box<dyn Read + 'a>, Failure> {
        Ok(match self {
            Input::File(file) => Box::new(std::fs::File::open(file).map_err(|e| unreadable(path, &e))?),
            Input::Bytes(bytes) => Box::new(std::io::Cursor::new(bytes)),
            Input::Stream(stream) => stream,
        })
    }

    /// All bytes, if there are no more than `limit`.
    ///
    /// # Errors
    /// [`Failure`] `unreadable` or `too-large`.
    pub fn bytes(self, path: &str, limit: u64) -> Result<Vec<u8>, Failure> {
        if let Input::Bytes(bytes) = self {
            return if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) };
        }
        let mut bytes = Vec::new();
        // One byte more than allowed: a stream has no length to ask for, and a file may grow while it is read.
        self.stream(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| unreadable(path, &e))?;
        if bytes.len() as u64 > limit { Err(too_large(path, limit)) } else { Ok(bytes) }
    }
}

/// What the system, or a decompressor, said when it could not go on.
pub(crate) fn unreadable(path: &str, error: &std::io::Error) -> Failure {
    if let Some(guard) = error.get_ref().and_then(|e| e.downcast_ref::<guard::Bomb>()) {
        return Failure::new(path, "bomb", guard);
    }
    let what = match error.kind() {
        std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput | std::io::ErrorKind::UnexpectedEof => {
            format!("is broken ({error}); what stands before the broken place was read; get the file anew")
        }
        _ => format!("cannot be read ({error}); check that it is a file and its permissions"),
    };
    Failure::new(path, "unreadable", what)
}

pub(crate) fn too_large(path: &str, limit: u64) -> Failure {
    let what = format!("is larger than {limit} bytes; split it, one document a file, or raise --max-bytes");
    Failure::new(path, "too-large", what)
}
