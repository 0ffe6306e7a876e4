//! Diagnostics of all documents, in their order and with ids of their own.

use std::path::Path;

use rapporteur_schema::{Dataset, DiagnosticRow};
use rapporteur_spill::Sorter;

use crate::{PipelineError, remarks};

const MEMORY: usize = 16 << 20;
/// Rows handed on at a time.
const ROWS: usize = 4096;

/// By path, then in the order of documents; what could not be read comes last.
type Place = (String, bool, String, u64);

/// Collects diagnostics.
pub(super) struct Diagnostics {
    rows: Sorter<Place, Vec<DiagnosticRow>>,
    count: u64,
}

impl Diagnostics {
    pub(super) fn new(work: &Path) -> Self {
        let rows = Sorter::new(work, "diagnostics", MEMORY, |rows: &mut Vec<DiagnosticRow>, more| rows.extend(more));
        Diagnostics { rows, count: 0 }
    }

    pub(super) fn add(&mut self, document_id: Option<&str>, rows: Vec<DiagnosticRow>) -> Result<(), PipelineError> {
        for row in rows {
            self.count += 1;
            let place = (
                row.source_path.clone(),
                document_id.is_none(),
                document_id.unwrap_or_default().to_owned(),
                self.count,
            );
            let bytes = 400 + row.message.len() + row.source_path.len() * 2;
            self.rows.add(place, vec![row], bytes)?;
        }
        Ok(())
    }

    /// Hands all rows on.
    pub(super) fn finish(
        self,
        error: &mut dyn FnMut(&DiagnosticRow),
        rows: &mut dyn FnMut(Dataset) -> Result<(), PipelineError>,
    ) -> Result<(), PipelineError> {
        let sorted = self.rows.finish()?;
        let mut chunk = Dataset::default();
        let mut file: Vec<DiagnosticRow> = Vec::new();
        for entry in sorted.iter()? {
            let ((path, ..), more) = entry?;
            if file.first().is_some_and(|row| row.source_path != path) {
                chunk.diagnostics.extend(of_one_file(&mut file, error));
                if chunk.diagnostics.len() >= ROWS {
                    rows(std::mem::take(&mut chunk))?;
                }
            }
            file.extend(more);
        }
        chunk.diagnostics.extend(of_one_file(&mut file, error));
        rows(chunk)
    }
}

fn of_one_file(rows: &mut Vec<DiagnosticRow>, error: &mut dyn FnMut(&DiagnosticRow)) -> Vec<DiagnosticRow> {
    let mut rows = std::mem::take(rows);
    remarks::make_distinct(&mut rows);
    rows.sort_by(|a, b| {
        (a.span_start, a.span_end, &a.code, &a.diagnostic_id).cmp(&(
            b.span_start,
            b.span_end,
            &b.code,
            &b.diagnostic_id,
        ))
    });
    let errors = rows.iter().filter(|row| row.severity == rapporteur_schema::vocabulary::SeverityWord::Error);
    errors.for_each(error);
    rows
}
