"""The workbook: its sheets, its notes, and that no text in it is a formula."""

from __future__ import annotations

from suite.cells import reference
from suite.readers.workbook import FILE, load
from suite.release import Release

#: What a spreadsheet may take for the beginning of a formula.
DANGEROUS = ("=", "+", "-", "@")


def sheets(release: Release) -> list[str]:
    """README, dictionary, then a sheet per table, with a header that explains each column in a note."""
    book = load(release.file(FILE))
    wanted = ["README", "dictionary", *release.tables]
    if book.sheetnames != wanted:
        return [f"{FILE} has the sheets {book.sheetnames}, should be {wanted}"]
    problems: list[str] = []
    for name, table in release.tables.items():
        header = next(book[name].iter_rows(max_row=1))
        for cell, column in zip(header, table.columns):
            note = cell.comment.text if cell.comment else ""
            meaning = column.description.replace("`", "")  # a note is plain text
            if meaning not in note:
                problems.append(f"{FILE}: {name}.{column.name} has the note {note!r}, should be {meaning!r}")
    cells = {str(cell.value) for row in book["dictionary"].iter_rows() for cell in row if cell.value is not None}
    for name, table in release.tables.items():
        problems += [f"{FILE}: dictionary lacks {column.name}" for column in table.columns if column.name not in cells]
        problems += [f"{FILE}: dictionary lacks {name}"] if name not in cells else []
    if not any(cell.value for row in book["README"].iter_rows() for cell in row):
        problems.append(f"{FILE}: README is blank")
    return problems


def no_formulas(release: Release) -> list[str]:
    """No cell is calculated, and every text that could pass for a formula is stored as a string."""
    problems: list[str] = []
    book = load(release.file(FILE))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            problems += [
                f"{FILE}: {sheet.title}!{cell.coordinate} is a formula: {cell.value}"
                for cell in row
                if cell.data_type == "f"
            ]
    for name, table in release.tables.items():
        for number, values in enumerate(reference(release, table).rows, start=2):
            for at, value in enumerate(values, start=1):
                joined = "|".join(value) if isinstance(value, list) else value
                if isinstance(joined, str) and joined.startswith(DANGEROUS):
                    cell = book[name].cell(number, at)
                    if cell.data_type not in ("s", "inlineStr"):
                        problems.append(
                            f"{FILE}: {name}!{cell.coordinate} is of type {cell.data_type}: {joined[:60]!r}"
                        )
    return problems


def tricky(release: Release) -> dict[str, int]:
    """How often each kind of cell that readers trip over occurs among the texts of a release."""
    texts = [
        text
        for table in release.tables.values()
        for row in reference(release, table).rows
        for value in row
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str)
    ]
    kinds = {f"begins with {start}": sum(text.startswith(start) for text in texts) for start in DANGEROUS}
    return kinds | {
        "line break": sum("\n" in text for text in texts),
        "double quote": sum('"' in text for text in texts),
        "comma": sum("," in text for text in texts),
        "Cyrillic": sum(any("Ѐ" <= sign <= "ӿ" for sign in text) for text in texts),
        "beyond the basic plane": sum(any(sign > "\uffff" for sign in text) for text in texts),
        "longer than a cell of a workbook": sum(len(text.encode("utf-16-le")) // 2 > 32_767 for text in texts),
    }
