#!/usr/bin/env python3
"""Makes the pictures of docs/spreadsheet.md again.

    python3 docs/images/make.py path/to/rapporteur-data.xlsx

Opens a copy of the workbook in a real window of LibreOffice on a screen that nobody sees, and takes its picture. Needs
libreoffice-calc, libreoffice-gtk3, python3-uno (run this with the Python it belongs to), xvfb, xdotool, imagemagick and the
font Carlito.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.sheet import TableFilterField2
from com.sun.star.sheet.DataPilotFieldOrientation import COLUMN, DATA, PAGE, ROW
from com.sun.star.sheet.FilterOperator2 import EQUAL
from com.sun.star.sheet.GeneralFunction import COUNT
from com.sun.star.table import CellAddress

HERE = Path(__file__).resolve().parent
DISPLAY = ":93"
WIDTH, HEIGHT = 1000, 500
OFFICE = "uno:pipe,name=rapporteur-pictures;urp;StarOffice.ComponentContext"


def patiently(what, seconds=60):
    """The result of `what` as soon as it has one."""
    for _ in range(seconds * 4):
        try:
            result = what()
            if result is not None:
                return result
        except Exception:  # noqa: BLE001: not there yet
            pass
        time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


class Window:
    def __init__(self, desktop, services):
        self.document = patiently(lambda: desktop.CurrentComponent)
        self.view = patiently(lambda: self.document.CurrentController)
        frame = self.view.Frame
        frame.LayoutManager.hideElement("private:resource/toolbar/formatobjectbar")
        time.sleep(3)
        dispatcher = services.createInstance("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(frame, ".uno:Sidebar", "", 0, ())
        time.sleep(1)
        found = xdotool("search", "--onlyvisible", "--name", "LibreOffice Calc").split()[0]
        xdotool("windowmove", found, "0", "0", "windowsize", found, str(WIDTH), str(HEIGHT))
        time.sleep(1)

    def sheet(self, name, cell):
        sheet = self.document.Sheets.getByName(name)
        self.view.setActiveSheet(sheet)
        self.view.select(sheet.getCellRangeByName(cell))
        return sheet

    def picture(self, name, height=HEIGHT):
        time.sleep(2)
        path = HERE / name
        command = ["import", "-display", DISPLAY, "-window", "root", "-crop", f"{WIDTH}x{height}+0+0", "+repage"]
        subprocess.run([*command, "-strip", "+dither", "-colors", "128", f"PNG8:{path}"], check=True)
        print(path.relative_to(HERE.parent.parent), path.stat().st_size)


def xdotool(*arguments):
    environment = {**os.environ, "DISPLAY": DISPLAY}
    return subprocess.run(["xdotool", *arguments], check=True, env=environment, text=True, stdout=subprocess.PIPE).stdout


def pointer(x, y):
    xdotool("mousemove", str(x), str(y))


def column(sheet, name):
    """Number of the column with this header."""
    return next(c for c in range(60) if sheet.getCellByPosition(c, 0).String == name)


def events(window):
    window.sheet("events", "A2")
    window.picture("events.png")


def note(window):
    sheet = window.sheet("events", "A2")
    sheet.Columns.getByIndex(column(sheet, "document_id")).IsVisible = False
    sheet.Columns.getByIndex(column(sheet, "parent_event_id")).IsVisible = False
    pointer(330, 400)
    time.sleep(1)
    pointer(330, 136)
    window.picture("note.png", 260)
    pointer(WIDTH - 2, HEIGHT - 2)


def filtered(window):
    sheet = window.sheet("events", "A2")
    shown = ["event_id", "event_type", "status", "start_date", "place", "country", "evidence"]
    last = column(sheet, "review_status")
    for c in range(last + 1):
        sheet.Columns.getByIndex(c).IsVisible = sheet.getCellByPosition(c, 0).String in shown
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    area = sheet.getCellRangeByPosition(0, 0, last, cursor.RangeAddress.EndRow)
    descriptor = area.createFilterDescriptor(True)
    fields = []
    for name, value in [("event_type", "meeting"), ("country", "TJK")]:
        field = TableFilterField2()
        field.Field, field.Operator, field.StringValue = column(sheet, name), EQUAL, value
        fields.append(field)
    descriptor.setFilterFields2(tuple(fields))
    descriptor.ContainsHeader = True
    area.filter(descriptor)
    window.picture("filter.png")


def pivot(window):
    sheet = window.sheet("commitment_parties", "F1")
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress.EndRow
    sheet.getCellByPosition(5, 0).String = "commitment_type"
    for r in range(1, last + 1):
        sheet.getCellByPosition(5, r).Formula = f"=VLOOKUP(A{r + 1};$commitments.A:D;4;0)"
    tables = sheet.DataPilotTables
    descriptor = tables.createDataPilotDescriptor()
    descriptor.setSourceRange(sheet.getCellRangeByPosition(0, 0, 5, last).RangeAddress)
    fields = descriptor.DataPilotFields
    for name, place in [("actor_id", ROW), ("commitment_type", COLUMN), ("party_role", PAGE)]:
        fields.getByName(name).Orientation = place
    count = fields.getByName("commitment_id")
    count.Orientation = DATA
    count.Function = COUNT
    descriptor.ShowFilterButton = False
    sheets = window.document.Sheets
    sheets.insertNewByName("pivot", sheets.Count)
    target = sheets.getByName("pivot")
    at = CellAddress()
    at.Sheet, at.Column, at.Row = target.RangeAddress.Sheet, 0, 0
    target.DataPilotTables.insertNewByName("commitments", at, descriptor)
    roles = target.DataPilotTables.getByName("commitments").DataPilotFields.getByName("party_role").Items
    for role in roles.ElementNames:
        roles.getByName(role).IsHidden = role != "committer"
    target.Columns.getByIndex(0).OptimalWidth = True
    window.sheet("pivot", "A1")
    window.picture("pivot.png")


def main(workbook):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rapporteur-data.xlsx"
        shutil.copy(workbook, copy)
        screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1600x900x24"], stderr=subprocess.DEVNULL)
        environment = {**os.environ, "DISPLAY": DISPLAY, "LANG": "C.UTF-8", "GTK_THEME": "Adwaita"}
        quiet = ["--norestore", "--nologo", "--nofirststartwizard"]
        accept = "--accept=pipe,name=rapporteur-pictures;urp"
        time.sleep(1)
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", *quiet, accept, str(copy)],
            env=environment, stderr=subprocess.DEVNULL,
        )
        try:
            local = uno.getComponentContext()
            resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
            context = patiently(lambda: resolver.resolve(OFFICE))
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            window = Window(desktop, context.ServiceManager)
            for step in (events, note, filtered, pivot):
                step(window)
            window.document.setModified(False)
            desktop.terminate()
            office.wait(20)
        finally:
            office.terminate()
            screen.terminate()


if __name__ == "__main__":
    main(sys.argv[1])
