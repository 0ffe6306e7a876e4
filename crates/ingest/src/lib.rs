//! Bytes and folders in, decoded sources with blocks and metadata out.
//!
//! [`discover`] lists the documents of files and folders, [`read`] reads one of them, and [`read_bytes`] does the same
//! without touching a disk. Text is decoded and otherwise left as it is: blocks point into it.
//!
//! ```
//! use rapporteur_ingest::{Metadata, read_bytes};
//! let layout = rapporteur_lexicon::Layout::default();
//! let bytes = b"Ministers meet in Osh\n\nThe ministers of the two countries met in Osh on Monday and signed a protocol.\n";
//! let source = read_bytes("osh", "osh.txt", bytes, Metadata::default(), &layout).unwrap();
//! assert_eq!(source.blocks.len(), 2);
//! assert_eq!(source.blocks[0].span.of(&source.text), "Ministers meet in Osh");
//! ```

mod blocks;
mod discover;
mod error;
mod front_matter;
mod language;
mod manifest;
mod source;

pub use blocks::blocks;
pub use discover::{Found, Inputs, Item, STDIN, discover, duplicate, each};
pub use error::IngestError;
pub use rapporteur_readers::Limits;
pub use rapporteur_readers::containers::{Columns, Walk};
pub use rapporteur_readers::{Failure, Metadata, parse_date, plain};
pub use source::{Source, read, read_bytes, read_item, sha256};
