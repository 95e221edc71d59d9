"""Time zones: one wall clock, kept as it was said; gaps refused, overlaps told apart by fold."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from infoview_tui.domain.errors import UnclearDate


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


def valid_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
