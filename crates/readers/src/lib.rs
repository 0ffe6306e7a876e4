//! Files of any format in, documents as plain text out.
//!
//! A file is either a *document* (a web page, a letter, an article: [`documents`]) or a *container* of entries, each of
//! which is a file again (an archive, a crawl, a feed, a table: [`containers`]). What a file is tells its content first and
//! its name second.
//!
//! Whatever a document came in, its text reads the same: blocks with an empty line between them, each block on one line,
//! the items of a list on lines of their own behind `- `, the rows of a table on lines of their own with ` | ` between the
//! cells. So the same words give the same offsets, and the same rows, from every format.
//!
//! ```
//! use rapporteur_readers::{Draft, Limits, document};
//!
//! let page = b"<html><body><article><h1>Talks in Osh</h1><p>The ministers met in Osh.</p></article></body></html>";
//! let draft = document("osh.html", None, page, &Limits::default())?;
//! assert!(draft.text.contains("The ministers met in Osh."));
//! # Ok::<(), rapporteur_readers::Failure>(())
//! ```

pub mod containers;
pub mod documents;
mod failure;
mod format;
mod limits;
mod metadata;

pub use documents::document;
pub use failure::Failure;
pub use format::{ContainerFormat, DocumentFormat, Draft, Entry, Format, Reading, Sink};
pub use limits::Limits;
pub use metadata::{Metadata, parse_date, plain};
