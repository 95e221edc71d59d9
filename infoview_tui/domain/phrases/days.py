"""Days by their names: `tomorrow`, `next fri`, `tuesday week`, `Fri 27 Nov`, `weekend`."""

from __future__ import annotations

from datetime import date

from infoview_tui.domain.cadence import months_after
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.calendar_dates import (
    day_month,
    dot_date,
    iso_date,
    iso_week,
    month_day,
    ordinal_day,
    slash_date,
    week_number,
)
from infoview_tui.domain.phrases.cursor import Cursor
from infoview_tui.domain.phrases.periods import end_of_period, ranked_day, start_of_period
from infoview_tui.domain.phrases.spans import day_by_span, span_from_day
from infoview_tui.domain.phrases.words import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    monday_of,
    plus_days,
)

_SATURDAY = 5
NEAR_DAYS = {
    "today": 0,
    "tod": 0,
    "eod": 0,
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
    if cursor.take("next"):
        if cursor.take("business", "working", "work") and cursor.take("day"):
            return cursor.setting.calendar.next_business_day(cursor.today)
        return None
    days = cursor.take_from(NEAR_DAYS)
    if days is None:
        return None
    if not cursor.setting.prose and cursor.take("week"):
        days += 7  # `tomorrow week`
    return plus_days(cursor.today, days)


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
    """`this week` 0, `next week` 1, `of last week` -1."""
    cursor.take("of")
    which = cursor.take("this", "next", "last")
    if which is None or not cursor.take("week", "wk"):
        return None
    return {"this": 0, "next": 1, "last": -1}[which]


def _in_week(cursor: Cursor, weekday: int, weeks: int) -> date:
    return plus_days(monday_of(cursor.today), weekday + 7 * weeks)


def _this_other(cursor: Cursor) -> str | None:
    """`this coming`, `this past`."""
    return cursor.take("coming", "past") if cursor.take("this") else None


def weekday(cursor: Cursor) -> date | None:
    """`fri`, `this fri`, `next fri` (of next week), `last fri`, `fri next week`, `tuesday week`."""
    which = cursor.attempt(_this_other) or cursor.take("this", "next", "last", "coming")
    if which is None and not cursor.setting.prose:
        which = cursor.take("past")  # in a sentence one walks past
    number = cursor.take_from(WEEKDAYS)
    if number is None:
        return None
    cursor.take(".", glued=True)
    today = cursor.today
    if which == "next":
        return _in_week(cursor, number, 1)
    if which in ("last", "past"):
        return latest(today, number)
    if which == "this":
        return _not_past(today, number)
    if which is None:
        if (weeks := cursor.attempt(_which_week)) is not None:
            return _in_week(cursor, number, weeks)
        if (later := cursor.take("week", "fortnight")) is not None:
            return plus_days(coming(today, number), 7 if later == "week" else 14)
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


_SHIFTS = {"week": (0, 7), "wk": (0, 7), "month": (1, 0), "quarter": (3, 0), "year": (12, 0)}


def shifted(cursor: Cursor) -> date | None:
    """`next week`, `last month`, `week after next`: the same day, so much on or back."""
    if cursor.take_all("week after next") or cursor.take_all("the week after next"):
        return plus_days(cursor.today, 14)
    which = cursor.take("next", "last")
    months, days = cursor.take_from(_SHIFTS) or (0, 0)
    if which is None or months == days == 0:
        return None
    direction = 1 if which == "next" else -1
    return plus_days(months_after(cursor.today, direction * months), direction * days)


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
