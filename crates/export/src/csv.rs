//! CSV: UTF-8 without BOM, comma, LF, header, quotes only where RFC 4180 wants them.

use std::fmt::Write as _;
use std::io::Write;

use rapporteur_schema::{Cell, Table};

use crate::ExportError;

/// A table being written.
pub(crate) struct CsvTable<W: Write> {
    name: String,
    writer: ::csv::Writer<W>,
    text: String,
}

impl<W: Write> CsvTable<W> {
    /// Writes the header.
    pub(crate) fn new(table: &Table, to: W) -> Result<Self, ExportError> {
        let writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::Any(b'\n'))
            .buffer_capacity(1 << 16)
            .from_writer(to);
        let mut csv = CsvTable { name: file_name(table), writer, text: String::new() };
        let header = csv.writer.write_record(table.columns.iter().map(|c| c.name));
        header.map_err(|e| broken(&csv.name, e))?;
        Ok(csv)
    }

    /// Writes a row.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in row {
            let field = match cell {
                Cell::Text(text) => text,
                Cell::Null => "",
                other => {
                    self.text.clear();
                    // A string takes whatever it is given.
                    let _ = write!(self.text, "{other}");
                    &self.text
                }
            };
            self.writer.write_field(field).map_err(|e| broken(&self.name, e))?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(|e| broken(&self.name, e))
    }

    /// Ends the table.
    pub(crate) fn finish(self) -> Result<W, ExportError> {
        let name = self.name;
        self.writer.into_inner().map_err(|e| ExportError::Encoding { file: name, cause: e.to_string() })
    }
}

/// The name of a table's file.
pub(crate) fn file_name(table: &Table) -> String {
    format!("{}.csv", table.name)
}

fn broken(file: &str, error: impl std::fmt::Display) -> ExportError {
    ExportError::Encoding { file: file.to_owned(), cause: error.to_string() }
}
