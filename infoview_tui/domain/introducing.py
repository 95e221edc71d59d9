"""Introducing two contacts: ask both first, and introduce them once both said yes (method)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from msgspec.structs import replace

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import Contact, FollowUp, FollowUpKind, FollowUpState
from infoview_tui.domain.text import fold

_ASKED = "you asked: "
_REPLIED = "they replied: "


class Step(StrEnum):
    """What a row of an introduction waits for; both sides go through the first two."""

    ASK = "ask"
    ANSWER = "answer"
    CONNECT = "connect"


def begin(uid: str, one: Contact, other: Contact, today: date) -> tuple[FollowUp, FollowUp]:
    """The rows that ask each side; `uid` names the introduction, and their uids say the step."""
    return (
        _row(f"{uid}.1", Step.ASK, one.uid, other.uid, today, _ask_says(other)),
        _row(f"{uid}.2", Step.ASK, other.uid, one.uid, today, _ask_says(one)),
    )


def step_of(row: FollowUp) -> Step | None:
    """The step of a row; None for one that belongs to no introduction begun here."""
    if row.kind is not FollowUpKind.INTRODUCTION or not row.about:
        return None
    _, dot, said = row.uid.rpartition(".")
    return Step(said) if dot and said in list(Step) else None


def same(row: FollowUp, rows: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those of `rows` that are of the same introduction, without `row` itself."""
    uid = row.uid.partition(".")[0]
    return tuple(r for r in rows if r.uid != row.uid and step_of(r) and r.uid.startswith(f"{uid}."))


def asked(
    row: FollowUp, other: Contact, at: datetime, calendar: WorkCalendar, limits: Limits = DEFAULT
) -> FollowUp:
    """The row that waits for the answer of whoever was asked at `at`, as long as for a reply."""
    due = calendar.due_after(at, limits.second_try)
    says = f"{_ASKED}would they like to meet {other.name}?"
    return _next(row, Step.ANSWER, due, says)


def heard_from(rows: Iterable[FollowUp], today: date) -> tuple[FollowUp, ...]:
    """The rows of one contact that waited for an answer, now that something came from them."""
    return tuple(
        replace(row, due=min(row.due, today), reason=row.reason.replace(_ASKED, _REPLIED, 1))
        for row in rows
        if step_of(row) is Step.ANSWER and row.state is FollowUpState.OPEN
    )


def agreed(
    row: FollowUp, others: Iterable[FollowUp], one: Contact, other: Contact, today: date
) -> FollowUp | None:
    """What follows from the yes to `row`: the introduction, if the other side said yes too."""
    both = any(
        step_of(r) is Step.ANSWER and r.contact == row.about and r.state is FollowUpState.DONE
        for r in same(row, others)
    )
    if not both:
        return None
    says = f"both said yes: introduce {one.name} and {other.name}"
    return _next(row, Step.CONNECT, today, says)


def said_of(person: Contact, to: Contact) -> dict[str, str]:
    """The fields of a message to `to` that speak of `person`, and of what the two share."""
    from infoview_tui.domain.templates import first_name  # the queue needs no templates

    line = " at ".join(part for part in (person.role, person.company) if part)
    first = first_name(person.name)
    fields = {"person": person.name, "person_first": first, "person_line": line}
    shared = [tag for tag in person.tags if tag in to.tags]
    if person.industry and fold(person.industry) == fold(to.industry):
        shared.insert(0, person.industry)
    return {**fields, "topic": shared[0]} if shared else fields


def _ask_says(other: Contact) -> str:
    return f"may like to meet {other.name}: ask both first"


def _next(row: FollowUp, step: Step, due: date, reason: str) -> FollowUp:
    return _row(row.uid.rpartition(".")[0], step, row.contact, row.about, due, reason)


def _row(side: str, step: Step, contact: str, other: str, due: date, reason: str) -> FollowUp:
    return FollowUp(
        uid=f"{side}.{step}",
        contact=contact,
        kind=FollowUpKind.INTRODUCTION,
        due=due,
        reason=reason,
        about=other,
    )
