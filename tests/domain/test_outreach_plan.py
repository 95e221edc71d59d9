"""Few people at once, warmest first, and silence kept in proportion (method §2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from infoview_tui.domain.models import Contact, Direction, Source, Touch, TouchKind
from infoview_tui.domain.outreach_plan import (
    active_targets,
    another_at,
    limit_says,
    next_people,
    reply_rate,
)
from infoview_tui.domain.stages import Stage

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
COLD = Contact(uid="cold", name="Ada Cold", company="Holm", source=Source.COLD)
ALUMNA = Contact(uid="alumna", name="Bea Alumna", company="Atlas", source=Source.ALUMNI)
CIRCLE = Contact(uid="circle", name="Cy Circle", company="Lumen", source=Source.CIRCLE)
NAMED = Contact(uid="named", name="Dee Named", source=Source.MUTUAL, introduced_by="x")
EVERYONE = (COLD, ALUMNA, CIRCLE, NAMED)
FRESH = {contact.uid: Stage.TO_CONTACT for contact in EVERYONE}


def test_five_active_targets_are_a_quiet_limit() -> None:
    stages = {**FRESH, "a": Stage.CONTACTED, "b": Stage.CONTACTED, "c": Stage.RESTING}
    assert active_targets(stages) == ("a", "b")
    assert limit_says(4) == ""
    assert limit_says(5).startswith("5 people may still answer")
    assert next_people(EVERYONE, FRESH, active=5) == ()


def test_the_next_people_are_the_warmest_and_as_many_as_there_is_room_for() -> None:
    assert next_people(EVERYONE, FRESH, active=0) == (NAMED, CIRCLE, ALUMNA, COLD)
    assert next_people(EVERYONE, FRESH, active=3) == (NAMED, CIRCLE)


def test_nobody_is_next_who_is_archived_or_further_on() -> None:
    stages = {**FRESH, "named": Stage.MET}
    people = (replace(CIRCLE, archived=True), NAMED, COLD)
    assert next_people(people, stages, active=0) == (COLD,)


def test_while_one_person_may_answer_nobody_else_there_is_next() -> None:
    colleague = replace(CIRCLE, uid="colleague", company="HOLM")
    stages = {**FRESH, "cold": Stage.CONTACTED, "colleague": Stage.TO_CONTACT}
    assert next_people((COLD, colleague), stages, active=1) == ()


def test_another_person_at_the_same_company_is_proposed() -> None:
    colleague = replace(CIRCLE, uid="colleague", company="holm")
    met = replace(CIRCLE, uid="met", company="Holm")
    stages = {**FRESH, "colleague": Stage.TO_CONTACT, "met": Stage.MET}
    assert another_at(COLD, (*EVERYONE, colleague, met), stages) == (colleague,)
    assert another_at(NAMED, EVERYONE, stages) == ()  # no company, nobody else there


def touch(days: float, kind: TouchKind, direction: Direction = Direction.OUT) -> Touch:
    at = MONDAY + timedelta(days=days)
    return Touch(uid=f"{days}", contact="c", at=at, kind=kind, direction=direction)


def test_the_reply_rate_counts_people_and_not_who_may_still_answer() -> None:
    asked = touch(0, TouchKind.OUTREACH)
    answer = touch(2, TouchKind.REPLY, Direction.IN)
    touches = {
        "answered": [asked, answer],
        "met": [asked, touch(5, TouchKind.INTERVIEW)],
        "silent": [asked, touch(9, TouchKind.OUTREACH)],
        "silent too": [asked],
        "may answer": [touch(8, TouchKind.OUTREACH)],
        "never asked": [touch(1, TouchKind.GIVE)],
        "wrote before": [touch(-1, TouchKind.REPLY, Direction.IN), asked],
    }
    rate = reply_rate(touches, (MONDAY + timedelta(days=9)).date())
    assert (rate.replied, rate.asked) == (2, 5)
    assert rate.say == "2 of 5 replied (40 %); 20-40 % is what to expect"


def test_the_band_is_said_before_anybody_could_answer() -> None:
    rate = reply_rate({"c": [touch(0, TouchKind.OUTREACH)]}, MONDAY.date())
    assert rate.share is None
    assert rate.say == "no answer is due yet; 20-40 % is what to expect"
