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
    let mut builder = BatchBuilder::new(table);
    for rows in tables(dataset).iter().filter(|t| t.table.name == table.name) {
        rows.cells(0..rows.len).for_each(|row| builder.push(&row));
    }
    // tidy-allow(panics): the signature has no error; the doc comment says when it panics
    builder.finish().expect("the rows of a table have its columns")
}

/// Collects rows for a batch.
pub(crate) struct BatchBuilder {
    schema: Arc<Schema>,
    columns: Vec<ColumnBuilder>,
    rows: usize,
    bytes: usize,
}

enum ColumnBuilder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Float(Float64Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
    List(ListBuilder<StringBuilder>),
    /// A kind without an Arrow type of its own is carried without values.
    Null(usize),
}

impl BatchBuilder {
    /// Begins.
    pub(crate) fn new(table: &Table) -> Self {
        let columns = table.columns.iter().map(|column| match column.kind {
            Kind::Text => ColumnBuilder::Text(StringBuilder::new()),
            Kind::Integer => ColumnBuilder::Integer(Int64Builder::new()),
            Kind::Float => ColumnBuilder::Float(Float64Builder::new()),
            Kind::Boolean => ColumnBuilder::Boolean(BooleanBuilder::new()),
            Kind::Date => ColumnBuilder::Date(Date32Builder::new()),
            Kind::List => ColumnBuilder::List(ListBuilder::new(StringBuilder::new())),
            _ => ColumnBuilder::Null(0),
        });
        BatchBuilder { schema: Arc::new(arrow_schema(table)), columns: columns.collect(), rows: 0, bytes: 0 }
    }

    /// The schema of its batches.
    pub(crate) fn schema(&self) -> Arc<Schema> {
        Arc::clone(&self.schema)
    }

    /// Rows collected.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of text collected.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a row; a cell of another type than its column's becomes null, which the schema check then refuses or allows.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(row) {
            self.bytes += column.push(*cell);
        }
    }

    /// The rows collected so far as one batch; goes on empty.
    pub(crate) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        self.bytes = 0;
        RecordBatch::try_new(self.schema(), self.columns.iter_mut().map(ColumnBuilder::finish).collect())
    }
}

impl ColumnBuilder {
    /// Gives the bytes of text added.
    fn push(&mut self, cell: Cell<'_>) -> usize {
        match (self, cell) {
            (ColumnBuilder::Text(builder), Cell::Text(text)) => {
                builder.append_value(text);
                return text.len();
            }
            (ColumnBuilder::Text(builder), _) => builder.append_null(),
            (ColumnBuilder::Integer(builder), Cell::Integer(number)) => builder.append_value(number),
            (ColumnBuilder::Integer(builder), _) => builder.append_null(),
            (ColumnBuilder::Float(builder), Cell::Float(number)) => builder.append_value(number),
            (ColumnBuilder::Float(builder), _) => builder.append_null(),
            (ColumnBuilder::Boolean(builder), Cell::Boolean(truth)) => builder.append_value(truth),
            (ColumnBuilder::Boolean(builder), _) => builder.append_null(),
            (ColumnBuilder::Date(builder), Cell::Date(date)) => builder.append_option(days_since_1970(date)),
            (ColumnBuilder::Date(builder), _) => builder.append_null(),
            (ColumnBuilder::List(builder), Cell::List(items)) => {
                builder.append_value(items.iter().map(Some));
                return items.iter().map(String::len).sum();
            }
            (ColumnBuilder::List(builder), _) => builder.append_null(),
            (ColumnBuilder::Null(count), _) => *count += 1,
        }
        0
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            ColumnBuilder::Text(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Integer(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Float(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Boolean(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Date(builder) => Arc::new(builder.finish()),
            ColumnBuilder::List(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Null(count) => Arc::new(NullArray::new(std::mem::take(count))),
        }
    }
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
