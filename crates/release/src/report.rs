//! `quality.json`: how right the rows are and what is missing, as measured.

use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_quality::eval::wilson;
use rapporteur_quality::{Profile, Store, profile};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ReleaseError;
use crate::facts::Facts;

/// The whole report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Quality {
    title: String,
    version: String,
    date: String,
    schema_version: String,
    tool_version: String,
    lexicon_sha256: String,
    documents: usize,
    tables: Vec<TableRows>,
    pub(crate) gold: Vec<Gold>,
    review: Vec<Backlog>,
    #[serde(flatten)]
    profile: Profile,
}

#[derive(Clone, Debug, Serialize)]
struct TableRows {
    table: &'static str,
    rows: u64,
}

/// What one set of gold texts says.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Gold {
    pub(crate) name: String,
    pub(crate) documents: u64,
    pub(crate) tallies: Vec<Tally>,
    pub(crate) columns: Vec<Share>,
}

/// Rows found, wrongly found and missed, with 95 % intervals after Wilson. That of F1 takes it as a share of the rows found
/// and half of those wrongly found or missed.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Tally {
    pub(crate) name: String,
    label: String,
    table: String,
    found: u64,
    extra: u64,
    missed: u64,
    precision: Option<f64>,
    precision_low: Option<f64>,
    precision_high: Option<f64>,
    recall: Option<f64>,
    recall_low: Option<f64>,
    recall_high: Option<f64>,
    pub(crate) f1: Option<f64>,
    f1_low: Option<f64>,
    f1_high: Option<f64>,
}

/// Right values of one column on the rows found.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Share {
    pub(crate) name: String,
    label: String,
    table: String,
    column: Option<String>,
    right: u64,
    of: u64,
    pub(crate) share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Clone, Debug, Serialize)]
struct Backlog {
    list: String,
    file: String,
    rows: u64,
}

/// The tallies of an evaluation: name, words for people, table.
const TALLIES: [(&str, &str, &str); 5] = [
    ("events_core", "core events", "events"),
    ("events_all", "all events", "events"),
    ("participants", "participants", "participants"),
    ("commitments", "commitments", "commitments"),
    ("committers", "who is bound", "commitment_parties"),
];
/// Its shares: path in the JSON, words, table and column.
const SHARES: [(&str, &str, &str, Option<&str>); 10] = [
    ("accuracy.type", "type of event", "events", Some("event_type")),
    ("accuracy.start", "start date", "events", Some("start_date")),
    ("accuracy.end", "end date", "events", Some("end_date")),
    ("accuracy.country", "country", "events", Some("country")),
    ("accuracy.place", "place", "events", Some("place")),
    ("accuracy.salience", "salience", "events", Some("salience")),
    ("accuracy.role", "role", "participants", Some("role")),
    ("accuracy.commitment_type", "type of commitment", "commitments", Some("commitment_type")),
    ("documents", "fields of documents", "documents", None),
    ("joint", "events right in everything", "events", None),
];

/// Puts the report together.
pub(crate) fn quality(facts: &Facts<'_>, gold: Vec<Gold>, review: &[(String, Vec<u8>)]) -> Quality {
    let csv = facts.of_format(crate::facts::Format::Csv);
    Quality {
        title: facts.about.title.clone(),
        version: facts.version.to_owned(),
        date: facts.date.to_owned(),
        schema_version: facts.manifest.schema_version.clone(),
        tool_version: facts.manifest.tool_version.clone(),
        lexicon_sha256: facts.manifest.lexicon_sha256.clone(),
        documents: facts.dataset.documents.len(),
        tables: csv.map(|f| TableRows { table: f.table.name, rows: f.rows }).collect(),
        gold,
        review: review.iter().filter_map(|(name, bytes)| backlog(name, bytes)).collect(),
        profile: profile(facts.dataset),
    }
}

