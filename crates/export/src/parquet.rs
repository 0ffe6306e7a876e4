//! Parquet: the same rows with types, descriptions and release metadata, byte for byte reproducible.

use std::io::Write;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use rapporteur_schema::{Cell, SCHEMA_VERSION, Table};

use crate::arrow::BatchBuilder;
use crate::{ExportError, Release};

/// zstd level: little is gained beyond it, and time grows.
const LEVEL: i32 = 3;
/// Rows of a batch at most. Batches are cut by the rows alone, however they come, so that the bytes do not depend on it.
const ROWS: usize = 4_096;
/// Text of a batch, in bytes, beyond which it is cut.
const TEXT: usize = 8 << 20;
/// Encoded bytes of a row group beyond which it is written; what is not written yet is held in memory.
const GROUP: usize = 32 << 20;

/// A table being written.
pub(crate) struct ParquetTable<W: Write + Send> {
    name: String,
    batch: BatchBuilder,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// Begins the file.
    pub(crate) fn new(table: &Table, to: W, release: &Release<'_>) -> Result<Self, ExportError> {
        let name = file_name(table);
        let batch = BatchBuilder::new(table);
        let properties = properties(table, release).map_err(|e| broken(&name, &e))?;
        let writer = ArrowWriter::try_new(to, batch.schema(), Some(properties)).map_err(|e| broken(&name, &e))?;
        Ok(ParquetTable { name, batch, writer })
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) -> Result<(), ExportError> {
        self.batch.push(row);
        if self.batch.rows() < ROWS && self.batch.bytes() < TEXT {
            return Ok(());
        }
        self.write()?;
        if self.writer.in_progress_size() > GROUP {
            self.writer.flush().map_err(|e| broken(&self.name, &e))?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), ExportError> {
        let batch = self.batch.finish().map_err(|e| broken(&self.name, &e))?;
        self.writer.write(&batch).map_err(|e| broken(&self.name, &e))
    }

    /// Ends the file.
    pub(crate) fn finish(mut self) -> Result<W, ExportError> {
        if self.batch.rows() > 0 {
            self.write()?;
        }
        self.writer.into_inner().map_err(|e| broken(&self.name, &e))
    }
}

/// The name of a table's file.
pub(crate) fn file_name(table: &Table) -> String {
    format!("{}.parquet", table.name)
}

fn broken(file: &str, error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Encoding { file: file.to_owned(), cause: error.to_string() }
}

fn properties(table: &Table, release: &Release<'_>) -> Result<WriterProperties, ParquetError> {
    let entry = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let mut entries = vec![
        entry("title", release.title),
        entry("version", release.version),
        entry("schema_version", SCHEMA_VERSION),
        entry("licence", release.licence),
        entry("lexicon_hash", release.lexicon_hash),
        entry("table", table.name),
        entry("description", table.description.trim()),
    ];
    if let Some(edition) = release.edition {
        entries.extend([entry("dataset_version", edition.version), entry("dataset_date", edition.date)]);
    }
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
        // The word "version" belongs to the form the format asks for; without it Java readers distrust the statistics.
        .set_created_by(format!("rapporteur version {}", release.version))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_key_value_metadata(Some(entries))
        .build())
}
