#!/usr/bin/env python3
"""Runs the notebooks of this folder and checks what they show.

    python notebooks/run.py                    run on data/out, write the executed notebooks to a temporary folder
    python notebooks/run.py --data RELEASE     run on another folder of tables
    python notebooks/run.py --write            run on data/out and refresh the notebooks in this folder
    python notebooks/run.py --check            run on data/out; fail if the notebooks in this folder show something else

Needs the packages of requirements.txt. Exit codes: 0, all is well; 1, a notebook failed; 2, wrong use.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import re
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DEFAULT_DATA = "../data/out"  # relative to this folder, so that no outputs hold an absolute path
FEWEST_COLOURS = 16  # a figure with fewer is blank: axes and background alone
CELL_TIMEOUT = 600  # seconds
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class Failed(Exception):
    """What is wrong with a notebook."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs the notebooks and checks what they show.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder with the Parquet tables (default: data/out)")
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder with the source texts (default: data/raw)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where executed notebooks go (default: a temporary folder)")
    parser.add_argument("--write", action="store_true", help="refresh the notebooks in this folder; only on data/out")
    parser.add_argument("--check", action="store_true", help="fail if what is committed shows other text; only on data/out")
    options = parser.parse_args()
    if options.write and options.check:
        parser.error("--write refreshes what --check compares; give one of them")
    if options.check and (options.data or options.sources):
        parser.error("--check takes neither --data nor --sources: what is committed shows data/out")
    if options.write and (options.data or options.sources or options.out):
        parser.error("--write takes neither --data nor --sources nor --out: what is committed shows data/out")
    if options.out and options.out.resolve() == HERE:
        parser.error("--out must not be the folder of the notebooks; to refresh them, use --write")
    if options.data and not options.data.is_dir():
        parser.error(f"--data {options.data}: no such folder")

    with tempfile.TemporaryDirectory(prefix="rapporteur-") as settings:
        set_environment(options, Path(settings))
        try:
            return run_all(options)
        except ModuleNotFoundError as error:
            parser.error(f"{error}; pip install --require-hashes -r {HERE.name}/requirements.txt")


def set_environment(options: argparse.Namespace, settings: Path) -> None:
    """What the kernels inherit: the folders, and no settings of the user, which could change the outputs."""
    os.environ["RAPPORTEUR_DATA"] = str(options.data.resolve()) if options.data else DEFAULT_DATA
    os.environ["RAPPORTEUR_SOURCES"] = str(options.sources.resolve()) if options.sources else "../data/raw"
    os.environ["PYTHONHASHSEED"] = "0"
    os.environ["PYTHONUTF8"] = "1"
    os.environ["IPYTHONDIR"] = str(settings / "ipython")
    os.environ["MPLCONFIGDIR"] = str(settings / "matplotlib")
    os.environ.pop("MPLBACKEND", None)
    os.environ.pop("MATPLOTLIBRC", None)


def run_all(options: argparse.Namespace) -> int:
    import matplotlib.font_manager  # noqa: F401  makes the list of fonts, so that no kernel has to and says so

    notebooks = sorted(HERE.glob("*.ipynb"))
    if not notebooks:
        print(f"no notebooks in {HERE}", file=sys.stderr)
        return 1
    out = HERE if options.write else options.out or Path(tempfile.mkdtemp(prefix="rapporteur-notebooks-"))
    out.mkdir(parents=True, exist_ok=True)
    failures = 0
    for path in notebooks:
        start = time.monotonic()
        try:
            print(f"{path.name}: {run(path, out, options.write, options.check)}, {time.monotonic() - start:.0f} s", flush=True)
        except Failed as error:
            failures += 1
            print(f"{path.name}: FAILED: {error}", file=sys.stderr, flush=True)
    if not options.write:
        print(f"executed notebooks: {out}")
    print(f"{len(notebooks) - failures} passed, {failures} failed")
    return 1 if failures else 0


