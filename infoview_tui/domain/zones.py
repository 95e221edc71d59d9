"""Time zones: one wall clock, kept as it was said; gaps refused, overlaps told apart by fold."""

from __future__ import annotations

import time as system
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import UnclearDate

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# Names that a system's folder of zones holds besides the IANA zones.
_NOT_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")


def wall_time(day: date, clock: time, zone: tzinfo | None) -> datetime:
    """That reading of the clock in `zone` (none: a naive result).

    Raises UnclearDate for a time that the zone skips when its clocks go forward. A time
    that it shows twice is the first of the two, unless `clock.fold` is 1.
    """
    wall = datetime.combine(day, clock)
    if zone is None:
        return wall
    moment = wall.replace(tzinfo=zone)
    try:
        shown = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        # The first and last day of the calendar have no neighbours to compare with.
        return moment
    if shown != wall:
        raise UnclearDate(
            f"{wall:%H:%M} does not exist on {day} in {zone}: the clocks go forward. "
            f"Write {shown:%H:%M}."
        )
    return moment


def after(now: datetime, span: timedelta) -> datetime:
    """The whole minute `span` after `now`, in elapsed time, on the clock of `now`.

    Raises UnclearDate outside the years 1 to 9999.
    """
    start = now.replace(second=0, microsecond=0)
    try:
        if start.tzinfo is None:
            return start + span
        return (start.astimezone(UTC) + span).astimezone(start.tzinfo)
    except OverflowError:
        raise UnclearDate("That lies outside the years 1 to 9999: choose a nearer time.") from None


def zone_of(name: str) -> ZoneInfo | None:
    """The IANA time zone of that name; None if this machine knows none."""
    from zoneinfo import ZoneInfo  # of no use to a command that knows one zone, its own

    if name.startswith(_NOT_ZONES):
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def valid_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone that this machine knows."""
    return zone_of(name) is not None


def local_time(moment: datetime, zone_name: str) -> datetime | None:
    """What the clocks in `zone_name` show at `moment` (naive: UTC); None for an unknown zone."""
    zone = zone_of(zone_name)
    if zone is None:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)
    except OverflowError:
        return None


# The local time of the first and last year cannot be asked of the system, whose answer may lie
# outside the calendar; a leap year that every system knows stands in for them.
_EDGES = (MINYEAR, MAXYEAR)
_STAND_IN = 2000


class HomeZone(tzinfo):
    """The zone of this machine with its summer time, which a fixed offset does not know."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        # Comparing two moments asks this, thousands of times for the same ones.
        return _offset(moment.replace(tzinfo=None), moment.fold, system.tzname) if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return _on_this_machine(moment).tzname() if moment else None

    def fromutc(self, moment: datetime) -> datetime:
        if moment.year in _EDGES:
            return moment + (self.utcoffset(moment) or timedelta())
        here = moment.replace(tzinfo=UTC).astimezone()
        local = here.replace(tzinfo=self)
        # The second of two equal readings is the one whose first has another offset.
        return local if local.utcoffset() == here.utcoffset() else local.replace(fold=1)

    def __str__(self) -> str:
        return "this machine's time zone"


HOME = HomeZone()


@lru_cache(maxsize=4096)
def _offset(wall: datetime, fold: int, zone: tuple[str, str]) -> timedelta | None:
    """The offset of a wall time while the machine is in this zone."""
    return _on_this_machine(wall.replace(fold=fold)).utcoffset()


def _on_this_machine(moment: datetime) -> datetime:
    wall = moment.replace(tzinfo=None)
    try:
        return (wall.replace(year=_STAND_IN) if wall.year in _EDGES else wall).astimezone()
    except OSError:
        # Windows knows no local time before 1970.
        return wall.replace(year=_STAND_IN).astimezone()
