"""The rules that put rows into the queue and take them out (method §2 and "After")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from infoview_tui.domain import cadence
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    InterviewHead,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of, days_after, hours_after
from infoview_tui.domain.stages import attempts, rest
from infoview_tui.domain.text import fold

# The rows of the 3B7 clock: they run while nobody answers.
CLOCK = frozenset({FollowUpKind.TRY_ANOTHER, FollowUpKind.SECOND_TRY, FollowUpKind.REVISIT})

# The rows that are done by saying something to the contact they are for.
MESSAGES = frozenset(FollowUpKind) - {FollowUpKind.OFFER, FollowUpKind.TRY_ANOTHER}

# Of these a contact has at most one open row, whatever it came from.
_ONE_A_CONTACT = CLOCK | {FollowUpKind.OUTREACH, FollowUpKind.CHECK_IN}

# The rows that a sent message of each kind settles.
_SETTLES = {
    TouchKind.OUTREACH: CLOCK | {FollowUpKind.OUTREACH},
    TouchKind.THANK_YOU: frozenset({FollowUpKind.THANK_YOU}),
    TouchKind.CHECK_IN: frozenset({FollowUpKind.CHECK_IN}),
    TouchKind.INTRODUCTION: frozenset({FollowUpKind.INTRODUCTION}),
    TouchKind.ASK: frozenset({FollowUpKind.ASK}),
}

# A touch moves a check-in only if it gains this much: thanks do not push it by a day.
_WORTH_MOVING = timedelta(days=7)


# What makes rows -----------------------------------------------------------------------


def after_sending(
    contact: Contact,
    touch: Touch,
    earlier: Iterable[Touch],
    calendar: WorkCalendar,
    limits: Limits = DEFAULT,
) -> tuple[FollowUp, ...]:
    """The rows that an outreach starts; `touch.at` is on the user's own clock.

    method, "3B7": someone else at the same place after 3 business days, the one and only second
    try after 7; after the second attempt a rest, and another look after 6 months. The first
    message to a person who was referred is reported back after 14 days.
    """
    before = [t for t in earlier if t.at <= touch.at]
    tried = attempts([*before, touch], limits)
    rows = _clock_rows(contact, touch, tried, calendar, limits)
    first = not any(t.direction is Direction.OUT for t in before)
    if contact.introduced_by and first:
        rows += (report_back(contact, touch.at.date(), limits),)
    return rows


def _clock_rows(
    contact: Contact,
    touch: Touch,
    tried: tuple[Touch, ...],
    calendar: WorkCalendar,
    limits: Limits,
) -> tuple[FollowUp, ...]:
    sent = _counted_from(contact, touch)
    resting = rest([*tried[:-1], replace(touch, at=sent)], calendar, limits)
    if resting:
        why = f"resting after {len(tried)} messages without a reply: look again, or let go"
        return (_row(contact.uid, FollowUpKind.REVISIT, resting[1], why, touch.uid),)
    place = f"someone else at {contact.company}" if contact.company else "someone else"
    return (
        _row(
            contact.uid,
            FollowUpKind.TRY_ANOTHER,
            calendar.due_after(sent, limits.try_another),
            f"no reply in {limits.try_another} business days: write to {place}",
            touch.uid,
        ),
        _row(
            contact.uid,
            FollowUpKind.SECOND_TRY,
            calendar.due_after(sent, limits.second_try),
            f"no reply in {limits.second_try} business days: the one second try",
            touch.uid,
        ),
    )


def _counted_from(contact: Contact, touch: Touch) -> datetime:
    """When the clock starts: at sending, or the morning after their out-of-office ends."""
    if contact.away_until is None or contact.away_until < touch.at.date():
        return touch.at
    return datetime.combine(days_after(contact.away_until, 1), time.min, touch.at.tzinfo)


def report_back(referred: Contact, first_contact: date, limits: Limits = DEFAULT) -> FollowUp:
    """Tell whoever introduced `referred` how it went: 14 days after the first contact."""
    return FollowUp(
        uid=derived_uid(referred.introduced_by, FollowUpKind.REPORT_BACK, referred.uid),
        contact=referred.introduced_by,
        kind=FollowUpKind.REPORT_BACK,
        due=days_after(first_contact, limits.report_back_days),
        reason=f"you wrote to {referred.name}, whom they introduced",
        about=referred.uid,
    )


def after_planning(
    interview: InterviewHead,
    now: datetime,
    existing: Iterable[FollowUp] = (),
    limits: Limits = DEFAULT,
) -> tuple[FollowUp, ...]:
    """The confirmation, one day before the talk; none for a talk of today or without a time.

    A plan at the same time keeps the open row of `existing`, and asks nothing if it was done; a
    talk at another time is another row, and the caller drops the former one.
    """
    if interview.status is not Status.SCHEDULED or interview.starts_at is None:
        return ()
    talk = day_of(interview.starts_at, now)
    if talk <= now.date():
        return ()
    due = max(now.date(), days_after(talk, -limits.confirm_days))
    why = "confirm the talk, with the time zone"
    moment = f"{interview.starts_at.timestamp():.0f}"
    row = _row(interview.contact, FollowUpKind.CONFIRM, due, why, interview.uid, moment)
    known = next((r for r in existing if r.uid == row.uid), None)
    if known is not None:
        return (known,) if is_open(known) else ()
    return (replace(row, interview=interview.uid),)


def after_no_show(interview: InterviewHead, now: datetime) -> FollowUp:
    """Missed each other: write the next day at the latest, kindly, with new times."""
    due = days_after(now.date(), 1)
    why = "you missed each other: offer new times"
    row = _row(interview.contact, FollowUpKind.OTHER, due, why, interview.uid, "no_show")
    return replace(row, interview=interview.uid)


def thank_you(interview: InterviewHead, now: datetime, limits: Limits = DEFAULT) -> FollowUp:
    """The thank-you, due 24 h after the end of the talk, to the hour."""
    at = hours_after(interview.ended_at or now, limits.thanks_hours)
    row = _row(
        interview.contact,
        FollowUpKind.THANK_YOU,
        day_of(at, now),
        "thank them for the talk; name one thing they said and one you will do",
        interview.uid,
    )
    return replace(row, interview=interview.uid, due_at=at)


def check_in(interview: InterviewHead, now: datetime, limits: Limits = DEFAULT) -> FollowUp:
    """The first check-in, 30 days after the talk, asking for nothing."""
    talk = day_of(interview.ended_at or interview.starts_at or now, now)
    due = days_after(talk, limits.check_in_days)
    why = f"first check-in, {limits.check_in_days} days after the talk: what changed since"
    row = _row(interview.contact, FollowUpKind.CHECK_IN, due, why, interview.uid)
    return replace(row, interview=interview.uid)


def outreach_to(person: Contact, why: str, due: date, cause: str = "") -> FollowUp:
    """Write the first message to `person`; `cause` is the uid of what asks for it."""
    return _row(person.uid, FollowUpKind.OUTREACH, due, why, cause)


def _row(contact: str, kind: FollowUpKind, due: date, reason: str, *cause: str) -> FollowUp:
    uid = derived_uid(contact, kind, *cause)
    return FollowUp(uid=uid, contact=contact, kind=kind, due=due, reason=reason)


# What takes them out -----------------------------------------------------------------


def closed_by_reply(rows: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those of one contact's rows that a reply or a talk settles: the clock and first outreach."""
    return settled_by(TouchKind.OUTREACH, rows)


