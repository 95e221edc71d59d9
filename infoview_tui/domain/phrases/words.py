"""The words of the grammar, and the checked calendar arithmetic that its rules share."""

from __future__ import annotations

from datetime import date, timedelta

from infoview_tui.domain.errors import UnclearDate

WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_WEEKDAY_FORMS = (
    "mon monday",
    "tue tues tuesday",
    "wed weds wednesday",
    "thu thur thurs thursday",
    "fri friday",
    "sat saturday",
    "sun sunday",
)
_MONTH_FORMS = (
    "jan january",
    "feb february",
    "mar march",
    "apr april",
    "may",
    "jun june",
    "jul july",
    "aug august",
    "sep sept september",
    "oct october",
    "nov november",
    "dec december",
)
WEEKDAYS = {word: day for day, forms in enumerate(_WEEKDAY_FORMS) for word in forms.split()}
MONTHS = {word: month for month, forms in enumerate(_MONTH_FORMS, 1) for word in forms.split()}
_HOUR_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_TEEN_WORDS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
HOURS = {word: hour for hour, word in enumerate(_HOUR_WORDS.split(), 1)}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
COUNTS = HOURS | {word: count for count, word in enumerate(_TEEN_WORDS.split(), 13)} | TENS
RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
SUFFIXES = ("st", "nd", "rd", "th")


def suffix_of(day: int) -> str:
    """The English ordinal suffix: 1 -> st, 12 -> th, 23 -> rd."""
    if 11 <= day % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def make_date(year: int, month: int, day: int) -> date:
    """That day of the calendar; raises UnclearDate where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        named = MONTH_NAMES[month - 1] if 1 <= month <= 12 else f"month {month}"
        raise UnclearDate(f"There is no {day} {named} {year}: check the day.") from None


def plus_days(day: date, days: int) -> date:
    """`day` moved by `days`; raises UnclearDate outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise UnclearDate("That lies outside the years 1 to 9999: choose a nearer day.") from None


def monday_of(day: date) -> date:
    return plus_days(day, -day.weekday())
