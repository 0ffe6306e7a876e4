//! A build's CSV tables as what is to be scored: per document its fields, events and commitments.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Actor;
use super::norm::{Words, fingerprint, telling_words, words};
use crate::QualityError;

/// What a build says about one document.
#[derive(Default)]
pub(super) struct Predicted {
    pub(super) fields: BTreeMap<String, String>,
    pub(super) events: Vec<Event>,
    pub(super) commitments: Vec<Commitment>,
}

/// A row of `events`; a value is `None` only where its line is too short.
pub(super) struct Event {
    pub(super) event_type: Option<String>,
    pub(super) salience: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) country: Option<String>,
    pub(super) place: Option<String>,
    pub(super) name: Words,
    pub(super) quote: String,
    pub(super) evidence: Words,
    pub(super) participants: Vec<Actor>,
    /// The rule that made the row; empty where the table does not say.
    pub(super) rule: String,
}

/// A row of `commitments`.
pub(super) struct Commitment {
    pub(super) commitment_type: Option<String>,
    pub(super) quote: String,
    pub(super) evidence: Words,
    pub(super) text: Words,
    pub(super) committers: Vec<Actor>,
    /// The rule that made the row; empty where the table does not say.
    pub(super) rule: String,
}

/// One line by column name; `None` where the line ends before the column.
type Line = BTreeMap<String, Option<String>>;

/// Reads the six tables that are scored.
pub(super) fn load(folder: &Path) -> Result<BTreeMap<String, Predicted>, QualityError> {
    let mut actors: BTreeMap<String, Line> = BTreeMap::new();
    for row in lines(folder, "actors.csv", &["actor_id"])? {
        actors.insert(text(&row, "actor_id"), row);
    }
    let mut documents: BTreeMap<String, Predicted> = BTreeMap::new();
    for row in lines(folder, "documents.csv", &["document_id"])? {
        let document = documents.entry(text(&row, "document_id")).or_default();
        document.fields = row.into_iter().map(|(column, value)| (column, value.unwrap_or_default())).collect();
    }
    let mut participants: BTreeMap<String, Vec<Actor>> = BTreeMap::new();
    for row in lines(folder, "participants.csv", &["event_id", "actor_id"])? {
        let role = row.get("role").cloned().unwrap_or_else(|| Some(String::new()));
        let actor = named(actors.get(&text(&row, "actor_id")), text(&row, "mention"), role);
        let actor = Actor { rule: text(&row, "rule_id"), ..actor };
        participants.entry(text(&row, "event_id")).or_default().push(actor);
    }
    let needed =
        ["event_id", "document_id", "event_type", "salience", "start_date", "end_date", "country", "place", "evidence"];
    for row in lines(folder, "events.csv", &needed)? {
        let quote = text(&row, "evidence");
        let event = Event {
            event_type: value(&row, "event_type"),
            salience: value(&row, "salience"),
            start: value(&row, "start_date"),
            end: value(&row, "end_date"),
            country: value(&row, "country"),
            place: value(&row, "place"),
            name: telling_words(&text(&row, "event_name")),
            evidence: fingerprint(&quote),
            quote,
            participants: participants.get(&text(&row, "event_id")).cloned().unwrap_or_default(),
            rule: text(&row, "rule_id"),
        };
        documents.entry(text(&row, "document_id")).or_default().events.push(event);
    }
    let mut committers: BTreeMap<String, Vec<Actor>> = BTreeMap::new();
    for row in lines(folder, "commitment_parties.csv", &["commitment_id", "actor_id", "party_role"])? {
        if text(&row, "party_role") == "committer" {
            let actor = named(actors.get(&text(&row, "actor_id")), String::new(), None);
            committers.entry(text(&row, "commitment_id")).or_default().push(actor);
        }
    }
    let needed = ["commitment_id", "document_id", "commitment_type", "evidence"];
    for row in lines(folder, "commitments.csv", &needed)? {
        let quote = text(&row, "evidence");
        let commitment = Commitment {
            commitment_type: value(&row, "commitment_type"),
            evidence: fingerprint(&quote),
            quote,
            text: fingerprint(&text(&row, "text")),
            committers: committers.get(&text(&row, "commitment_id")).cloned().unwrap_or_default(),
            rule: text(&row, "rule_id"),
        };
        documents.entry(text(&row, "document_id")).or_default().commitments.push(commitment);
    }
    Ok(documents)
}

fn value(row: &Line, column: &str) -> Option<String> {
    row.get(column).cloned().flatten()
}

fn text(row: &Line, column: &str) -> String {
    value(row, column).unwrap_or_default()
}

/// An actor under all names it has: its own, the one of the mention, its aliases.
fn named(row: Option<&Line>, mention: String, role: Option<String>) -> Actor {
    let get = |column: &str| row.map(|r| text(r, column)).unwrap_or_default();
    let aliases = get("aliases");
    let names: Vec<String> = [get("name"), mention]
        .into_iter()
        .chain(aliases.split('|').map(|a| a.trim().to_owned()))
        .filter(|n| !n.is_empty())
        .collect();
    Actor {
        label: names.first().cloned().unwrap_or_default(),
        names: names.iter().map(|n| words(n)).collect(),
        kind: row.and_then(|r| r.get("kind").cloned()).unwrap_or_else(|| Some(String::new())),
        role,
        optional: false,
        rule: String::new(),
    }
}

/// The lines of a table, which may be shorter or longer than its header; columns are only missed where there are lines.
fn lines(folder: &Path, name: &str, needed: &[&'static str]) -> Result<Vec<Line>, QualityError> {
    let path = folder.join(name);
    let bytes = fs::read(&path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => QualityError::MissingTable { path: path.clone() },
        _ => QualityError::unreadable(&path, source),
    })?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let bad = |e: csv::Error| QualityError::BadCsv {
        path: path.clone(),
        line: e.position().map_or(0, csv::Position::line),
        what: e.to_string(),
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(bad)?.clone();
    let mut rows: Vec<Line> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        rows.push(header.iter().enumerate().map(|(i, k)| (k.to_owned(), record.get(i).map(str::to_owned))).collect());
    }
    if !rows.is_empty()
        && let Some(column) = needed.iter().find(|&&c| !header.iter().any(|h| h == c))
    {
        return Err(QualityError::MissingColumn { path, column });
    }
    Ok(rows)
}
