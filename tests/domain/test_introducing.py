"""Introducing two contacts: ask both first (method, reasons to write)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from infoview_tui.domain import introducing
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.follow_ups import asks, settled_by
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.models import Contact, FollowUp, FollowUpKind, FollowUpState, TouchKind

NOW = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday
ANN = Contact(uid="ann", name="Ann Lee", role="PM", company="Holm", industry="energy")
SAM = Contact(uid="sam", name="Sam Okafor", company="Atlas", industry="Energy", tags=("sql",))


def begun() -> tuple[FollowUp, FollowUp]:
    return introducing.begin("i1", ANN, SAM, NOW.date())


def done(row: FollowUp) -> FollowUp:
    return replace(row, state=FollowUpState.DONE)


def test_both_sides_are_asked_each_by_a_row_of_its_own() -> None:
    one, other = begun()
    assert (one.contact, one.about, one.due) == ("ann", "sam", NOW.date())
    assert (other.contact, other.about) == ("sam", "ann")
    assert step_of(one) is step_of(other) is Step.ASK
    assert "Sam Okafor" in one.reason
    assert asks(one) != asks(other)
    assert introducing.same(one, begun()) == (other,)


def test_who_was_asked_has_as_long_to_answer_as_for_a_reply() -> None:
    row, _ = begun()
    waiting = introducing.asked(row, SAM, NOW, WorkCalendar())
    assert step_of(waiting) is Step.ANSWER
    assert waiting.due == date(2026, 11, 27)  # seven business days
    assert waiting.uid != row.uid


def test_an_answer_brings_the_question_back_to_today() -> None:
    waiting = introducing.asked(begun()[0], SAM, NOW, WorkCalendar())
    [heard] = introducing.heard_from([waiting, begun()[0]], NOW.date())
    assert heard.due == NOW.date()
    assert heard.reason.startswith("they replied")


def test_the_introduction_follows_only_when_both_said_yes() -> None:
    waiting = [introducing.asked(row, SAM, NOW, WorkCalendar()) for row in begun()]
    yes = [done(row) for row in waiting]
    today = NOW.date()
    assert introducing.agreed(yes[0], [yes[0], waiting[1]], ANN, SAM, today) is None
    assert introducing.agreed(yes[0], [yes[0]], ANN, SAM, today) is None
    connect = introducing.agreed(yes[0], yes, ANN, SAM, today)
    assert connect is not None
    assert step_of(connect) is Step.CONNECT
    assert connect.reason == "both said yes: introduce Ann Lee and Sam Okafor"


def test_another_introduction_of_the_same_person_does_not_answer_for_this_one() -> None:
    waiting = introducing.asked(begun()[0], SAM, NOW, WorkCalendar())
    by_hand = FollowUp(uid="x", contact="ann", kind=FollowUpKind.INTRODUCTION, due=NOW.date())
    assert step_of(by_hand) is None
    assert settled_by(TouchKind.INTRODUCTION, [waiting, by_hand]) == (by_hand,)


def test_what_two_people_share_goes_into_the_message() -> None:
    assert introducing.said_of(ANN, SAM) == {
        "person": "Ann Lee",
        "person_first": "Ann",
        "person_line": "PM at Holm",
        "topic": "energy",
    }
    assert "topic" not in introducing.said_of(SAM, replace(ANN, industry=""))
