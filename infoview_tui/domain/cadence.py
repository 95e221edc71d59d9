"""Staying in touch: intervals, colours and repeats, counted from the last real touch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.limits import DAYS_BY_CLOSENESS
from infoview_tui.domain.say_dates import say_date
from infoview_tui.domain.text import clean_line

# method: amber at 1.0 x the interval since the last touch, red at 1.5 x
_AMBER_AT = 1.0
_RED_AT = 1.5

_CYCLE = 400  # years after which the Gregorian calendar repeats, weekdays included
_YEARS_AHEAD = 40  # how far a repeat is looked for, at the least
_MOST_STEPS = 1000
_FREQUENCIES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_LIMITS = ("BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY", "BYWEEKNO")
_PARTS = frozenset({"FREQ", "INTERVAL", "UNTIL", "WKST", *_LIMITS})
_ADVERBS = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class OutsideCalendar(InfoviewError):
    """Arithmetic that leaves the years 1 to 9999."""


class UnclearRepeat(InfoviewError):
    """A rule of repetition that is not understood."""


class Colour(StrEnum):
    """How a relation stands against its cadence."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"


def interval_days(
    closeness: str | None, own_days: int | None, cadences: Mapping[str, int] = DAYS_BY_CLOSENESS
) -> int | None:
    """Days between touches: the contact's own number, else by closeness, else None."""
    if own_days is not None and own_days > 0:
        return own_days
    return cadences.get(closeness or "")


def colour(last_touch: date | None, interval: int | None, today: date) -> Colour:
    """Amber from 1.0 x the interval since the last touch, red from 1.5 x.

    Calm without a cadence, and before a first touch: no cadence runs yet.
    """
    if last_touch is None or not interval:
        return Colour.CALM
    elapsed = (today - last_touch).days / interval
    if elapsed >= _RED_AT:
        return Colour.RED
    return Colour.AMBER if elapsed >= _AMBER_AT else Colour.CALM


def catch_up_priority(last_touch: date | None, interval: int | None, today: date) -> float | None:
    """method: (days since the last touch - interval) / interval; None where no cadence runs.

    0.0 on the day the touch is due, 0.5 when it turns red, negative before.
    """
    if last_touch is None or not interval:
        return None
    return ((today - last_touch).days - interval) / interval


def due_on(last_touch: date | None, interval: int | None) -> date | None:
    """The day of the next touch; None where no cadence runs or the calendar ends before."""
    if last_touch is None or not interval or interval > (date.max - last_touch).days:
        return None
    return date.fromordinal(last_touch.toordinal() + interval)


def months_after(anchor: date, n: int) -> date:
    """`anchor` moved by n months, to the last day where the month is shorter.

    Always from the anchor, never chained: 31 Jan + 1 is 28 Feb, + 2 is 31 Mar. Raises
    OutsideCalendar beyond the years 1 to 9999.
    """
    from dateutil.relativedelta import relativedelta

    try:
        return anchor + relativedelta(months=n)
    except (ValueError, OverflowError):
        raise OutsideCalendar(
            f"{n} months from {anchor} lie outside the years 1 to 9999: choose fewer."
        ) from None


def next_occurrence(rule: str, completed: date) -> date | None:
    """The next day of an RFC 5545 rule, counted from the day of completion; None after UNTIL.

    Plain monthly and yearly rules step to the month's last day where it is shorter, where
    RFC 5545 would skip the month: 31 Jan, monthly, is 28 Feb. Raises UnclearRepeat.
    """
    parts = _parts_of(rule)
    until = _until_of(parts)
    freq, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    try:
        if freq in ("MONTHLY", "YEARLY") and not any(limit in parts for limit in _LIMITS):
            found: date | None = months_after(completed, interval * (12 if freq == "YEARLY" else 1))
        else:
            found = _by_rrule(parts, completed)
    except OutsideCalendar:
        return None
    return None if found is None or (until is not None and found > until) else found


