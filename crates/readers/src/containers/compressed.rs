//! gzip and Zstandard around one file.

use std::io::{BufReader, Read};

use super::guard::{Counted, Guarded};
use super::{Input, unreadable, walk};
use crate::{ContainerFormat, Failure, Format, Reading, Sink};

/// gzip; several members one after the other are one stream, as in compressed crawls.
pub const GZIP: Compressed = Compressed::Gzip;
/// Zstandard.
pub const ZSTD: Compressed = Compressed::Zstd;

/// See [`GZIP`] and [`ZSTD`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compressed {
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Format for Compressed {
    fn name(&self) -> &'static str {
        match self {
            Compressed::Gzip => "gzip",
            Compressed::Zstd => "Zstandard",
        }
    }

    fn extensions(&self) -> &'static [&'static str] {
        match self {
            Compressed::Gzip => &["gz", "tgz"],
            Compressed::Zstd => &["zst", "tzst"],
        }
    }

    fn media_types(&self) -> &'static [&'static str] {
        match self {
            Compressed::Gzip => &["application/gzip", "application/x-gzip"],
            Compressed::Zstd => &["application/zstd"],
        }
    }

    fn sniff(&self, head: &[u8]) -> bool {
        match self {
            Compressed::Gzip => head.starts_with(&[0x1F, 0x8B, 8]),
            Compressed::Zstd => head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]),
        }
    }
}

impl ContainerFormat for Compressed {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        let (counted, went_in) = Counted::new(file.stream(how.path)?);
        let packed = BufReader::with_capacity(1 << 16, counted);
        let unpacked: Box<dyn Read + '_> = match self {
            Compressed::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Compressed::Zstd => {
                let mut decoder =
                    zstd::stream::read::Decoder::with_buffer(packed).map_err(|e| unreadable(how.path, &e))?;
                // A frame may ask for a window of gigabytes; 128 MiB is what `zstd --long` gives.
                decoder.window_log_max(27).map_err(|e| unreadable(how.path, &e))?;
                Box::new(decoder)
            }
        };
        let guarded = Guarded::new(unpacked, went_in, how.limits.ratio);
        let inner = inner_path(how.path);
        let how = Reading { path: &inner, ..*how };
        walk::deeper(Input::Stream(Box::new(guarded)), None, &how, sink)
    }
}

/// The name of what is inside: `a.warc.gz` holds `a.warc`, `a.tgz` holds `a.tar`.
fn inner_path(path: &str) -> String {
    let Some((stem, ending)) = path.rsplit_once('.') else { return path.to_owned() };
    match ending.to_ascii_lowercase().as_str() {
        "gz" | "zst" => stem.to_owned(),
        "tgz" | "tzst" => format!("{stem}.tar"),
        _ => path.to_owned(),
    }
}
