"""The time of a talk between two clocks: typed on one of them, shown on both."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.moments import local
from infoview_tui.domain.say_dates import say_clock, say_when
from infoview_tui.domain.zones import valid_zone

_THERE = re.compile(r"\s+(?:there|their time)$", re.IGNORECASE)


def parse_meeting(
    text: str,
    now: datetime,
    zone: str = "",
    *,
    day_first: bool | None = None,
    calendar: WorkCalendar | None = None,
) -> datetime:
    """The moment that `text` says: on the user's own clock, or on theirs with `… there`.

    Raises `UnclearDate` for a day without a time, and for a moment that has passed.
    """
    from infoview_tui.domain.dates import parse_when  # the grammar, when a talk is planned

    phrase = _THERE.sub("", text.strip())
    seen_from = now
    if phrase != text.strip():
        if not valid_zone(zone):
            raise UnclearDate("Their time zone is not known: give it below, or your own time.")
        seen_from = now.astimezone(ZoneInfo(zone))
    found: date | datetime = parse_when(
        phrase, seen_from, day_first=day_first, calendar=calendar or WorkCalendar()
    )
    if not isinstance(found, datetime):
        raise UnclearDate(f"{say_when(found, now)}: at what time? Try '{phrase} 14:30'.")
    return found.astimezone(now.tzinfo)


def say_meeting(moment: datetime, now: datetime, zone: str = "", *, clock_24: bool = True) -> str:
    """The moment on both clocks: `Fri 27 Nov, 14:30 here · 08:30 in Toronto`."""
    mine = local(moment, now)
    here = say_when(mine, now, clock_24=clock_24)
    if not valid_zone(zone):
        return here
    there = local(moment, now.astimezone(ZoneInfo(zone)))
    clock = say_clock(there, clock_24=clock_24)
    if there.date() != mine.date():
        clock = f"{there:%a} {clock}"
    return f"{here} here · {clock} in {place_of(zone)}"


def say_to_them(moment: datetime, now: datetime, zone: str = "", *, clock_24: bool = True) -> str:
    """The moment as one writes it to them: `Fri 27 Nov, 08:30 your time (14:30 mine)`.

    Where their zone is unknown, one's own offset stands beside the time: `14:30 (UTC+01:00)`.
    """
    mine = moment.astimezone(now.tzinfo)
    if not valid_zone(zone):
        return f"{say_when(mine, now, clock_24=clock_24, in_words=True)} ({_offset(mine)})"
    theirs = moment.astimezone(ZoneInfo(zone))
    said = say_when(theirs, now, clock_24=clock_24, in_words=True)
    if mine.utcoffset() == theirs.utcoffset():
        return said
    clock = say_clock(mine, clock_24=clock_24)
    day = "" if mine.date() == theirs.date() else f"{mine:%a} "
    return f"{said} your time ({day}{clock} mine)"


def _offset(moment: datetime) -> str:
    """`UTC+05:30`; nothing for a naive time."""
    return f"UTC{moment.isoformat()[-6:]}" if moment.utcoffset() is not None else "my time"


def place_of(zone: str) -> str:
    """The place that a zone is named for: `America/New_York` -> `New York`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def local_time_there(now: datetime, zone: str, *, clock_24: bool = True) -> str:
    """`09:14 in Toronto`; nothing for a zone that is unknown."""
    if not valid_zone(zone):
        return ""
    return f"{say_clock(now.astimezone(ZoneInfo(zone)), clock_24=clock_24)} in {place_of(zone)}"
