//! CSV: UTF-8 without BOM, comma, LF, header, quotes only where RFC 4180 wants them.

use std::fmt::Write as _;

use crate::ExportError;
use crate::render::TableRows;

/// The whole file.
pub(crate) fn render(rows: &TableRows<'_>, file: &str) -> Result<Vec<u8>, ExportError> {
    let broken = |cause: String| ExportError::Encoding { file: file.to_owned(), cause };
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(rows.table.columns.iter().map(|c| c.name)).map_err(|e| broken(e.to_string()))?;
    let mut text = String::new();
    for row in rows.cells(0..rows.len) {
        for cell in row {
            text.clear();
            // A string takes whatever it is given.
            let _ = write!(text, "{cell}");
            writer.write_field(&text).map_err(|e| broken(e.to_string()))?;
        }
        writer.write_record(None::<&[u8]>).map_err(|e| broken(e.to_string()))?;
    }
    writer.into_inner().map_err(|e| broken(e.to_string()))
}
