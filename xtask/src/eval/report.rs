//! What `rapporteur eval --json` writes, as far as the tasks need it.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The shares of right values on what was found, in the order they are shown.
const VALUES: [(&str, &str); 8] = [
    ("type", "type"),
    ("start", "start date"),
    ("end", "end date"),
    ("country", "country"),
    ("place", "place"),
    ("role", "role"),
    ("salience", "salience"),
    ("commitment_type", "type of commitment"),
];

/// The outcome of one evaluation.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    /// Figures over all documents.
    #[serde(flatten)]
    pub(crate) figures: Figures,
    /// Figures of both halves.
    pub(crate) halves: Halves,
    /// Figures by kind of document.
    pub(crate) kinds: BTreeMap<String, Figures>,
    /// Rows by rule.
    pub(crate) rules: BTreeMap<String, RuleTally>,
    /// The documents.
    pub(crate) by_document: Vec<Document>,
    /// Every error.
    pub(crate) details: Vec<Detail>,
}

/// Everything that is counted.
#[derive(Debug, Deserialize)]
pub(crate) struct Figures {
    pub(crate) documents_scored: usize,
    documents: Share,
    pub(crate) events_core: Tally,
    pub(crate) events_all: Tally,
    pub(crate) participants: Tally,
    pub(crate) commitments: Tally,
    pub(crate) committers: Tally,
    accuracy: BTreeMap<String, Share>,
    pub(crate) joint: Share,
}

impl Figures {
    /// The tallies: their key in the log, the words for them, the counts.
    pub(crate) fn tallies(&self) -> [(&'static str, &'static str, &Tally); 5] {
        [
            ("events_core", "core events", &self.events_core),
            ("events_all", "all events", &self.events_all),
            ("participants", "participants", &self.participants),
            ("commitments", "commitments", &self.commitments),
            ("committers", "who is bound", &self.committers),
        ]
    }

    /// The shares: their key in the log, the words for them, the counts.
    pub(crate) fn shares(&self) -> Vec<(&'static str, &'static str, &Share)> {
        let values = VALUES.iter().filter_map(|&(key, words)| Some((key, words, self.accuracy.get(key)?)));
        let others = [("documents", "fields of documents", &self.documents), ("joint", "joint", &self.joint)];
        values.chain(others).collect()
    }

    /// One number for everything, by its key in the log; what had nothing to count is left out.
    pub(crate) fn values(&self) -> Vec<(&'static str, f64)> {
        let tallies = self.tallies().into_iter().filter(|(_, _, tally)| !tally.is_empty());
        let shares = self.shares().into_iter().filter_map(|(key, _, share)| Some((key, share.value?)));
        tallies.map(|(key, _, tally)| (key, tally.f1)).chain(shares).collect()
    }
}

/// Found, wrongly found and missed.
#[derive(Debug, Deserialize)]
pub(crate) struct Tally {
    pub(crate) precision: f64,
    pub(crate) precision_interval: Option<(f64, f64)>,
    pub(crate) recall: f64,
    pub(crate) recall_interval: Option<(f64, f64)>,
    pub(crate) f1: f64,
    #[serde(rename = "tp")]
    pub(crate) found: usize,
    #[serde(rename = "fp")]
    pub(crate) extra: usize,
    #[serde(rename = "fn")]
    pub(crate) missed: usize,
}

impl Tally {
    /// Whether nothing was wanted and nothing found.
    pub(crate) fn is_empty(&self) -> bool {
        self.found + self.extra + self.missed == 0
    }
}

/// How many of the values asked for are right.
#[derive(Debug, Deserialize)]
pub(crate) struct Share {
    pub(crate) value: Option<f64>,
    pub(crate) interval: Option<(f64, f64)>,
    pub(crate) right: usize,
    pub(crate) of: usize,
}

/// Both halves.
#[derive(Debug, Deserialize)]
pub(crate) struct Halves {
    pub(crate) a: Size,
    pub(crate) b: Size,
    pub(crate) gaps: Vec<Gap>,
}

/// How large a half is.
#[derive(Debug, Deserialize)]
pub(crate) struct Size {
    pub(crate) documents_scored: usize,
}

