//! Finds the documents of files and folders, and joins them with the manifest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rapporteur_readers::{Failure, Metadata};
use rapporteur_text::Diagnostic;
use walkdir::WalkDir;

use crate::IngestError;
use crate::manifest::{self, Row};

/// A document that can be read.
#[derive(Clone, Debug)]
pub struct Item {
    /// Path under the input without extension, `/` as `-`.
    pub document_id: String,
    /// Path under the input, with `/`.
    pub source_path: String,
    /// Where the file is.
    pub path: PathBuf,
    /// What the manifest says of it.
    pub manifest: Metadata,
    /// The SHA-256 that the manifest expects, in lower case.
    pub sha256: Option<String>,
    /// What was odd in its row of the manifest.
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

/// Lists the documents of files and folders (recursively): `.txt`, `.md` and `.markdown`. Hidden files, README files and
/// the manifest are none. Where two have the same id, the first in the order of inputs and paths stays.
///
/// # Errors
/// When an input does not exist or cannot be listed, a manifest cannot be used, or no document is found at all.
pub fn discover(inputs: &[PathBuf]) -> Result<Inputs, IngestError> {
    let mut found: BTreeMap<String, Item> = BTreeMap::new();
    let mut failures = Vec::new();
    for input in inputs {
        let kind = std::fs::metadata(input).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => IngestError::Missing { path: input.clone() },
            _ => IngestError::unreadable(input, error),
        })?;
        let items = if kind.is_dir() { folder(input, &mut failures)? } else { vec![single(input)] };
        for item in items {
            match found.get(&item.document_id) {
                Some(first) if same_file(&first.path, &item.path) => {}
                Some(first) => failures.push(duplicate(first, &item)),
                None => {
                    found.insert(item.document_id.clone(), item);
                }
            }
        }
    }
    failures.sort_by(|a: &Failure, b| a.source_path.cmp(&b.source_path).then_with(|| a.code.cmp(b.code)));
    match inputs.first() {
        Some(first) if found.is_empty() && failures.is_empty() => Err(IngestError::NoDocuments { path: first.clone() }),
        _ => Ok(Inputs { items: found.into_values().collect(), failures }),
    }
}

fn duplicate(first: &Item, second: &Item) -> Failure {
    let what = format!(
        "has the same document_id {:?} as {}, which is kept; rename one of {} and {}",
        second.document_id,
        first.source_path,
        first.path.display(),
        second.path.display()
    );
    Failure::new(&second.source_path, "duplicate-id", what)
}

/// The same file given twice, by itself and in its folder, is one document.
fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A file given by name is a document whatever its ending.
fn single(path: &Path) -> Item {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy()).into_owned();
    Item {
        document_id: id_of(&name),
        source_path: name,
        path: path.to_owned(),
        manifest: Metadata::default(),
        sha256: None,
        remarks: Vec::new(),
    }
}

fn folder(root: &Path, failures: &mut Vec<Failure>) -> Result<Vec<Item>, IngestError> {
    let mut rows = manifest::read(root)?;
    let mut items = Vec::new();
    for entry in WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !is_hidden(e))
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => return Err(IngestError::unreadable(root, error)),
            Err(error) => {
                let place = error.path().map_or_else(|| ".".to_owned(), |p| relative(root, p));
                let what = format!("cannot be read ({error}); check the permissions");
                failures.push(Failure::new(&place, "unreadable", what));
                continue;
            }
        };
        let source_path = relative(root, entry.path());
        if !entry.file_type().is_file() || !is_document(&source_path) {
            continue;
        }
        let row = rows.remove(&source_path).unwrap_or_default();
        let item = Item {
            document_id: id_of(&source_path),
            source_path,
            path: entry.into_path(),
            manifest: row.metadata,
            sha256: row.sha256,
            remarks: row.remarks,
        };
        items.push(item);
    }
    failures.extend(rows.into_iter().map(|(file, row)| without_file(root, &file, &row)));
    Ok(items)
}

fn without_file(root: &Path, file: &str, row: &Row) -> Failure {
    let what = if root.join(file).is_file() {
        "is listed but is no document; documents end in .txt, .md or .markdown, and are no README or hidden file"
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

fn is_document(source_path: &str) -> bool {
    let name = source_path.rsplit('/').next().unwrap_or(source_path).to_ascii_lowercase();
    let readme = name.strip_prefix("readme").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    !readme && [".txt", ".md", ".markdown"].iter().any(|e| name.len() > e.len() && name.ends_with(e))
}

/// Path under the root with `/`, whatever the system's separator.
fn relative(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = inner.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

fn id_of(source_path: &str) -> String {
    let (folder, name) = source_path.rsplit_once('/').map_or(("", source_path), |(f, n)| (f, n));
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    if folder.is_empty() { stem.to_owned() } else { format!("{}-{stem}", folder.replace('/', "-")) }
}
