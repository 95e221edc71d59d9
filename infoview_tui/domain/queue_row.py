"""A row of the queue and its place in it: group, severity, and the words for how late."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from infoview_tui.domain.models import FollowUp
from infoview_tui.domain.moments import days_after, hours_since, say_span
from infoview_tui.domain.say_dates import say_date, say_day
from infoview_tui.domain.text import fold

WEEK = 7
_FAR = 60  # days


class Group(StrEnum):
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"
    WAITING = "waiting for them"


class Severity(StrEnum):
    CALM = "calm"
    AMBER = "amber"
    RED = "red"


class Task(StrEnum):
    """What a row asks for: a follow-up, something to do about an interview, or the review."""

    FOLLOW_UP = "follow-up"
    DEBRIEF = "debrief"
    PREP = "prep sheet"
    OUTCOME = "held?"
    REVIEW = "review"


_PLACE = {group: place for place, group in enumerate(Group)}
_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


class Row(Struct, frozen=True, kw_only=True, eq=False):
    """One line of the queue; `key` stays the same as long as the same thing is owed."""

    key: str
    task: Task
    group: Group
    severity: Severity
    contact: str  # uid; "" for the review
    name: str
    label: str  # what kind of thing is owed, in words
    due: date
    late: str = ""  # how late, or for which day
    interview: str = ""  # uid
    follow_up: FollowUp | None = None  # for Task.FOLLOW_UP
    stored: bool = True  # False: implied by the facts, stored once something is done with it
    reason: Callable[[], str] = str

    @property
    def why(self) -> str:
        """Why now; reads the notes behind the row, so ask for the rows on screen only."""
        return self.reason()


Urgency: TypeAlias = tuple[int, int, date, str, str]


def arranged(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows in the order of the queue: group, severity, due, name."""
    return tuple(sorted(rows, key=urgency))


def group_of_day(due: date, today: date) -> Group:
    """The group of something due on a day; this week is the next seven days."""
    if due < today:
        return Group.OVERDUE
    if due == today:
        return Group.TODAY
    return Group.THIS_WEEK if due < days_after(today, WEEK) else Group.LATER


def say_late(due: date, at: datetime | None, now: datetime) -> str:
    """How late, or for when: `4 h late`, `in 3 h`, `2 d`, `Fri 27 Nov`, `9 Jan 2027`.

    It is "" on the day itself.
    """
    if at is not None:
        hours = hours_since(at, now)
        return f"{say_span(hours)} late" if hours > 0 else f"in {say_span(-hours)}"
    late = (now.date() - due).days
    if late > 0:
        return f"{late} d"
    if -late > _FAR and due.year != now.year:
        return say_date(due).removeprefix("0")  # so far ahead the weekday tells nothing
    return "" if late == 0 else say_day(due, now.date())


def urgency(row: Row) -> Urgency:
    """Where a row stands in the queue; smaller comes first."""
    return (
        _PLACE[row.group],
        -_WEIGHT[row.severity],
        row.due,
        fold(row.name),
        row.key,
    )


def before(group: Group) -> tuple[int]:
    """A place in the order of `urgency` before all rows of a group."""
    return (_PLACE[group],)
