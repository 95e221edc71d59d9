"""Where a relation stands, computed from what happened; never stored, so it cannot drift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from infoview_tui.domain.cadence import months_after
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Direction,
    InterviewHead,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of, in_utc

_CALENDAR = WorkCalendar()


class Stage(StrEnum):
    """A contact's stage, in the order of the way."""

    TO_CONTACT = "to_contact"
    CONTACTED = "contacted"
    REPLIED = "replied"
    SCHEDULED = "scheduled"
    MET = "met"
    RESTING = "resting"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


def stage(
    touches: Iterable[Touch],
    interviews: Iterable[InterviewHead],
    today: date,
    *,
    calendar: WorkCalendar = _CALENDAR,
    limits: Limits = DEFAULT,
) -> Stage:
    """The stage of one contact from all of its touches and interviews.

    A talk ahead counts before one held, and both before messages. Two attempts without a reply
    rest from the end of the second clock (7 business days) for six months (method §2).
    """
    heads = list(interviews)
    past = [touch for touch in touches if touch.at.date() <= today]
    if any(head.under_way or _agreed(head) for head in heads):
        return Stage.SCHEDULED
    if any(head.status is Status.HELD for head in heads) or _has(past, TouchKind.INTERVIEW):
        return Stage.MET
    if any(touch.direction is Direction.IN for touch in past):
        return Stage.REPLIED
    tried = attempts(past, limits)
    if not tried:
        return Stage.CONTACTED if past else Stage.TO_CONTACT
    resting = rest(tried, calendar, limits)
    if resting and resting[0] <= today < resting[1]:
        return Stage.RESTING
    forgotten = resting[1] if resting else months_after(tried[-1].at.date(), limits.rest_months)
    return Stage.CONTACTED if today < forgotten else Stage.TO_CONTACT


def attempts(touches: Iterable[Touch], limits: Limits = DEFAULT) -> tuple[Touch, ...]:
    """The outreach of the present round that nobody answered, oldest first.

    A reply or a talk ends a round, and so does a rest of six months.
    """
    tried: list[Touch] = []
    for touch in sorted(touches, key=lambda t: t.at):
        if touch.direction is Direction.IN or touch.kind is TouchKind.INTERVIEW:
            tried = []
        elif touch.kind is TouchKind.OUTREACH:
            if tried and touch.at.date() >= months_after(tried[-1].at.date(), limits.rest_months):
                tried = []
            tried.append(touch)
    return tuple(tried)


def rest(
    tried: Sequence[Touch], calendar: WorkCalendar = _CALENDAR, limits: Limits = DEFAULT
) -> tuple[date, date] | None:
    """The day from which a contact rests and the day to look again; None before two attempts."""
    if len(tried) < limits.attempts:
        return None
    begins = calendar.due_after(tried[-1].at, limits.second_try)
    return begins, months_after(begins, limits.rest_months)


def last_touch(touches: Iterable[Touch]) -> Touch | None:
    """The latest touch of any kind, from which the cadence counts (method §2)."""
    return max(touches, key=lambda touch: touch.at, default=None)


def last_touched(
    touches: Iterable[Touch], interviews: Iterable[InterviewHead], now: datetime
) -> date | None:
    """The day of the last real touch; a talk that was held is one even if nobody logged it."""
    moment = in_utc(now)
    moments = [touch.at for touch in touches if touch.at <= moment]
    moments += [at for head in interviews if (at := held_at(head)) and at <= moment]
    return day_of(max(moments), now) if moments else None


def silent_check_ins(touches: Iterable[Touch]) -> int:
    """How many check-ins in a row had no answer; after two it is time to let go (method §2)."""
    count = 0
    for touch in sorted(touches, key=lambda t: t.at):
        if touch.direction is Direction.IN or touch.kind is TouchKind.INTERVIEW:
            count = 0
        elif touch.kind is TouchKind.CHECK_IN:
            count += 1
    return count


def may_let_go(touches: Iterable[Touch], limits: Limits = DEFAULT) -> bool:
    return silent_check_ins(touches) >= limits.silent_check_ins


def held_at(head: InterviewHead) -> datetime | None:
    """When a talk took place; None if it did not, or nobody knows."""
    if head.status is not Status.HELD:
        return None
    return head.ended_at or head.started_at or head.starts_at


def talks(interviews: Iterable[InterviewHead]) -> tuple[InterviewHead, ...]:
    """The talks that were held, oldest first; those without a time come first."""
    held = [head for head in interviews if head.status is Status.HELD]
    return tuple(sorted(held, key=lambda head: _order(held_at(head))))


def by_begin(head: InterviewHead) -> float:
    """Sorts talks by when they began or are to; those without a time come first."""
    return _order(head.begins)


def _order(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("-inf")


def _agreed(head: InterviewHead) -> bool:
    return head.ahead and head.status is Status.SCHEDULED


def _has(touches: Iterable[Touch], kind: TouchKind) -> bool:
    return any(touch.kind is kind for touch in touches)