impl Quality {
    /// The file.
    pub(crate) fn json(&self) -> Result<Vec<u8>, ReleaseError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(ReleaseError::encoding("quality.json"))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

fn backlog(name: &str, bytes: &[u8]) -> Option<Backlog> {
    let list = name.strip_prefix("review-")?.strip_suffix(".csv")?;
    let rows = csv::Reader::from_reader(bytes).records().count() as u64;
    Some(Backlog { list: list.to_owned(), file: name.to_owned(), rows })
}

/// Reads what `rapporteur eval --json` wrote.
pub(crate) fn gold(name: &str, path: &Path) -> Result<Gold, ReleaseError> {
    let bytes = fs::read(path).map_err(ReleaseError::io(path))?;
    let bad = |what: String| ReleaseError::Gold { path: PathBuf::from(path), what };
    let json: Value = serde_json::from_slice(&bytes).map_err(|e| bad(e.to_string()))?;
    let number = |value: &Value, what: &str| value.as_u64().ok_or_else(|| bad(format!("has no number {what}")));
    let mut tallies = Vec::new();
    for (key, label, table) in TALLIES {
        let [found, extra, missed] =
            [number(&json[key]["tp"], key)?, number(&json[key]["fp"], key)?, number(&json[key]["fn"], key)?];
        tallies.push(tally(key, label, table, [found, extra, missed]));
    }
    let mut columns = Vec::new();
    for (key, label, table, column) in SHARES {
        let value = key.split('.').fold(&json, |value, part| &value[part]);
        let (right, of) = (number(&value["right"], key)?, number(&value["of"], key)?);
        let (share, low, high) = interval(right as f64, of as f64);
        columns.push(Share {
            name: key.rsplit('.').next().unwrap_or(key).to_owned(),
            label: label.to_owned(),
            table: table.to_owned(),
            column: column.map(str::to_owned),
            right,
            of,
            share,
            low,
            high,
        });
    }
    Ok(Gold {
        name: name.to_owned(),
        documents: number(&json["documents_scored"], "documents_scored")?,
        tallies,
        columns,
    })
}

fn tally(name: &str, label: &str, table: &str, [found, extra, missed]: [u64; 3]) -> Tally {
    let right = found as f64;
    let (precision, precision_low, precision_high) = interval(right, (found + extra) as f64);
    let (recall, recall_low, recall_high) = interval(right, (found + missed) as f64);
    let (f1, f1_low, f1_high) = interval(right, right + (extra + missed) as f64 / 2.0);
    Tally {
        name: name.to_owned(),
        label: label.to_owned(),
        table: table.to_owned(),
        found,
        extra,
        missed,
        precision,
        precision_low,
        precision_high,
        recall,
        recall_low,
        recall_high,
        f1,
        f1_low,
        f1_high,
    }
}

/// A share with its bounds, rounded to what is worth writing; nothing of nothing.
fn interval(right: f64, of: f64) -> (Option<f64>, Option<f64>, Option<f64>) {
    if of <= 0.0 {
        return (None, None, None);
    }
    let (low, high) = wilson(right / of, of);
    (Some(rounded(right / of)), Some(rounded(low)), Some(rounded(high)))
}

/// Four decimals: more than the counts bear, and stable in print.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// The gold figures of an earlier release; none where it has no report.
pub(crate) fn earlier(store: &mut Store) -> Result<Vec<Gold>, ReleaseError> {
    #[derive(Deserialize)]
    struct Seen {
        gold: Vec<Gold>,
    }
    let Some(bytes) = store.read("quality.json")? else { return Ok(Vec::new()) };
    let path = store.path().join("quality.json");
    let seen: Seen = serde_json::from_slice(&bytes)
        .map_err(|e| ReleaseError::Gold { path, what: format!("is no quality report ({e})") })?;
    Ok(seen.gold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_counts() {
        let tally = tally("events_core", "core events", "events", [8, 2, 2]);
        assert_eq!((tally.precision, tally.recall, tally.f1), (Some(0.8), Some(0.8), Some(0.8)));
        assert_eq!((tally.f1_low, tally.f1_high), (Some(0.4902), Some(0.9433)));
        assert_eq!(interval(0.0, 0.0), (None, None, None));
    }

    #[test]
    fn a_file_that_is_no_evaluation_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gold.json");
        fs::write(&path, "{}").unwrap();
        let error = gold("gold", &path).unwrap_err().to_string();
        assert!(error.contains("has no number events_core") && error.contains("eval --json"), "{error}");
    }
}
