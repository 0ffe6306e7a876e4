//! What every file of a release is made from.

use std::collections::BTreeSet;

use rapporteur_quality::Manifest;
use rapporteur_schema::{Dataset, TABLES, Table};

use crate::About;

/// A dataset with what is said about it.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) about: &'a About,
    pub(crate) version: &'a str,
    /// `2026-11-26`.
    pub(crate) date: &'a str,
    pub(crate) manifest: &'a Manifest,
    pub(crate) dataset: &'a Dataset,
    /// The tables, CSV before Parquet, in the order of the schema.
    pub(crate) files: &'a [DataFile],
    /// The files that hold all tables at once.
    pub(crate) whole: &'a [WholeFile],
}

/// A file that holds all tables at once.
#[derive(Clone, Debug)]
pub(crate) struct WholeFile {
    pub(crate) name: String,
    /// What it is, in a sentence.
    pub(crate) description: &'static str,
    /// Its media type.
    pub(crate) media: &'static str,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// One file of one table.
#[derive(Clone, Debug)]
pub(crate) struct DataFile {
    pub(crate) name: String,
    pub(crate) table: &'static Table,
    pub(crate) format: Format,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) rows: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Parquet,
}

/// A source text's publisher, or its address where that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SourceText {
    pub(crate) title: String,
    pub(crate) url: Option<String>,
}

impl Facts<'_> {
    pub(crate) fn of_format(&self, format: Format) -> impl Iterator<Item = &DataFile> {
        self.files.iter().filter(move |f| f.format == format)
    }

    /// The CSV file of a table.
    pub(crate) fn csv(&self, table: &Table) -> Option<&DataFile> {
        self.of_format(Format::Csv).find(|f| f.table.name == table.name)
    }

    /// Texts with an address by their titles; otherwise each publisher once.
    pub(crate) fn sources(&self) -> BTreeSet<SourceText> {
        let documents = self.dataset.documents.iter();
        documents
            .filter_map(|d| {
                let title = match (&d.url, &d.title, &d.publisher) {
                    (Some(_), Some(title), Some(publisher)) => format!("{publisher}: {title}"),
                    (Some(_), Some(title), None) => title.clone(),
                    (_, _, Some(publisher)) => publisher.clone(),
                    (Some(url), _, None) => url.clone(),
                    _ => return None,
                };
                Some(SourceText { title, url: d.url.clone().filter(|url| is_web(url)) })
            })
            .collect()
    }

    /// First and last day of its events, those to come included.
    pub(crate) fn period(&self) -> Option<(String, String)> {
        let events = self.dataset.events.iter();
        let days: BTreeSet<_> = events.flat_map(|e| [e.start_date, e.end_date]).flatten().collect();
        Some((days.first()?.to_string(), days.last()?.to_string()))
    }

    /// Countries of its events, ISO 3166-1 alpha-3.
    pub(crate) fn countries(&self) -> BTreeSet<&str> {
        self.dataset.events.iter().filter_map(|e| e.country.as_deref()).collect()
    }

    /// Rows of all tables.
    pub(crate) fn rows(&self) -> u64 {
        self.of_format(Format::Csv).map(|f| f.rows).sum()
    }
}

/// Whether a text is an address of the web, so that it may be offered as a link.
pub(crate) fn is_web(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(char::is_whitespace)
}

/// An address in which every character may stand in an IRI; those that may not are percent-encoded.
pub(crate) fn iri(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
            let mut bytes = [0; 4];
            safe.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// All tables of the schema; a shorter name for what every standard goes through.
pub(crate) fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.into_iter()
}
