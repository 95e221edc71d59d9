"""Dates that people type and read: a grammar that refuses rather than guesses, and its answer.

A past day without a year is next year's; `at 3` is 15:00 (hours 1 to 6 without am, pm or a
leading zero lie after noon); the end of a week is its Friday; on a Friday, `fri` is in 7 days
and `next fri` lies in next week; a part of a day (`tomorrow morning`) needs an hour.
"""

from __future__ import annotations

from datetime import date, datetime

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.errors import InfoviewError, UnclearDate
from infoview_tui.domain.phrases import prose
from infoview_tui.domain.phrases.cursor import Cursor, Setting, tokenize
from infoview_tui.domain.phrases.when import read_when
from infoview_tui.domain.places import guess_zone
from infoview_tui.domain.say_dates import say_ago, say_day, say_when
from infoview_tui.domain.text import clean_line
from infoview_tui.domain.zones import local_time, valid_zone

__all__ = [
    "due_in_line",
    "find_when",
    "guess_zone",
    "local_time",
    "parse_when",
    "say_ago",
    "say_day",
    "say_when",
    "valid_zone",
]

_LONGEST_PHRASE = 100
_EXAMPLES = "'fri 14:30', 'in 2 weeks' or '1 dec'"
_NO_HOLIDAYS = WorkCalendar()


def parse_when(
    text: str,
    now: datetime,
    *,
    day_first: bool | None = None,
    past: bool = False,
    calendar: WorkCalendar = _NO_HOLIDAYS,
) -> date | datetime:
    """The day or the time that `text` says, seen from `now`.

    A time has the zone of `now` (naive for a naive `now`) and keeps its wall clock; one that
    the zone skips is refused, one that it shows twice is the first. For days far ahead `now`
    must carry a ZoneInfo: a fixed offset knows no summer time.

    `day_first` says what 3/4 is; unset, the only possible reading is taken, 12/1/2026 is
    month first and 3/4 is refused. `past` turns `fri` and `1 dec` backwards, for what has
    happened. `calendar` counts `3 business days`.

    Raises UnclearDate, whose line says what is unclear and how to write it.
    """
    shown = clean_line(text[:_LONGEST_PHRASE])[:40]
    if len(text) > _LONGEST_PHRASE:
        raise UnclearDate(f"'{shown}…' is too long for a date: try {_EXAMPLES}.")
    cursor = Cursor(tokenize(text), Setting(now, day_first, calendar, past))
    cursor.take("on", "by", "until", "till", "til")
    try:
        found = cursor.attempt(read_when)
    except UnclearDate:
        raise
    except InfoviewError as error:
        raise UnclearDate(str(error)) from None
    except OverflowError:
        raise UnclearDate(f"'{shown}' lies outside the years 1 to 9999.") from None
    if found is None or not cursor.ended:
        raise UnclearDate(f"'{shown}' is no date that I can read: try {_EXAMPLES}.")
    return found


def find_when(
    text: str, now: datetime, *, day_first: bool | None = None, past: bool = False
) -> tuple[date | datetime, int, int] | None:
    """The first date inside a sentence, with the start and end of its phrase in `text`.

    For a touch that is logged (`call yesterday: she liked it`) use `past=True`: then `fri`
    is the last one, and nothing that lies ahead of today is found. Never raises; only the
    first 2,000 characters are looked at.
    """
    return prose.find_when(text, Setting(now, day_first, past=past))


def due_in_line(
    text: str,
    now: datetime,
    *,
    day_first: bool | None = None,
    calendar: WorkCalendar = _NO_HOLIDAYS,
) -> tuple[str, date] | None:
    """The due date inside a promise, as (its phrase as written, the day).

    `send the article by fri` -> ("by fri", that Friday). Looks for by, before, until, due, on,
    in, within, next, this and tomorrow followed by a day that is not past; the longest phrase
    wins. Never raises; only the first 2,000 characters are looked at.
    """
    return prose.due_in_line(text, Setting(now, day_first, calendar))
