//! Texts of documents, in files of half a megabyte that are loaded one at a time.

use std::collections::BTreeMap;

use serde_json::json;

use crate::encode::TEXT;
use crate::quotes::Quotes;
use crate::read::Frame;
use crate::script::Script;
use crate::{NamedFile, SiteError};

/// Bytes of text in one file, more or less.
const SIZE: usize = 512 << 10;

/// The texts of all documents.
pub(crate) struct Texts<'a> {
    texts: Vec<Option<&'a str>>,
    /// Number of documents.
    pub(crate) documents: usize,
    /// Number of those with a text.
    pub(crate) with_text: usize,
}

/// Takes the texts of a column `text`, else of `given`. One in which a quote does not stand where its row says is not
/// shown: it is another text than the rows were made from.
pub(crate) fn of<'a>(
    tables: &'a [Frame],
    quotes: &Quotes,
    given: &'a BTreeMap<String, String>,
    notes: &mut Vec<String>,
) -> Result<Texts<'a>, SiteError> {
    let Some(frame) = tables.iter().find(|t| t.spec.name == "documents") else {
        return Ok(Texts { texts: Vec::new(), documents: 0, with_text: 0 });
    };
    let column = frame.column(TEXT);
    let mut texts = Vec::with_capacity(frame.rows);
    for (row, id) in frame.needed("document_id")?.iter().enumerate() {
        let own = column.map(|cells| cells[row].as_str()).filter(|text| !text.is_empty());
        let text = own.or_else(|| given.get(id).map(String::as_str));
        let fits = text.is_none_or(|text| stand(text, quotes.of_document(row)));
        if !fits {
            notes.push(format!("{id}: its text is not the one its rows were made from; only its quotes are shown"));
        }
        texts.push(text.filter(|_| fits));
    }
    let with_text = texts.iter().flatten().count();
    Ok(Texts { documents: texts.len(), with_text, texts })
}

/// Whether all quotes stand in the text where they should.
fn stand<'a>(text: &str, mut quotes: impl Iterator<Item = (usize, usize, &'a str)>) -> bool {
    // Byte of every code point, and of the end.
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    quotes.all(|(start, end, words)| {
        let found = bytes.get(start).zip(bytes.get(end)).and_then(|(&start, &end)| text.get(start..end));
        found == Some(words)
    })
}

impl Texts<'_> {
    /// Adds the files that hold them, and says with which document each file begins.
    pub(crate) fn files(&self, files: &mut Vec<NamedFile>) -> Result<Vec<usize>, SiteError> {
        let mut starts = Vec::new();
        let mut from = 0;
        while self.with_text > 0 && from < self.texts.len() {
            let (mut to, mut size) = (from, 0);
            while to < self.texts.len() && (to == from || size < SIZE) {
                size += self.texts[to].map_or(0, str::len);
                to += 1;
            }
            files.push(Script::of(&format!("texts-{}", starts.len()), &json!(self.texts[from..to]))?.file());
            starts.push(from);
            from = to;
        }
        Ok(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_stands_at_its_code_points_or_not() {
        let text = "Ä😀 met Ö.";
        assert!(stand(text, [(3, 8, "met Ö")].into_iter()));
        assert!(!stand(text, [(2, 7, "met Ö")].into_iter()));
        assert!(!stand(text, [(3, 99, "met Ö")].into_iter()));
    }
}
