//! Rows as Arrow record batches: the typed form that Parquet files and engines take.

use std::collections::HashMap;
use std::sync::Arc;

use ::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, NullArray, StringBuilder,
};
use ::arrow::datatypes::{DataType, Field, Schema};
use ::arrow::error::ArrowError;
use ::arrow::record_batch::RecordBatch;
use rapporteur_schema::{Cell, Column, Dataset, Date, Kind, Table};

use crate::render::tables;

/// The Arrow schema of a table; each field carries its meaning in the metadata key `description`.
///
/// Text is `Utf8` and never an Arrow dictionary, since some readers refuse those; Parquet encodes repeated text
/// compactly all the same.
pub fn arrow_schema(table: &Table) -> Schema {
    Schema::new(table.columns.iter().map(field).collect::<Vec<_>>())
}

/// All rows of `table` in one batch.
///
/// # Panics
/// When `table` is not one of [`rapporteur_schema::TABLES`] as they stand there, or holds more than 2 GiB of text in a column.
pub fn record_batch(dataset: &Dataset, table: &Table) -> RecordBatch {
    let rows: Vec<_> =
        tables(dataset).iter().filter(|t| t.table.name == table.name).flat_map(|t| t.cells(0..t.len)).collect();
    // tidy-allow(panics): the signature has no error; the doc comment says when it panics
    batch(table, &rows).expect("the rows of a table have its columns")
}

/// Rows as one batch.
pub(crate) fn batch(table: &Table, rows: &[Vec<Cell<'_>>]) -> Result<RecordBatch, ArrowError> {
    let columns = table.columns.iter().enumerate().map(|(i, c)| array(c, rows.iter().map(move |r| r[i]))).collect();
    RecordBatch::try_new(Arc::new(arrow_schema(table)), columns)
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
        Kind::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
        // A kind without an Arrow type of its own is carried without values.
        _ => DataType::Null,
    };
    let description = column.description.trim().to_owned();
    Field::new(column.name, kind, column.nullable)
        .with_metadata(HashMap::from([("description".to_owned(), description)]))
}

/// One column; a cell of another type than the column's becomes null, which the schema check then refuses or allows.
fn array<'a>(column: &Column, cells: impl Iterator<Item = Cell<'a>>) -> ArrayRef {
    macro_rules! build {
        ($builder:expr, $variant:ident($value:ident) => $converted:expr) => {{
            let mut builder = $builder;
            for cell in cells {
                builder.append_option(match cell {
                    Cell::$variant($value) => $converted,
                    _ => None,
                });
            }
            Arc::new(builder.finish()) as ArrayRef
        }};
    }
    match column.kind {
        Kind::Text => build!(StringBuilder::new(), Text(s) => Some(s)),
        Kind::Integer => build!(Int64Builder::new(), Integer(n) => Some(n)),
        Kind::Float => build!(Float64Builder::new(), Float(x) => Some(x)),
        Kind::Boolean => build!(BooleanBuilder::new(), Boolean(b) => Some(b)),
        Kind::Date => build!(Date32Builder::new(), Date(d) => days_since_1970(d)),
        Kind::List => build!(ListBuilder::new(StringBuilder::new()), List(items) => Some(items.iter().map(Some))),
        _ => Arc::new(NullArray::new(cells.count())),
    }
}

/// `None` never occurs: the years -9999 to 9999 fit.
fn days_since_1970(date: Date) -> Option<i32> {
    let hours = date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours();
    i32::try_from(hours / 24).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_in_both_directions() {
        let days = |y, m, d| days_since_1970(jiff::civil::date(y, m, d));
        assert_eq!((days(1970, 1, 2), days(1969, 12, 31), days(2000, 3, 1)), (Some(1), Some(-1), Some(11017)));
    }
}