def run(path: Path, out: Path, write: bool, compare: bool) -> str:
    """Executes and checks one notebook; says in a few words what it shows."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    committed = shown_text(notebook)
    reached = None  # the cell that runs; none before the kernel has started

    def note(cell, cell_index):
        nonlocal reached
        reached = cell_index

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(HERE)}},
        extra_arguments=["--IPKernelApp.log_level=40"],  # or it warns that it talks in plain text over 127.0.0.1
        on_cell_execute=note,
    )
    problem = None
    try:
        client.execute()
    except Exception as error:  # of a cell, or a kernel that does not start, dies or hangs
        problem = failed_cell(notebook, reached, error)
    tidy(notebook)
    if not write:
        # Also after a failure: the outputs show what went wrong.
        nbformat.write(notebook, out / path.name)
    if problem:
        raise Failed(problem)
    shown = check(notebook)
    if compare and shown_text(notebook) != committed:
        old, new = committed, shown_text(notebook)
        number = next((i for i, pair in enumerate(zip(old, new)) if pair[0] != pair[1]), min(len(old), len(new)))
        raise Failed(f"code cell {number + 1} shows other text than is committed; refresh it with --write")
    if write:
        for place in (f"{ROOT}{os.sep}", f"{Path.home()}{os.sep}", tempfile.gettempdir() + os.sep):
            if any(place in text for cell in code_cells(notebook) for text in texts(cell)):
                raise Failed(f"an output holds a path of this machine ({place}…); not written")
        if "nothing to show" in shown:
            raise Failed(f"{shown}; not written")
        nbformat.validate(notebook)
        nbformat.write(notebook, path)
    return shown


def failed_cell(notebook, reached: int | None, error: Exception) -> str:
    """Names the cell that an exception comes from, and the exception."""
    message = (str(error).strip() or "no message").splitlines()[0]
    if reached is None:
        return f"no kernel: {type(error).__name__}: {message}"
    cell = notebook.cells[reached]
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return f"{named(reached + 1, cell)} raised {output.ename}: {output.evalue}"
    return f"{named(reached + 1, cell)} stopped: {type(error).__name__}: {message}"


def named(number: int, cell) -> str:
    first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    return f"cell {number} ({cell.get('id', 'no id')}: `{first[:60]}`)"


def tidy(notebook) -> None:
    """Takes out whatever differs between two runs or tells of the machine."""
    notebook.metadata = dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = {}
            for kind, content in output.get("data", {}).items():
                if kind == "image/png":
                    output.data[kind] = "".join(content.split()) + "\n"


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(cell):
    """All outputs of a cell that are text."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        for kind, content in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield content


def shown_text(notebook) -> list[list[str]]:
    """The text of each code cell's outputs. Figures are left out: their bytes depend on the versions of fonts."""
    return [sorted(text.strip() for text in texts(cell)) for cell in code_cells(notebook)]


def check(notebook) -> str:
    """Complains about errors, warnings and blank figures; a notebook must show a table, a figure, or say why not."""
    tables = figures = 0
    reasons = []
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                raise Failed(f"{named(number, cell)} holds an error: {output.ename}: {output.evalue}")
            if output.output_type == "stream" and output.name == "stderr":
                raise Failed(f"{named(number, cell)} wrote to stderr: {output.text.strip()[:500]}")
            data = output.get("data", {})
            if "image/png" in data:
                colours = count_colours(base64.b64decode(data["image/png"]))
                if colours < FEWEST_COLOURS:
                    raise Failed(f"{named(number, cell)} shows a blank figure ({colours} colours)")
                figures += 1
            tables += len(re.findall(r"<table.*?<tbody>\s*<tr.*?</table>", data.get("text/html", ""), re.DOTALL))
            reasons += re.findall(r"\*\*Nothing to show:\*\* (.*)", data.get("text/markdown", ""))
    if not tables and not figures and not reasons:
        raise Failed("shows neither a table with rows nor a figure")
    said = f"{plural(tables, 'table')}, {plural(figures, 'figure')}"
    return f"{said}, nothing to show in {plural(len(reasons), 'cell')} ({reasons[0].rstrip('.')})" if reasons else said


def plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def count_colours(png: bytes) -> int:
    from matplotlib.image import imread

    pixels = (imread(io.BytesIO(png), format="png") * 255).round().astype("int64")
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    key = pixels[..., 0]
    for channel in range(1, pixels.shape[-1]):
        key = key * 256 + pixels[..., channel]
    return len(set(key.ravel().tolist()))


if __name__ == "__main__":
    sys.exit(main())
