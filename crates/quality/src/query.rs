//! SQL over the Parquet tables of a dataset.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use polars::prelude::*;
use polars::sql::SQLContext;
use rapporteur_schema::TABLES;
use serde_json::{Value, json};

use crate::QualityError;
use crate::check::frames::read_file;

/// First words of statements that change nothing.
const ASKING: [&str; 4] = ["SELECT", "WITH", "SHOW", "EXPLAIN"];

/// The rows a query gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows; dates are text in ISO 8601, lists are arrays.
    pub rows: Vec<Vec<Value>>,
}

/// Answers a query in SQL, as polars speaks it, over the tables in `folder`, each under its name.
///
/// # Errors
/// No such folder, a table that is missing or cannot be read, a query that cannot be answered.
pub fn query(folder: &Path, sql: &str) -> Result<Answer, QualityError> {
    if !folder.is_dir() {
        return Err(QualityError::NoFolder { folder: folder.to_owned() });
    }
    let first = sql.trim_start_matches(|c: char| c.is_whitespace() || c == '(').split_whitespace().next();
    let asks = first.is_some_and(|word| ASKING.iter().any(|asking| word.eq_ignore_ascii_case(asking)));
    if !asks {
        return Err(QualityError::Query { what: format!("it does not begin with one of {}", ASKING.join(", ")) });
    }
    let mut context = SQLContext::new();
    for table in TABLES {
        let path = folder.join(format!("{}.parquet", table.name));
        let data = read_file(&path).map_err(|what| QualityError::BadTable { path, what })?;
        context.register(table.name, data.lazy());
    }
    // polars panics on some queries it has no answer to.
    let answer = catch_unwind(AssertUnwindSafe(|| context.execute(sql).and_then(LazyFrame::collect)));
    match answer {
        Ok(Ok(data)) => answer_of(&data),
        Ok(Err(e)) => Err(QualityError::Query { what: plain(&e.to_string()) }),
        Err(_) => Err(QualityError::Query { what: "the library gave up on it".to_owned() }),
    }
}

fn answer_of(data: &DataFrame) -> Result<Answer, QualityError> {
    let columns = data.get_column_names().iter().map(|name| name.to_string()).collect();
    let mut rows = Vec::with_capacity(data.height());
    for i in 0..data.height() {
        let cells = data.columns().iter().map(|column| column.get(i).map(|value| cell(&value)));
        rows.push(cells.collect::<PolarsResult<_>>().map_err(|e| QualityError::Query { what: plain(&e.to_string()) })?);
    }
    Ok(Answer { columns, rows })
}

fn cell(value: &AnyValue<'_>) -> Value {
    match value {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(truth) => json!(truth),
        AnyValue::String(text) => json!(text),
        AnyValue::StringOwned(text) => json!(text.as_str()),
        AnyValue::Float64(number) => json!(number),
        AnyValue::Float32(number) => json!(number),
        AnyValue::List(items) => items.iter().map(|item| cell(&item)).collect::<Vec<_>>().into(),
        other => match other.extract::<i64>() {
            Some(number) if other.dtype().is_integer() => json!(number),
            _ => json!(other.to_string()),
        },
    }
}

/// A message on one line.
fn plain(message: &str) -> String {
    // What the library planned to do helps nobody here.
    let lines = message.lines().map(str::trim).take_while(|line| !line.starts_with("Resolved plan"));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
}