def settled_by(kind: TouchKind, rows: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those of one contact's open rows that a message of `kind` settles.

    Who was asked whether to introduce them waits on: another introduction does not answer that.
    """
    kinds = _SETTLES.get(kind, frozenset())
    asking = (Step.ASK, Step.ANSWER)
    return tuple(
        row for row in rows if is_open(row) and row.kind in kinds and step_of(row) not in asking
    )


def moved_by_touch(
    touch: Touch, rows: Iterable[FollowUp], limits: Limits = DEFAULT
) -> tuple[FollowUp, ...]:
    """One contact's open check-ins, counted anew: logging any touch restarts the cadence."""
    if touch.kind is TouchKind.THANK_YOU:
        return ()
    due = days_after(touch.at.date(), limits.check_in_days)
    return tuple(
        snooze(row, due)
        for row in rows
        if is_open(row) and row.kind is FollowUpKind.CHECK_IN and due - row.due >= _WORTH_MOVING
    )


def moved_by_absence(
    contact: Contact,
    touches: Iterable[Touch],
    rows: Iterable[FollowUp],
    calendar: WorkCalendar,
    limits: Limits = DEFAULT,
) -> tuple[FollowUp, ...]:
    """The open rows of the clock, put off until the contact is back: for an absence heard of
    after sending (`away_until`).
    """
    tried = attempts(touches, limits)
    if not tried or contact.away_until is None:
        return ()
    anew = {row.uid: row.due for row in _clock_rows(contact, tried[-1], tried, calendar, limits)}
    return tuple(
        snooze(row, anew[row.uid])
        for row in rows
        if is_open(row) and row.due < anew.get(row.uid, row.due)
    )


def is_open(row: FollowUp) -> bool:
    return row.state is FollowUpState.OPEN


# What is done with a row ---------------------------------------------------------------


def complete(row: FollowUp, now: datetime) -> tuple[FollowUp, FollowUp | None]:
    """The closed row and, if it repeats, the next one, counted from today and not from its due.

    Raises `InfoviewError` for a repeat rule that cannot be read.
    """
    closed = replace(row, state=FollowUpState.DONE, closed_at=now)
    due = cadence.next_occurrence(row.repeat, now.date()) if row.repeat else None
    if due is None:
        return closed, None
    uid = derived_uid(row.uid, due.isoformat())
    following = replace(
        row, uid=uid, due=due, due_at=None, snoozed=(), draft="", created_at=None, updated_at=None
    )
    return closed, following


def snooze(row: FollowUp, until: date) -> FollowUp:
    """The row due on another day; the day it is moved from is remembered and counted."""
    if until == row.due:
        return row
    return replace(row, due=until, snoozed=(*row.snoozed, row.due))


def drop(row: FollowUp, now: datetime) -> FollowUp:
    """The row let go; it stays in the contact's history."""
    return replace(row, state=FollowUpState.DROPPED, closed_at=now)


# Never twice ---------------------------------------------------------------------------


def merge_new(existing: Iterable[FollowUp], proposed: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those of the proposed rows that say something new.

    A row is known if its uid is (in any state: what was done or dropped is not asked again), or
    if an open row asks the same of the same contact.
    """
    uids, open_ones = set(), set()
    for row in existing:
        uids.add(row.uid)
        if is_open(row):
            open_ones.add(asks(row))
    new = []
    for row in proposed:
        if row.uid not in uids and asks(row) not in open_ones:
            uids.add(row.uid)
            open_ones.add(asks(row))
            new.append(row)
    return tuple(new)


def asks(row: FollowUp) -> tuple[str, ...]:
    """What a row asks for: two open rows with the same answer are one row written twice."""
    if row.kind in _ONE_A_CONTACT:
        return (row.contact, row.kind)
    cause = (row.interview, row.note, row.about)
    own = "" if any(cause) else fold(row.reason)  # rows added by hand differ by their words
    return (row.contact, row.kind, *cause, own)
