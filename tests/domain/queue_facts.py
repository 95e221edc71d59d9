"""A Wednesday afternoon in Berlin, three people, and short ways to say what happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from msgspec.structs import replace

from infoview_tui.domain.models import (
    Closeness,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    Note,
    Prep,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue import Row, Task, build

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 18, 14, 0, tzinfo=BERLIN)  # a Wednesday
TODAY = NOW.date()
PRIYA = Contact(uid="priya", name="Priya Natarajan", company="Northwind")
SAM = Contact(uid="sam", name="Sam Okafor")
WARM = replace(PRIYA, closeness=Closeness.WARM)
TOMAS = Contact(uid="tomas", name="Tomás Ibarra", introduced_by="sam")


def row(kind: FollowUpKind, due: date = TODAY, uid: str = "r", **fields: Any) -> FollowUp:
    fields = {"contact": "priya", **fields}
    return FollowUp(uid=uid, kind=kind, due=due, **fields)


def touch(days_ago: float, kind: TouchKind, contact: str = "priya", **fields: Any) -> Touch:
    at = NOW - timedelta(days=days_ago)
    return Touch(uid=f"{contact}{days_ago}", contact=contact, at=at, kind=kind, **fields)


def reply(days_ago: float) -> Touch:
    return touch(days_ago, TouchKind.REPLY, direction=Direction.IN)


def held(hours_ago: float, *notes: Note, **fields: Any) -> Interview:
    ended = NOW - timedelta(hours=hours_ago)
    fields = {"contact": "priya", "uid": "i", **fields}
    started = ended - timedelta(minutes=24)
    return Interview(status=Status.HELD, started_at=started, ended_at=ended, notes=notes, **fields)


def queue(
    rows: Iterable[FollowUp] = (),
    interviews: Iterable[Interview] = (),
    touches: Iterable[Touch] = (),
    contacts: Iterable[Contact] = (PRIYA, SAM, TOMAS),
    now: datetime = NOW,
) -> tuple[Row, ...]:
    heads = list(interviews)
    by_contact: dict[str, list[Touch]] = {}
    for each in touches:
        by_contact.setdefault(each.contact, []).append(each)
    return build(
        rows,
        heads,
        {contact.uid: contact for contact in contacts},
        by_contact,
        now,
        interview={head.uid: head for head in heads}.get,
    )


def only(rows: tuple[Row, ...], task: Task = Task.FOLLOW_UP) -> Row:
    (one,) = [r for r in rows if r.task is task]
    return one


def scheduled(hours: float, prep: Prep | None = None) -> Interview:
    starts = NOW + timedelta(hours=hours)
    return Interview(
        uid="i", contact="priya", status=Status.SCHEDULED, starts_at=starts, prep=prep or Prep()
    )
