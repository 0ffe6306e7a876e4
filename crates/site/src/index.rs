//! What the page has to know before it loads any row.

use std::collections::BTreeMap;

use rapporteur_export::codebook::{kind_name, vocabularies, vocabulary_of};
use rapporteur_quality::{Manifest, Store};
use serde_json::{Map, Value, json};

use crate::encode::is_text;
use crate::read::Frame;
use crate::{Request, SiteError};

/// Largest page of words that is shown, in bytes; a longer one is cut and can be downloaded.
const LONGEST: usize = 200_000;
/// Name of the folder where a release keeps no title of its own.
const UNTITLED: &str = "Dataset";

/// Files of a release that say something about it.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    changes: Option<String>,
    citation: Option<String>,
    quality: Option<Value>,
}

impl Beside {
    /// Reads what is there.
    pub(crate) fn read(store: &mut Store) -> Result<Self, SiteError> {
        let mut text = |name: &str| -> Result<Option<String>, SiteError> {
            Ok(store.read(name)?.map(|bytes| shortened(&String::from_utf8_lossy(&bytes))))
        };
        Ok(Beside {
            changes: text("CHANGES.md")?,
            citation: text("CITATION.cff")?,
            quality: text("quality.json")?.and_then(|json| serde_json::from_str(&json).ok()),
        })
    }
}

fn shortened(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let end = (0..=LONGEST).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    format!("{}\n…", &text[..end])
}

/// Everything the index says.
pub(crate) struct Index<'a> {
    /// What was asked for.
    pub(crate) request: &'a Request<'a>,
    /// What the dataset says of itself.
    pub(crate) manifest: &'a Manifest,
    /// Its tables.
    pub(crate) tables: &'a [Frame],
    /// Number of files of each.
    pub(crate) shards: BTreeMap<String, usize>,
    /// First document of each file of texts.
    pub(crate) text_starts: Vec<usize>,
    /// Number of documents with a text.
    pub(crate) texts: usize,
    /// Files to download.
    pub(crate) downloads: Vec<Value>,
    /// What a release says about itself.
    pub(crate) beside: Beside,
}

impl Index<'_> {
    /// What the site is called.
    pub(crate) fn title(&self) -> &str {
        let own = Some(self.manifest.title.as_str()).filter(|title| !title.is_empty());
        self.request.title.or(own).unwrap_or(UNTITLED)
    }

    /// The whole of it.
    pub(crate) fn json(&self) -> Value {
        let edition = self.manifest.edition.as_ref();
        json!({
            "title": self.title(),
            "tool_version": self.manifest.tool_version,
            "schema_version": self.manifest.schema_version,
            "lexicon_sha256": self.manifest.lexicon_sha256,
            "licence": self.manifest.licence,
            "edition": edition.map(|e| json!({ "version": e.version, "date": e.date })),
            "borders": self.request.borders,
            "texts": self.texts,
            "text_starts": self.text_starts,
            "quote_shards": self.shards.get("quotes"),
            "tables": self.tables.iter().map(|frame| self.table(frame)).collect::<Vec<_>>(),
            "vocabularies": meanings(),
            "downloads": self.downloads,
            "changes": self.beside.changes,
            "citation": self.beside.citation,
            "quality": self.beside.quality,
        })
    }

    fn table(&self, frame: &Frame) -> Value {
        let columns = frame.names().filter(|name| !is_text(frame, name)).map(|name| {
            let column = frame.described(name);
            json!({
                "name": name,
                "kind": column.map_or("text", |c| kind_name(c.kind)),
                "vocabulary": column.and_then(vocabulary_of),
                "description": column.map(|c| c.description.trim()),
            })
        });
        json!({
            "name": frame.spec.name,
            "description": frame.spec.description.trim(),
            "key": frame.spec.primary_key,
            "rows": frame.rows,
            "shards": self.shards.get(frame.spec.name),
            "columns": columns.collect::<Vec<_>>(),
        })
    }
}

/// Every vocabulary: word and meaning, in the order of the codebook.
fn meanings() -> Value {
    let all = vocabularies().map(|(name, words)| {
        let words = words.iter().map(|(word, meaning)| json!([word, meaning.trim()]));
        (name.to_owned(), Value::Array(words.collect()))
    });
    Value::Object(all.collect::<Map<_, _>>())
}