/// One figure on both halves.
#[derive(Debug, Deserialize)]
pub(crate) struct Gap {
    pub(crate) name: String,
    pub(crate) a: Option<f64>,
    pub(crate) b: Option<f64>,
    pub(crate) gap: Option<f64>,
}

/// The rows of one rule, by table.
#[derive(Debug, Deserialize)]
pub(crate) struct RuleTally {
    events: Share,
    participants: Share,
    commitments: Share,
}

impl RuleTally {
    /// Right rows and all rows.
    pub(crate) fn all(&self) -> (usize, usize) {
        let tables = [&self.events, &self.participants, &self.commitments];
        (tables.iter().map(|share| share.right).sum(), tables.iter().map(|share| share.of).sum())
    }
}

/// One document.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) document_id: String,
    pub(crate) rules: BTreeMap<String, RuleTally>,
}

/// One error.
#[derive(Debug, Deserialize)]
pub(crate) struct Detail {
    pub(crate) kind: String,
}

/// What the tests of the tasks work with.
#[cfg(test)]
pub(crate) mod sample {
    use serde_json::{Value, json};

    use super::Report;

    fn share(right: usize, of: usize) -> Value {
        if of == 0 {
            return json!({"value": null, "interval": null, "right": 0, "of": 0});
        }
        json!({"value": right as f64 / of as f64, "interval": [0.25, 0.75], "right": right, "of": of})
    }

    fn figures(documents: usize) -> Value {
        let tally = json!({
            "precision": 0.75, "precision_interval": [0.5, 0.9], "recall": 0.6, "recall_interval": [0.4, 0.8],
            "f1": 0.667, "tp": 3, "fp": 1, "fn": 2,
        });
        let nothing = json!({
            "precision": 1.0, "precision_interval": null, "recall": 1.0, "recall_interval": null,
            "f1": 1.0, "tp": 0, "fp": 0, "fn": 0,
        });
        json!({
            "documents_scored": documents,
            "documents": share(1, 1),
            "events_core": &tally, "events_all": &tally, "participants": &tally,
            "commitments": &nothing, "committers": &nothing,
            "accuracy": {
                "type": share(2, 3), "start": share(3, 3), "end": share(3, 3), "country": share(3, 3),
                "place": share(3, 3), "role": share(3, 3), "salience": share(3, 3), "commitment_type": share(0, 0),
            },
            "joint": share(1, 5),
        })
    }

    /// A report over documents with these ids, each with three rows of two rules.
    pub(crate) fn report(ids: &[&str]) -> Report {
        let rule =
            |right, of| json!({"events": share(right, of), "participants": share(0, 0), "commitments": share(0, 0)});
        let rules = json!({"meeting.meet": rule(1, 2), "visit.noun": rule(1, 1)});
        let documents: Vec<Value> =
            ids.iter().map(|id| json!({"document_id": id, "half": "a", "rules": &rules})).collect();
        let mut report = figures(ids.len());
        report["halves"] = json!({
            "a": figures(ids.len()), "b": figures(0),
            "gaps": [
                {"name": "events_core", "a": 0.9, "b": 0.86, "gap": 0.04},
                {"name": "joint", "a": 0.8, "b": 0.7, "gap": 0.1},
                {"name": "committers", "a": null, "b": 0.5, "gap": null},
            ],
        });
        report["kinds"] = json!({"readout": figures(ids.len())});
        report["rules"] = rules;
        report["by_document"] = documents.into();
        report["details"] = json!([{"kind": "wrong_type"}, {"kind": "missed_event"}, {"kind": "missed_event"}]);
        serde_json::from_value(report).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_counted_has_no_value() {
        let report = sample::report(&["a"]);
        let keys: Vec<&str> = report.figures.values().into_iter().map(|(key, _)| key).collect();
        assert_eq!(
            keys,
            [
                "events_core",
                "events_all",
                "participants",
                "type",
                "start",
                "end",
                "country",
                "place",
                "role",
                "salience",
                "documents",
                "joint"
            ]
        );
        assert_eq!(report.rules["meeting.meet"].all(), (1, 2));
    }
}
