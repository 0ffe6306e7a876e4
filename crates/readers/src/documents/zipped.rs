//! Parts of an office file, which is a ZIP archive, each within the limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::Limits;

/// What must be decompressed before the ratio counts: small parts of blank XML compress well and do no harm.
const RATIO_FROM: u64 = 16 << 20;

/// An office file that is open.
pub(crate) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
}

impl<'a> Zipped<'a> {
    /// Opens the archive.
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("is no whole ZIP archive ({error}); get the file once more"))?;
        Ok(Zipped { archive, limits })
    }

    /// The content of a part as text; nothing when there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        if self.archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => {
                format!("has a part {name} that cannot be opened ({error}); save it without a password")
            }
            error => format!("has a part {name} that cannot be opened ({error}); get the file once more"),
        })?;
        let by_ratio = part.compressed_size().saturating_mul(self.limits.ratio).max(RATIO_FROM);
        let most = self.limits.document_bytes.min(by_ratio);
        let mut content = Vec::new();
        part.take(most.saturating_add(1))
            .read_to_end(&mut content)
            .map_err(|error| format!("has a broken part {name} ({error}); get the file once more"))?;
        if content.len() as u64 > most {
            return Err(format!("has a part {name} of more than {most} bytes; save its text in a file of its own"));
        }
        Ok(Some(match encoding_rs::Encoding::for_bom(&content) {
            Some((encoding, _)) => encoding.decode(&content).0.into_owned(),
            None => String::from_utf8(content).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
        }))
    }
}

/// Name of the first file of a ZIP archive and what follows it in `head`, if `head` is the start of one.
pub(crate) fn first_entry(head: &[u8]) -> Option<(&[u8], &[u8])> {
    if !head.starts_with(b"PK\x03\x04") {
        return None;
    }
    let number = |at: usize| Some(usize::from(u16::from_le_bytes([*head.get(at)?, *head.get(at + 1)?])));
    let (name, extra) = (number(26)?, number(28)?);
    Some((head.get(30..30 + name)?, head.get(30 + name + extra..).unwrap_or_default()))
}
