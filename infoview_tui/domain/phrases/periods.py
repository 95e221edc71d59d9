"""Days at the edges of a period: `eom`, `end of march`, `first monday of next month`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from infoview_tui.domain.cadence import months_after
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.calendar_dates import near_year, nearest_year
from infoview_tui.domain.phrases.cursor import Cursor
from infoview_tui.domain.phrases.words import (
    MONTHS,
    RANKS,
    SUFFIXES,
    WEEKDAYS,
    make_date,
    monday_of,
    plus_days,
)

_FRIDAY = 4

Pick = Callable[[date, date], date]
"""Chooses a day of a period, given its first and last day."""


def _month(year: int, month: int) -> tuple[date, date]:
    first = make_date(year, month, 1)
    return first, first.replace(day=monthrange(year, month)[1])


def _around(kind: str, today: date, step: int) -> tuple[date, date]:
    """First and last day of the week, month, quarter or year `step` away from today's."""
    if kind == "week":
        monday = plus_days(monday_of(today), 7 * step)
        return monday, plus_days(monday, _FRIDAY)
    length = {"month": 1, "quarter": 3, "year": 12}[kind]
    begin = today.replace(day=1, month=(today.month - 1) // length * length + 1)
    first = months_after(begin, step * length)
    last_month = months_after(first, length - 1)
    return first, _month(last_month.year, last_month.month)[1]


def _in_period(cursor: Cursor, pick: Pick) -> date | None:
    """The picked day of the period named here; a period without a name is this one."""
    if (month := cursor.take_from(MONTHS)) is not None:
        if (year := cursor.attempt(near_year)) is not None:
            return pick(*_month(year, month))
        return nearest_year(cursor, lambda y: pick(*_month(y, month)))
    which = cursor.take("the", "this", "next", "last")
    kind = cursor.take("week", "month", "quarter", "year")
    if kind is None:
        return None
    if which in ("next", "last"):
        return pick(*_around(kind, cursor.today, 1 if which == "next" else -1))
    return _this_period(cursor, kind, pick)


def _this_period(cursor: Cursor, kind: str, pick: Pick) -> date:
    day = pick(*_around(kind, cursor.today, 0))
    if day < cursor.today and not cursor.setting.past:
        raise UnclearDate(f"That day of this {kind} has passed: say 'next {kind}'.")
    return day


def _first(first: date, last: date) -> date:
    return first


def _last(first: date, last: date) -> date:
    return last


_SHORT_ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}


def end_of_period(cursor: Cursor) -> date | None:
    """`eom`, `end of week` (Friday), `end of next month`, `end of march`."""
    if (kind := cursor.take_from(_SHORT_ENDS)) is not None:
        return _this_period(cursor, kind, _last)
    cursor.take("the")
    if not cursor.take("end"):
        return None
    cursor.take("of")
    return _in_period(cursor, _last)


def start_of_period(cursor: Cursor) -> date | None:
    """`start of next week` (Monday), `beginning of march`."""
    cursor.take("the")
    if not (cursor.take("start", "beginning") and cursor.take("of")):
        return None
    return _in_period(cursor, _first)


def _rank(cursor: Cursor) -> int | None:
    """`first` 1, `2nd` 2, `last` -1."""
    if cursor.take("last"):
        return -1
    if (rank := cursor.take_from(RANKS)) is not None:
        return rank
    number = cursor.take_number()
    return number.value if number and cursor.take(*SUFFIXES, glued=True) else None


def ranked_day(cursor: Cursor) -> date | None:
    """`last day of month`, `first monday of march`, `last working day of`, `15th of next month`."""
    cursor.take("the")
    rank = _rank(cursor)
    if rank is None:
        return None
    business = cursor.take("business", "working") is not None
    number = None if cursor.take("day") else cursor.take_from(WEEKDAYS)
    if business and number is not None:
        return None
    if not cursor.take("of", "in"):
        return None
    if (week := cursor.peek(1)) is not None and week.text == "week":
        return None

    def pick(first: date, last: date) -> date:
        if business:
            return _nth_business_day(cursor.setting.calendar, first, last, rank)
        return _nth(first, last, rank, number)

    return _in_period(cursor, pick)


def _nth(first: date, last: date, rank: int, number: int | None) -> date:
    """The rank-th day, or weekday `number`, from `first` to `last`; rank -1 is the last."""
    if rank == -1:
        return last if number is None else plus_days(last, -((last.weekday() - number) % 7))
    offset = rank - 1 if number is None else (number - first.weekday()) % 7 + 7 * (rank - 1)
    day = plus_days(first, offset)
    if rank < 1 or day > last:
        raise UnclearDate(f"There are not {rank} of them from {first} to {last}.")
    return day


def _nth_business_day(calendar: WorkCalendar, first: date, last: date, rank: int) -> date:
    if rank == -1:
        return calendar.add_business_days(plus_days(last, 1), -1)
    day = calendar.add_business_days(plus_days(first, -1), rank)
    if rank < 1 or day > last:
        raise UnclearDate(f"There are not {rank} business days from {first} to {last}.")
    return day
