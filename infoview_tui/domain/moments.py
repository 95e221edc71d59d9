"""Moments and days: what happened is UTC, but a day is a day where the user lives."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def local(moment: datetime, now: datetime) -> datetime:
    """`moment` in the time zone of `now`; one at the very edge of the calendar stays as it is."""
    try:
        return moment.astimezone(now.tzinfo)
    except OverflowError:
        return moment


def in_utc(moment: datetime) -> datetime:
    """`moment` in UTC, with which thousands are compared: the zone of a machine is slow to ask."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment


def day_of(moment: datetime, now: datetime) -> date:
    """The day on which `moment` fell for someone whose clock shows `now`."""
    return local(moment, now).date()


class Days:
    """`day_of` for many moments of few days: the zone is asked once a day, as it is slow to ask."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._begins = self._ends = datetime.max.replace(tzinfo=UTC)
        self._day = date.max

    def of(self, moment: datetime) -> date:
        if not self._begins <= moment < self._ends:
            self._day = day_of(moment, self._now)
            try:
                midnight = datetime.combine(self._day, time(), self._now.tzinfo)
                self._begins = midnight.astimezone(UTC)
                self._ends = (midnight + timedelta(days=1)).astimezone(UTC)
            except OverflowError:  # at the edge of the calendar every moment is asked
                self._ends = self._begins
        return self._day


def days_after(day: date, days: int) -> date:
    """`day` plus `days`, held at the last day of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def hours_after(moment: datetime, hours: int) -> datetime:
    """`moment` plus `hours` that really pass, held at the end of the calendar."""
    try:
        return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(moment.tzinfo)
    except OverflowError:
        return datetime.max.replace(tzinfo=moment.tzinfo)


def hours_since(moment: datetime, now: datetime) -> float:
    """Hours that really passed from `moment` to `now`, negative while it lies ahead.

    By the time stamp: two moments of one zone would be subtracted by the wall clock.
    """
    return (now.timestamp() - moment.timestamp()) / 3600


def say_span(hours: float) -> str:
    """How long, roughly: `40 min`, `4 h`, `3 d`."""
    if hours < 1:
        return f"{max(0, int(hours * 60))} min"
    return f"{int(hours)} h" if hours < 24 else f"{int(hours / 24)} d"
