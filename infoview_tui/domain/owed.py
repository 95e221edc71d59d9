"""What is owed without anybody having written it down: computed rows, stored once acted upon.

Their uids follow from the facts. Snoozing, completing or dropping one stores it under that uid,
and from then on the stored row speaks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field

from infoview_tui.domain import cadence
from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.limits import DAYS_BY_CLOSENESS, DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    InterviewHead,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of, days_after, hours_after
from infoview_tui.domain.say_dates import say_when
from infoview_tui.domain.stages import attempts, last_touched

# A talk so long ago is thanked for in the next check-in, not by a row of its own.
_THANKS_LAPSE = timedelta(days=14)
_SOON = 7  # days in which something else will be the touch


class History(Struct, frozen=True, kw_only=True):
    """Everything that happened and is owed between the user and one contact."""

    contact: Contact
    touches: tuple[Touch, ...] = ()
    interviews: tuple[InterviewHead, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    known: Collection[str] = ()  # uids of rows that were asked for before, done ones too
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    limits: Limits = DEFAULT
    cadences: Mapping[str, int] = field(default_factory=lambda: DAYS_BY_CLOSENESS)

    @property
    def open_rows(self) -> tuple[FollowUp, ...]:
        return tuple(row for row in self.follow_ups if rules.is_open(row))

    @property
    def interval(self) -> int | None:
        """The days of the contact's cadence; None where none runs."""
        card = self.contact
        return cadence.interval_days(card.closeness, card.cadence_days, self.cadences)

    @property
    def talk_ahead(self) -> bool:
        return any(head.ahead or head.under_way for head in self.interviews)


def owed(history: History, now: datetime) -> tuple[FollowUp, ...]:
    """The rows that one contact's history implies and that no stored row asks for."""
    if history.contact.archived:
        return ()
    found = (*thanks_owed(history, now), *answer_owed(history, now), *going_cold(history, now))
    asked = [row for row in found if row.uid not in history.known]
    return rules.merge_new(history.follow_ups, asked)


def thanks_owed(history: History, now: datetime) -> Iterator[FollowUp]:
    """A thank-you for each talk whose debrief is not finished: its clock runs from the end."""
    for head in history.interviews:
        ended = head.ended_at
        if ended is None or not head.awaits_debrief or now - ended > _THANKS_LAPSE:
            continue
        thanked = any(
            touch.kind is TouchKind.THANK_YOU
            and touch.direction is Direction.OUT
            and (touch.interview == head.uid or touch.at >= ended)
            for touch in history.touches
        )
        if not thanked:
            yield rules.thank_you(head, now, history.limits)


def answer_owed(history: History, now: datetime) -> Iterator[FollowUp]:
    """An answer to whoever replied to an outreach: within 24 h (method §2)."""
    if not history.touches or any(h.status is Status.HELD for h in history.interviews):
        return
    past = [touch for touch in history.touches if touch.at <= now]
    reply = max(past, key=lambda touch: touch.at, default=None)
    if reply is None or reply.direction is Direction.OUT or reply.kind is TouchKind.INTERVIEW:
        return
    if history.talk_ahead:
        return
    at = hours_after(reply.at, history.limits.reply_hours)
    yield FollowUp(
        uid=derived_uid(reply.uid, "answer"),
        contact=history.contact.uid,
        kind=FollowUpKind.OTHER,
        due=day_of(at, now),
        due_at=at,
        reason="they replied: answer, and agree on a time",
    )


def going_cold(history: History, now: datetime) -> Iterator[FollowUp]:
    """A check-in once the cadence's interval since the last real touch is over (method §2).

    Not while anything else is due with the contact within a week: that will be the touch.
    Someone who never answered is not cold but resting.
    """
    contact, interval = history.contact, history.interval
    if interval is None:
        return
    last = last_touched(history.touches, history.interviews, now)
    due = cadence.due_on(last, interval)
    if cadence.colour(last, interval, now.date()) is Colour.CALM or last is None or due is None:
        return
    if history.talk_ahead:
        return
    soon = days_after(now.date(), _SOON)
    if any(row.due <= soon for row in history.open_rows):
        return
    if attempts(history.touches, history.limits):
        return
    yield FollowUp(
        uid=derived_uid(contact.uid, FollowUpKind.CHECK_IN, last.isoformat()),
        contact=contact.uid,
        kind=FollowUpKind.CHECK_IN,
        due=due,
        reason=f"no touch since {say_when(last, now)}; every {interval} days",
    )


def colour(check_in: FollowUp, history: History, now: datetime) -> Colour:
    """How the contact whom this is owed to stands against the cadence of the card."""
    interval = history.interval or 0
    return cadence.colour(days_after(check_in.due, -interval), interval, now.date())
