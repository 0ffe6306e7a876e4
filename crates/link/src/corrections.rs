//! What people put right in a finished dataset.
//!
//! A corrections file is CSV with the columns `table,row,column,expected,value,action,reason,author`; the README.md beside
//! `data/curation/corrections.csv` explains each. A line names its row by key and says what it expects to find, so that
//! nothing is put right twice or over something that has changed since: a line that does not fit refuses the build.
//!
//! ```
//! use rapporteur_link::Corrections;
//! use rapporteur_schema::{ActorRow, Dataset};
//! use rapporteur_schema::vocabulary::{ActorKind, ReviewStatus};
//!
//! let actor = ActorRow { actor_id: "org:x".into(), name: "X".into(), kind: ActorKind::Body, ..ActorRow::default() };
//! let mut dataset = Dataset { actors: vec![actor], ..Dataset::default() };
//! let file = "table,row,column,expected,value,action,reason,author\n\
//!             actors,org:x,kind,body,organization,set,has its own members,A. Reader 2024\n";
//! let applied = Corrections::parse("corrections.csv", file.as_bytes())?.apply(&mut dataset)?;
//! assert_eq!((applied.corrections, dataset.actors[0].kind), (1, ActorKind::Organization));
//! assert_eq!(dataset.actors[0].review_status, ReviewStatus::Corrected);
//! # Ok::<(), rapporteur_link::CorrectionsError>(())
//! ```

mod add;
mod change;
mod error;
mod file;
mod remove;
mod stored;

use std::collections::BTreeMap;

use rapporteur_schema::{
    ActorRow, CommitmentPartyRow, CommitmentRow, Dataset, DocumentRow, EventRow, ParticipantRow, Row,
};

pub use error::{CorrectionsError, Refusal};
use stored::{Stored, key};

use crate::actors::{Actors, used};
use crate::order;

/// The column that tells who made a row.
const REVIEW_STATUS: &str = "review_status";

/// The lines of one or several files, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    lines: Vec<Correction>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Correction {
    file: String,
    line: u64,
    table: String,
    row: String,
    column: String,
    expected: String,
    value: String,
    action: String,
}

impl Correction {
    /// Says why this line cannot be applied.
    fn refuse(&self, what: &str) -> Refusal {
        Refusal { file: self.file.clone(), line: self.line, what: format!("{} {}: {what}", self.table, self.row) }
    }
}

/// What came of corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Number of lines, all of them applied.
    pub corrections: usize,
    /// The quotes of the rows they changed or added. No text is at hand here, so somebody else has to look whether each
    /// stands where it says.
    pub quotes: Vec<Quote>,
}

/// The quote of a corrected row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The document it is taken from.
    pub document_id: String,
    /// Its words.
    pub evidence: String,
    /// First code point in the document's text.
    pub start: i64,
    /// One past its last code point.
    pub end: i64,
    file: String,
    line: u64,
    row: String,
}

impl Quote {
    /// Says why the line that touched the row cannot stand.
    pub fn refuse(&self, what: &str) -> Refusal {
        Refusal { file: self.file.clone(), line: self.line, what: format!("{}: {what}", self.row) }
    }
}

impl Corrections {
    /// Adds those of another file; they apply later.
    pub fn append(&mut self, other: Corrections) {
        self.lines.extend(other.lines);
    }

