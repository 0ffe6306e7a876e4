"""pandas: CSV with declared types, Parquet with Arrow types, XLSX cell by cell."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from openpyxl.utils.escape import unescape

from suite.cells import Reading, Value, list_names, split
from suite.readers.workbook import FILE, number_cells
from suite.release import Release, Table

#: What to ask pandas for; its own guesses lose `NA`, leading zeros and whole numbers beside missing ones.
_DTYPES: dict[str, Any] = {
    "text": "string",
    "list": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": pd.ArrowDtype(pa.date32()),
}
_ARROW = {
    "string[pyarrow]": "text",
    "int64[pyarrow]": "integer",
    "double[pyarrow]": "number",
    "bool[pyarrow]": "boolean",
    "date32[day][pyarrow]": "date",
}


def from_csv(release: Release, table: Table) -> Reading:
    """`float_precision` matters: without it pandas rounds some numbers in the last digit."""
    frame = pd.read_csv(
        release.file(f"{table.name}.csv"),
        dtype={column.name: _DTYPES[column.type] for column in table.columns},
        keep_default_na=False,
        na_values=[""],
        float_precision="round_trip",
        encoding="utf-8",
    )
    return _reading(frame, {}, list_names(table))


def from_parquet(release: Release, table: Table) -> Reading:
    """As the README of the project tells users to do it."""
    frame = pd.read_parquet(release.file(f"{table.name}.parquet"), dtype_backend="pyarrow")
    types = {}
    for name, dtype in frame.dtypes.items():
        is_list = isinstance(dtype, pd.ArrowDtype) and pa.types.is_list(dtype.pyarrow_dtype)
        types[str(name)] = "list" if is_list else _ARROW.get(str(dtype), str(dtype))
    return _reading(frame, types)


def from_xlsx(release: Release, table: Table) -> Reading:
    """All columns as objects: with any other setting pandas makes numbers of text such as `036`.

    pandas leaves the escapes of control characters (`_x000D_`) as they stand in the file.
    """
    reading = number_cells(_reading(_sheets(release.file(FILE))[table.name], {}), table)
    for row in reading.rows:
        row[:] = [unescape(value) if isinstance(value, str) else value for value in row]
    return reading


@lru_cache(maxsize=4)
def _sheets(path: Path) -> dict[str, pd.DataFrame]:
    return pd.read_excel(path, sheet_name=None, dtype=object, keep_default_na=False, na_values=[""])


def _reading(frame: pd.DataFrame, types: dict[str, str], lists: frozenset[str] = frozenset()) -> Reading:
    names = [str(name) for name in frame.columns]
    columns = [[_plain(value, name in lists) for value in frame[name].to_list()] for name in names]
    return Reading(names, [list(row) for row in zip(*columns)], types)


def _plain(value: Any, is_joined_list: bool) -> Value:
    """A cell of a frame as plain Python."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        value = None
    if is_joined_list:
        return split(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return value
