//! What an evaluation found: figures, the documents and rules they come from, and every single error.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::figures::Figures;
use super::groups::{DocumentScore, Half, Halves, RuleTally};

/// Kinds of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The build lacks the document.
    MissingDocument,
    /// A field of the document is wrong.
    DocumentField,
    /// A gold event was not found.
    MissedEvent,
    /// A predicted event is no gold event.
    ExtraEvent,
    /// The event's type is wrong.
    WrongType,
    /// The event's first day is wrong.
    WrongStart,
    /// The event's last day is wrong.
    WrongEnd,
    /// The event's country is wrong.
    WrongCountry,
    /// The event's place is wrong.
    WrongPlace,
    /// The event's salience is wrong.
    WrongSalience,
    /// A participant was not found.
    MissedParticipant,
    /// A predicted participant is none.
    ExtraParticipant,
    /// A participant's role is wrong.
    WrongRole,
    /// A gold commitment was not found.
    MissedCommitment,
    /// A predicted commitment is no gold commitment.
    ExtraCommitment,
    /// The commitment's type is wrong.
    WrongCommitmentType,
    /// The committers differ.
    Committers,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            ErrorKind::MissingDocument => "missing document",
            ErrorKind::DocumentField => "document field",
            ErrorKind::MissedEvent => "missed event",
            ErrorKind::ExtraEvent => "extra event",
            ErrorKind::WrongType => "wrong type",
            ErrorKind::WrongStart => "wrong start",
            ErrorKind::WrongEnd => "wrong end",
            ErrorKind::WrongCountry => "wrong country",
            ErrorKind::WrongPlace => "wrong place",
            ErrorKind::WrongSalience => "wrong salience",
            ErrorKind::MissedParticipant => "missed participant",
            ErrorKind::ExtraParticipant => "extra participant",
            ErrorKind::WrongRole => "wrong role",
            ErrorKind::MissedCommitment => "missed commitment",
            ErrorKind::ExtraCommitment => "extra commitment",
            ErrorKind::WrongCommitmentType => "wrong commitment type",
            ErrorKind::Committers => "committers",
        })
    }
}

/// One error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// The document.
    pub document_id: String,
    /// What kind of error it is.
    pub kind: ErrorKind,
    /// What was wanted and what stands there.
    pub text: String,
}

/// The outcome of an evaluation; displays as the short table of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The figures over all documents.
    pub figures: Figures,
    /// What each document yields, in the order of their ids.
    pub by_document: Vec<DocumentScore>,
    /// What each rule made.
    pub rules: BTreeMap<String, RuleTally>,
    /// Every error, in the order of the documents.
    pub details: Vec<Detail>,
}

impl Report {
    /// Adds a document and its errors.
    pub(super) fn add(&mut self, score: DocumentScore, details: Vec<Detail>) {
        self.figures += score.figures;
        for (rule, tally) in &score.rules {
            *self.rules.entry(rule.clone()).or_default() += *tally;
        }
        self.by_document.push(score);
        self.details.extend(details);
    }

    /// The figures of groups of documents, told apart by what `key` says of each.
    pub fn by(&self, key: impl Fn(&DocumentScore) -> String) -> BTreeMap<String, Figures> {
        let mut groups: BTreeMap<String, Figures> = BTreeMap::new();
        for score in &self.by_document {
            *groups.entry(key(score)).or_default() += score.figures;
        }
        groups
    }

    /// The figures of both halves.
    pub fn halves(&self) -> Halves {
        let mut halves = Halves::default();
        for score in &self.by_document {
            match score.half {
                Half::A => halves.a += score.figures,
                Half::B => halves.b += score.figures,
            }
        }
        halves
    }
}

impl Serialize for Report {
    /// The figures stand at the top; `halves` and `kinds` are sums over `by_document`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'a> {
            #[serde(flatten)]
            figures: &'a Figures,
            halves: Halves,
            kinds: BTreeMap<String, Figures>,
            rules: &'a BTreeMap<String, RuleTally>,
            by_document: &'a [DocumentScore],
            details: &'a [Detail],
        }
        let written = Written {
            figures: &self.figures,
            halves: self.halves(),
            kinds: self.by(|score| score.kind.clone()),
            rules: &self.rules,
            by_document: &self.by_document,
            details: &self.details,
        };
        written.serialize(serializer)
    }
}
