//! `manifest.json`: what a release consists of, and the mark by which a folder is known to be ours.

use std::fs;
use std::path::Path;

use rapporteur_schema::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};

use crate::render::Edition;
use crate::{ExportError, Release, WrittenFile};

/// The manifest's file name.
pub const MANIFEST: &str = "manifest.json";
/// The list of checksums in a published release, which the manifest does not list because it covers the manifest.
pub const SUMS: &str = "SHA256SUMS";
/// What stands in the field `tool`.
const TOOL: &str = "rapporteur";

#[derive(Serialize)]
struct Manifest<'a> {
    title: &'a str,
    tool: &'a str,
    tool_version: &'a str,
    schema_version: &'a str,
    lexicon_sha256: &'a str,
    licence: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<Edition<'a>>,
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    sha256: &'a str,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
}

/// The manifest of `files`, which must be in order: the content of `manifest.json`.
///
/// # Errors
/// [`ExportError::Encoding`], which no release should bring about.
pub fn manifest(files: &[WrittenFile], release: &Release<'_>) -> Result<Vec<u8>, ExportError> {
    let manifest = Manifest {
        title: release.title,
        tool: TOOL,
        tool_version: release.version,
        schema_version: SCHEMA_VERSION,
        lexicon_sha256: release.lexicon_hash,
        licence: release.licence,
        edition: release.edition,
        files: files.iter().map(|f| Entry { name: &f.name, sha256: &f.sha256, bytes: f.bytes, rows: f.rows }).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest)
        .map_err(|e| ExportError::Encoding { file: MANIFEST.to_owned(), cause: e.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The files that the manifest in `folder` lists; `None` when there is no manifest of ours.
pub(crate) fn listed(folder: &Path) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Seen {
        tool: String,
        files: Vec<SeenFile>,
    }
    #[derive(Deserialize)]
    struct SeenFile {
        name: String,
    }
    let seen: Seen = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
    (seen.tool == TOOL).then(|| seen.files.into_iter().map(|f| f.name).collect())
}
