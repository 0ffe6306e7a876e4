"""LibreOffice Calc: the workbook opened and written again without a window, then read cell by cell.

A second workbook keeps the types of cells, which a CSV from LibreOffice would not: what Calc takes for a formula, a
number or a date is one in the second workbook, too.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

from suite.cells import Reading, Value
from suite.readers import workbook
from suite.readers.workbook import FILE, Formula, read_sheet
from suite.release import Column, Release, Table

#: Calc has no boolean constants and writes them as calls. Elsewhere than in a boolean column these are formulas.
_BOOLEANS = {"=TRUE()": True, "=FALSE()": False}
#: Generous, because the first start lays out a profile.
SECONDS = 180


def medium(value: Value, column: Column) -> Value:
    """What LibreOffice itself changes when it writes: numbers have 15 digits, and line breaks in a cell are LF."""
    value = workbook.medium(value, column)
    if isinstance(value, float):
        return float(f"{value:.15g}")
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def from_xlsx(release: Release, table: Table) -> Reading:
    """The sheet of a table as LibreOffice understood it."""
    reading = read_sheet(_written_again(release.file(FILE)), table)
    for at, column in enumerate(table.columns):
        if column.type == "boolean" and column.name == reading.columns[at]:
            for row in reading.rows:
                value = row[at]
                if isinstance(value, Formula) and value in _BOOLEANS:
                    row[at] = _BOOLEANS[value]
    return reading


@lru_cache(maxsize=8)
def _written_again(source: Path) -> Path:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise FileNotFoundError("soffice is not installed; Debian and Ubuntu have it as libreoffice-calc")
    folder = Path(tempfile.mkdtemp(prefix="rapporteur-office-"))
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    result = folder / "out" / source.name
    if not result.is_file():
        raise RuntimeError(f"soffice wrote no {result.name}: {done.stdout} {done.stderr}")
    return result
