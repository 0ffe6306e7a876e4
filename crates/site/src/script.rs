//! Data as a classic script: one call with one JSON text.
//!
//! `rapporteurData("events-0",'…')`. A text is read several times faster by `JSON.parse` than as source code. Everything
//! that could end the text, the script or the line is escaped, so no word of a document is ever more than a word.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{NamedFile, SiteError};

/// One data file.
pub(crate) struct Script {
    name: String,
    text: String,
}

impl Script {
    /// Wraps a value.
    pub(crate) fn of(name: &str, value: &Value) -> Result<Self, SiteError> {
        let json = serde_json::to_string(value)
            .map_err(|e| SiteError::Encoding { file: format!("data/{name}.js"), cause: e.to_string() })?;
        let mut text = String::with_capacity(json.len() + json.len() / 16 + 64);
        text.push_str("rapporteurData(\"");
        text.push_str(name);
        text.push_str("\",'");
        for c in json.chars() {
            match c {
                '\\' => text.push_str("\\\\"),
                // Outside of a JSON string there is none of these, and inside a string this means the same to a JSON reader.
                '\'' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' | '\u{feff}' => {
                    let _ = write!(text, "\\u{:04x}", u32::from(c));
                }
                c => text.push(c),
            }
        }
        text.push_str("');\n");
        Ok(Script { name: name.to_owned(), text })
    }

    /// The file it becomes.
    pub(crate) fn file(self) -> NamedFile {
        (format!("data/{}.js", self.name), self.text.into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_text() {
        let hostile = "</script><script>alert(1)</script>'\"\\\u{2028}\u{2029}\n\u{0}&amp;<!--";
        let (name, bytes) = Script::of("x-0", &serde_json::json!([hostile])).unwrap().file();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(name, "data/x-0.js");
        let inner = text.strip_prefix("rapporteurData(\"x-0\",'").unwrap().strip_suffix("');\n").unwrap();
        assert!(!inner.contains(['\'', '<', '>', '&', '\n', '\u{2028}', '\u{2029}', '\u{0}']));
        // What a script's string literal says is JSON again.
        let mut json = String::new();
        let mut rest = inner.chars();
        while let Some(c) = rest.next() {
            match c {
                '\\' => match rest.next() {
                    Some('\\') => json.push('\\'),
                    Some('u') => {
                        let hex: String = rest.by_ref().take(4).collect();
                        json.push(char::from_u32(u32::from_str_radix(&hex, 16).unwrap()).unwrap());
                    }
                    other => panic!("{other:?}"),
                },
                c => json.push(c),
            }
        }
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [hostile]);
    }
}
