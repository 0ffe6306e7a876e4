//! Quotes against the texts they were taken from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::files::hex;
use super::frames::{Frame, key};
use super::{Finding, Findings};

/// A quote of one row, with its offsets in code points.
struct Quote<'a> {
    frame: &'a Frame,
    row: usize,
    text: &'a str,
    start: i64,
    end: i64,
}

impl Quote<'_> {
    fn finding(&self, what: String) -> Finding {
        Finding {
            table: self.frame.table.name.to_owned(),
            column: "evidence".to_owned(),
            row: key(self.frame.table, &self.frame.data, self.row),
            what,
        }
    }
}

/// Holds every quote against the texts that the dataset itself carries: `text[evidence_start..evidence_end] == evidence`.
pub(super) fn check_texts(frames: &[Frame], findings: &mut Findings) {
    let Some(documents) = frames.iter().find(|f| f.table.name == "documents") else { return };
    let (Some(ids), Some(texts)) = (documents.texts("document_id"), documents.texts("text")) else { return };
    let quotes = by_document(frames);
    let (mut looked_at, mut wrong) = (0, Vec::new());
    for (id, text) in ids.iter().zip(texts.iter()) {
        if let (Some(id), Some(text)) = (id, text) {
            hold(quotes.get(id), text, "the text of the document", &mut looked_at, &mut wrong);
        }
    }
    findings.errors("texts: quotes", looked_at, wrong);
}

/// Holds the files that a dataset was built from against it. Quotes are looked up in plain texts whose text the dataset does
/// not carry; what stands in a container is passed over with a note.
pub(super) fn check(sources: &Path, frames: &[Frame], findings: &mut Findings) {
    let frame = |name: &str| frames.iter().find(|f| f.table.name == name);
    let Some(documents) = frame("documents") else { return };
    let columns = (documents.texts("document_id"), documents.texts("source_path"), documents.texts("sha256"));
    let (Some(ids), Some(paths), Some(hashes)) = columns else { return };
    let texts = documents.texts("text");
    let quotes = by_document(frames);
    let (mut looked_at, mut wrong) = (0, Vec::new());
    let (mut missing, mut changed, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for (row, ((id, path), hash)) in ids.iter().zip(paths.iter()).zip(hashes.iter()).enumerate() {
        let (Some(id), Some(path)) = (id, path) else { continue };
        let about = |what: &str| Finding {
            table: "documents".to_owned(),
            column: "source_path".to_owned(),
            row: id.to_owned(),
            what: format!("{path}: {what}"),
        };
        let file = sources.join(path);
        if !file.exists() && in_container(sources, path) {
            skipped.push(about("stands in a container; its bytes were not checked"));
            continue;
        }
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(e) => {
                missing.push(about(&format!("cannot be read ({e}); give the folder that the dataset was built from")));
                continue;
            }
        };
        if hash != Some(hex(&Sha256::digest(&bytes)).as_str()) {
            changed.push(about("has another SHA-256 than when the dataset was built; rebuild the dataset"));
        }
        if texts.as_ref().is_some_and(|texts| texts.get(row).is_some()) {
            // Its quotes were held against that text.
            continue;
        }
        let plain = PLAIN.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending));
        let Some(text) = std::str::from_utf8(&bytes).ok().filter(|_| plain) else {
            skipped.push(about("is no plain text in UTF-8; its quotes were not checked"));
            continue;
        };
        hold(quotes.get(id), text.strip_prefix('\u{feff}').unwrap_or(text), path, &mut looked_at, &mut wrong);
    }
    findings.errors("sources: there", ids.len(), missing);
    findings.errors("sources: unchanged", ids.len(), changed);
    findings.errors("sources: quotes", looked_at, wrong);
    findings.notes("sources: UTF-8", ids.len(), skipped);
}

/// Endings of files whose text is kept to the letter.
const PLAIN: [&str; 4] = [".txt", ".text", ".md", ".markdown"];

/// Whether a part of the path, or what stands before a `#`, is a file.
fn in_container(sources: &Path, path: &str) -> bool {
    let outer = path.split('#').next().unwrap_or(path);
    Path::new(outer).ancestors().any(|part| part != Path::new("") && sources.join(part).is_file())
        // The name of a compressed file loses its ending.
        || [".gz", ".zst"].iter().any(|ending| sources.join(format!("{outer}{ending}")).is_file())
}

fn hold(quotes: Option<&Vec<Quote<'_>>>, text: &str, path: &str, looked_at: &mut usize, wrong: &mut Vec<Finding>) {
    // Byte offset of every code point, and of the end.
    let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    for quote in quotes.map_or(&[][..], Vec::as_slice) {
        *looked_at += 1;
        match slice(text, &places, quote.start, quote.end) {
            Some(there) if there == quote.text => {}
            Some(there) => {
                let there: String = there.chars().take(60).collect();
                wrong.push(quote.finding(format!("{path} reads {there:?} there; rebuild the dataset")));
            }
            None => wrong.push(quote.finding(format!("the offsets lie outside of {path}; rebuild the dataset"))),
        }
    }
}

fn slice<'t>(text: &'t str, places: &[usize], start: i64, end: i64) -> Option<&'t str> {
    let place = |offset: i64| places.get(usize::try_from(offset).ok()?).copied();
    text.get(place(start)?..place(end)?)
}

/// The quotes of events, participants and commitments by document; a participant's document is that of the event.
fn by_document(frames: &[Frame]) -> BTreeMap<&str, Vec<Quote<'_>>> {
    let mut document_of: BTreeMap<&str, &str> = BTreeMap::new();
    for frame in frames.iter().filter(|f| f.table.name == "events") {
        if let (Some(events), Some(documents)) = (frame.texts("event_id"), frame.texts("document_id")) {
            document_of
                .extend(events.iter().zip(documents.iter()).filter_map(|(event, document)| Some((event?, document?))));
        }
    }
    let mut out: BTreeMap<&str, Vec<Quote<'_>>> = BTreeMap::new();
    for frame in frames {
        let owner = frame.texts("document_id").or_else(|| frame.texts("event_id"));
        let columns = (frame.texts("evidence"), frame.integers("evidence_start"), frame.integers("evidence_end"));
        let (Some(owner), (Some(texts), Some(starts), Some(ends))) = (owner, columns) else { continue };
        let in_document = frame.has(&["document_id"]);
        let offsets = starts.iter().zip(ends.iter());
        for (row, ((owner, text), (start, end))) in owner.iter().zip(texts.iter()).zip(offsets).enumerate() {
            let (Some(owner), Some(text), Some(start), Some(end)) = (owner, text, start, end) else { continue };
            let document = if in_document { Some(&owner) } else { document_of.get(owner) };
            if let Some(document) = document {
                out.entry(document).or_default().push(Quote { frame, row, text, start, end });
            }
        }
    }
    out
}
