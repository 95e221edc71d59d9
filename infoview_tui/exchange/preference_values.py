"""What each preference may hold: a reader for every value, which says what it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import fields

from infoview_tui.domain.limits import DAYS_BY_CLOSENESS, Limits
from infoview_tui.domain.say_dates import DateStyle

Reader = Callable[[Any], Any]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class WrongValue(ValueError):
    """What is wrong with one value, as the end of the sentence `… must be`."""


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise WrongValue("text in quotes")
    return value


def _number(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise WrongValue(f"a whole number from {least} to {most}")
        return value

    return read


def _band(value: object) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == 2:
        low, high = value
        plain = all(type(edge) in (int, float) for edge in value)
        if plain and 0 <= low < high <= 1:
            return float(low), float(high)
    raise WrongValue("two shares from 0 to 1 such as [0.2, 0.4]")


def _day_first(value: object) -> bool | None:
    if value == "unclear":
        return None
    if not isinstance(value, bool):
        raise WrongValue('true, false or "unclear"')
    return value


def _clock_24(value: object) -> bool:
    if isinstance(value, bool) or value not in (12, 24):
        raise WrongValue("12 or 24")
    return value == 24


def _dates_as(value: object) -> DateStyle:
    if value not in tuple(DateStyle):
        raise WrongValue('"words" or "iso"')
    return DateStyle(str(value))


def _workdays(value: object) -> frozenset[int]:
    names = value if isinstance(value, list) else []
    days = frozenset(_DAYS.index(day) for day in names if day in _DAYS)
    if not days or len(days) != len(names):
        raise WrongValue('a list of days such as ["mon", "tue"]')
    return days


def _dates(value: object) -> frozenset[date]:
    if not isinstance(value, list) or not all(type(day) is date for day in value):
        raise WrongValue("a list of dates such as [2026-12-25]")
    return frozenset(value)


def _spans(value: object) -> tuple[tuple[date, date], ...]:
    wrong = WrongValue("a list of first and last days such as [[2026-08-03, 2026-08-14]]")
    if not isinstance(value, list):
        raise wrong
    found = []
    for span in value:
        if not (isinstance(span, list) and len(span) == 2 and all(type(d) is date for d in span)):
            raise wrong
        first, last = span
        if first > last:
            raise WrongValue("first day before last day")
        found.append((first, last))
    return tuple(found)


def _words(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise WrongValue('lines such as "name" = "text"')
    return value


# The file's name of each preference: its field of `Preferences`, and its reader.
PREFERENCES: dict[str, tuple[str, Reader]] = {
    "theme": ("theme", _text),
    "clock": ("clock_24", _clock_24),
    "dates": ("dates", _dates_as),
    "day_first": ("day_first", _day_first),
    "workdays": ("workdays", _workdays),
    "holidays": ("holidays", _dates),
    "away": ("away", _spans),
    "minutes": ("minutes", _number(5, 240)),
    "wrap_up_minutes": ("wrap_up_minutes", _number(0, 60)),
    "early_minutes": ("early_minutes", _number(0, 60)),
    "early_minutes_in_person": ("early_minutes_in_person", _number(0, 60)),
    "keys": ("keymap", _words),
    "templates": ("templates", _words),
}
CADENCES: dict[str, Reader] = dict.fromkeys(DAYS_BY_CLOSENESS, _number(1, 3650))
LIMITS: dict[str, Reader] = {
    **{field.name: _number(1, 365) for field in fields(Limits)},
    "reply_rate": _band,
}
