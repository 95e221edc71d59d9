"""Days by their names: `tomorrow`, `next fri`, `tuesday week`, `eom`, `first monday of march`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from infoview_tui.domain.cadence import months_after
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.calendar_dates import (
    day_month,
    dot_date,
    iso_date,
    iso_week,
    month_day,
    nearest_year,
    ordinal_day,
    slash_date,
    week_number,
)
from infoview_tui.domain.phrases.cursor import Cursor
from infoview_tui.domain.phrases.spans import day_by_span, span_from_day
from infoview_tui.domain.phrases.words import (
    MONTHS,
    RANKS,
    SUFFIXES,
    WEEKDAY_NAMES,
    WEEKDAYS,
    make_date,
    monday_of,
    plus_days,
)

_FRIDAY, _SATURDAY = 4, 5
NEAR_DAYS = {
    "today": 0,
    "tod": 0,
    "eod": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmw": 1,
    "tmr": 1,
    "yesterday": -1,
    "yday": -1,
}


def near_day(cursor: Cursor) -> date | None:
    """`today`, `tomorrow`, `day after tomorrow`, `end of day`, `next business day`."""
    if cursor.take_all("end of day") or cursor.take_all("end of today"):
        return cursor.today
    cursor.take("the")
    if cursor.take_all("day after tomorrow"):
        return plus_days(cursor.today, 2)
    if cursor.take_all("day before yesterday"):
        return plus_days(cursor.today, -2)
    if cursor.take("next") and cursor.take("business", "working", "work"):
        return (
            cursor.setting.calendar.next_business_day(cursor.today) if cursor.take("day") else None
        )
    days = cursor.take_from(NEAR_DAYS)
    return None if days is None else plus_days(cursor.today, days)


def coming(today: date, weekday: int) -> date:
    """The next such weekday, 1 to 7 days ahead: on a Friday, Friday is in 7 days."""
    return plus_days(today, (weekday - today.weekday() - 1) % 7 + 1)


def latest(today: date, weekday: int) -> date:
    """The last such weekday, 1 to 7 days ago."""
    return plus_days(today, -((today.weekday() - weekday - 1) % 7 + 1))


def _not_past(today: date, weekday: int) -> date:
    """That weekday within the 7 days that begin today."""
    return plus_days(today, (weekday - today.weekday()) % 7)


def _which_week(cursor: Cursor) -> int | None:
    """`this week` 0, `next week` 1, `last week` -1."""
    which = cursor.take("this", "next", "last")
    if which is None or not cursor.take("week"):
        return None
    return {"this": 0, "next": 1, "last": -1}[which]


def _in_week(cursor: Cursor, weekday: int, weeks: int) -> date:
    return plus_days(monday_of(cursor.today), weekday + 7 * weeks)


def weekday(cursor: Cursor) -> date | None:
    """`fri`, `this fri`, `next fri` (of next week), `last fri`, `fri next week`, `tuesday week`."""
    which = cursor.take("this", "next", "last", "coming")
    number = cursor.take_from(WEEKDAYS)
    if number is None:
        return None
    cursor.take(".", glued=True)
    today = cursor.today
    if which == "next":
        return _in_week(cursor, number, 1)
    if which == "last":
        return latest(today, number)
    if which == "this":
        return _not_past(today, number)
    if which is None:
        if (weeks := cursor.attempt(_which_week)) is not None:
            return _in_week(cursor, number, weeks)
        if cursor.take("week"):
            return plus_days(coming(today, number), 7)
        if cursor.setting.past:
            return latest(today, number)
    return coming(today, number)


def weekday_of_week(cursor: Cursor) -> date | None:
    """`next week fri`, `next week on friday`."""
    weeks = _which_week(cursor)
    if weeks is None:
        return None
    cursor.take("on", ",")
    number = cursor.take_from(WEEKDAYS)
    return None if number is None else _in_week(cursor, number, weeks)


def weekend(cursor: Cursor) -> date | None:
    """`weekend`: its Saturday; the one that has begun until Sunday comes."""
    cursor.take("the")
    which = cursor.take("this", "next", "last")
    if not cursor.take("weekend"):
        return None
    if which == "next":
        return _in_week(cursor, _SATURDAY, 1)
    if which == "last" or cursor.setting.past:
        return latest(cursor.today, _SATURDAY)
    return _not_past(cursor.today, _SATURDAY)


def weekday_and_date(cursor: Cursor) -> date | None:
    """`Fri 27 Nov`, `Tuesday, December 1st`, `wed the 25th`: both must agree."""
    number = cursor.take_from(WEEKDAYS)
    if number is None:
        return None
    cursor.take(".", glued=True)
    cursor.take(",")
    day = cursor.first_of(iso_date, slash_date, day_month, month_day, dot_date, ordinal_day)
    if day is not None and day.weekday() != number:
        found, said = WEEKDAY_NAMES[day.weekday()], WEEKDAY_NAMES[number]
        raise UnclearDate(f"{day.isoformat()} is a {found}, not a {said}: which one is meant?")
    return day


_SHIFTS = {"week": (0, 7), "month": (1, 0), "year": (12, 0)}


def shifted(cursor: Cursor) -> date | None:
    """`next week`, `last month`, `next year`: the same day, one on or back."""
    which = cursor.take("next", "last")
    months, days = cursor.take_from(_SHIFTS) or (0, 0)
    if which is None or months == days == 0:
        return None
    direction = 1 if which == "next" else -1
    return plus_days(months_after(cursor.today, direction * months), direction * days)


# From here on: days at the edges of a week, month, quarter or year.

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
        year = cursor.take_number()
        if year is not None and len(year.text) == 4:
            return pick(*_month(year.value, month))
        if year is not None:
            return None
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
    """`last day of month`, `first monday of march`, `2nd tue of next month`."""
    cursor.take("the")
    rank = _rank(cursor)
    if rank is None:
        return None
    whole = cursor.take("day")
    number = None if whole else cursor.take_from(WEEKDAYS)
    if (whole is None and number is None) or not cursor.take("of", "in"):
        return None
    if (week := cursor.peek(1)) is not None and week.text == "week":
        return None

    def pick(first: date, last: date) -> date:
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


def plain_day(cursor: Cursor) -> date | None:
    """A day that is not counted from another day."""
    return cursor.first_of(
        iso_date,
        iso_week,
        week_number,
        slash_date,
        dot_date,
        near_day,
        end_of_period,
        start_of_period,
        ranked_day,
        weekday_of_week,
        shifted,
        weekend,
        weekday_and_date,
        weekday,
        day_month,
        month_day,
        ordinal_day,
    )


def read_day(cursor: Cursor) -> date | None:
    """Any day of the grammar."""
    return cursor.first_of(span_from_day(plain_day), day_by_span, plain_day)
