//! Counts and the figures made from them.

use std::fmt;
use std::ops::AddAssign;

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
        self.found().value().unwrap_or(1.0)
    }

    /// Share of the gold entries that were found; 1 where there are none.
    pub fn recall(&self) -> f64 {
        self.wanted().value().unwrap_or(1.0)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Whether nothing was wanted and nothing found.
    pub fn is_empty(&self) -> bool {
        *self == Tally::default()
    }

    /// The predicted rows, and how many of them are right.
    pub fn found(&self) -> Share {
        Share { right: self.tp, of: self.tp + self.fp }
    }

    /// The gold entries, and how many of them were found.
    pub fn wanted(&self) -> Share {
        Share { right: self.tp, of: self.tp + self.fn_ }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.tp += other.tp;
        self.fp += other.fp;
        self.fn_ += other.fn_;
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Tally", 8)?;
        out.serialize_field("precision", &self.precision())?;
        out.serialize_field("precision_interval", &self.found().interval())?;
        out.serialize_field("recall", &self.recall())?;
        out.serialize_field("recall_interval", &self.wanted().interval())?;
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
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }

    /// The 95 % interval after Wilson, as lower and upper bound; `None` where nothing was asked for.
    pub fn interval(&self) -> Option<(f64, f64)> {
        Some(wilson(self.value()?, self.of as f64))
    }

    pub(super) fn add(&mut self, ok: bool) {
        self.right += usize::from(ok);
        self.of += 1;
    }
}

/// The 95 % interval after Wilson of a `share` of `n`, which must be above 0 and need not be whole.
pub fn wilson(share: f64, n: f64) -> (f64, f64) {
    // The 97.5 % quantile of the standard normal distribution.
    const Z: f64 = 1.959_963_984_540_054;
    let scale = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / scale;
    let margin = Z / scale * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - margin).max(0.0), (middle + margin).min(1.0))
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
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
        let mut out = serializer.serialize_struct("Share", 4)?;
        out.serialize_field("value", &self.value())?;
        out.serialize_field("interval", &self.interval())?;
        out.serialize_field("right", &self.right)?;
        out.serialize_field("of", &self.of)?;
        out.end()
    }
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

impl AddAssign for Accuracy {
    fn add_assign(&mut self, other: Self) {
        self.event_type += other.event_type;
        self.start += other.start;
        self.end += other.end;
        self.country += other.country;
        self.place += other.place;
        self.role += other.role;
        self.salience += other.salience;
        self.commitment_type += other.commitment_type;
    }
}

/// Everything that is counted, over one document or many; displays as the short table of figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Figures {
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
}

impl Figures {
    /// The tallies with their names, in the order they are printed.
    pub fn tallies(&self) -> [(&'static str, Tally); 5] {
        [
            ("events_core", self.events_core),
            ("events_all", self.events_all),
            ("participants", self.participants),
            ("commitments", self.commitments),
            ("committers", self.committers),
        ]
    }

    /// One number for everything: F1 of the tallies, then the shares; `None` where there was nothing to count.
    pub fn named(&self) -> Vec<(&'static str, Option<f64>)> {
        let tallies = self.tallies().into_iter().map(|(name, tally)| (name, (!tally.is_empty()).then(|| tally.f1())));
        let shares = self.accuracy.named().into_iter().chain([("documents", self.documents), ("joint", self.joint)]);
        tallies.chain(shares.map(|(name, share)| (name, share.value()))).collect()
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.documents_scored += other.documents_scored;
        self.documents += other.documents;
        self.events_core += other.events_core;
        self.events_all += other.events_all;
        self.participants += other.participants;
        self.commitments += other.commitments;
        self.committers += other.committers;
        self.accuracy += other.accuracy;
        self.joint += other.joint;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "documents scored {}; document fields right {}", self.documents_scored, self.documents)?;
        for (name, tally) in self.tallies() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_intervals_are_the_published_ones() {
        let shown = |right, of| {
            let (low, high) = Share { right, of }.interval().unwrap();
            format!("{low:.4} {high:.4}")
        };
        assert_eq!(shown(8, 10), "0.4902 0.9433");
        assert_eq!(shown(0, 10), "0.0000 0.2775");
        assert_eq!(shown(10, 10), "0.7225 1.0000");
        assert_eq!(shown(81, 263), "0.2553 0.3662");
        assert_eq!(Share::default().interval(), None);
    }

    #[test]
    fn sums_add_every_count() {
        let one = Share { right: 1, of: 2 };
        let tally = Tally { tp: 3, fp: 2, fn_: 1 };
        let accuracy = Accuracy {
            event_type: one,
            start: one,
            end: one,
            country: one,
            place: one,
            role: one,
            salience: one,
            commitment_type: one,
        };
        let figures = Figures {
            documents_scored: 1,
            documents: one,
            events_core: tally,
            events_all: tally,
            participants: tally,
            commitments: tally,
            committers: tally,
            accuracy,
            joint: one,
        };
        let mut sum = figures;
        sum += figures;
        assert_eq!(sum.documents_scored, 2);
        assert!(sum.tallies().iter().all(|(_, t)| *t == Tally { tp: 6, fp: 4, fn_: 2 }));
        assert!(sum.accuracy.named().iter().all(|(_, s)| *s == Share { right: 2, of: 4 }));
        assert_eq!([sum.documents, sum.joint], [Share { right: 2, of: 4 }; 2]);
        assert_eq!(sum.named(), figures.named(), "shares stay as they are when every count doubles");
        assert!(Figures::default().named().iter().all(|(_, value)| value.is_none()));
    }
}
