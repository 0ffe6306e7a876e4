//! The Parquet files of a build as data frames, with the columns that have the type they should have.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use polars::prelude::*;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use rapporteur_schema::{Kind, TABLES, Table};

use super::{Finding, Findings};
use crate::QualityError;

/// A table as read back.
pub(super) struct Frame {
    pub(super) table: &'static Table,
    /// Holds only columns of the schema that have the right type, so that every check may rely on types.
    pub(super) data: DataFrame,
}

impl Frame {
    /// The column, if it is there with the type of the schema.
    pub(super) fn get(&self, column: &str) -> Option<&Column> {
        self.data.column(column).ok()
    }

    /// Whether all these columns are there.
    pub(super) fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|c| self.get(c).is_some())
    }

    /// Texts of a column.
    pub(super) fn texts(&self, column: &str) -> Option<&StringChunked> {
        self.get(column)?.str().ok()
    }

    /// Whole numbers of a column.
    pub(super) fn integers(&self, column: &str) -> Option<&Int64Chunked> {
        self.get(column)?.i64().ok()
    }

    /// Whether the key columns are there, without which rows can neither be told apart nor named.
    pub(super) fn has_key(&self) -> bool {
        self.has(self.table.primary_key)
    }

    /// Findings about the rows of `rows`, which must hold the key columns, as far as there are any.
    pub(super) fn findings(&self, rows: &DataFrame, column: &str, what: &str) -> Vec<Finding> {
        (0..rows.height())
            .map(|i| Finding {
                table: self.table.name.to_owned(),
                column: column.to_owned(),
                row: key(self.table, rows, i),
                what: what.to_owned(),
            })
            .collect()
    }

    /// The rows for which `condition` holds.
    pub(super) fn rows_where(&self, condition: Expr) -> Result<DataFrame, QualityError> {
        self.collect(self.data.clone().lazy().filter(condition))
    }

    pub(super) fn collect(&self, plan: LazyFrame) -> Result<DataFrame, QualityError> {
        plan.collect().map_err(|e| QualityError::NotChecked { table: self.table.name, what: e.to_string() })
    }
}

/// The key of a row as one text.
pub(super) fn key(table: &Table, rows: &DataFrame, i: usize) -> String {
    let parts: Vec<String> = table
        .primary_key
        .iter()
        .map(|column| match rows.column(column).and_then(|c| c.get(i)) {
            Ok(AnyValue::String(text)) => text.to_owned(),
            Ok(AnyValue::StringOwned(text)) => text.to_string(),
            Ok(AnyValue::Null) => "null".to_owned(),
            _ => "?".to_owned(),
        })
        .collect();
    parts.join(" ")
}

/// Reads every table there is and checks that it has the columns of the schema.
pub(super) fn read(folder: &Path, findings: &mut Findings) -> Vec<Frame> {
    let mut frames = Vec::new();
    for table in TABLES {
        let file = format!("{}.parquet", table.name);
        let read = read_file(&folder.join(&file));
        findings.errors(format!("{}: readable", table.name), 1, read.as_ref().err().map(|e| Finding::whole(&file, e)));
        let Ok(data) = read else { continue };
        findings.rows += data.height();
        let problems = columns(table, &data);
        findings.errors(format!("{}: columns", table.name), table.columns.len(), problems);
        let good = table.columns.iter().filter(|c| data.column(c.name).is_ok_and(|d| *d.dtype() == dtype(c.kind)));
        if let Ok(data) = data.select(good.map(|c| c.name)) {
            frames.push(Frame { table, data });
        }
    }
    frames
}

/// Reads one Parquet file.
pub(crate) fn read_file(path: &Path) -> Result<DataFrame, String> {
    let file = File::open(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => "the table is missing; rebuild the dataset with Parquet output".to_owned(),
        _ => format!("cannot be read ({e}); check its permissions"),
    })?;
    // polars panics on some files that it was not built for (Arrow dictionaries, say), and on some broken ones.
    match catch_unwind(AssertUnwindSafe(|| ParquetReader::new(file).finish())) {
        Ok(Ok(data)) => Ok(data),
        Ok(Err(e)) => Err(format!("no readable Parquet file ({e}); rebuild the dataset")),
        Err(_) => Err("no readable Parquet file (the reader gave up); rebuild the dataset".to_owned()),
    }
}

fn columns(table: &Table, data: &DataFrame) -> Vec<Finding> {
    let mut problems = Vec::new();
    for column in table.columns {
        match data.column(column.name) {
            Err(_) => problems.push(Finding::column(table.name, column.name, "the column is missing")),
            Ok(found) if *found.dtype() != dtype(column.kind) => {
                let what = format!("has type {}, should have {}", found.dtype(), dtype(column.kind));
                problems.push(Finding::column(table.name, column.name, what));
            }
            Ok(_) => {}
        }
    }
    let names = data.get_column_names();
    for name in &names {
        if table.position(name).is_none() {
            problems.push(Finding::column(table.name, name, "the schema has no such column"));
        }
    }
    if problems.is_empty() && !names.iter().zip(table.columns).all(|(name, column)| name.as_str() == column.name) {
        problems.push(Finding::whole(table.name, "the columns stand in another order than in the schema"));
    }
    problems
}

/// The type that polars gives a column of this kind.
pub(super) fn dtype(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::String,
        Kind::Integer => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date,
        Kind::List => DataType::List(Box::new(DataType::String)),
        // A kind that this version does not know yet: no column has this type, so the check reports it.
        _ => DataType::Null,
    }
}
