"""What is owed without anybody having written it down: computed rows, stored once acted upon.

Their uids follow from the facts. Snoozing, completing or dropping one stores it under that uid,
and from then on the stored row speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from infoview_tui.domain import cadence
from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    InterviewHead,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.stages import attempts, last_touched, talks

# A talk so long ago is thanked for in the next check-in, not by a row of its own.
_THANKS_LAPSE = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Everything that happened and is owed between the user and one contact."""

    contact: Contact
    touches: tuple[Touch, ...] = ()
    interviews: tuple[InterviewHead, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    limits: Limits = DEFAULT

    @property
    def open_rows(self) -> tuple[FollowUp, ...]:
        return tuple(row for row in self.follow_ups if rules.is_open(row))

    @property
    def talk_ahead(self) -> bool:
        return any(head.ahead or head.under_way for head in self.interviews)


def owed(relation: Relation, now: datetime) -> tuple[FollowUp, ...]:
    """The rows that the facts of one relation imply and that no stored row asks for."""
    if relation.contact.archived:
        return ()
    found = (*thanks_owed(relation, now), *answer_owed(relation, now), *going_cold(relation, now))
    return rules.merge_new(relation.follow_ups, found)


def thanks_owed(relation: Relation, now: datetime) -> Iterator[FollowUp]:
    """A thank-you for each talk whose debrief is not finished: its clock runs from the end."""
    for head in relation.interviews:
        ended = head.ended_at
        if ended is None or not head.awaits_debrief or now - ended > _THANKS_LAPSE:
            continue
        thanked = any(
            touch.kind is TouchKind.THANK_YOU
            and touch.direction is Direction.OUT
            and (touch.interview == head.uid or touch.at >= ended)
            for touch in relation.touches
        )
        if not thanked:
            yield rules.thank_you(head, now, relation.limits)


def answer_owed(relation: Relation, now: datetime) -> Iterator[FollowUp]:
    """An answer to whoever replied to an outreach: within 24 h (method §2)."""
    replies = [t for t in relation.touches if t.direction is Direction.IN and t.at <= now]
    if not replies or relation.talk_ahead:
        return
    reply = max(replies, key=lambda touch: touch.at)
    written = any(t.direction is Direction.OUT and t.at > reply.at for t in relation.touches)
    if written or talks(relation.interviews) or reply.kind is TouchKind.INTERVIEW:
        return
    at = reply.at + timedelta(hours=relation.limits.reply_hours)
    yield FollowUp(
        uid=derived_uid(reply.uid, "answer"),
        contact=relation.contact.uid,
        kind=FollowUpKind.OTHER,
        due=day_of(at, now),
        due_at=at,
        reason="they replied: answer, and agree on a time",
    )


def going_cold(relation: Relation, now: datetime) -> Iterator[FollowUp]:
    """A check-in once the cadence's interval since the last real touch is over (method §2).

    Not while anything else is open with the contact: that will be the touch. Someone who never
    answered is not cold but resting.
    """
    contact = relation.contact
    interval = cadence.interval_days(contact.closeness, contact.cadence_days)
    if interval is None or relation.open_rows or relation.talk_ahead:
        return
    last = last_touched(relation.touches, relation.interviews, now)
    if last is None or attempts(relation.touches, relation.limits):
        return
    due = cadence.due_on(last, interval)
    if due is None or cadence.colour(last, interval, now.date()) is Colour.CALM:
        return
    row = FollowUp(
        uid=derived_uid(contact.uid, FollowUpKind.CHECK_IN, last.isoformat()),
        contact=contact.uid,
        kind=FollowUpKind.CHECK_IN,
        due=due,
        reason=f"last touch {(now.date() - last).days} days ago; every {interval} days",
    )
    if rules.may_let_go(relation.touches, relation.limits):
        silent = rules.silent_check_ins(relation.touches)
        row = replace(row, reason=f"{silent} check-ins without an answer: let go, or once a year")
    yield row
