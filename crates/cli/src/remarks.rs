//! Diagnostics as rows of their table.

use std::collections::BTreeMap;

use rapporteur_ingest::Failure;
use rapporteur_schema::vocabulary::SeverityWord;
use rapporteur_schema::{DiagnosticRow, Extraction, row_id};
use rapporteur_text::{CodePoints, Diagnostic, Severity};

/// All that remains of a document that could not be used.
pub(crate) fn of_failure(failure: &Failure) -> Extraction {
    let row = DiagnosticRow {
        diagnostic_id: id(&failure.source_path, failure.code, ""),
        document_id: None,
        source_path: failure.source_path.clone(),
        severity: SeverityWord::Error,
        code: failure.code.to_owned(),
        message: failure.message.clone(),
        span_start: None,
        span_end: None,
    };
    Extraction { diagnostics: vec![row], ..Extraction::default() }
}

/// Adds remarks, whose spans count bytes, as rows, whose spans count code points.
pub(crate) fn add<'a>(
    extraction: &mut Extraction,
    source_path: &str,
    text: &str,
    said: impl Iterator<Item = &'a Diagnostic>,
) {
    let document_id = extraction.document.as_ref().map(|d| d.document_id.clone());
    let mut points = None;
    for remark in said {
        let span = remark.span.map(|span| points.get_or_insert_with(|| CodePoints::new(text)).of(span));
        let (start, end) = span.map_or((None, None), |(start, end)| (number(start), number(end)));
        let anchor = start.map_or_else(String::new, |start| start.to_string());
        extraction.diagnostics.push(DiagnosticRow {
            diagnostic_id: id(source_path, remark.code, &anchor),
            document_id: document_id.clone(),
            source_path: source_path.to_owned(),
            severity: match remark.severity {
                Severity::Error => SeverityWord::Error,
                Severity::Warning => SeverityWord::Warning,
                _ => SeverityWord::Info,
            },
            code: remark.code.to_owned(),
            message: remark.message.clone(),
            span_start: start,
            span_end: end,
        });
    }
}

fn number(offset: usize) -> Option<i64> {
    i64::try_from(offset).ok()
}

fn id(source_path: &str, code: &str, start: &str) -> String {
    row_id("di", &[source_path, code, start])
}

/// The same remark twice is one row; different ones on the same place, or on files of the same name in two inputs, get
/// different ids. `rows` are all those of one path.
pub(crate) fn make_distinct(rows: &mut Vec<DiagnosticRow>) {
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    rows.retain_mut(|row| {
        let messages = seen.entry(row.diagnostic_id.clone()).or_default();
        if messages.contains(&row.message) {
            return false;
        }
        messages.push(row.message.clone());
        if messages.len() > 1 {
            row.diagnostic_id = row_id("di", &[&row.diagnostic_id, &messages.len().to_string()]);
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use rapporteur_schema::DocumentRow;
    use rapporteur_text::Span;

    use super::*;

    #[test]
    fn spans_become_code_points() {
        let document = DocumentRow { document_id: "d".into(), ..DocumentRow::default() };
        let mut extraction = Extraction { document: Some(document), ..Extraction::default() };
        let remark = Diagnostic::new(Severity::Warning, "x", "y").at(Span::new(3, 6));
        add(&mut extraction, "d.txt", "Ä met", [&remark].into_iter());
        let row = &extraction.diagnostics[0];
        assert_eq!((row.span_start, row.span_end), (Some(2), Some(5)));
        assert_eq!(row.document_id.as_deref(), Some("d"));
    }

    #[test]
    fn ids_are_made_distinct_and_repetitions_dropped() {
        let failure = |message: &str| Failure { source_path: "a".into(), code: "empty", message: message.into() };
        let mut rows: Vec<_> = ["x", "y", "x"].iter().flat_map(|m| of_failure(&failure(m)).diagnostics).collect();
        make_distinct(&mut rows);
        assert_eq!(rows.iter().map(|row| row.message.as_str()).collect::<Vec<_>>(), ["x", "y"]);
        assert_ne!(rows[0].diagnostic_id, rows[1].diagnostic_id);
    }
}
