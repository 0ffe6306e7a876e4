//! Arrow back into rows.

use arrow::array::{Array, ArrayRef, ListArray, StringArray, StructArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use rapporteur_schema::{Kind, Row};

/// Every row of a struct array that has the columns of the table by name; others are passed over.
pub(crate) fn read<R: Row + Default>(array: &StructArray) -> Result<Vec<R>, ArrowError> {
    let mut rows: Vec<R> = std::iter::repeat_with(R::default).take(array.len()).collect();
    for column in R::TABLE.columns {
        let missing = || broken(R::TABLE.name, column.name, "is missing");
        let cells = array.column_by_name(column.name).ok_or_else(missing)?;
        let texts = if column.kind == Kind::List { joined(cells)? } else { spelled(cells)? };
        for (row, text) in rows.iter_mut().zip(texts) {
            if let Some(text) = text {
                row.set(column.name, &text).map_err(|what| broken(R::TABLE.name, column.name, &what))?;
            }
        }
    }
    Ok(rows)
}

fn broken(table: &str, column: &str, what: &str) -> ArrowError {
    ArrowError::SchemaError(format!("{table}.{column} {what}"))
}

/// Text of any width as `Utf8`, and every other value spelled as in CSV.
pub(crate) fn spelled(cells: &ArrayRef) -> Result<Vec<Option<String>>, ArrowError> {
    let cells = cast(cells, &DataType::Utf8)?;
    let cells = cells.as_any().downcast_ref::<StringArray>();
    Ok(cells.map(|cells| cells.iter().map(|text| text.map(str::to_owned)).collect()).unwrap_or_default())
}

/// Lists joined as in CSV, where `|` is in no item.
fn joined(cells: &ArrayRef) -> Result<Vec<Option<String>>, ArrowError> {
    let item = arrow::datatypes::Field::new("item", DataType::Utf8, true);
    let cells = cast(cells, &DataType::List(std::sync::Arc::new(item)))?;
    let Some(lists) = cells.as_any().downcast_ref::<ListArray>() else { return Ok(Vec::new()) };
    let one = |list: ArrayRef| Ok(spelled(&list)?.into_iter().flatten().collect::<Vec<_>>().join("|"));
    lists.iter().map(|list| list.map(one).transpose()).collect()
}
