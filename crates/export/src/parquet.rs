//! Parquet: the same rows with types, descriptions and release metadata, byte for byte reproducible.

use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use rapporteur_schema::{SCHEMA_VERSION, Table};

use crate::arrow::{arrow_schema, batch};
use crate::render::TableRows;
use crate::{ExportError, Release};

/// zstd level: little is gained beyond it, and time grows.
const LEVEL: i32 = 3;
/// Rows turned into Arrow at a time, which bounds the memory needed beside the file itself.
const BATCH: usize = 65_536;

/// The whole file.
pub(crate) fn render(rows: &TableRows<'_>, file: &str, release: &Release<'_>) -> Result<Vec<u8>, ExportError> {
    encode(rows, release).map_err(|e| ExportError::Encoding { file: file.to_owned(), cause: e.to_string() })
}

fn encode(rows: &TableRows<'_>, release: &Release<'_>) -> Result<Vec<u8>, ParquetError> {
    let schema = Arc::new(arrow_schema(rows.table));
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties(rows.table, release)?))?;
    for start in (0..rows.len).step_by(BATCH) {
        let cells: Vec<_> = rows.cells(start..rows.len.min(start + BATCH)).collect();
        writer.write(&batch(rows.table, &cells)?)?;
    }
    writer.into_inner()
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
