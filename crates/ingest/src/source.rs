//! One document as later stages see it.

use std::fs::File;
use std::io::Read;

use rapporteur_lexicon::Layout;
use rapporteur_readers::{Failure, Limits, Metadata, document};
use rapporteur_text::{Block, BlockKind, Diagnostic, Span};
use sha2::{Digest, Sha256};

use crate::{Item, blocks, front_matter, language};

/// Largest file that is read, in bytes (64 MiB).
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A decoded document with its blocks.
#[derive(Clone, Debug)]
pub struct Source {
    /// Id of the document.
    pub document_id: String,
    /// Path under the input, with `/`.
    pub source_path: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The text as decoded, without a byte order mark; never edited.
    pub text: String,
    /// What its parts are for, in text order, not overlapping.
    pub blocks: Vec<Block>,
    /// What is known of it.
    pub metadata: Metadata,
    /// Remarks made on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// Whether the language is English, or unknown.
    pub fn is_english(&self) -> bool {
        self.metadata.language.as_deref().is_none_or(language::is_english_code)
            && !self.diagnostics.iter().any(|d| d.code == language::NOT_ENGLISH)
    }
}

/// Reads one discovered document.
///
/// # Errors
/// When the file cannot be read, is too large, or [`read_bytes`] fails; when its SHA-256 is not the manifest's.
pub fn read(item: &Item, layout: &Layout) -> Result<Source, Failure> {
    let bytes = read_file(item)?;
    if let Some(expected) = &item.sha256 {
        let actual = hash(&bytes);
        if *expected != actual {
            let what = format!(
                "its SHA-256 is {actual}, but manifest.csv says {expected}; restore the file, or correct the manifest if the change is meant"
            );
            return Err(Failure::new(&item.source_path, "bad-sha256", what));
        }
    }
    let mut source = read_bytes(&item.document_id, &item.source_path, &bytes, item.manifest.clone(), layout)?;
    source.diagnostics.splice(0..0, item.remarks.iter().cloned());
    Ok(source)
}

fn read_file(item: &Item) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: std::io::Error| {
        let what = format!("cannot be read ({error}); check that it is a file and its permissions");
        Failure::new(&item.source_path, "unreadable", what)
    };
    let file = File::open(&item.path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_BYTES {
        return Err(too_large(&item.source_path, size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // One byte more than allowed: a file that grows while it is read is caught too.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn too_large(source_path: &str, size: u64) -> Failure {
    let what = format!("is larger than {MAX_BYTES} bytes ({size}); split it into one file per document");
    Failure::new(source_path, "too-large", what)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Decodes bytes, takes the front matter and finds blocks. Reads nothing else and never panics.
///
/// # Errors
/// When there is nothing to read: no text, no text file, or more than [`MAX_BYTES`].
pub fn read_bytes(
    document_id: &str,
    source_path: &str,
    bytes: &[u8],
    manifest: Metadata,
    layout: &Layout,
) -> Result<Source, Failure> {
    let draft = document(source_path, None, bytes, &Limits::default())?;
    let text = draft.text;
    let mut diagnostics: Vec<Diagnostic> = draft.remarks;
    for remark in &mut diagnostics {
        remark.message = format!("{source_path}: {}", remark.message);
    }
    let front = front_matter::read(&text, source_path);
    diagnostics.extend(front.diagnostics);
    let mut found = Vec::new();
    let header = Span::new(0, front.end).trim(&text);
    if !header.is_empty() {
        found.push(Block { kind: BlockKind::Boilerplate, span: header, depth: 0 });
    }
    found.extend(blocks(&text, front.end, layout));
    let mut metadata = manifest.or(front.metadata).or(draft.metadata);
    let content: Vec<&str> = found.iter().filter(|b| b.kind.is_content()).map(|b| b.span.of(&text)).collect();
    diagnostics.extend(language::guard(&content.join("\n"), source_path, &mut metadata));
    Ok(Source {
        document_id: document_id.to_owned(),
        source_path: source_path.to_owned(),
        sha256: hash(bytes),
        text,
        blocks: found,
        metadata,
        diagnostics,
    })
}
