"""Dates as other programs write them, for a column at a time: no clock, no guessing of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d{2})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})(?!\d)")


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether slashed dates of one file are day/month: told by any number above 12, else None."""
    found = [match for text in texts if (match := _SLASHED.match(text.strip()))]
    day, month = (any(int(match[place]) > 12 for match in found) for place in (1, 2))
    return day if day != month else None


def is_unclear(text: str) -> bool:
    """Whether a date reads as two days, such as `3/4/2024`."""
    found = _SLASHED.match(text.strip())
    return found is not None and found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12


def read_day(text: str, *, day_first: bool | None = None) -> date | None:
    """The date in `02 Sep 2015`, `02.09.2015`, `4/15/23, 5:12 PM` or `2015-09-02`, else None.

    Where `3/4/2024` stands, `day_first` says which day that is; without it, none.
    """
    text = text.strip()
    if found := _ISO.match(text):
        return _date(found[1], found[2], found[3])
    if found := _NAMED.match(text):
        return _date(found[3], str(_MONTHS.get(found[2].lower(), 0)), found[1])
    if found := _DOTTED.match(text):
        return _date(found[3], found[2], found[1])
    if found := _SLASHED.match(text):
        first, second = found[1], found[2]
        if is_unclear(text):
            if day_first is None:
                return None
            return _date(found[3], *((second, first) if day_first else (first, second)))
        return _date(found[3], *((second, first) if int(first) > 12 else (first, second)))
    return None


def read_birthday(text: str, *, day_first: bool | None = None) -> str:
    """A birthday as `YYYY-MM-DD`, or `--MM-DD` without a year (vCard 4.0); "" when it is none."""
    if found := _YEARLESS.match(text.strip()):
        # 2000 is a leap year: 29 February is somebody's birthday.
        return f"--{found[1]}-{found[2]}" if _date("2000", found[1], found[2]) else ""
    day = read_day(text, day_first=day_first)
    return day.isoformat() if day else ""


def _date(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number > 68 else 2000
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
