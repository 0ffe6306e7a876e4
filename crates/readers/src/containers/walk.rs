//! Containers within containers, down to the documents.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{CONTAINERS, Columns, Input, unreadable};
use crate::documents::{DOCUMENTS, format_of};
use crate::{ContainerFormat, Entry, Failure, Format, Limits, Reading, Sink};

/// Bytes by which a format is told.
const HEAD: usize = 4096;

/// How files are taken apart.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Columns of tables.
    pub columns: Columns,
    /// Bounds.
    pub limits: Limits,
}

/// Hands every document of a file to `sink`, in the order in which they stand there: the file itself if it is one, else
/// those of the container, and of the containers in it. What cannot be used is handed over as a [`Failure`].
pub fn entries(file: Input<'_>, path: &str, walk: &Walk, sink: Sink<'_>) {
    let how = Reading { path, columns: &walk.columns, limits: &walk.limits, depth: 0 };
    if let Err(failure) = deeper(file, None, &how, sink) {
        // The last word on this file; whether the reading goes on with the next is the caller's business.
        let _ = sink(Err(failure));
    }
}

/// Reads a file that may be a container or a document. `how.depth` is the number of containers around it.
pub(super) fn deeper(file: Input<'_>, found: Option<Entry>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
    let mut found = found.unwrap_or_else(|| Entry { path: how.path.to_owned(), ..Entry::default() });
    let (head, file) = peek(file, how.path)?;
    let Some(format) = container_of(how.path, found.media_type.as_deref(), &head) else {
        let limit = how.limits.document_bytes;
        found.bytes = file.bytes(how.path, limit)?;
        let _ = sink(Ok(found));
        return Ok(());
    };
    if how.depth >= how.limits.depth {
        let what = format!("is packed {} times over; unpack it first", how.depth + 1);
        return Err(Failure::new(how.path, "too-deep", what));
    }
    let inner = Reading { depth: how.depth + 1, ..*how };
    // Nothing that a reader holds outlives its panic but what it has handed over.
    catch_unwind(AssertUnwindSafe(|| format.read(file, &inner, sink))).unwrap_or_else(|_| {
        let what = format!(
            "is broken in a way that the reader of {} cannot bear; what stands before the broken place was read; get the file anew",
            format.name()
        );
        Err(Failure::new(how.path, "unreadable", what))
    })
}

/// An entry out of an archive: handed over if it is a document, taken apart if it is a container.
pub(super) fn entry(entry: Entry, how: &Reading<'_>, sink: Sink<'_>) -> ControlFlow<()> {
    let head = &entry.bytes[..entry.bytes.len().min(HEAD)];
    if container_of(&entry.path, entry.media_type.as_deref(), head).is_none() {
        if entry.bytes.len() as u64 > how.limits.document_bytes {
            return sink(Err(super::too_large(&entry.path, how.limits.document_bytes)));
        }
        return sink(Ok(entry));
    }
    let mut flow = ControlFlow::Continue(());
    let path = entry.path.clone();
    let inner = Reading { path: &path, ..*how };
    let mut entry = entry;
    let bytes = std::mem::take(&mut entry.bytes);
    let read = deeper(Input::Bytes(bytes), Some(entry), &inner, &mut |found| {
        flow = sink(found);
        flow
    });
    match read {
        Err(failure) if flow.is_continue() => sink(Err(failure)),
        _ => flow,
    }
}

/// The container that a file is, if it is one. Documents that look like one inside, as `.docx` is an archive, are not.
pub(crate) fn container_of(path: &str, media_type: Option<&str>, head: &[u8]) -> Option<&'static dyn ContainerFormat> {
    let ending = ending(path);
    let named = |f: &dyn Format| f.extensions().contains(&ending.as_str());
    let typed = |f: &dyn Format| media_type.is_some_and(|t| f.media_types().contains(&t));
    if DOCUMENTS.iter().any(|f| f.sniff(head)) {
        return None;
    }
    let by_content = CONTAINERS.iter().find(|f| f.sniff(head)).copied();
    if by_content.is_some_and(|f| f.name() == "ZIP") && DOCUMENTS.iter().any(|f| named(*f) || typed(*f)) {
        return None;
    }
    by_content
        .or_else(|| CONTAINERS.iter().find(|f| typed(**f)).copied())
        .or_else(|| CONTAINERS.iter().find(|f| named(**f)).copied())
}

/// Whether a file of this name is read when it is found in a folder or archive: its ending is one of ours, and it is no
/// README, no manifest and not hidden.
pub fn is_ours(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    let readme = name.strip_prefix("readme").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let hidden = lower.split('/').any(|part| part.starts_with('.') || part == "__macosx");
    if readme || hidden || name == "manifest.csv" {
        return false;
    }
    let ending = ending(name);
    let documents = DOCUMENTS.iter().any(|f| f.extensions().contains(&ending.as_str()));
    documents || CONTAINERS.iter().any(|f| f.extensions().contains(&ending.as_str()))
}

/// Whether a file of this name is one document, and no container.
pub fn is_document_name(path: &str) -> bool {
    let ending = ending(path);
    DOCUMENTS.iter().any(|f| f.extensions().contains(&ending.as_str()))
}

/// Whether something with this media type, name or beginning can be read, for crawls, where most records are pictures and
/// programs.
pub(crate) fn is_readable(path: &str, media_type: Option<&str>, head: &[u8]) -> bool {
    let typed = |f: &dyn Format| media_type.is_some_and(|t| f.media_types().contains(&t));
    match media_type {
        Some("application/octet-stream" | "binary/octet-stream") | None => {
            format_of(path, None, head).sniff(head) || container_of(path, None, head).is_some()
        }
        Some(_) => DOCUMENTS.iter().any(|f| typed(*f) || f.sniff(head)) || CONTAINERS.iter().any(|f| typed(*f)),
    }
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
}

/// The first bytes of a file, and the file as it was.
fn peek<'a>(file: Input<'a>, path: &str) -> Result<(Vec<u8>, Input<'a>), Failure> {
    match file {
        Input::Bytes(bytes) => Ok((bytes[..bytes.len().min(HEAD)].to_vec(), Input::Bytes(bytes))),
        Input::File(name) => {
            let mut head = Vec::new();
            let stream = Input::File(name).stream(path)?;
            stream.take(HEAD as u64).read_to_end(&mut head).map_err(|e| unreadable(path, &e))?;
            Ok((head, Input::File(name)))
        }
        Input::Stream(mut stream) => {
            let mut head = Vec::new();
            stream.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|e| unreadable(path, &e))?;
            Ok((head.clone(), Input::Stream(Box::new(Cursor::new(head).chain(stream)))))
        }
    }
}
