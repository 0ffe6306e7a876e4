//! Formats whose files hold other files.

pub(crate) mod address;
mod feed;

use std::io::Read;
use std::path::Path;

use crate::ContainerFormat;

pub use feed::{FEED, Feed};

/// Every format of containers, in the order in which they are asked whether a file is theirs.
pub const CONTAINERS: &[&dyn ContainerFormat] = &[&FEED];

/// Where a container is read from.
pub enum Input<'a> {
    /// A file.
    File(&'a Path),
    /// An entry of another container, in memory.
    Bytes(Vec<u8>),
    /// A stream that can be read once: standard input, or what is decompressed on the way.
    Stream(Box<dyn Read + 'a>),
}

/// Which columns of a table, or keys of a JSON line, hold what. The first one that is there counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The text; required.
    pub text: Vec<String>,
    /// Id of the document.
    pub id: Vec<String>,
    /// Day of publication.
    pub date: Vec<String>,
    /// Title.
    pub title: Vec<String>,
    /// Publisher.
    pub publisher: Vec<String>,
    /// Address.
    pub url: Vec<String>,
    /// Language.
    pub language: Vec<String>,
    /// Licence.
    pub licence: Vec<String>,
}

impl Default for Columns {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        Columns {
            text: names(&["text", "body", "content"]),
            id: names(&["document_id", "id"]),
            date: names(&["published_date", "date", "published"]),
            title: names(&["title", "headline"]),
            publisher: names(&["publisher", "source"]),
            url: names(&["url", "source_url", "link"]),
            language: names(&["language", "lang"]),
            licence: names(&["licence", "license"]),
        }
    }
}
