"""The first and the last day of an EDTF date (ISO 8601-2), as far as the dataset uses the format."""

from __future__ import annotations

import calendar
import datetime
import re

Day = datetime.date
#: First and last day; None is an open side.
Span = tuple[Day | None, Day | None]

_PART = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2}))?(-(?P<day>[0-9]{2}))?[?~%]?")
#: Code -> first month and number of months. Winter (24) runs into the next year; 33 to 36 are quarters.
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}


def span(text: str) -> Span:
    """The bounds of a date or an interval. Raises ValueError for anything else, also for days that do not exist."""
    first, slash, last = text.partition("/")
    if not slash:
        return _date(text)
    start = None if first in ("", "..") else _date(first)[0]
    end = None if last in ("", "..") else _date(last)[1]
    if start is None and end is None:
        raise ValueError(f"{text!r} is open on both sides")
    if start is not None and end is not None and start > end:
        raise ValueError(f"{text!r} ends before it begins")
    return start, end


def precision(text: str) -> set[str]:
    """The words of `date_precision` that fit a date; an interval of years may be called a range or a year."""
    kinds = {"day" if len(part) >= 10 else _kind(part) for part in text.split("/") if part not in ("", "..")}
    if "/" not in text:
        return kinds
    return kinds | {"range"}


def _kind(part: str) -> str:
    match = _PART.fullmatch(part)
    if match is None or match["month"] is None:
        return "year"
    return "season" if int(match["month"]) > 12 else "month"


def _date(text: str) -> tuple[Day, Day]:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an EDTF date")
    year = int(match["year"])
    if match["day"] is not None:
        day = Day(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"] is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    month = int(match["month"])
    if month in _SEASONS:
        first, count = _SEASONS[month]
    elif 1 <= month <= 12:
        first, count = month, 1
    else:
        raise ValueError(f"{text!r} has no month or season {month}")
    years, last = divmod(first + count - 2, 12)
    return Day(year, first, 1), Day(year + years, last + 1, calendar.monthrange(year + years, last + 1)[1])
