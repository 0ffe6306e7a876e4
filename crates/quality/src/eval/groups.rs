//! Parts of a gold set: halves to tune on and to judge by, kinds of document, single documents and rules.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::figures::{Figures, Share};

/// One half of the gold documents. Rules can be tuned on one and judged by the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    /// The SHA-256 of the document id begins with an even byte.
    A,
    /// It begins with an odd byte.
    B,
}

impl Half {
    /// The half a document belongs to. It depends on nothing but the id, so a new document moves no other.
    pub fn of(document_id: &str) -> Half {
        let digest = Sha256::digest(document_id.as_bytes());
        if digest.iter().take(1).any(|byte| byte % 2 == 1) { Half::B } else { Half::A }
    }
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Half::A => "a",
            Half::B => "b",
        })
    }
}

/// The figures of both halves; displays as a table of figures and gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    /// Figures of half a.
    pub a: Figures,
    /// Figures of half b.
    pub b: Figures,
}

impl Halves {
    /// Both values of each figure, and how far they are apart; `None` where a half had nothing to count.
    pub fn gaps(&self) -> Vec<Gap> {
        let pairs = self.a.named().into_iter().zip(self.b.named());
        pairs.map(|((name, a), (_, b))| Gap { name, a, b, gap: a.zip(b).map(|(a, b)| (a - b).abs()) }).collect()
    }
}

/// One figure on both halves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// The figure.
    pub name: &'static str,
    /// Its value on half a.
    pub a: Option<f64>,
    /// Its value on half b.
    pub b: Option<f64>,
    /// The distance between the two.
    pub gap: Option<f64>,
}

impl Serialize for Halves {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Halves", 3)?;
        out.serialize_field("a", &self.a)?;
        out.serialize_field("b", &self.b)?;
        out.serialize_field("gaps", &self.gaps())?;
        out.end()
    }
}

/// The rows a rule made in scored documents, and how many of them are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleTally {
    /// Events: right when a gold event, optional ones included, answers to it and has its type.
    pub events: Share,
    /// Participants: right when a gold participant of the matched gold event answers to it.
    pub participants: Share,
    /// Commitments: right when a gold commitment, optional ones included, answers to it.
    pub commitments: Share,
}

impl RuleTally {
    /// All rows of the rule.
    pub fn all(&self) -> Share {
        let mut all = self.events;
        all += self.participants;
        all += self.commitments;
        all
    }
}

impl AddAssign for RuleTally {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.participants += other.participants;
        self.commitments += other.commitments;
    }
}

/// What one gold document yields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DocumentScore {
    /// The document.
    pub document_id: String,
    /// Its kind: `readout` where the file is named by its date, else the publisher.
    pub kind: String,
    /// Id of the publisher as the build has it, else the name, else `no publisher`.
    pub publisher: String,
    /// The half it belongs to.
    pub half: Half,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// What its rules made.
    pub rules: BTreeMap<String, RuleTally>,
}

impl DocumentScore {
    /// A score without figures; `fields` are the document's in the build.
    pub(super) fn new(document_id: &str, fields: &BTreeMap<String, String>) -> Self {
        let mut given = ["publisher_id", "publisher"].into_iter().filter_map(|column| fields.get(column));
        let publisher = given.find(|p| !p.is_empty()).map_or("no publisher", String::as_str);
        let kind = if is_named_by_date(document_id) { "readout" } else { publisher };
        DocumentScore {
            document_id: document_id.to_owned(),
            kind: kind.to_owned(),
            publisher: publisher.to_owned(),
            half: Half::of(document_id),
            figures: Figures { documents_scored: 1, ..Figures::default() },
            rules: BTreeMap::new(),
        }
    }
}

/// Whether an id begins with a year: archives of readouts name their files so.
fn is_named_by_date(document_id: &str) -> bool {
    document_id.split_once('-').is_some_and(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_depend_on_the_first_byte_of_the_hash() {
        assert_eq!((Half::of("d"), Half::of("d0"), Half::of("d3")), (Half::A, Half::A, Half::A));
        assert_eq!((Half::of("d1"), Half::of("d2"), Half::of("d4")), (Half::B, Half::B, Half::B));
        let ids: Vec<String> = (0..1000).map(|n| format!("text-{n}")).collect();
        let in_a = ids.iter().filter(|id| Half::of(id) == Half::A).count();
        assert!((400..600).contains(&in_a), "{in_a} of 1000 in half a");
    }

    #[test]
    fn kinds_come_from_the_name_then_from_the_publisher() {
        let fields = |id: &str, name: &str| {
            BTreeMap::from([("publisher_id".to_owned(), id.to_owned()), ("publisher".to_owned(), name.to_owned())])
        };
        let kind = |document: &str, fields: &BTreeMap<String, String>| DocumentScore::new(document, fields).kind;
        assert_eq!(kind("2021-04-05-call", &fields("org:lake-forum", "Forum")), "readout");
        assert_eq!(kind("forum-2021-04-05", &fields("org:lake-forum", "Forum")), "org:lake-forum");
        assert_eq!(kind("20210405-call", &fields("", "Forum")), "Forum");
        assert_eq!(kind("1999", &BTreeMap::new()), "no publisher");
    }

    #[test]
    fn a_gap_needs_both_halves() {
        let figures = |right, of| Figures { joint: Share { right, of }, ..Figures::default() };
        let halves = Halves { a: figures(3, 4), b: figures(1, 2) };
        let joint = halves.gaps().into_iter().find(|gap| gap.name == "joint").unwrap();
        assert_eq!(joint, Gap { name: "joint", a: Some(0.75), b: Some(0.5), gap: Some(0.25) });
        let halves = Halves { a: figures(3, 4), b: Figures::default() };
        assert!(halves.gaps().iter().all(|gap| gap.gap.is_none()));
    }
}