    /// Number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Applies all lines in their order, so that a later one finds what an earlier one left.
    ///
    /// Every row that a line changes, adds, or takes something from becomes `corrected`. Rows that hang on a dropped row
    /// go with it, other references to it become null, and actors that no row names any more go too, unless a line made
    /// them what they are. Tables keep their order. Without lines the dataset stays as it is.
    ///
    /// # Errors
    /// [`CorrectionsError::Refused`] with every line that does not fit; the dataset is then of no use any more.
    pub fn apply(&self, dataset: &mut Dataset) -> Result<Applied, CorrectionsError> {
        if self.lines.is_empty() {
            return Ok(Applied::default());
        }
        let mut work = Work { dataset, touched: BTreeMap::new(), at: 0 };
        let mut refused = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            work.at = at;
            refused.extend(work.apply(line).err().map(|what| line.refuse(&what)));
        }
        let Work { dataset, touched, .. } = work;
        if refused.is_empty() {
            let actors: Actors =
                std::mem::take(&mut dataset.actors).into_iter().map(|a| (a.actor_id.clone(), a)).collect();
            dataset.actors = used(actors, dataset);
            order::sort(dataset);
            refused = self.contradictions(dataset, &touched);
        }
        if !refused.is_empty() {
            return Err(CorrectionsError::refused(refused));
        }
        Ok(Applied { corrections: self.lines.len(), quotes: self.quotes(dataset, &touched) })
    }

    /// What the corrected rows do to keys and references, told by the line that touched the row last.
    fn contradictions(&self, dataset: &Dataset, touched: &Touched) -> Vec<Refusal> {
        let problems = dataset.problems();
        let told = problems.iter().filter_map(|problem| {
            let line = touched.get(&(problem.table, problem.row.clone())).and_then(|&at| self.lines.get(at));
            let what = format!(
                "{}: {}; name a row that is there, or add it with a line of its own",
                problem.column, problem.what
            );
            // Only a row that was touched can be wrong now; should another be, the last line is as near as any.
            line.or(self.lines.last()).map(|line| line.refuse(&what))
        });
        told.collect()
    }

    /// The quotes of touched rows.
    fn quotes(&self, dataset: &Dataset, touched: &Touched) -> Vec<Quote> {
        let documents: BTreeMap<&str, &str> =
            dataset.events.iter().map(|e| (e.event_id.as_str(), e.document_id.as_str())).collect();
        let events = dataset.events.iter().map(|e| {
            (EventRow::TABLE.name, key(e, " "), e.document_id.as_str(), &e.evidence, e.evidence_start, e.evidence_end)
        });
        let participants = dataset.participants.iter().map(|p| {
            let document = documents.get(p.event_id.as_str()).copied().unwrap_or("");
            (ParticipantRow::TABLE.name, key(p, " "), document, &p.evidence, p.evidence_start, p.evidence_end)
        });
        let commitments = dataset.commitments.iter().map(|c| {
            let document = c.document_id.as_str();
            (CommitmentRow::TABLE.name, key(c, " "), document, &c.evidence, c.evidence_start, c.evidence_end)
        });
        let mut quotes = Vec::new();
        for (table, key, document, evidence, start, end) in events.chain(participants).chain(commitments) {
            let row = format!("{table} {key}");
            if let Some(line) = touched.get(&(table, key)).and_then(|&at| self.lines.get(at)) {
                quotes.push(Quote {
                    document_id: document.to_owned(),
                    evidence: evidence.clone(),
                    start,
                    end,
                    file: line.file.clone(),
                    line: line.line,
                    row,
                });
            }
        }
        quotes
    }
}

/// By table and key, its parts joined by a blank as in [`rapporteur_schema::Problem::row`]: the line that touched the row
/// last.
type Touched = BTreeMap<(&'static str, String), usize>;

/// A dataset that lines are being applied to.
struct Work<'d> {
    dataset: &'d mut Dataset,
    touched: Touched,
    /// Index of the line that is being applied.
    at: usize,
}

impl Work<'_> {
    fn apply(&mut self, line: &Correction) -> Result<(), String> {
        match line.table.as_str() {
            "documents" => self.apply_to::<DocumentRow>(line),
            "events" => self.apply_to::<EventRow>(line),
            "participants" => self.apply_to::<ParticipantRow>(line),
            "commitments" => self.apply_to::<CommitmentRow>(line),
            "commitment_parties" => self.apply_to::<CommitmentPartyRow>(line),
            "actors" => self.apply_to::<ActorRow>(line),
            _ => Err("there is no such table to correct; take events, participants, commitments, commitment_parties, \
                      actors or documents"
                .to_owned()),
        }
    }

    fn apply_to<R: Stored>(&mut self, line: &Correction) -> Result<(), String> {
        match line.action.as_str() {
            "set" => self.set::<R>(line),
            "drop" => self.remove::<R>(line),
            "add" => self.add::<R>(line),
            other => Err(format!("{other:?} is no action; take set, drop or add")),
        }
    }

    /// Marks a row as changed by the line that is being applied.
    fn touch<R: Row>(&mut self, row: &R) {
        self.touched.insert((R::TABLE.name, key(row, " ")), self.at);
    }
}

#[cfg(test)]
mod tests;
