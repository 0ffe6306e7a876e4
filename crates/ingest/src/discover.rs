//! Finds the documents of files, folders and containers, and joins them with the manifest.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rapporteur_readers::containers::{Input, Walk, entries, id_of_path, is_document_name, is_ours};
use rapporteur_readers::{Entry, Failure, Metadata};
use rapporteur_text::Diagnostic;
use walkdir::WalkDir;

use crate::IngestError;
use crate::manifest::{self, Row};

/// The input that means standard input.
pub const STDIN: &str = "-";

/// A document that can be read.
#[derive(Clone, Debug)]
pub struct Item {
    /// Path under the input without extension, `/` as `-`; for an entry of a table or crawl, the id it has there.
    pub document_id: String,
    /// Path under the input, with `/`; goes on inside of containers.
    pub source_path: String,
    /// Where the file is, or the container it stands in.
    pub path: PathBuf,
    /// Its bytes, where it stands in a container.
    pub bytes: Option<Vec<u8>>,
    /// Its media type, where the container tells one.
    pub media_type: Option<String>,
    /// What the manifest and the container say of it.
    pub manifest: Metadata,
    /// The SHA-256 that the manifest expects, in lower case.
    pub sha256: Option<String>,
    /// What was odd in its row of the manifest, or in the container.
    pub remarks: Vec<Diagnostic>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Documents, sorted by `document_id`, each id once.
    pub items: Vec<Item>,
    /// What had to be left out, sorted by `source_path`.
    pub failures: Vec<Failure>,
}

/// Takes documents, and what had to be left out, as they are found; [`ControlFlow::Break`] ends the search.
pub type Found<'a> = &'a mut dyn FnMut(Result<Item, Failure>) -> ControlFlow<()>;

/// Lists the documents of files, folders (recursively) and containers. Where two have the same id, the first in the order of
/// inputs and paths stays.
///
/// # Errors
/// When an input does not exist or cannot be listed, a manifest cannot be used, or no document is found at all.
pub fn discover(inputs: &[PathBuf], walk: &Walk) -> Result<Inputs, IngestError> {
    let mut found: BTreeMap<String, Item> = BTreeMap::new();
    let mut failures = Vec::new();
    each(inputs, walk, &mut |item| {
        match item {
            Ok(item) => match found.get(&item.document_id) {
                Some(first) => failures.extend(duplicate(&first.source_path, &first.path, &item)),
                None => {
                    found.insert(item.document_id.clone(), item);
                }
            },
            Err(failure) => failures.push(failure),
        }
        ControlFlow::Continue(())
    })?;
    failures.sort_by(|a: &Failure, b| a.source_path.cmp(&b.source_path).then_with(|| a.code.cmp(b.code)));
    Ok(Inputs { items: found.into_values().collect(), failures })
}

