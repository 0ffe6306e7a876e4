//! Events, participants and commitments of one annotated document, each with the quote that proves it.

mod amount;
mod commitments;
mod events;
mod model;
mod papers;
mod review;
mod rows;
mod sides;
mod syntax;

pub use review::{ReviewItem, ReviewKind};

use rapporteur_normalize::Annotated;
use rapporteur_schema::Extraction;
use review::Cue;

/// What the file says of the document, beyond its text.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// Path relative to the input folder.
    pub source_path: String,
    /// SHA-256 of the raw bytes.
    pub sha256: String,
    /// Address.
    pub url: Option<String>,
    /// Language as BCP 47 tag.
    pub language: Option<String>,
    /// Licence.
    pub licence: Option<String>,
    /// Whether the text is English; other texts yield a document row and no others.
    pub english: bool,
}

/// How one row was reached, for `rapporteur explain`.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Id of the row.
    pub row_id: String,
    /// The rule that made it.
    pub rule_id: String,
    /// The sentence, in bytes.
    pub sentence: rapporteur_text::Span,
    /// Marked spans in bytes with what they are: `trigger`, `date`, `place`, `participant`, `committer`.
    pub marks: Vec<(rapporteur_text::Span, String)>,
    /// Column, value and how it was reached.
    pub steps: Vec<(String, String, String)>,
}

/// Extracts all rows of a document.
pub fn extract(doc: &Annotated<'_>, meta: &Meta) -> Extraction {
    all(doc, meta, false).0
}

/// The same, with the way every event and commitment was reached.
pub fn extract_traced(doc: &Annotated<'_>, meta: &Meta) -> (Extraction, Vec<Trace>) {
    let (rows, traces, _) = all(doc, meta, true);
    (rows, traces)
}

/// The same, with what was seen and not understood; nothing of texts in other languages than English.
pub fn extract_reviewed(doc: &Annotated<'_>, meta: &Meta) -> (Extraction, Vec<ReviewItem>) {
    let (rows, _, idle) = all(doc, meta, false);
    let items = if meta.english { review::find(doc, &rows, &idle) } else { Vec::new() };
    (rows, items)
}

/// Rows, their traces where asked for, and cues that came to nothing.
fn all<'a>(doc: &Annotated<'a>, meta: &Meta, traced: bool) -> (Extraction, Vec<Trace>, Vec<Cue<'a>>) {
    let mut idle = Vec::new();
    let mut rows = rows::Rows::new(doc, traced);
    rows.document(meta);
    if meta.english {
        let events = events::find(doc, &mut idle);
        let commitments = commitments::find(doc, &events, &mut idle);
        rows.events(&events);
        rows.commitments(&commitments);
        if events.is_empty() && commitments.is_empty() {
            rows.remark_nothing_found(&meta.source_path);
        }
    }
    let (rows, traces) = rows.finish();
    (rows, traces, idle)
}
