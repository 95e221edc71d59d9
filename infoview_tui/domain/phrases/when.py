"""Whole phrases: a day, a time, or both, in either order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.calendar_dates import iso_date
from infoview_tui.domain.phrases.clocks import (
    PARTS_OF_DAY,
    clock_after_at,
    explicit_clock,
    hour_alone,
    spoken_time,
)
from infoview_tui.domain.phrases.cursor import Cursor
from infoview_tui.domain.phrases.days import NEAR_DAYS, read_day
from infoview_tui.domain.phrases.spans import minutes_by_span
from infoview_tui.domain.phrases.words import WEEKDAYS, plus_days
from infoview_tui.domain.zones import after, wall_time


def read_when(cursor: Cursor) -> date | datetime | None:
    """The day or the time that begins at the cursor, as much of it as fits."""
    found = cursor.first_of(_moment, _day_in_part, _spoken_then_day, _day_and_clock, _clock_and_day)
    if found is None and not cursor.setting.prose:
        return cursor.attempt(clock_today)
    return found


def _at(cursor: Cursor, day: date, clock: time) -> datetime:
    return wall_time(day, clock, cursor.setting.now.tzinfo)


def _moment(cursor: Cursor) -> datetime | None:
    """`now`, `in 45 minutes`, and ISO times with an offset."""
    return cursor.first_of(_this_moment, _counted_moment, _iso_moment)


def _this_moment(cursor: Cursor) -> datetime | None:
    cursor.take("right", "just")
    if cursor.setting.prose or not cursor.take("now"):
        return None
    return cursor.setting.now.replace(second=0, microsecond=0)


def _counted_moment(cursor: Cursor) -> datetime | None:
    span = minutes_by_span(cursor)
    if span is None or (cursor.setting.prose and span > timedelta()):
        # "explain it in 5 minutes" is a length, not a time.
        return None
    return after(cursor.setting.now, span)


def _iso_moment(cursor: Cursor) -> datetime | None:
    """`2026-12-01T15:00[:00][Z|+01:00]`; with an offset, on the clock of `now`."""
    day = iso_date(cursor)
    clock = explicit_clock(cursor) if day and cursor.take("t", glued=True) else None
    if day is None or clock is None:
        return None
    if cursor.take(":", glued=True):
        seconds = cursor.take_number(glued=True)
        if seconds is None or len(seconds.text) != 2:
            return None
    offset = cursor.attempt(_offset)
    if offset is None:
        return _at(cursor, day, clock)
    zone = cursor.setting.now.tzinfo
    if zone is None:
        raise UnclearDate("A time with an offset needs a known time zone: leave the offset out.")
    return (datetime.combine(day, clock, UTC) - offset).astimezone(zone)


def _offset(cursor: Cursor) -> timedelta | None:
    """`Z`, `+01:00`, `-0500`."""
    if cursor.take("z", glued=True):
        return timedelta()
    sign = cursor.take("+", "-", glued=True)
    hours = cursor.take_number(glued=True) if sign else None
    if hours is None:
        return None
    if len(hours.text) == 4:
        ahead = timedelta(hours=hours.value // 100, minutes=hours.value % 100)
    else:
        cursor.take(":", glued=True)
        minutes = cursor.take_number(glued=True)
        if len(hours.text) != 2 or minutes is None or len(minutes.text) != 2:
            return None
        ahead = timedelta(hours=hours.value, minutes=minutes.value)
    return -ahead if sign == "-" else ahead


def _day_with_part(cursor: Cursor) -> tuple[date, str] | None:
    """`tonight`, `this morning`, `fri evening`."""
    start = cursor.at
    if cursor.take("tonight"):
        return cursor.today, "evening"
    if cursor.take("this") and (part := cursor.take(*PARTS_OF_DAY)):
        return cursor.today, part
    cursor.at = start
    day = cursor.attempt(read_day)
    part = cursor.take(*PARTS_OF_DAY) if day else None
    return (day, part) if day and part else None


def _day_in_part(cursor: Cursor) -> date | datetime | None:
    """`tonight at 8`, `tomorrow morning at 9`: the part says which half of the day is meant."""
    found = _day_with_part(cursor)
    if found is None:
        return None
    day, part = found
    if (spoken := cursor.attempt(spoken_time)) is not None:
        return _at(cursor, day, spoken.in_part(part))
    if cursor.setting.prose:
        return day
    raise UnclearDate(f"The {part} has many hours: write a time, such as 'tomorrow 9am'.")


def _spoken_then_day(cursor: Cursor) -> datetime | None:
    """`8 tonight`, `at 9 tomorrow morning`."""
    spoken = spoken_time(cursor)
    found = _day_with_part(cursor) if spoken else None
    if spoken is None or found is None:
        return None
    return _at(cursor, found[0], spoken.in_part(found[1]))


def _day_and_clock(cursor: Cursor) -> date | datetime | None:
    start = cursor.at
    day = read_day(cursor)
    if day is None:
        return None
    fixed = _is_fixed(cursor, start)
    clock = cursor.attempt(_clock_after_day)
    if clock is None and not cursor.setting.prose:
        clock = cursor.attempt(hour_alone) if fixed else None
        _refuse_bare_number(cursor)
    return day if clock is None else _at(cursor, day, clock)


def _refuse_bare_number(cursor: Cursor) -> None:
    """Says why `fri 9` is refused, where only that number is left over."""
    token = cursor.peek()
    if token is not None and token.kind == "digits" and cursor.at == len(cursor.tokens) - 1:
        raise UnclearDate(
            f"{token.text[:8]} at the end could be an hour, a day or a year: "
            "write 'fri at 9', 'fri 9:00' or '1 dec 2027'."
        )


def _is_fixed(cursor: Cursor, start: int) -> bool:
    """Whether the day read from `start` leaves no room for a day of the month behind it.

    So `tomorrow 9` and `next tue 9` mean nine o'clock, while `fri 9` may mean the 9th.
    """
    words = [token.text for token in cursor.tokens[start : cursor.at]]
    if len(words) == 1:
        return words[0] in NEAR_DAYS
    return len(words) == 2 and words[0] in ("this", "next") and words[1] in WEEKDAYS


def _clock_after_day(cursor: Cursor) -> time | None:
    cursor.take(",", "t")
    return cursor.first_of(_clock_after_at, explicit_clock)


def _clock_after_at(cursor: Cursor) -> time | None:
    """`at 3`; inside a sentence only where it pauses ("at 3 talks" is no time)."""
    start = cursor.at
    clock = clock_after_at(cursor)
    bare = cursor.at - start == 2
    return None if cursor.setting.prose and bare and not cursor.pauses else clock


def _clock_and_day(cursor: Cursor) -> datetime | None:
    """`3pm tomorrow`, `noon fri`, `at 3 on friday`."""
    clock = cursor.first_of(clock_after_at, explicit_clock)
    if clock is None:
        return None
    cursor.take("on", ",")
    day = cursor.attempt(read_day)
    return None if day is None else _at(cursor, day, clock)


def clock_today(cursor: Cursor) -> datetime | None:
    """A time alone: today, or tomorrow once it has passed; looking back, the last such time."""
    clock = cursor.first_of(clock_after_at, explicit_clock)
    if clock is None:
        return None
    now = cursor.setting.now.replace(tzinfo=None)
    wall = datetime.combine(cursor.today, clock)
    days = 0
    if cursor.setting.past:
        days = -1 if wall > now else 0
    elif wall < now:
        days = 1
    return _at(cursor, plus_days(cursor.today, days), clock)
