//! A row of a table becomes an entry.

use rapporteur_text::{Diagnostic, Severity};
use sha2::{Digest, Sha256};

use super::address::id_of_path;
use crate::{Entry, Failure, Metadata, parse_date, plain};

/// The cells of one row that matter, as they stand there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row<'a> {
    pub(crate) text: Option<&'a str>,
    pub(crate) id: Option<&'a str>,
    pub(crate) date: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) publisher: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
    pub(crate) licence: Option<&'a str>,
}

impl Row<'_> {
    /// The entry of the row `place` of the table `path`. `place` counts from 1 and shows in messages only, so that a row's
    /// id stays when others come or go.
    pub(crate) fn entry(&self, path: &str, place: &str) -> Result<Entry, Failure> {
        let here = format!("{path}#{place}");
        let Some(text) = self.text.filter(|t| !t.trim().is_empty()) else {
            return Err(Failure::new(&here, "empty", "its text is empty; fill the cell or remove the row"));
        };
        let id = self.id.and_then(plain).map_or_else(
            || {
                let digest = Sha256::digest(text.as_bytes());
                let hex: String = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
                format!("{}-{hex}", id_of_path(path))
            },
            |id| id.replace(['/', '\\'], "-"),
        );
        let mut remarks = Vec::new();
        let published_date = self.date.and_then(plain).and_then(|value| {
            let date = parse_date(&value);
            if date.is_none() {
                let what = format!("{value:?} is no date; write it as YYYY-MM-DD");
                remarks.push(Diagnostic::new(Severity::Warning, "bad-date", what));
            }
            date
        });
        Ok(Entry {
            path: here,
            id: Some(id),
            media_type: None,
            bytes: text.as_bytes().to_vec(),
            metadata: Metadata {
                title: self.title.and_then(plain),
                publisher: self.publisher.and_then(plain),
                url: self.url.and_then(plain),
                language: self.language.and_then(plain),
                licence: self.licence.and_then(plain),
                published_date,
            },
            remarks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_an_id_is_known_by_its_text() {
        let row = Row { text: Some("They met."), date: Some("5 May"), ..Row::default() };
        let (one, two) = (row.entry("news/a.jsonl.gz", "3").unwrap(), row.entry("news/a.jsonl.gz", "9").unwrap());
        assert_eq!(one.id, two.id);
        assert!(one.id.unwrap().starts_with("news-a-"));
        assert_eq!((one.path.as_str(), one.remarks[0].code), ("news/a.jsonl.gz#3", "bad-date"));
        assert_eq!(Row::default().entry("a.csv", "2").unwrap_err().code, "empty");
    }
}
