//! Parquet with a column of texts.

use std::fs::File;
use std::ops::ControlFlow;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::ChunkReader;
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::record_batch::RecordBatch;

use super::columns::Places;
use super::row::Row;
use super::{Input, unreadable};
use crate::{ContainerFormat, Failure, Format, Reading, Sink};

/// Parquet.
pub const PARQUET: Parquet = Parquet;

/// Rows turned into Arrow at a time.
const BATCH: usize = 256;

/// See [`PARQUET`].
#[derive(Clone, Copy, Debug)]
pub struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "Parquet"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet", "pq"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/vnd.apache.parquet"]
    }

    fn sniff(&self, head: &[u8]) -> bool {
        head.starts_with(b"PAR1")
    }
}

impl ContainerFormat for Parquet {
    fn read(&self, file: Input<'_>, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
        match file {
            Input::File(name) => table(File::open(name).map_err(|e| unreadable(how.path, &e))?, how, sink),
            other => {
                let bytes = other.bytes(how.path, how.limits.container_bytes)?;
                table(bytes::Bytes::from(bytes), how, sink)
            }
        }
    }
}

fn table(file: impl ChunkReader + 'static, how: &Reading<'_>, sink: Sink<'_>) -> Result<(), Failure> {
    let broken = |error: &dyn std::fmt::Display| {
        let what = format!("is no Parquet file that can be read ({error}); write it anew");
        Failure::new(how.path, "bad-parquet", what)
    };
    let (reader, places) = open(file, how, &|e| broken(&e))?;
    let mut number = 0u64;
    for batch in reader {
        let batch = batch.map_err(|e| broken(&e))?;
        let columns = texts(&batch).map_err(|e| broken(&e))?;
        for at in 0..batch.num_rows() {
            number += 1;
            let cell = |column: Option<usize>| {
                let array = columns.get(column?)?.as_string_opt::<i32>()?;
                (!array.is_null(at)).then(|| array.value(at))
            };
            let row = Row {
                text: cell(Some(places.text)),
                id: cell(places.id),
                date: cell(places.date),
                title: cell(places.title),
                publisher: cell(places.publisher),
                url: cell(places.url),
                language: cell(places.language),
                licence: cell(places.licence),
            };
            if sink(row.entry(how.path, &number.to_string())) == ControlFlow::Break(()) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The reader of the columns that matter, and where each stands in its batches.
fn open(
    file: impl ChunkReader + 'static,
    how: &Reading<'_>,
    broken: &dyn Fn(ParquetError) -> Failure,
) -> Result<(ParquetRecordBatchReader, Places), Failure> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(broken)?;
    let schema = builder.schema().clone();
    let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    let places = how.columns.places(&names).map_err(|what| Failure::new(how.path, "no-text-column", what))?;
    let mut wanted: Vec<usize> = [
        Some(places.text),
        places.id,
        places.date,
        places.title,
        places.publisher,
        places.url,
        places.language,
        places.licence,
    ]
    .into_iter()
    .flatten()
    .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let moved = |place: usize| wanted.binary_search(&place).unwrap_or_default();
    let places = Places {
        text: moved(places.text),
        id: places.id.map(moved),
        date: places.date.map(moved),
        title: places.title.map(moved),
        publisher: places.publisher.map(moved),
        url: places.url.map(moved),
        language: places.language.map(moved),
        licence: places.licence.map(moved),
    };
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let reader = builder.with_projection(mask).with_batch_size(BATCH).build().map_err(broken)?;
    Ok((reader, places))
}

/// Every column as text: dates as `2012-03-27`, numbers in digits, what cannot be text as nulls.
fn texts(batch: &RecordBatch) -> Result<Vec<ArrayRef>, arrow::error::ArrowError> {
    let text = |column: &ArrayRef| {
        if matches!(column.data_type(), DataType::List(_) | DataType::Struct(_) | DataType::Map(..)) {
            return Ok(arrow::array::new_null_array(&DataType::Utf8, column.len()));
        }
        cast(column, &DataType::Utf8)
    };
    batch.columns().iter().map(text).collect()
}