/// What is to be said of a document whose id another has already; nothing when it is the same file, given by itself and in
/// its folder.
pub fn duplicate(first_source: &str, first_path: &Path, second: &Item) -> Option<Failure> {
    if first_source.rsplit('/').next() == second.source_path.rsplit('/').next() && same_file(first_path, &second.path) {
        return None;
    }
    let what = format!(
        "has the same document_id {:?} as {first_source}, which is kept; rename one of {} and {}",
        second.document_id,
        first_path.display(),
        second.path.display()
    );
    Some(Failure::new(&second.source_path, "duplicate-id", what))
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Hands over every document of files, folders and containers as it is found, in the order of inputs and names, so that no
/// more than one has to be held. Hidden files, README files and the manifest are none, and of files in folders only those
/// whose ending is known. `-` is standard input.
///
/// # Errors
/// As for [`discover`]; nothing but the first document that is found tells that there is any.
pub fn each(inputs: &[PathBuf], walk: &Walk, found: Found<'_>) -> Result<(), IngestError> {
    let mut any = false;
    let mut found = |item: Result<Item, Failure>| {
        any = true;
        found(item)
    };
    for input in inputs {
        let flow = if input.as_os_str() == STDIN {
            standard_input(walk, &mut found)?
        } else {
            let kind = std::fs::metadata(input).map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => IngestError::Missing { path: input.clone() },
                _ => IngestError::unreadable(input, error),
            })?;
            if kind.is_dir() { folder(input, walk, &mut found)? } else { single(input, walk, &mut found) }
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    match inputs.first() {
        Some(first) if !any => Err(IngestError::NoDocuments { path: first.clone() }),
        _ => Ok(()),
    }
}

fn standard_input(walk: &Walk, found: Found<'_>) -> Result<ControlFlow<()>, IngestError> {
    if std::io::stdin().is_terminal() {
        return Err(IngestError::Terminal);
    }
    let stream = Input::Stream(Box::new(std::io::stdin().lock()));
    Ok(contents(stream, "stdin", Path::new(STDIN), &mut BTreeMap::new(), walk, found))
}

/// A file given by name is read whatever its ending.
fn single(path: &Path, walk: &Walk, found: Found<'_>) -> ControlFlow<()> {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy()).into_owned();
    file(path, &name, &mut BTreeMap::new(), walk, found)
}

fn folder(root: &Path, walk: &Walk, found: Found<'_>) -> Result<ControlFlow<()>, IngestError> {
    let mut rows = manifest::read(root)?;
    for entry in WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !is_hidden(e))
    {
        let flow = match entry {
            Ok(entry) => {
                let source_path = relative(root, entry.path());
                if !entry.file_type().is_file() || !is_ours(&source_path) {
                    continue;
                }
                file(entry.path(), &source_path, &mut rows, walk, found)
            }
            Err(error) if error.depth() == 0 => return Err(IngestError::unreadable(root, error)),
            Err(error) => {
                let place = error.path().map_or_else(|| ".".to_owned(), |p| relative(root, p));
                let what = format!("cannot be read ({error}); check the permissions");
                found(Err(Failure::new(&place, "unreadable", what)))
            }
        };
        if flow.is_break() {
            return Ok(flow);
        }
    }
    for (file, row) in rows {
        if found(Err(without_file(root, &file, &row))).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// One file on disk. What is a document by its ending is opened later, by whoever reads it.
fn file(
    path: &Path,
    source_path: &str,
    rows: &mut BTreeMap<String, Row>,
    walk: &Walk,
    found: Found<'_>,
) -> ControlFlow<()> {
    if !is_document_name(source_path) {
        return contents(Input::File(path), source_path, path, rows, walk, found);
    }
    let row = rows.remove(source_path).unwrap_or_default();
    found(Ok(Item {
        document_id: id_of_path(source_path),
        source_path: source_path.to_owned(),
        path: path.to_owned(),
        bytes: None,
        media_type: None,
        manifest: row.metadata,
        sha256: row.sha256,
        remarks: row.remarks,
    }))
}

/// What a file holds that may be a container.
fn contents(
    input: Input<'_>,
    source_path: &str,
    path: &Path,
    rows: &mut BTreeMap<String, Row>,
    walk: &Walk,
    found: Found<'_>,
) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    entries(input, source_path, walk, &mut |entry| {
        flow = found(entry.map(|entry| item(entry, path, rows)));
        flow
    });
    // A row for the container itself tells nothing of its documents.
    rows.remove(source_path);
    flow
}

fn item(entry: Entry, path: &Path, rows: &mut BTreeMap<String, Row>) -> Item {
    let row = rows.remove(&entry.path).unwrap_or_default();
    let mut remarks = row.remarks;
    remarks.extend(entry.remarks.into_iter().map(|mut remark| {
        remark.message = format!("{}: {}", entry.path, remark.message);
        remark
    }));
    Item {
        document_id: entry.id.unwrap_or_else(|| id_of_path(&entry.path)),
        source_path: entry.path,
        path: path.to_owned(),
        bytes: Some(entry.bytes),
        media_type: entry.media_type,
        manifest: row.metadata.or(entry.metadata),
        sha256: row.sha256,
        remarks,
    }
}

fn without_file(root: &Path, file: &str, row: &Row) -> Failure {
    let what = if root.join(file).is_file() {
        "is listed but is no document; its ending is not known, or it is a README or hidden file"
    } else {
        "does not exist; add the file or remove the row"
    };
    Failure {
        source_path: file.to_owned(),
        code: "missing-file",
        message: format!("{}:{}: {file} {what}", manifest::NAME, row.line),
    }
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Path under the root with `/`, whatever the system's separator.
fn relative(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = inner.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}
