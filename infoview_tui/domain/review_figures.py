"""Last week in figures: relations before counts, no streaks (design, weekly review)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpState,
    InterviewHead,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of, days_after, hours_after
from infoview_tui.domain.stages import held_at


class Figures(Struct, frozen=True):
    """What happened from `since` to `until`, both days included."""

    since: date
    until: date
    talks: int
    written: int  # people written to
    heard_from: int  # people who wrote
    thanked: int  # talks of the week with a thank-you in time
    thanks_due: int  # talks of the week whose time is over or that were thanked for
    given: int
    done: int  # follow-ups done
    new_people: int
    thanks_hours: int = DEFAULT.thanks_hours  # what in time is

    @property
    def lines(self) -> tuple[str, ...]:
        """What to show, one figure a line; only the first stands even at zero."""
        said = [_count(self.talks, "talk", "talks")]
        if self.thanks_due:
            said.append(f"{self.thanked} of {self.thanks_due} thanked within {self.thanks_hours} h")
        if self.heard_from:
            said.append(f"heard from {_count(self.heard_from, 'person', 'people')}")
        if self.written:
            said.append(f"wrote to {_count(self.written, 'person', 'people')}")
        if self.given:
            said.append(f"gave {_count(self.given, 'time', 'times')}")
        if self.done:
            said.append(f"{_count(self.done, 'follow-up', 'follow-ups')} done")
        if self.new_people:
            said.append(f"{_count(self.new_people, 'new contact', 'new contacts')}")
        return tuple(said)


def last_week(
    contacts: Iterable[Contact],
    interviews: Iterable[InterviewHead],
    follow_ups: Iterable[FollowUp],
    touches: Iterable[Touch],
    now: datetime,
    limits: Limits = DEFAULT,
) -> Figures:
    """The figures of the seven days up to and with today."""
    until = now.date()
    since = days_after(until, 1 - limits.review_days)

    def within(moment: datetime | None) -> bool:
        return moment is not None and since <= day_of(moment, now) <= until

    everything = list(touches)
    past = [touch for touch in everything if within(touch.at)]
    held = [(head, at) for head in interviews if (at := held_at(head)) and within(at)]
    punctual = [_thanked_in_time(head, at, everything, now, limits) for head, at in held]
    gives = (TouchKind.GIVE, TouchKind.INTRODUCTION)
    return Figures(
        since=since,
        until=until,
        talks=len(held),
        written=len({t.contact for t in past if _is_message(t)}),
        heard_from=len({t.contact for t in past if t.direction is Direction.IN}),
        thanked=sum(in_time is True for in_time in punctual),
        thanks_due=sum(in_time is not None for in_time in punctual),
        given=sum(t.kind in gives and t.direction is Direction.OUT for t in past),
        done=sum(r.state is FollowUpState.DONE and within(r.closed_at) for r in follow_ups),
        new_people=sum(within(contact.created_at) for contact in contacts),
        thanks_hours=limits.thanks_hours,
    )


def _is_message(touch: Touch) -> bool:
    return touch.direction is Direction.OUT and touch.kind is not TouchKind.INTERVIEW


def _thanked_in_time(
    head: InterviewHead, ended: datetime, touches: Iterable[Touch], now: datetime, limits: Limits
) -> bool | None:
    """Whether a talk was thanked for in time; None while there is some left."""
    by = hours_after(ended, limits.thanks_hours)
    in_time = any(
        touch.kind is TouchKind.THANK_YOU
        and touch.contact == head.contact
        and ended <= touch.at <= by
        for touch in touches
    )
    return True if in_time else (False if now > by else None)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
