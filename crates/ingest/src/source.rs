//! One document as later stages see it.

use rapporteur_lexicon::Layout;
use rapporteur_readers::containers::Input;
use rapporteur_readers::{Draft, Failure, Limits, Metadata, document};
use rapporteur_text::{Block, BlockKind, Diagnostic, Span};
use sha2::{Digest, Sha256};

use crate::{Item, blocks, front_matter, language};

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
pub fn read(item: &Item, layout: &Layout, limits: &Limits) -> Result<Source, Failure> {
    let held;
    let bytes = match &item.bytes {
        Some(bytes) => bytes,
        None => {
            held = Input::File(&item.path).bytes(&item.source_path, limits.document_bytes)?;
            &held
        }
    };
    read_item(item, bytes, &sha256(bytes), layout, limits)
}

/// Reads one discovered document whose bytes are at hand, with their hash ([`sha256`]).
///
/// # Errors
/// As for [`read`].
pub fn read_item(item: &Item, bytes: &[u8], sha256: &str, layout: &Layout, limits: &Limits) -> Result<Source, Failure> {
    if let Some(expected) = item.sha256.as_deref().filter(|&expected| expected != sha256) {
        let what = format!(
            "its SHA-256 is {sha256}, but manifest.csv says {expected}; restore the file, or correct the manifest if the change is meant"
        );
        return Err(Failure::new(&item.source_path, "bad-sha256", what));
    }
    let draft = document(&item.source_path, item.media_type.as_deref(), bytes, limits)?;
    let mut source = source(&item.document_id, &item.source_path, sha256, draft, item.manifest.clone(), layout);
    source.diagnostics.splice(0..0, item.remarks.iter().cloned());
    Ok(source)
}

/// The SHA-256 of some bytes, as 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Decodes bytes, takes the front matter and finds blocks. Reads nothing else and never panics.
///
/// # Errors
/// When there is nothing to read: no text, no text file, or more than the limit of a document.
pub fn read_bytes(
    document_id: &str,
    source_path: &str,
    bytes: &[u8],
    manifest: Metadata,
    layout: &Layout,
) -> Result<Source, Failure> {
    let draft = document(source_path, None, bytes, &Limits::default())?;
    Ok(source(document_id, source_path, &sha256(bytes), draft, manifest, layout))
}

fn source(
    document_id: &str,
    source_path: &str,
    sha256: &str,
    draft: Draft,
    manifest: Metadata,
    layout: &Layout,
) -> Source {
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
    Source {
        document_id: document_id.to_owned(),
        source_path: source_path.to_owned(),
        sha256: sha256.to_owned(),
        text,
        blocks: found,
        metadata,
        diagnostics,
    }
}
