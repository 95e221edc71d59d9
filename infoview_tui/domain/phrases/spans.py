"""Spans of time: `in 2 weeks`, `+3d`, `3 days ago`, `a week from fri`, `in half an hour`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from infoview_tui.domain.cadence import months_after
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.cursor import Cursor
from infoview_tui.domain.phrases.words import COUNTS, HOURS, TENS, plus_days

_FORMS = {
    "minute": "min mins minute minutes",
    "hour": "h hr hrs hour hours",
    "day": "d day days",
    "business day": "bd workday workdays",
    "week": "w wk wks week weeks",
    "fortnight": "fortnight fortnights",
    "month": "mo mos mth mths month months",
    "quarter": "quarter quarters",
    "year": "y yr yrs year years",
}
UNITS = {word: unit for unit, forms in _FORMS.items() for word in forms.split()}


class Span(Struct, frozen=True):
    """A length of time; the parts are added in the order of the fields."""

    months: int = 0
    days: int = 0
    business_days: int = 0
    minutes: int = 0

    def __add__(self, other: Span) -> Span:
        return Span(
            self.months + other.months,
            self.days + other.days,
            self.business_days + other.business_days,
            self.minutes + other.minutes,
        )

    @property
    def rough_minutes(self) -> int:
        """Good enough to say which of two spans is the shorter."""
        days = self.months * 30 + self.days + self.business_days
        return days * 24 * 60 + self.minutes

    def __neg__(self) -> Span:
        return Span(-self.months, -self.days, -self.business_days, -self.minutes)


_ONE = {
    "minute": Span(minutes=1),
    "hour": Span(minutes=60),
    "day": Span(days=1),
    "business day": Span(business_days=1),
    "week": Span(days=7),
    "fortnight": Span(days=14),
    "month": Span(months=1),
    "quarter": Span(months=3),
    "year": Span(months=12),
}


def times(span: Span, n: int) -> Span:
    return Span(span.months * n, span.days * n, span.business_days * n, span.minutes * n)


def moved(cursor: Cursor, start: date, span: Span) -> date:
    """`start` moved by the months, days and business days of `span`."""
    day = plus_days(months_after(start, span.months) if span.months else start, span.days)
    if span.business_days:
        day = cursor.setting.calendar.add_business_days(day, span.business_days)
    return day


def _unit(cursor: Cursor) -> str | None:
    if cursor.take("business", "working", "work"):
        return "business day" if cursor.take("day", "days") else None
    if (token := cursor.peek()) is not None and token.text == "m":
        raise UnclearDate("m could be minutes or months: write 3min or 3mo.")
    return cursor.take_from(UNITS)


def _half(cursor: Cursor) -> Span | None:
    """`half an hour`, `half a year`."""
    if not (cursor.take("half") and cursor.take("a", "an")):
        return None
    return {"hour": Span(minutes=30), "year": Span(months=6)}.get(cursor.take_from(UNITS) or "")


def _and_a_half(cursor: Cursor) -> Span | None:
    """`1.5 hours`; half a day is no day of the calendar."""
    number = cursor.take_number()
    half = cursor.take(".", glued=True) and cursor.take("5", glued=True) if number else None
    if number is None or half is None or _unit(cursor) != "hour":
        return None
    return Span(minutes=60 * number.value + 30)


def _hours_and_minutes(cursor: Cursor) -> Span | None:
    """`1h30`, where no time of day can stand."""
    hours = cursor.take_number()
    minutes = cursor.take_number(glued=True) if hours and cursor.take("h", glued=True) else None
    if hours is None or minutes is None or len(minutes.text) != 2 or minutes.value > 59:
        return None
    return Span(minutes=60 * hours.value + minutes.value)


def _count_in_words(cursor: Cursor) -> int | None:
    """`three`, `forty-five`."""
    tens = cursor.take_from(TENS)
    if tens is None:
        return cursor.take_from(COUNTS)
    start = cursor.at
    cursor.take("-")
    ones = cursor.take_from(HOURS) or 0
    if not 1 <= ones <= 9:
        ones, cursor.at = 0, start
    return tens + ones


def _counted(cursor: Cursor) -> Span | None:
    """`3 days`, `2w`, `two weeks`, `a month`, `a couple of days`, `an hour and a half`."""
    if (halves := cursor.attempt(_and_a_half)) is not None:
        return halves
    if (number := cursor.take_number()) is not None:
        count = number.value
    elif cursor.take_all("a couple of") or cursor.take_all("a couple"):
        count = 2
    elif cursor.take("a", "an"):
        count = 1
    elif (named := cursor.attempt(_count_in_words)) is not None:
        count = named
    else:
        return None
    unit = _unit(cursor)
    if unit is None:
        return None
    span = times(_ONE[unit], count)
    if unit == "hour" and cursor.take_all("and a half"):
        span += Span(minutes=30)
    return span


def _joined(cursor: Cursor) -> Span | None:
    cursor.take("and", ",")
    return _counted(cursor)


def _length(cursor: Cursor) -> Span | None:
    """Counted units, each shorter than the one before: `1 hour 30 min`, `2 weeks and 3 days`."""
    span = cursor.first_of(_half, _counted)
    if span is None:
        return None
    last, end = span, cursor.at
    while (more := cursor.attempt(_joined)) is not None and more.rough_minutes < last.rough_minutes:
        span, last, end = span + more, more, cursor.at
    cursor.at = end
    return span


def read_span(cursor: Cursor) -> Span | None:
    """A signed span counted from now."""
    if (sign := cursor.take("+", "-")) is not None:
        if cursor.setting.prose:
            # A line that begins with "- 3 days of …" is a list, not a date.
            return None
        span = _length(cursor)
        return -span if span is not None and sign == "-" else span
    if cursor.take("in", "within"):
        span = cursor.first_of(_hours_and_minutes, _length)
        if span is not None and cursor.take("'", "’"):
            return span if cursor.take("time") else None
        cursor.take("time")
        return span
    start = cursor.at
    span = _length(cursor)
    if span is None:
        return None
    if cursor.take("ago"):
        return -span
    if cursor.take_all("from now") or cursor.take_all("from today"):
        return span
    # "2 weeks" alone looks ahead; in a sentence or in the past it is only a length.
    if cursor.setting.prose or cursor.setting.past:
        return None
    if _is_clock_like(cursor, start):
        hours = cursor.tokens[start].text
        raise UnclearDate(f"{hours}h could be a time or a length: write {hours}:00 or +{hours}h.")
    return span


def _is_clock_like(cursor: Cursor, start: int) -> bool:
    """Whether all that was read is `15h`, which is also how a time of day is written."""
    words = [token.text for token in cursor.tokens[start : cursor.at]]
    return len(words) == 2 and words[0].isdecimal() and words[1] == "h" and int(words[0]) < 24


def span_from_day(day: Callable[[Cursor], date | None]) -> Callable[[Cursor], date | None]:
    """The rule `a week from DAY`, `2 days before DAY`, for the given rule of a day."""

    def rule(cursor: Cursor) -> date | None:
        span = cursor.first_of(_length, _the_day)
        if span is None or span.minutes:
            return None
        direction = cursor.take("from", "after", "on", "before")
        if direction is None and not (_is_near(cursor) and not cursor.setting.prose):
            return None
        start = cursor.attempt(day)
        if start is None:
            return None
        if direction in ("on", None) and span not in (Span(days=7), Span(days=14)):
            return None
        return moved(cursor, start, -span if direction == "before" else span)

    return rule


def _the_day(cursor: Cursor) -> Span | None:
    """`the day` of `the day after friday`."""
    cursor.take("the")
    following = cursor.peek(1)
    if following is None or following.text not in ("after", "before"):
        return None
    return Span(days=1) if cursor.take("day") else None


def _is_near(cursor: Cursor) -> bool:
    """Whether `today` or `tomorrow` comes next, before which `on` is not said: `a week today`."""
    token = cursor.peek()
    return token is not None and token.text in ("today", "tomorrow")


def day_by_span(cursor: Cursor) -> date | None:
    """A day counted from today: `in 2 weeks`, `3 business days ago`."""
    span = read_span(cursor)
    if span is None or span.minutes:
        return None
    return moved(cursor, cursor.today, span)


def minutes_by_span(cursor: Cursor) -> timedelta | None:
    """A time counted from now: `in 45 minutes`, `2 hours ago`."""
    span = read_span(cursor)
    if span is None or span.months or span.days or span.business_days:
        return None
    if span == Span():
        return None
    return timedelta(minutes=span.minutes)
