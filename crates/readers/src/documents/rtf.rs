//! Rich Text Format (RTF), read token by token: no nesting of groups, however deep, needs the stack.

mod body;
mod tokens;
mod words;

use crate::{DocumentFormat, Draft, Failure, Format, Limits};

/// Rich Text Format.
pub const RTF: Rtf = Rtf;

/// See [`RTF`].
#[derive(Clone, Copy, Debug)]
pub struct Rtf;

impl Format for Rtf {
    fn name(&self) -> &'static str {
        "RTF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/rtf", "text/rtf", "text/richtext"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.trim_ascii_start().starts_with(b"{\\rtf")
    }
}

impl DocumentFormat for Rtf {
    fn read(&self, path: &str, bytes: &[u8], limits: &Limits) -> Result<Draft, Failure> {
        if !self.sniff(bytes) {
            return Err(Failure::new(
                path,
                "bad-rtf",
                "is no RTF: it does not begin with {\\rtf; name it by what it is",
            ));
        }
        super::draft(path, "bad-rtf", body::read(bytes, limits))
    }
}
