//! A finished dataset becomes a static site that opens from a disk, from any web server, and without a network.
//!
//! [`make`] takes the folder that `rapporteur build` or `rapporteur release` wrote and returns every file of the site;
//! [`Made::write`] puts them in place as a whole. The page itself is built from `explorer/` and embedded here, so that
//! nobody needs Node. Nothing reads the clock: the same input gives the same bytes.
//!
//! | file | holds |
//! |---|---|
//! | `index.html`, `assets/` | the page, its script, its style, country outlines, licences of what it is made of |
//! | `data/index.js` | what the dataset is, what its tables and codes mean, which files hold what |
//! | `data/<table>-<n>.js` | rows of a table, column by column |
//! | `data/quotes-<n>.js` | quotes, each once, with their places in the documents |
//! | `data/texts-<n>.js` | texts of documents |
//! | `download/` | the dataset as it was found |
//! | `.nojekyll` | nothing; it tells GitHub Pages to serve every file as it is |
//! | `manifest.json` | size and hash of every file |
//!
//! A page opened from a disk may not fetch, so data comes as classic scripts that hand one JSON text to the page.

mod assets;
mod encode;
mod error;
mod index;
mod page;
mod quotes;
mod read;
mod script;
mod texts;

use std::collections::BTreeMap;
use std::path::Path;

use rapporteur_export::{Edition, MANIFEST, Release, WrittenFile, manifest};
use rapporteur_quality::{Manifest, Store};

pub use error::SiteError;

use encode::Encoder;
use quotes::Quotes;
use script::Script;

/// A file: name and content.
type NamedFile = (String, Vec<u8>);

/// The page, and the mark of a site.
const PAGE: &str = "index.html";
/// Rows of a table in one file.
const ROWS: usize = 25_000;

/// What to show, and how.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder, or archive, of the dataset.
    pub data: &'a Path,
    /// Texts of the documents, as decoded, by document id. A document without one is shown by its quotes alone.
    pub texts: &'a BTreeMap<String, String>,
    /// What the site is called, where it is not the title of the dataset.
    pub title: Option<&'a str>,
    /// Whether the map draws borders of countries.
    pub borders: bool,
    /// Whether the files of the dataset come along for download.
    pub downloads: bool,
}

/// A finished site, not written yet.
#[derive(Clone, Debug)]
pub struct Made {
    /// Every file: name and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Documents, and how many of them with their text.
    pub documents: (usize, usize),
    /// Remarks for whoever makes it.
    pub notes: Vec<String>,
}

impl Made {
    /// Bytes of all files together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }

    /// Writes the site as the folder `out`: aside, then swapped in as a whole.
    ///
    /// # Errors
    /// A folder that cannot be written, that is being written, or that holds what is no site of ours.
    pub fn write(&self, out: &Path) -> Result<(), SiteError> {
        check_out(out)?;
        let _lock = rapporteur_export::lock(out)?;
        Ok(rapporteur_export::write_files(out, &self.files)?)
    }
}

/// Says whether a site may be written as the folder `out`, to learn it before the work; changes nothing.
///
/// # Errors
/// A folder with anything in it but a site of ours. A dataset is ours too, and must not be replaced by its site.
pub fn check_out(out: &Path) -> Result<(), SiteError> {
    rapporteur_export::check_out(out)?;
    let there = Store::open(out).and_then(|mut store| store.manifest());
    match there {
        Ok(manifest) if !manifest.files.iter().any(|file| file.name == PAGE) => {
            Err(SiteError::NoSite { out: out.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Makes every file of a site.
///
/// # Errors
/// A dataset that is not what its manifest says, or whose tables contradict each other.
pub fn make(request: &Request<'_>) -> Result<Made, SiteError> {
    let mut store = Store::open(request.data)?;
    let found = store.verified()?;
    let tables = read::tables(&mut store, &found)?;
    let mut notes = Vec::new();
    let quotes = Quotes::of(&tables)?;
    let texts = texts::of(&tables, &quotes, request.texts, &mut notes)?;
    let mut files = assets::files(request.borders);
    let encoder = Encoder::of(&tables, &quotes);
    let mut shards = BTreeMap::new();
    for table in &tables {
        let parts = table.rows.div_ceil(ROWS).max(1);
        shards.insert(table.spec.name.to_owned(), parts);
        for part in 0..parts {
            let name = format!("{}-{part}", table.spec.name);
            let rows = part * ROWS..table.rows.min((part + 1) * ROWS);
            files.push(Script::of(&name, &encoder.part(table, rows)?)?.file());
        }
    }
    shards.insert("quotes".to_owned(), quotes.files(&mut files)?);
    let documents = (texts.documents, texts.with_text);
    let starts = texts.files(&mut files)?;
    let downloads = if request.downloads { downloads(&mut store, &found, &mut files)? } else { Vec::new() };
    let index = index::Index {
        request,
        manifest: &found,
        tables: &tables,
        shards,
        text_starts: starts,
        texts: documents.1,
        downloads,
        beside: index::Beside::read(&mut store)?,
    };
    files.push(Script::of("index", &index.json())?.file());
    files.push((PAGE.to_owned(), page::html(index.title()).into_bytes()));
    // GitHub Pages leaves out files whose names begin with a dot, unless this one tells it not to.
    files.push((".nojekyll".to_owned(), Vec::new()));
    seal(&mut files, index.title(), &found)?;
    Ok(Made { files, documents, notes })
}

/// Copies every file of the dataset below `download/`.
fn downloads(
    store: &mut Store,
    found: &Manifest,
    files: &mut Vec<NamedFile>,
) -> Result<Vec<serde_json::Value>, SiteError> {
    let mut listed = Vec::new();
    let names = found.files.iter().map(|entry| (entry.name.as_str(), entry.rows));
    for (name, rows) in names.chain([(MANIFEST, None), (rapporteur_export::SUMS, None)]) {
        let Some(bytes) = store.read(name)? else { continue };
        let path = format!("download/{name}");
        let file = WrittenFile::of(&path, &bytes, rows);
        listed.push(serde_json::json!({ "name": name, "bytes": file.bytes, "sha256": file.sha256, "rows": rows }));
        files.push((path, bytes));
    }
    Ok(listed)
}

/// The manifest of the site, by which the next run knows the folder to be its own.
fn seal(files: &mut Vec<NamedFile>, title: &str, found: &Manifest) -> Result<(), SiteError> {
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let listed: Vec<WrittenFile> = files.iter().map(|(name, bytes)| WrittenFile::of(name, bytes, None)).collect();
    let edition = found.edition.as_ref().map(|e| Edition { version: &e.version, date: &e.date });
    let release = Release {
        title,
        version: &found.tool_version,
        lexicon_hash: &found.lexicon_sha256,
        licence: &found.licence,
        edition,
        extra_files: &[],
    };
    files.push((MANIFEST.to_owned(), manifest(&listed, &release)?));
    Ok(())
}
