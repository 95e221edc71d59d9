"""How dates are said; apart from reading them, for what only shows a day needs no grammar.

The style of dates is one for the whole program, as a locale is: whoever takes the user's
preferences sets it, and no rule depends on it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from infoview_tui.domain.phrases.words import MONTH_NAMES, WEEKDAY_NAMES


class DateStyle(StrEnum):
    """How a day is written."""

    WORDS = "words"  # Fri 27 Nov
    ISO = "iso"  # 2026-11-27


_style = DateStyle.WORDS


def write_days_as(style: DateStyle) -> None:
    """From now on days are written so, everywhere."""
    global _style
    _style = style


def say_day(day: date, today: date) -> str:
    """`today`, `tomorrow`, `yesterday`, else `Fri 27 Nov`, with its year when not this year's."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    return near or _written(day, today.year)


def say_when(
    value: date | datetime, now: datetime, *, clock_24: bool = True, in_words: bool = False
) -> str:
    """`Fri 27 Nov`, `Fri 27 Nov, 14:30` or `Fri 27 Nov, 2:30 pm`; the year when not this year.

    `parse_when` reads it back, in either style. A time is said on its own clock, not converted to
    that of `now`. `in_words` is for letters: others read numbers in another way.
    """
    said = _in_words(value, now.year) if in_words else _written(value, now.year)
    if not isinstance(value, datetime):
        return said
    return f"{said}, {say_clock(value, clock_24=clock_24)}"


def say_clock(moment: datetime, *, clock_24: bool = True) -> str:
    """The time of day: `14:30`, or `2:30 pm`."""
    if clock_24:
        return f"{moment.hour:02}:{moment.minute:02}"
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {half}"


def say_date(day: date) -> str:
    """`27 Nov 2026`: for what is looked up, where the weekday tells nothing."""
    if _style is DateStyle.ISO:
        return _iso(day)
    return f"{day.day:02} {MONTH_NAMES[day.month - 1]} {day.year:04}"


def say_short(day: date, today: date) -> str:
    """`27 Nov`, with its year when it is another one: for columns of days that have passed."""
    if _style is DateStyle.ISO:
        return _iso(day)
    said = f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year:04}"


def say_month(day: date) -> str:
    """`November 2026`, or `2026-11`."""
    return _iso(day)[:7] if _style is DateStyle.ISO else f"{day:%B} {day.year:04}"


def say_ago(day: date, today: date) -> str:
    """How long ago, briefly: `today`, `3 d`, `2 w` (from 14 days), `5 mo` (from 61), `2 y`.

    A day ahead is `in 3 d`.
    """
    days = abs((today - day).days)
    if days == 0:
        return "today"
    if days < 14:
        said = f"{days} d"
    elif days < 61:
        said = f"{days // 7} w"
    elif days < 730:
        said = f"{days * 12 // 365} mo"
    else:
        said = f"{days // 365} y"
    return said if day < today else f"in {said}"


def _written(day: date, year_now: int) -> str:
    return _iso(day) if _style is DateStyle.ISO else _in_words(day, year_now)


def _in_words(day: date, year_now: int) -> str:
    said = f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == year_now else f"{said} {day.year:04}"


def _iso(day: date) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"  # of a moment, too
