//! Sorted runs on disk: what does not fit into memory is sorted and merged there.
//!
//! A [`run`] is a file of frames, each a head and a body; whoever needs heads only passes over the bodies. [`Merge`] reads
//! many runs as one sorted sequence with few of them open, and [`Sorter`] collects values under keys, adds up those of one
//! key, and gives them back in order, in memory while they are few and through runs when they are many.
//!
//! ```
//! use rapporteur_spill::Sorter;
//!
//! let folder = tempfile::tempdir()?;
//! let mut counts = Sorter::new(folder.path(), "counts", 1 << 20, |sum: &mut u32, more| *sum += more);
//! for word in ["talks", "visit", "talks"] {
//!     counts.add(word.to_owned(), 1, 100)?;
//! }
//! let sorted = counts.finish()?;
//! let all: Vec<(String, u32)> = sorted.iter()?.collect::<Result<_, _>>()?;
//! assert_eq!(all, [("talks".to_owned(), 2), ("visit".to_owned(), 1)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod merge;
pub mod run;
mod sorter;

pub use error::SpillError;
pub use merge::{Merge, Part};
pub use sorter::{Iter, Sorted, Sorter};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as bytes, behind what `into` holds already.
///
/// # Errors
/// [`SpillError::Encoding`], which no value of ours brings about.
pub fn encode<T: Serialize>(value: &T, into: Vec<u8>) -> Result<Vec<u8>, SpillError> {
    postcard::to_extend(value, into).map_err(|e| SpillError::Encoding { cause: e.to_string() })
}

/// The value that bytes stand for.
///
/// # Errors
/// [`SpillError::Encoding`] when they were not written by [`encode`] for this type.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, SpillError> {
    postcard::from_bytes(bytes).map_err(|e| SpillError::Encoding { cause: e.to_string() })
}

/// The value that bytes begin with, and the bytes behind it.
///
/// # Errors
/// As for [`decode`].
pub fn decode_part<T: DeserializeOwned>(bytes: &[u8]) -> Result<(T, &[u8]), SpillError> {
    postcard::take_from_bytes(bytes).map_err(|e| SpillError::Encoding { cause: e.to_string() })
}
