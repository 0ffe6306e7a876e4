//! What an evaluation found: figures, and every single error behind them.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// Found, wrongly found and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Gold entries that were found.
    pub tp: usize,
    /// Predicted rows that no gold entry answers to.
    pub fp: usize,
    /// Gold entries that were missed.
    pub fn_: usize,
}

impl Tally {
    /// Share of the predicted rows that are right; 1 where there are none.
    pub fn precision(&self) -> f64 {
        share(self.tp, self.tp + self.fp).unwrap_or(1.0)
    }

    /// Share of the gold entries that were found; 1 where there are none.
    pub fn recall(&self) -> f64 {
        share(self.tp, self.tp + self.fn_).unwrap_or(1.0)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Tally", 6)?;
        out.serialize_field("precision", &self.precision())?;
        out.serialize_field("recall", &self.recall())?;
        out.serialize_field("f1", &self.f1())?;
        out.serialize_field("tp", &self.tp)?;
        out.serialize_field("fp", &self.fp)?;
        out.serialize_field("fn", &self.fn_)?;
        out.end()
    }
}

/// How many of the values asked for are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Right values.
    pub right: usize,
    /// Values asked for.
    pub of: usize,
}

impl Share {
    /// The share itself; `None` where nothing was asked for.
    pub fn value(&self) -> Option<f64> {
        share(self.right, self.of)
    }

    pub(super) fn add(&mut self, ok: bool) {
        self.right += usize::from(ok);
        self.of += 1;
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(value) => write!(f, "{value:.3}"),
            None => f.write_str("  n/a"),
        }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Share", 3)?;
        out.serialize_field("value", &self.value())?;
        out.serialize_field("right", &self.right)?;
        out.serialize_field("of", &self.of)?;
        out.end()
    }
}

fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

/// Shares of right values on what was matched: fields on core events, roles on participants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Accuracy {
    /// Event type.
    #[serde(rename = "type")]
    pub event_type: Share,
    /// First day.
    pub start: Share,
    /// Last day.
    pub end: Share,
    /// Country.
    pub country: Share,
    /// Place.
    pub place: Share,
    /// Role of a participant.
    pub role: Share,
    /// Salience.
    pub salience: Share,
    /// Type of a commitment.
    pub commitment_type: Share,
}

impl Accuracy {
    /// All shares with their names, in the order they are printed.
    pub fn named(&self) -> [(&'static str, Share); 8] {
        [
            ("type", self.event_type),
            ("start", self.start),
            ("end", self.end),
            ("country", self.country),
            ("place", self.place),
            ("role", self.role),
            ("salience", self.salience),
            ("commitment_type", self.commitment_type),
        ]
    }
}

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Number of gold documents.
    pub documents_scored: usize,
    /// Document fields.
    pub documents: Share,
    /// Events that the documents were issued for or that belong to the same occasion.
    pub events_core: Tally,
    /// All events.
    pub events_all: Tally,
    /// Participants of matched core events.
    pub participants: Tally,
    /// Commitments.
    pub commitments: Tally,
    /// Committers of matched commitments.
    pub committers: Tally,
    /// Single values on what was matched.
    pub accuracy: Accuracy,
    /// Core events with type, both dates, country and every participant right.
    pub joint: Share,
    /// Every error, in the order of the documents.
    pub details: Vec<Detail>,
}

impl Report {
    /// The error table: how often each kind of error occurs, most frequent first, then every error under its kind.
    pub fn details_by_kind(&self) -> String {
        let mut by_kind: BTreeMap<ErrorKind, Vec<&Detail>> = BTreeMap::new();
        for detail in &self.details {
            by_kind.entry(detail.kind).or_default().push(detail);
        }
        let mut kinds: Vec<(ErrorKind, Vec<&Detail>)> = by_kind.into_iter().collect();
        kinds.sort_by_key(|(_, details)| std::cmp::Reverse(details.len()));
        let mut out = String::new();
        // Writing to a String cannot fail.
        for (kind, details) in &kinds {
            let _ = writeln!(out, "{:>5}  {kind}", details.len());
        }
        for (kind, details) in &kinds {
            let _ = writeln!(out, "\n{kind} ({})", details.len());
            for detail in details {
                let _ = writeln!(out, "  {}: {}", detail.document_id, detail.text);
            }
        }
        out
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "documents scored {}; document fields right {}", self.documents_scored, self.documents)?;
        for (name, tally) in [
            ("events_core", &self.events_core),
            ("events_all", &self.events_all),
            ("participants", &self.participants),
            ("commitments", &self.commitments),
            ("committers", &self.committers),
        ] {
            let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
            let Tally { tp, fp, fn_ } = tally;
            writeln!(f, "{name:13} P {p:.3}  R {r:.3}  F1 {f1:.3}   (tp {tp} fp {fp} fn {fn_})")?;
        }
        let accuracy: Vec<String> =
            self.accuracy.named().iter().map(|(name, share)| format!("{name} {share}")).collect();
        writeln!(f, "accuracy     {}", accuracy.join("  "))?;
        write!(f, "joint         {}", self.joint)
    }
}
