//! WARC and WET: what a crawler fetched, record by record (ISO 28500).
//!
//! Read by hand rather than with the crate `warc`, which gives up at the first malformed record and takes headers of any
//! length into memory; crawls of years hold both.

mod http;
mod record;

use std::io::BufReader;
use std::ops::ControlFlow;

use super::{Input, walk};
use crate::{ContainerFormat, Entry, Failure, Format, Metadata, Reading, Sink};
use record::{Next, Record, Records};

/// WARC.
pub const WARC: Warc = Warc;

/// See [`WARC`].
#[derive(Clone, Copy, Debug)]
pub struct Warc;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/warc"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(b"WARC/")
    }
}

impl ContainerFormat for Warc {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        let stream = BufReader::with_capacity(1 << 16, file.stream(how.path)?);
        let mut records = Records::new(stream, how);
        loop {
            let flow = match records.next()? {
                Next::End => return Ok(()),
                Next::Broken(failure) => sink(Err(failure)),
                Next::Record(record) => match entry(record, how) {
                    Ok(Some(entry)) => walk::entry(entry, how, sink),
                    Ok(None) => continue,
                    Err(failure) => sink(Err(failure)),
                },
            };
            if flow == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }
}

/// The document that a record holds; `None` for requests, pictures, errors and whatever else a crawl brings home.
fn entry(record: Record, how: &Reading<'_>) -> Result<Option<Entry>, Failure> {
    let kind = record.header("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    let url = record.header("WARC-Target-URI").map(|u| u.trim_matches(['<', '>']).to_owned()).unwrap_or_default();
    let path = format!("{}#{}", how.path, if url.is_empty() { format!("{}", record.number) } else { url.clone() });
    let content_type = record.header("Content-Type").map(http::media_type).unwrap_or_default();
    let (media_type, bytes) = match kind.as_str() {
        "response" if content_type == "application/http" || url.starts_with("http") => {
            match http::response(&record.body, &path, how.limits)? {
                Some(response) => (response.media_type, response.body),
                None => return Ok(None),
            }
        }
        "response" | "resource" => (Some(content_type).filter(|t| !t.is_empty()), record.body),
        // WET: text that somebody took out of a page already.
        "conversion" => (Some(content_type).filter(|t| !t.is_empty()), record.body),
        _ => return Ok(None),
    };
    let head = &bytes[..bytes.len().min(4096)];
    if bytes.is_empty() || url.ends_with("/robots.txt") || !walk::is_readable(&path, media_type.as_deref(), head) {
        return Ok(None);
    }
    let http = url.starts_with("http://") || url.starts_with("https://");
    Ok(Some(Entry {
        id: super::address::id_of_url(&url),
        path,
        media_type,
        bytes,
        metadata: Metadata { url: http.then_some(url), ..Metadata::default() },
        remarks: Vec::new(),
    }))
}
