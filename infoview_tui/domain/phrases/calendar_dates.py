"""Dates of the calendar: `2026-12-01`, `12/1/2026`, `1.12.`, `1 dec`, `dec 1st`, `the 20th`."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.cursor import Cursor, Token
from infoview_tui.domain.phrases.words import (
    MONTH_NAMES,
    MONTHS,
    SUFFIXES,
    make_date,
    suffix_of,
)

# Further away, four digits behind "1 dec" could as well be an hour: 1530.
_NEAR_YEARS = 50
_NEAR_SHORT_YEARS = 10


def nearest_year(
    cursor: Cursor, in_year: Callable[[int], date], this_year: int | None = None
) -> date:
    """A day without its year: this year's, or next year's once it has passed.

    Looking back (`Setting.past`): this year's, or last year's while it lies ahead.
    """
    today = cursor.today
    year = today.year if this_year is None else this_year
    this = in_year(year)
    if cursor.setting.past:
        return in_year(year - 1) if this > today else this
    return in_year(year + 1) if this < today else this


def iso_date(cursor: Cursor) -> date | None:
    """`2026-12-01`, `2026/12/01`."""
    year = cursor.take_number()
    if year is None or len(year.text) != 4:
        return None
    mark = cursor.take("-", "/", ".", glued=True)
    month = cursor.take_number(glued=True) if mark else None
    day = cursor.take_number(glued=True) if month and cursor.take(mark or "", glued=True) else None
    if month is None or day is None:
        return None
    return make_date(year.value, month.value, day.value)


def iso_week(cursor: Cursor) -> date | None:
    """`2026-W53`: its Monday; `2026-W53-2`: its Tuesday."""
    year = cursor.take_number()
    if year is None or len(year.text) != 4:
        return None
    cursor.take("-", glued=True)
    week = cursor.take_number(glued=True) if cursor.take("w", glued=True) else None
    if week is None:
        return None
    weekday = 1
    if cursor.take("-", glued=True):
        number = cursor.take_number(glued=True)
        if number is None:
            return None
        weekday = number.value
    return _week_date(year.value, week.value, weekday)


def week_number(cursor: Cursor) -> date | None:
    """`week 49`, `wk 49 2026`: the Monday of that ISO week."""
    number = cursor.take_number() if cursor.take("week", "wk") else None
    if number is None:
        return None
    if (year := cursor.attempt(near_year)) is not None:
        return _week_date(year, number.value, 1)
    # The days around New Year may belong to a week of the other year.
    iso_year = cursor.today.isocalendar().year
    return nearest_year(cursor, lambda year: _week_date(year, number.value, 1), iso_year)


def _week_date(year: int, week: int, weekday: int) -> date:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        raise UnclearDate(f"There is no day {weekday} of week {week} in {year}.") from None


def slash_date(cursor: Cursor) -> date | None:
    """`12/1/2026`, `27/1`, `1-12-2026`.

    `Setting.day_first` says the order. Without it the only possible reading is taken; if
    both are possible, slashes with a year are month first and all else is refused.
    """
    first = cursor.take_number()
    mark = cursor.take("/", "-", glued=True) if first and len(first.text) <= 2 else None
    second = cursor.take_number(glued=True) if mark else None
    if first is None or mark is None or second is None or len(second.text) > 2:
        return None
    year = _glued_year(cursor, mark, short=mark == "/")
    if year is None and mark == "-":
        return None
    day_first = cursor.setting.day_first
    if day_first is None:
        day_first = _order(first, second, year_known=year is not None and mark == "/")
    day, month = (first, second) if day_first else (second, first)
    return _dated(cursor, year, month.value, day.value)


def _order(first: Token, second: Token, *, year_known: bool) -> bool:
    """Whether the day comes first."""
    if (first.value > 12) != (second.value > 12):
        return first.value > 12
    if first.value == second.value or year_known:
        return False
    raise UnclearDate(
        f"{first.text} and {second.text} could each be the month: "
        f"write {first.text} {MONTH_NAMES[max(second.value, 1) - 1 if second.value < 13 else 0]}."
    )


def dot_date(cursor: Cursor) -> date | None:
    """`01.12.2026`, `1.12.`, `24.12`: the day first, as everywhere that dots are used."""
    day = cursor.take_number()
    month = None
    if day and len(day.text) <= 2 and cursor.take(".", glued=True):
        month = cursor.take_number(glued=True)
    if day is None or month is None or len(month.text) > 2:
        return None
    year = _glued_year(cursor, ".")
    if year is None and not cursor.take(".", glued=True):
        if len(month.text) < 2 or month.value > 12:
            return None
        if day.value < 24:
            raise UnclearDate(
                f"{day.text}.{month.text} could be a time or a date: "
                f"write {day.text}:{month.text} or {day.text}.{month.text}. with a last dot."
            )
    return _dated(cursor, year, month.value, day.value)


def _glued_year(cursor: Cursor, mark: str, *, short: bool = True) -> int | None:
    """The year behind `mark`: four digits, or, if `short`, two that name a near year."""
    start = cursor.at
    if cursor.take(mark, glued=True) and (year := cursor.take_number(glued=True)) is not None:
        if len(year.text) == 4:
            return year.value
        if len(year.text) == 2 and short:
            # 26/12/01 is another order of the parts, not a day of 2001.
            if abs(2000 + year.value - cursor.today.year) > _NEAR_SHORT_YEARS:
                raise UnclearDate(f"{year.text} is no near year: write all four digits.")
            return 2000 + year.value
    cursor.at = start
    return None


def _dated(cursor: Cursor, year: int | None, month: int, day: int) -> date:
    if year is not None:
        return make_date(year, month, day)
    if (month, day) == (2, 29):
        return _leap_day(cursor)
    return nearest_year(cursor, lambda y: make_date(y, month, day))


def _leap_day(cursor: Cursor) -> date:
    """29 Feb without a year, in or next to a leap year; never silently years away."""
    today = cursor.today
    step = -1 if cursor.setting.past else 1
    for year in (today.year, today.year + step):
        if not (isleap(year) and MINYEAR <= year <= MAXYEAR):
            continue
        found = date(year, 2, 29)
        if (found - today).days * step >= 0:
            return found
    raise UnclearDate("29 Feb is not in every year: write the year too.")


def day_number(cursor: Cursor) -> Token | None:
    """A day of the month, with or without its suffix: `1`, `1st`."""
    number = cursor.take_number()
    if number is None or len(number.text) > 2:
        return None
    suffix = cursor.take(*SUFFIXES, glued=True)
    if suffix is not None and suffix != suffix_of(number.value):
        raise UnclearDate(f"{number.text}{suffix}: write {number.value}{suffix_of(number.value)}.")
    return number


def near_year(cursor: Cursor) -> int | None:
    """The year behind a month's name: `2027`, `, 2027`."""
    cursor.take(",")
    number = cursor.take_number()
    if number is None or len(number.text) != 4:
        return None
    following = cursor.peek()
    if following is not None and following.glued and following.text in (":", "-", "/"):
        return None
    if abs(number.value - cursor.today.year) > _NEAR_YEARS:
        raise UnclearDate(f"{number.text} is a far year or a time: write 2027-01-31 or 15:30.")
    return number.value


