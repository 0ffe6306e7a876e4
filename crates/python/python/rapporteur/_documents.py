"""Documents of any kind become record batches with the columns that the inner module takes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pyarrow as pa

from rapporteur._rapporteur import COLUMNS

#: Documents of an iterable that become one batch.
_BATCH = 1024
#: From the column as the inner module calls it to its name here; ``None`` where the user gave none.
Names = Mapping[str, "str | None"]


def batches(documents: object, names: Names) -> Iterator[pa.RecordBatch]:
    """Record batches with columns of type ``large_string``, named as in ``COLUMNS``."""
    if isinstance(documents, str):
        documents = [documents]
    reader = _reader(documents, names)
    if reader is not None:
        _check(reader.schema, names)
        return (select(batch, names) for batch in reader)
    if isinstance(documents, (bytes, bytearray, Mapping)) or not isinstance(documents, Iterable):
        raise TypeError(
            f"documents are {type(documents).__name__}; hand over a text, an iterable of texts, (id, text) pairs or dicts, "
            "or a table that exports Arrow"
        )
    return _of_items(documents, names)


def _reader(documents: Any, names: Names) -> pa.RecordBatchReader | None:
    """A reader of what exports Arrow; ``None`` for anything else."""
    if hasattr(documents, "__arrow_c_stream__"):
        try:
            return pa.RecordBatchReader.from_stream(documents)
        except (pa.ArrowInvalid, TypeError):
            column = pa.chunked_array(documents)
    elif hasattr(documents, "__arrow_c_array__"):
        try:
            batch = pa.record_batch(documents)
            return pa.RecordBatchReader.from_batches(batch.schema, [batch])
        except (pa.ArrowInvalid, TypeError):
            column = pa.chunked_array([pa.array(documents)])
    elif hasattr(documents, "fetch_record_batch"):
        # A relation of an older DuckDB.
        return documents.fetch_record_batch()
    else:
        return None
    # A column alone holds the texts.
    return pa.table({names["text"]: column}).to_reader()


def _check(schema: pa.Schema, names: Names) -> None:
    """Looks whether the columns are there that must be, and of a type that can be read."""
    for column in COLUMNS:
        name = names[column]
        count = schema.names.count(name or column)
        if count == 0 and name is not None:
            there = ", ".join(schema.names) or "none"
            raise ValueError(f"there is no column {name!r}; the columns are {there}; say which one with {_argument(column)}=")
        if count > 1:
            raise ValueError(f"there are {count} columns {name or column!r}; rename all but one of them")
        if count == 1:
            field = schema.field(name or column)
            kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
            if not (_is_text(kind) or column != "text" and _is_spelled(kind)):
                wanted = "a column of strings" if column != "published_date" else "a column of dates or strings"
                raise ValueError(f"column {field.name!r} is of type {field.type}; it must be {wanted}")


def _argument(column: str) -> str:
    short = {"document_id": "id", "source_path": "path", "published_date": "date"}
    return f"{short.get(column, column)}_column"


def _is_text(kind: pa.DataType) -> bool:
    types = pa.types
    return any(is_so(kind) for is_so in (types.is_string, types.is_large_string, types.is_string_view, types.is_null))


def _is_spelled(kind: pa.DataType) -> bool:
    return any(is_so(kind) for is_so in (pa.types.is_integer, pa.types.is_date, pa.types.is_timestamp))


def select(batch: pa.RecordBatch, names: Names) -> pa.RecordBatch:
    """The columns that count, under the names and of the type that the inner module takes."""
    columns = {}
    for column in COLUMNS:
        name = names[column] or column
        if name in batch.schema.names:
            texts = batch.column(name).cast(pa.large_string())
            # Who made the column may have let bytes into it that are no UTF-8.
            texts.validate(full=True)
            columns[column] = texts
    return pa.record_batch(columns)


def _of_items(items: Iterable[Any], names: Names) -> Iterator[pa.RecordBatch]:
    numbered = enumerate(items)
    while rows := [_row(item, at, names) for at, item in islice(numbered, _BATCH)]:
        columns = {column: pa.array([row.get(column) for row in rows], pa.large_string()) for column in COLUMNS}
        yield pa.record_batch(columns)


def _row(item: Any, at: int, names: Names) -> dict[str, str | None]:
    if item is None or isinstance(item, str):
        return {"text": item}
    if isinstance(item, tuple) and len(item) == 2:
        return {"document_id": _text(item[0], at, "id"), "text": _text(item[1], at, "text")}
    if not isinstance(item, Mapping):
        raise TypeError(f"document {at} is {type(item).__name__}; give a text, a pair (id, text) or a dict")
    row = {}
    for column in COLUMNS:
        name = names[column]
        if name is not None and name not in item:
            there = ", ".join(map(str, item)) or "none"
            raise ValueError(f"document {at} has no {name!r}; its keys are {there}; say which one with {_argument(column)}=")
        row[column] = _text(item.get(name or column), at, name or column)
    return row


def _text(value: object, at: int, what: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (datetime.date, int)) and what != "text":
        return str(value)
    raise TypeError(f"document {at}: {what!r} is {type(value).__name__}; it must be a str")
