//! One document through normalize and extract, fenced off from the others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rapporteur_extract::{Meta, ReviewItem, Trace};
use rapporteur_ingest::{Failure, Source};
use rapporteur_lexicon::Lexicon;
use rapporteur_normalize::{Annotated, Input, annotate};
use rapporteur_schema::Extraction;
use rapporteur_text::CodePoints;

use crate::remarks;

/// Code of the diagnostic that a mistake of ours leaves.
const INTERNAL: &str = "internal-error";

pub(crate) fn extract(source: &Source, lexicon: &Lexicon) -> Extraction {
    let input = input(source);
    let annotated = annotate(&input, lexicon);
    let extraction = rapporteur_extract::extract(&annotated, &meta(source));
    finish(extraction, source, &annotated)
}

pub(crate) fn extract_reviewed(source: &Source, lexicon: &Lexicon) -> (Extraction, Vec<ReviewItem>) {
    let input = input(source);
    let annotated = annotate(&input, lexicon);
    let (extraction, items) = rapporteur_extract::extract_reviewed(&annotated, &meta(source));
    (finish(extraction, source, &annotated), items)
}

pub(crate) fn extract_traced(source: &Source, lexicon: &Lexicon) -> (Extraction, Vec<Trace>) {
    let input = input(source);
    let annotated = annotate(&input, lexicon);
    let (extraction, traces) = rapporteur_extract::extract_traced(&annotated, &meta(source));
    (finish(extraction, source, &annotated), traces)
}

fn input(source: &Source) -> Input<'_> {
    Input {
        document_id: &source.document_id,
        text: &source.text,
        blocks: &source.blocks,
        title: source.metadata.title.as_deref(),
        publisher: source.metadata.publisher.as_deref(),
        url: source.metadata.url.as_deref(),
        published: source.metadata.published_date,
    }
}

fn meta(source: &Source) -> Meta {
    Meta {
        source_path: source.source_path.clone(),
        sha256: source.sha256.clone(),
        url: source.metadata.url.clone(),
        language: source.metadata.language.clone(),
        licence: source.metadata.licence.clone(),
        english: source.is_english(),
    }
}

/// Adds the remarks of all stages, and sees to it that every quote stands where its row says.
fn finish(mut extraction: Extraction, source: &Source, annotated: &Annotated<'_>) -> Extraction {
    if let Some(row) = misquoted(&extraction, &source.text) {
        let what = format!("the quote of row {row} does not stand where the row says");
        return remarks::of_failure(&internal(&source.source_path, &what));
    }
    let said = source.diagnostics.iter().chain(&annotated.diagnostics);
    remarks::add(&mut extraction, &source.source_path, &source.text, said);
    extraction
}

/// The first row whose evidence is not the text under its span.
fn misquoted(extraction: &Extraction, text: &str) -> Option<String> {
    let quotes = (extraction.events.iter().map(|e| (&e.event_id, &e.evidence, e.evidence_start, e.evidence_end)))
        .chain(extraction.participants.iter().map(|p| (&p.event_id, &p.evidence, p.evidence_start, p.evidence_end)))
        .chain(
            extraction.commitments.iter().map(|c| (&c.commitment_id, &c.evidence, c.evidence_start, c.evidence_end)),
        );
    let mut quotes = quotes.peekable();
    quotes.peek()?;
    let points = CodePoints::new(text);
    let byte = |at: i64| usize::try_from(at).ok().and_then(|at| points.byte(at));
    quotes
        .find(|(_, evidence, start, end)| {
            let found = byte(*start).zip(byte(*end)).and_then(|(start, end)| text.get(start..end));
            evidence.is_empty() || found != Some(evidence.as_str())
        })
        .map(|(id, ..)| id.clone())
}

/// Whether the words of a quote stand in a text at its code points.
pub(crate) fn stands(quote: &rapporteur_link::Quote, text: &str) -> bool {
    let (Ok(start), Ok(end)) = (usize::try_from(quote.start), usize::try_from(quote.end)) else { return false };
    let words: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
    start < end && words == quote.evidence
}

/// Runs `work`; a panic becomes a failure of this one document.
pub(crate) fn guarded<T>(source_path: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    // Nothing that `work` touches outlives a panic but the lexicon, which is only read.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
        internal(source_path, text)
    })
}

fn internal(source_path: &str, what: &str) -> Failure {
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!(
        "{source_path}: left out because of a mistake in rapporteur ({what}); please report it with this file at {}/issues",
        env!("CARGO_PKG_REPOSITORY")
    );
    Failure { source_path: source_path.to_owned(), code: INTERNAL, message }
}

#[cfg(test)]
mod tests {
    use rapporteur_schema::EventRow;

    use super::*;

    #[test]
    fn a_panic_is_one_failure() {
        assert_eq!(guarded("a.txt", || 1).unwrap(), 1);
        let failure = guarded("a.txt", || -> u8 { panic!("too {}", "long") }).unwrap_err();
        assert_eq!(failure.code, "internal-error");
        assert!(failure.message.contains("a.txt") && failure.message.contains("too long"), "{}", failure.message);
    }

    #[test]
    fn quotes_are_held_against_the_text_in_code_points() {
        let quote = |evidence: &str, start, end| Extraction {
            events: vec![EventRow {
                event_id: "ev-1".into(),
                evidence: evidence.into(),
                evidence_start: start,
                evidence_end: end,
                ..EventRow::default()
            }],
            ..Extraction::default()
        };
        let text = "Ä met Ö.";
        assert_eq!(misquoted(&quote("met Ö", 2, 7), text), None);
        for wrong in [quote("met Ö", 3, 8), quote("met Ö", 2, 99), quote("met", -1, 2), quote("", 2, 2)] {
            assert_eq!(misquoted(&wrong, text).as_deref(), Some("ev-1"));
        }
    }
}
