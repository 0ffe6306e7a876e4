//! Plain text and Markdown, in any encoding; the text stays as it is.

use rapporteur_text::{Diagnostic, Severity};

use super::decode;
use crate::{DocumentFormat, Draft, Failure, Format, Limits, Metadata};

/// Plain text.
pub const PLAIN: Plain = Plain;

/// See [`PLAIN`].
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "md", "markdown"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/plain", "text/markdown"]
    }

    fn sniff(&self, _: &[u8]) -> bool {
        false
    }
}

impl DocumentFormat for Plain {
    fn read(&self, path: &str, bytes: &[u8], _: &Limits) -> Result<Draft, Failure> {
        let decoded = decode::decode(bytes).map_err(|code| match code {
            decode::NoText::Empty => Failure::new(path, "empty", "is empty; add its text or remove the file"),
            decode::NoText::Binary => {
                Failure::new(path, "binary", "is not a text file (binary content); save it as plain text in UTF-8")
            }
        })?;
        let remarks = decoded.guessed.map(|name| {
            let what = format!("not UTF-8; read as {name}. Convert it to UTF-8 if letters look wrong");
            Diagnostic::new(Severity::Info, "decoded", what)
        });
        Ok(Draft { text: decoded.text, metadata: Metadata::default(), remarks: remarks.into_iter().collect() })
    }
}
