"""Times of day: `14:30`, `3pm`, `at 3`, `15h30`, `noon`, `half past 3`, `3 in the afternoon`."""

from __future__ import annotations

from datetime import time

from msgspec import Struct

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.phrases.cursor import Cursor
from infoview_tui.domain.phrases.words import HOURS

_FRACTIONS = {"half": 30, "quarter": 15}
_MINUTES_PAST = {"5": 5, "10": 10, "20": 20, "25": 25, "five": 5, "ten": 10, "twenty": 20}
PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")
# An hour said without am or pm lies in the waking, working day: 7 to 12 as said, 1 to 6
# after noon ("at 3" is 15:00).
_LAST_AFTERNOON_HOUR = 6


# The hours, 0 to 23, of each part of the day.
_HOURS_OF = {
    "morning": range(1, 12),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": range(18, 24),
}


def in_part_of_day(hour: int, part: str) -> int:
    """The hour (0 to 23) that is meant by `hour` in that part of the day: 8, evening -> 20."""
    if hour in _HOURS_OF[part]:
        return hour
    if hour <= 12 and hour + 12 in _HOURS_OF[part]:
        return hour + 12
    raise UnclearDate(f"{hour}:00 does not lie in the {part}: write the time as 14:30 or 3pm.")


def _half_of_day(cursor: Cursor) -> str | None:
    """`am`, `pm`, `a.m.`, `p.m.`."""
    if (half := cursor.take("am", "pm")) is not None:
        return half
    letter = cursor.take("a", "p")
    if letter and cursor.take(".", glued=True) and cursor.take("m", glued=True):
        cursor.take(".", glued=True)
        return letter + "m"
    return None


def read_half_of_day(cursor: Cursor) -> str | None:
    return cursor.attempt(_half_of_day)


def _part_of_day(cursor: Cursor) -> str | None:
    if cursor.take_all("at night"):
        return "night"
    if cursor.take("in") and cursor.take("the"):
        return cursor.take(*PARTS_OF_DAY[:3])
    return None


def _named(cursor: Cursor) -> time | None:
    cursor.take_all("12")
    if cursor.take("noon", "midday"):
        return time(12)
    if cursor.take("midnight"):
        raise UnclearDate("Midnight of which day? Write 00:00 or 23:59.")
    return None


def _past_the_hour(cursor: Cursor) -> time | None:
    """`half past 3`, `quarter to four`, `ten past 5`."""
    cursor.take("a")
    minutes = cursor.take_from(_FRACTIONS) or cursor.take_from(_MINUTES_PAST)
    side = cursor.take("past", "to") if minutes else None
    if minutes is None or side is None or (side == "to" and minutes != 15):
        return None  # "ten to five" may be a length of time, too
    hour = _hour_alone(cursor)
    if hour is None:
        return None
    total = hour * 60 + (minutes if side == "past" else -minutes)
    return time(total // 60 % 24, total % 60)


def _said_hour(cursor: Cursor) -> str | None:
    """One or two digits, or the word for an hour: `3`, `three`."""
    if (hour := cursor.take_from(HOURS)) is not None:
        return str(hour)
    number = cursor.take_number()
    return number.text if number and len(number.text) <= 2 else None


def _hour_alone(cursor: Cursor) -> int | None:
    said = _said_hour(cursor)
    if said is None or int(said) > 24:
        return None
    return _hour(said, read_half_of_day(cursor), cursor.attempt(_part_of_day))


def _hour(said: str, half: str | None, part: str | None) -> int:
    """The hour 0 to 23 of one that was said, with am, pm or a part of the day if any."""
    hour = int(said)
    if half is not None:
        if not 1 <= hour <= 12:
            raise UnclearDate(f"{hour} {half} is no time: write 3pm or 15:00.")
        return hour % 12 + (12 if half == "pm" else 0)
    if part is not None:
        return in_part_of_day(hour, part)
    if hour > 23:
        raise UnclearDate(f"{hour} is no hour of the day: hours run from 0 to 23.")
    written_in_full = said.startswith("0")
    return hour + 12 if 1 <= hour <= _LAST_AFTERNOON_HOUR and not written_in_full else hour


def _minutes(cursor: Cursor) -> int | None:
    """`:30`, `.30`, `h30`, always two digits and glued."""
    start = cursor.at
    if cursor.take(":", ".", "h", glued=True):
        number = cursor.take_number(glued=True)
        if number is not None and len(number.text) == 2:
            if number.value > 59:
                raise UnclearDate(f"{number.text} is no minute: minutes run from 00 to 59.")
            return number.value
    cursor.at = start
    return None


def explicit_clock(cursor: Cursor) -> time | None:
    """A time that cannot be anything else: with minutes, am or pm, an h, or a name."""
    if (named := cursor.first_of(_named, _past_the_hour)) is not None:
        return named
    first = cursor.peek()
    said = _said_hour(cursor)
    if first is None or said is None:
        return None
    minutes = _minutes(cursor)
    half = read_half_of_day(cursor)
    plain = minutes is None and half is None
    if plain and not (cursor.take("h", glued=True) or cursor.take_all("o ' clock")):
        part = cursor.attempt(_part_of_day)
        if part is None or first.kind == "word":
            return None  # "do one in the morning" names no time
        return time(in_part_of_day(int(said), part))
    return time(_hour(said, half, cursor.attempt(_part_of_day)), minutes or 0)


class SpokenTime(Struct, frozen=True):
    """A time whose half of the day may stand elsewhere in the phrase."""

    hour: str
    minutes: int
    half: str | None

    def in_part(self, part: str) -> time:
        """The time within that part of the day; raises UnclearDate where it lies outside."""
        if self.half is None:
            return time(in_part_of_day(int(self.hour), part), self.minutes)
        hour = _hour(self.hour, self.half, None)
        if hour not in _HOURS_OF[part]:
            raise UnclearDate(f"{self.hour} {self.half} does not lie in the {part}: leave one out.")
        return time(hour, self.minutes)


def spoken_time(cursor: Cursor) -> SpokenTime | None:
    """`at 9`, `7:30`, `8 pm`: a time whose part of the day is said apart from it."""
    cursor.take("at", "@", ",")
    number = cursor.take_number()
    if number is None or len(number.text) > 2:
        return None
    return SpokenTime(number.text, _minutes(cursor) or 0, read_half_of_day(cursor))


def hour_alone(cursor: Cursor) -> time | None:
    """A bare hour, where the rule around it knows that an hour is meant."""
    hour = _hour_alone(cursor)
    return None if hour is None else time(hour)


def clock_after_at(cursor: Cursor) -> time | None:
    """`at 3`, `@ 14:30`."""
    if not cursor.take("at", "@"):
        return None
    return cursor.first_of(explicit_clock, hour_alone)
