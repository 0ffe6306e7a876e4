"""pyarrow: CSV with a declared schema, and Parquet."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as parquet

from suite.cells import Reading, list_names, split
from suite.release import Release, Table

_DTYPES = {
    "text": pa.string(),
    "list": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items() if name != "list"}


def type_name(dtype: pa.DataType) -> str:
    """An Arrow type in the words of this suite, or as it calls itself when it is none of ours."""
    if pa.types.is_list(dtype) and pa.types.is_string(dtype.value_type):
        return "list"
    return _NAMES.get(dtype, str(dtype))


def from_csv(release: Release, table: Table) -> Reading:
    """Only the empty cell is null, and only `true` and `false` are booleans."""
    arrow = pacsv.read_csv(
        release.file(f"{table.name}.csv"),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types={column.name: _DTYPES[column.type] for column in table.columns},
            null_values=[""],
            strings_can_be_null=True,
            true_values=["true"],
            false_values=["false"],
        ),
    )
    columns = [
        [split(value) for value in arrow[name].to_pylist()] if name in list_names(table) else arrow[name].to_pylist()
        for name in arrow.column_names
    ]
    return Reading(arrow.column_names, [list(row) for row in zip(*columns)])


def from_parquet(release: Release, table: Table) -> Reading:
    """Types come from the file."""
    arrow = parquet.read_table(release.file(f"{table.name}.parquet"))
    columns = [column.to_pylist() for column in arrow.columns]
    types = {field.name: type_name(field.type) for field in arrow.schema}
    return Reading(arrow.column_names, [list(row) for row in zip(*columns)], types)
