"""What happened with one contact and what was owed, nothing left out: a row never vanishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct

from infoview_tui.domain.follow_ups import is_open
from infoview_tui.domain.models import (
    Channel,
    Direction,
    FollowUp,
    FollowUpState,
    InterviewHead,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.queue_row import Row
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.text import in_words


class Event(Struct, frozen=True):
    """One line of a history; `text` is what people wrote, `what` the journal's own words."""

    key: str
    day: date
    what: str
    text: str = ""
    interview: str = ""
    open: bool = False  # still owed, or still to come


_HELD = {
    Status.CANCELLED: "interview, cancelled",
    Status.NO_SHOW: "interview, nobody came",
}


def history(
    touches: Iterable[Touch],
    interviews: Iterable[InterviewHead],
    follow_ups: Iterable[FollowUp],
    owed: Iterable[Row],
    now: datetime,
) -> tuple[Event, ...]:
    """Everything of one contact: first what is open, the next first, then the past, newest first.

    `owed` are the contact's rows of the queue. A talk counts once, though it is an interview and
    a touch.
    """
    open_rows = [_owed(row, now) for row in owed]
    found = [*open_rows, *_talks(interviews, now), *_touches(touches, now)]
    found += _closed(follow_ups, now)
    ahead = sorted((e for e in found if e.open), key=lambda event: event.day)
    past = sorted((e for e in found if not e.open), key=lambda event: event.day, reverse=True)
    return (*ahead, *past)


def _talks(interviews: Iterable[InterviewHead], now: datetime) -> Iterator[Event]:
    for head in interviews:
        at = head.begins or head.created_at or now
        what = _HELD.get(head.status, "interview")
        if head.ahead:
            what = "interview planned" if head.starts_at is None else "interview agreed"
        elif head.under_way:
            what = "interview, under way"
        open_ = head.ahead or head.under_way
        yield Event(head.uid, day_of(at, now), what, interview=head.uid, open=open_)


def _touches(touches: Iterable[Touch], now: datetime) -> Iterator[Event]:
    for touch in touches:
        if touch.kind is TouchKind.INTERVIEW and touch.interview:
            continue
        theirs = touch.direction is Direction.IN and touch.kind is not TouchKind.REPLY
        how = f" by {in_words(touch.channel)}" if touch.channel is not Channel.OTHER else ""
        what = f"{in_words(touch.kind)}{' from them' if theirs else ''}{how}"
        yield Event(touch.uid, day_of(touch.at, now), what, touch.text)


def _owed(row: Row, now: datetime) -> Event:
    moved = _moved(row.follow_up, now.date()) if row.follow_up else ""
    return Event(row.key, row.due, f"owed: {row.label}{moved}", row.why, row.interview, open=True)


def _closed(follow_ups: Iterable[FollowUp], now: datetime) -> Iterator[Event]:
    for row in follow_ups:
        if not is_open(row):
            verb = "done" if row.state is FollowUpState.DONE else "dropped"
            closed = row.closed_at or row.updated_at
            day = day_of(closed, now) if closed else row.due
            what = f"{verb}: {row.kind.replace('_', ' ')}{_moved(row, now.date())}"
            yield Event(row.uid, day, what, row.reason)


def _moved(row: FollowUp, today: date) -> str:
    """How often a row was put off, and from which day."""
    if not row.snoozed:
        return ""
    times = "once" if len(row.snoozed) == 1 else f"{len(row.snoozed)} times"
    return f", snoozed {times}, first due {say_day(row.snoozed[0], today)}"
