//! The rows of each document in one row: a list of structs per table, as engines ship them between machines.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanArray, ListArray, StringArray, StructArray};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, Schema};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rapporteur_export::arrow::arrow_schema;
use rapporteur_schema::{Dataset, Extraction, Row, TABLES, Table};

use crate::{rows, tables};

/// One document: its id and path as given, whether it takes its id from others, and its rows.
#[derive(Debug)]
pub(crate) struct Coded {
    pub(crate) document_id: String,
    pub(crate) source_path: String,
    pub(crate) takes_id: bool,
    pub(crate) rows: Extraction,
}

pub(crate) fn schema() -> Schema {
    let mut fields = vec![
        Field::new("document_id", DataType::Utf8, false),
        Field::new("source_path", DataType::Utf8, false),
        Field::new("takes_id", DataType::Boolean, false),
    ];
    fields.extend(TABLES.iter().map(|table| Field::new(table.name, DataType::List(item(table)), false)));
    Schema::new(fields)
}

fn item(table: &Table) -> Arc<Field> {
    Arc::new(Field::new("element", DataType::Struct(arrow_schema(table).fields), false))
}

/// Documents as one batch, a row for each.
pub(crate) fn write(coded: Vec<Coded>) -> PyResult<RecordBatch> {
    let ids = StringArray::from_iter_values(coded.iter().map(|c| &c.document_id));
    let paths = StringArray::from_iter_values(coded.iter().map(|c| &c.source_path));
    let takes_id: BooleanArray = coded.iter().map(|c| Some(c.takes_id)).collect();
    let mut columns: Vec<ArrayRef> = vec![Arc::new(ids), Arc::new(paths), Arc::new(takes_id)];
    let counts: Vec<[usize; TABLES.len()]> = coded.iter().map(|c| lengths(&c.rows)).collect();
    let mut all = Dataset::default();
    coded.into_iter().for_each(|document| all.push(document.rows));
    for (at, table) in TABLES.into_iter().enumerate() {
        let structs = StructArray::from(tables::batch(&all, table)?);
        let offsets = OffsetBuffer::from_lengths(counts.iter().map(|lengths| lengths[at]));
        columns.push(Arc::new(ListArray::try_new(item(table), offsets, Arc::new(structs), None).map_err(refused)?));
    }
    RecordBatch::try_new(Arc::new(schema()), columns).map_err(refused)
}

fn lengths(rows: &Extraction) -> [usize; TABLES.len()] {
    [
        usize::from(rows.document.is_some()),
        rows.events.len(),
        rows.participants.len(),
        rows.commitments.len(),
        rows.commitment_parties.len(),
        rows.actors.len(),
        rows.diagnostics.len(),
    ]
}

/// What [`write`] wrote.
pub(crate) fn read(batch: &RecordBatch) -> PyResult<Vec<Coded>> {
    let mut documents = lists(batch)?;
    let mut events = lists(batch)?;
    let mut participants = lists(batch)?;
    let mut commitments = lists(batch)?;
    let mut commitment_parties = lists(batch)?;
    let mut actors = lists(batch)?;
    let mut diagnostics = lists(batch)?;
    let ids = texts(batch, "document_id")?;
    let paths = texts(batch, "source_path")?;
    let takes_id = column(batch, "takes_id")?.as_any().downcast_ref::<BooleanArray>().cloned();
    let coded = ids.into_iter().zip(paths).enumerate().map(|(at, (document_id, source_path))| Coded {
        document_id,
        source_path,
        takes_id: takes_id.as_ref().is_some_and(|takes_id| takes_id.value(at)),
        rows: Extraction {
            document: std::mem::take(&mut documents[at]).pop(),
            events: std::mem::take(&mut events[at]),
            participants: std::mem::take(&mut participants[at]),
            commitments: std::mem::take(&mut commitments[at]),
            commitment_parties: std::mem::take(&mut commitment_parties[at]),
            actors: std::mem::take(&mut actors[at]),
            diagnostics: std::mem::take(&mut diagnostics[at]),
        },
    });
    Ok(coded.collect())
}

/// The rows of one table, document by document.
fn lists<R: Row + Default>(batch: &RecordBatch) -> PyResult<Vec<Vec<R>>> {
    let name = R::TABLE.name;
    let not_so = || PyValueError::new_err(format!("column {name:?} is no list of rows"));
    let list = column(batch, name)?.as_any().downcast_ref::<ListArray>().ok_or_else(not_so)?;
    // A slice of a longer array still has all of its values.
    let offsets = list.value_offsets();
    let (first, last) = (usize_of(offsets.first()), usize_of(offsets.last()));
    let values = list.values().slice(first, last - first);
    let structs = values.as_any().downcast_ref::<StructArray>().ok_or_else(not_so)?;
    let mut all = rows::read::<R>(structs).map_err(refused)?.into_iter();
    Ok((0..list.len()).map(|at| all.by_ref().take(usize_of(Some(&list.value_length(at)))).collect()).collect())
}

fn usize_of(offset: Option<&i32>) -> usize {
    offset.and_then(|offset| usize::try_from(*offset).ok()).unwrap_or(0)
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> PyResult<&'a ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| PyValueError::new_err(format!("column {name:?} is missing")))
}

/// A column of text.
pub(crate) fn texts(batch: &RecordBatch, name: &str) -> PyResult<Vec<String>> {
    let texts = rows::spelled(column(batch, name)?).map_err(refused)?;
    Ok(texts.into_iter().map(Option::unwrap_or_default).collect())
}

/// An error of Arrow as an exception.
pub(crate) fn refused(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
