//! Portable documents (PDF): letters at places, put back into lines, columns, paragraphs, lists and tables.
//!
//! The parser and the fonts come from a library that trusts its input. So a file is looked over first ([`guard`]), each
//! page is rewritten to nothing but its text ([`content`], [`fonts`]), and the library runs on a thread of its own, whose
//! stack is large and whose panics end nothing but itself.

mod blocks;
mod columns;
mod content;
mod fonts;
mod furniture;
mod glyphs;
mod guard;
mod hyphens;
mod lines;
mod markers;
mod metadata;
mod pages;
mod paragraphs;
mod tables;

use rapporteur_text::{Diagnostic, Severity};

use crate::{DocumentFormat, Draft, Failure, Format, Limits};

/// Portable documents.
pub const PDF: Pdf = Pdf;

/// See [`PDF`].
#[derive(Clone, Copy, Debug)]
pub struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/pdf", "application/x-pdf"]
    }

    /// The mark may stand anywhere in the first 1,024 bytes.
    fn sniff(&self, head: &[u8]) -> bool {
        let head = &head[..head.len().min(1024)];
        head.windows(5).any(|w| w == b"%PDF-")
    }
}

impl DocumentFormat for Pdf {
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
        let what = |what: String| Failure::new(path, "bad-pdf", what);
        guard::look_over(bytes, limits).map_err(what)?;
        let file = pages::read(bytes, limits).map_err(what)?;
        let mut remarks = Vec::new();
        if !file.lost.is_empty() {
            let lost: Vec<String> = file.lost.iter().map(ToString::to_string).collect();
            let what = format!("page {} could not be read; print the file to a new PDF and try again", lost.join(", "));
            remarks.push(Diagnostic::new(Severity::Warning, "page-lost", what));
        }
        let text = blocks::text(file.pages);
        if file.nameless > 0 && text.is_empty() {
            let what =
                "has fonts that do not say what their letters are; run it through OCR (`ocrmypdf --force-ocr`) first";
            return Err(Failure::new(path, "no-text", what));
        }
        if file.nameless > 0 {
            let what = format!(
                "{} letters are left out, as their fonts do not say what they are; if words are missing, run the file \
                 through OCR (`ocrmypdf --force-ocr`)",
                file.nameless
            );
            remarks.push(Diagnostic::new(Severity::Warning, "letters-lost", what));
        }
        if text.is_empty() && file.lost.is_empty() {
            let what = "holds pictures of pages and no text; run it through OCR (for example ocrmypdf) first";
            return Err(Failure::new(path, "no-text", what));
        }
        if text.is_empty() {
            let what = "has no page that can be read; print the file to a new PDF and try again";
            return Err(Failure::new(path, "bad-pdf", what));
        }
        Ok(Draft { text, metadata: file.metadata, remarks })
    }
}
