//! Formats whose files are one document each.

pub(crate) mod dates;
mod decode;
mod docx;
mod email;
mod flow;
mod html;
pub(crate) mod language;
mod odt;
mod pdf;
mod plain;
mod reflow;
mod rtf;
mod xml;
mod zipped;

use crate::{DocumentFormat, Draft, Failure, Limits, Metadata};

pub(crate) use html::body_blocks as html_blocks;

pub use docx::DOCX;
pub use email::{EMAIL, Email};
pub use html::{HTML, Html};
pub use odt::ODT;
pub use pdf::PDF;
pub use plain::{PLAIN, Plain};
pub use rtf::RTF;

/// Every format of documents, in the order in which they are asked whether a file is theirs. Plain text comes last and takes
/// what nobody else does.
pub const DOCUMENTS: &[&dyn DocumentFormat] = &[&PDF, &DOCX, &ODT, &RTF, &HTML, &EMAIL, &PLAIN];

/// Reads one document. Its format is told by its content, else by `media_type`, else by the ending of its path.
///
/// # Errors
/// When no text can be had from it.
pub fn document(path: &str, media_type: Option<&str>, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
    let size = bytes.len() as u64;
    if size > limits.document_bytes {
        let what =
            format!("is larger than {} bytes ({size}); split it into one file per document", limits.document_bytes);
        return Err(Failure::new(path, "too-large", what));
    }
    let draft = format_of(path, media_type, bytes).read(path, bytes, limits)?;
    if draft.text.len() as u64 > limits.text_bytes {
        let what = format!(
            "holds a text of more than {} bytes ({}); split it, one document a file, or raise --max-text-bytes",
            limits.text_bytes,
            draft.text.len()
        );
        return Err(Failure::new(path, "too-large", what));
    }
    Ok(draft)
}

/// What came of a word processor's file: `code` is that of a failure, whose words are told after the file's name.
fn draft(path: &str, code: &'static str, read: Result<(String, Metadata), String>) -> Result<Draft, Failure> {
    let (text, metadata) = read.map_err(|what| Failure::new(path, code, what))?;
    if text.is_empty() {
        let what = "holds no text (pictures only?); add its text or remove the file";
        return Err(Failure::new(path, "no-text", what));
    }
    Ok(Draft { text, metadata, remarks: Vec::new() })
}

/// The format of a document.
pub fn format_of(path: &str, media_type: Option<&str>, bytes: &[u8]) -> &'static dyn DocumentFormat {
    let head = &bytes[..bytes.len().min(4096)];
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let by_content = || DOCUMENTS.iter().find(|f| f.sniff(head));
    let by_type = || DOCUMENTS.iter().find(|f| media_type.is_some_and(|t| f.media_types().contains(&t)));
    let by_name = || DOCUMENTS.iter().find(|f| f.extensions().contains(&ending.as_str()));
    by_content().or_else(by_type).or_else(by_name).copied().unwrap_or(&PLAIN)
}
