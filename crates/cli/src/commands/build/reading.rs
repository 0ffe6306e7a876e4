//! Options that say how inputs are read.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use rapporteur_cli::Options;
use rapporteur_ingest::{Columns, Limits, STDIN, Walk};

/// How inputs are read.
#[derive(Args, Debug)]
pub(super) struct Reading {
    /// Column of tables, or key of JSON lines, that holds the text [default: text, body or content].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    text_column: Option<String>,
    /// Column with the id of each document [default: document_id or id; without one, a hash of the text].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    id_column: Option<String>,
    /// Column with the day of publication, as YYYY-MM-DD [default: published_date, date or published].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    date_column: Option<String>,
    /// Column with the title [default: title or headline].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    title_column: Option<String>,
    /// Column with the publisher [default: publisher or source].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    publisher_column: Option<String>,
    /// Column with the address [default: url, source_url or link].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    url_column: Option<String>,
    /// Column with the language [default: language or lang].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    language_column: Option<String>,
    /// Column with the licence [default: licence or license].
    #[arg(long, value_name = "NAME", help_heading = "Tables of texts")]
    licence_column: Option<String>,
    /// Leave the text out of the table of documents.
    #[arg(long)]
    no_text: bool,
    /// Largest document, in bytes after unpacking; also the longest JSON line and row of CSV [default: 32 MiB].
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_bytes: Option<u64>,
    /// Longest text of a document, in bytes [default: 4 MiB].
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_text_bytes: Option<u64>,
    /// Largest container within an archive, in bytes after unpacking [default: 256 MiB].
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_container_bytes: Option<u64>,
    /// Bytes that one compressed byte may become, once there are 16 MiB of them [default: 1000].
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_ratio: Option<u64>,
    /// Containers within containers [default: 8].
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_depth: Option<usize>,
    /// Elements within elements of HTML and XML [default: 512].
    #[arg(long, value_name = "N", help_heading = "Limits")]
    max_elements: Option<usize>,
}

impl Reading {
    /// As the pipeline takes them.
    pub(super) fn options(&self) -> Options {
        let usual = Columns::default();
        let given = |name: &Option<String>, usual: Vec<String>| name.clone().map_or(usual, |name| vec![name]);
        let columns = Columns {
            text: given(&self.text_column, usual.text),
            id: given(&self.id_column, usual.id),
            date: given(&self.date_column, usual.date),
            title: given(&self.title_column, usual.title),
            publisher: given(&self.publisher_column, usual.publisher),
            url: given(&self.url_column, usual.url),
            language: given(&self.language_column, usual.language),
            licence: given(&self.licence_column, usual.licence),
        };
        let mut limits = Limits::default();
        limits.document_bytes = self.max_bytes.unwrap_or(limits.document_bytes);
        limits.text_bytes = self.max_text_bytes.unwrap_or(limits.text_bytes);
        limits.container_bytes = self.max_container_bytes.unwrap_or(limits.container_bytes);
        limits.ratio = self.max_ratio.unwrap_or(limits.ratio);
        limits.depth = self.max_depth.unwrap_or(limits.depth);
        limits.elements = self.max_elements.unwrap_or(limits.elements);
        Options { walk: Walk { columns, limits }, text: !self.no_text }
    }
}

/// Inputs with patterns replaced by what they stand for, in order of names. A path that is there is never a pattern.
pub(super) fn expanded(inputs: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for input in inputs {
        let pattern = input.to_string_lossy();
        if !pattern.contains(['*', '?', '[']) || input.as_os_str() == STDIN || input.exists() {
            all.push(input.clone());
            continue;
        }
        let before = all.len();
        for path in glob::glob(&pattern).with_context(|| format!("{pattern}: is no pattern that can be understood"))? {
            all.push(path.with_context(|| format!("{pattern}: cannot be looked up; check the permissions"))?);
        }
        if all.len() == before {
            bail!("{pattern}: no file has such a name; check the pattern");
        }
    }
    Ok(all)
}