def _by_rrule(parts: dict[str, str], completed: date) -> date | None:
    from dateutil.rrule import rrulestr

    # rrule looks for a day that never comes until the year 9999, whatever its UNTIL says. The
    # calendar repeats itself every 400 years, so the question is asked close to that end.
    cycles = max(0, (date.max.year - _YEARS_AHEAD - completed.year) // _CYCLE)
    late = completed.replace(year=completed.year + cycles * _CYCLE)
    start = datetime.combine(late, time())
    # The start may be an occurrence itself: the next one is at most the second.
    bounded = {key: value for key, value in parts.items() if key != "UNTIL"} | {"COUNT": "2"}
    text = ";".join(f"{key}={value}" for key, value in bounded.items())
    try:
        found = rrulestr(text, dtstart=start).after(start)
    except (ValueError, TypeError, IndexError, KeyError, OverflowError):
        raise UnclearRepeat(f"'{text[:60]}' is no rule of repetition (RFC 5545).") from None
    return None if found is None else found.date().replace(year=found.year - cycles * _CYCLE)


def _parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule, FREQ present, every key known. Raises UnclearRepeat."""
    shown = clean_line(rule[:60])
    body = rule.strip().upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for part in body.split(";"):
        key, equals, value = part.partition("=")
        if not equals or not re.fullmatch(r"[A-Z0-9,+-]{1,60}", value) or key in parts:
            raise UnclearRepeat(f"'{shown}' is no rule of repetition: write 'every 2 weeks'.")
        parts[key] = value
    if "COUNT" in parts:
        raise UnclearRepeat(f"'{shown}': repeats restart when done, so use UNTIL, not COUNT.")
    unknown = sorted(parts.keys() - _PARTS)
    if unknown or parts.get("FREQ") not in _FREQUENCIES:
        what = unknown[0] if unknown else f"FREQ={parts.get('FREQ', '')}"
        raise UnclearRepeat(f"'{shown}': {what} is not known here; repeats are daily to yearly.")
    interval = parts.get("INTERVAL", "1")
    if not interval.isdecimal() or not 1 <= int(interval) <= _MOST_STEPS:
        raise UnclearRepeat(f"'{shown}': INTERVAL runs from 1 to {_MOST_STEPS}.")
    return parts


def _until_of(parts: dict[str, str]) -> date | None:
    until = parts.get("UNTIL")
    if until is None:
        return None
    try:
        return date.fromisoformat(until[:8])
    except ValueError:
        raise UnclearRepeat(f"UNTIL={until[:20]} is no date: write UNTIL=20271231.") from None


def valid_rule(rule: str) -> bool:
    """Whether `next_occurrence` understands the rule."""
    try:
        next_occurrence(rule, date(2024, 1, 1))
    except UnclearRepeat:
        return False
    return True


def say_rule(rule: str) -> str:
    """The rule in words: `monthly`, `every 2 weeks`, `weekly on Mon`. Raises UnclearRepeat."""
    parts = _parts_of(rule)
    unit, interval = _FREQUENCIES[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    words = [_ADVERBS[unit] if interval == 1 else f"every {interval} {unit}s"]
    if "BYDAY" in parts:
        words.append("on " + ", ".join(map(_say_weekday, parts["BYDAY"].split(","))))
    if "BYMONTHDAY" in parts:
        words.append(f"on day {parts['BYMONTHDAY'].replace(',', ', ')}")
    words += [f"({key}={parts[key]})" for key in _LIMITS[2:] if key in parts]
    if (until := _until_of(parts)) is not None:
        words.append(f"until {say_date(until)}")
    return " ".join(words)


def _say_weekday(said: str) -> str:
    """`MO` -> Mon, `2TU` -> 2nd Tue, `-1FR` -> last Fri."""
    rank, code = said[:-2], said[-2:]
    if code not in _WEEKDAYS:
        return said
    name = _WEEKDAY_NAMES[_WEEKDAYS.index(code)]
    ranked = {"": "", "1": "1st ", "2": "2nd ", "3": "3rd ", "-1": "last "}
    return f"{ranked.get(rank, rank + ' ')}{name}"


_ADVERB_RULES = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "yearly": "FREQ=YEARLY",
    "annually": "FREQ=YEARLY",
    "every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
}
_UNIT_STEPS = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "half year": ("MONTHLY", 6),
    "year": ("YEARLY", 1),
}
_WEEKDAY_FORMS = (
    ("mon", "monday"),
    ("tue", "tuesday"),
    ("wed", "wednesday"),
    ("thu", "thursday"),
    ("fri", "friday"),
    ("sat", "saturday"),
    ("sun", "sunday"),
)
_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {"": 1, "other": 2} | {word: n for n, word in enumerate(_COUNT_WORDS.split(), 1)}
_EVERY = re.compile(r"every (?:(?!half )([a-z]+|[0-9]{1,4}) )?(half year|[a-z]+?)s?")


def parse_repeat(text: str) -> str:
    """The rule that a phrase means: `every 2 weeks`, `monthly`, `every quarter`, `every mon`.

    An RFC 5545 rule is taken as it is. Raises UnclearRepeat ("biweekly" is twice a week or
    every two weeks: refused).
    """
    said = " ".join(text[:80].lower().split())
    if said in _ADVERB_RULES:
        return _ADVERB_RULES[said]
    if "=" in said:
        rule = ";".join(f"{key}={value}" for key, value in _parts_of(text).items())
        next_occurrence(rule, date(2024, 1, 1))
        return rule
    rule_of = _EVERY.fullmatch(said)
    found = _every(rule_of[1] or "", rule_of[2]) if rule_of else None
    if found is None:
        raise UnclearRepeat(
            f"'{clean_line(said[:40])}' is no repeat that I can read: "
            "try 'every 2 weeks' or 'monthly'."
        )
    return found


def _every(count: str, unit: str) -> str | None:
    for code, name in zip(_WEEKDAYS, _WEEKDAY_FORMS, strict=True):
        if unit in name and not count:
            return f"FREQ=WEEKLY;BYDAY={code}"
    steps = int(count) if count.isdecimal() else _COUNTS.get(count, 0)
    if unit not in _UNIT_STEPS:
        return None
    freq, length = _UNIT_STEPS[unit]
    total = steps * length
    if not 1 <= total <= _MOST_STEPS:
        return None
    return f"FREQ={freq}" if total == 1 else f"FREQ={freq};INTERVAL={total}"