def day_month(cursor: Cursor) -> date | None:
    """`1 dec`, `1st of December 2026`, `1-Dec-2026`."""
    cursor.take("the")
    day = day_number(cursor)
    if day is None:
        return None
    dashed = cursor.take("-", glued=True) is not None
    cursor.take(".", glued=True)
    cursor.take("of")
    month = cursor.take_from(MONTHS, glued=dashed)
    if month is None:
        return None
    year = _glued_year(cursor, "-") if dashed else None
    if not dashed:
        cursor.take(".", glued=True)
        year = cursor.attempt(near_year)
    return _dated(cursor, year, month, day.value)


def month_day(cursor: Cursor) -> date | None:
    """`dec 1`, `December 1st, 2026`."""
    month = cursor.take_from(MONTHS)
    if month is None:
        return None
    cursor.take(".", glued=True)
    cursor.take("the")
    day = day_number(cursor)
    following = cursor.peek()
    if day is None or (
        following is not None and following.glued and following.text in (":", "am", "pm", "h")
    ):
        return None
    return _dated(cursor, cursor.attempt(near_year), month, day.value)


def ordinal_day(cursor: Cursor) -> date | None:
    """`15th`, `the 20th`: the next month that has that day, this one if it is not past."""
    cursor.take("the")
    following = cursor.peek(1)
    if following is None or following.text not in SUFFIXES or not following.glued:
        return None
    day = day_number(cursor)
    if day is None or (cursor.setting.prose and not cursor.pauses):
        return None
    if not 1 <= day.value <= 31:
        raise UnclearDate(f"No month has a {day.value}{suffix_of(day.value)}.")
    return _nearest_month(cursor, day.value)


def _nearest_month(cursor: Cursor, day: int) -> date:
    today = cursor.today
    step = -1 if cursor.setting.past else 1
    months = today.year * 12 + today.month - 1
    # At most one month in a row is too short for a day: three tries reach any.
    for ahead in range(3):
        year, month = divmod(months + step * ahead, 12)
        try:
            found = date(year, month + 1, day)
        except ValueError:
            continue
        if (found - today).days * step >= 0:
            return found
    raise UnclearDate(f"No {day}{suffix_of(day)} near {today}: write the month too.")
