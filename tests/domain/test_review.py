"""The weekly review: finite, resumable, with last week's figures at the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Note,
    NoteKind,
    Prep,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue import build
from infoview_tui.domain.relations import Balance
from infoview_tui.domain.review import (
    MOST,
    ReviewFacts,
    Step,
    position,
    steps,
)
from infoview_tui.domain.review_figures import Figures, last_week
from infoview_tui.domain.stages import Stage

NOW = datetime(2026, 11, 20, 16, tzinfo=UTC)  # a Friday
PRIYA = Contact(uid="priya", name="Priya Natarajan", role="Staff PM", company="Northwind")
SAM = Contact(uid="sam", name="Sam Okafor", role="Founder", company="Atlas")
IDS = ["marks", "thanks", "replies", "outreach", "week", "cold", "give", "people", "done"]
NOTHING = last_week([], [], [], [], NOW)


def review(
    rows: Iterable[FollowUp] = (),
    interviews: Iterable[Interview] = (),
    stages: dict[str, Stage] | None = None,
    balances: dict[str, Balance] | None = None,
    figures: Figures = NOTHING,
) -> dict[str, Step]:
    heads = tuple(interviews)
    contacts = {contact.uid: contact for contact in (PRIYA, SAM)}
    lookup = {head.uid: head for head in heads}.get
    facts = ReviewFacts(
        now=NOW,
        rows=build(rows, heads, contacts, {}, NOW, interview=lookup),
        contacts=contacts,
        stages=stages or {},
        balances=balances or {},
        interviews=heads,
        interview=lookup,
        figures=figures,
    )
    return {step.id: step for step in steps(facts)}


def row(kind: FollowUpKind, days: int = 0, uid: str = "r", contact: str = "priya") -> FollowUp:
    due = NOW.date() + timedelta(days=days)
    return FollowUp(uid=uid, contact=contact, kind=kind, due=due, reason="because")


def keys(step: Step) -> list[str]:
    return [item.key for item in step.items]


def test_the_nine_steps_are_always_the_same_so_that_one_can_be_resumed() -> None:
    assert list(review()) == IDS
    full = review([row(kind, uid=kind) for kind in FollowUpKind], stages={"sam": Stage.TO_CONTACT})
    assert list(full) == IDS
    found = tuple(full.values())
    assert [position(found, step_id) for step_id in IDS] == list(range(9))
    assert position(found, "") == position(found, "no such step") == 0


def test_an_empty_step_says_so() -> None:
    assert all(step.hint == "nothing here" for step in review().values() if step.id in IDS[:7])


def test_open_debriefs_and_last_weeks_marks_come_first() -> None:
    ended = NOW - timedelta(days=2)
    mark = Note(uid="n", at=ended, kind=NoteKind.ADVICE)
    open_talk = Interview(
        uid="open", contact="priya", status=Status.HELD, ended_at=ended, notes=(mark,)
    )
    done = replace(open_talk, uid="done", contact="sam", debriefed_at=NOW)
    old = replace(done, uid="old", ended_at=NOW - timedelta(days=9))
    full = replace(done, uid="full", notes=())
    step = review([], [open_talk, done, old, full])["marks"]
    assert keys(step) == ["open:debrief", "done:marks"]
    assert step.items[1].text == "1 mark without words"


def test_rows_stand_in_the_step_of_their_kind() -> None:
    rows = [
        row(FollowUpKind.THANK_YOU, uid="thanks"),
        row(FollowUpKind.OUTREACH, 3, uid="first"),
        row(FollowUpKind.CHECK_IN, 5, uid="check-in"),
        row(FollowUpKind.CONFIRM, 2, uid="confirm"),
        row(FollowUpKind.REVISIT, 60, uid="far"),
    ]
    found = review(rows)
    assert keys(found["thanks"]) == ["thanks"]
    assert keys(found["outreach"]) == ["first"]
    assert keys(found["cold"]) == ["check-in"]
    assert keys(found["week"]) == ["confirm"]


def test_whoever_may_have_answered_is_asked_about_once() -> None:
    rows = [
        row(FollowUpKind.TRY_ANOTHER, 1, "a"),
        row(FollowUpKind.SECOND_TRY, 5, "b"),
        row(FollowUpKind.SECOND_TRY, 5, "c", "sam"),
    ]
    assert keys(review(rows)["replies"]) == ["a", "c"]


def test_the_next_seven_days_show_the_talks_and_their_sheets() -> None:
    talk = Interview(
        uid="soon",
        contact="priya",
        status=Status.SCHEDULED,
        starts_at=NOW + timedelta(days=4),
        prep=Prep(purpose="choose"),
    )
    later = replace(talk, uid="later", starts_at=NOW + timedelta(days=8))
    over = replace(talk, uid="over", starts_at=NOW - timedelta(days=1))
    step = review([], [later, talk, over])["week"]
    assert keys(step) == ["soon:week"]
    assert step.items[0].text == "Tue 24 Nov, 16:00 · sheet 1 of 6"


def test_one_thing_to_give_is_a_promise_or_for_whom_more_came_than_went() -> None:
    balances = {"sam": Balance(0, 1, 3), "priya": Balance(3, 0, 2), "gone": Balance(0, 0, 9)}
    step = review([row(FollowUpKind.PROMISE, 40)], balances=balances)["give"]
    assert keys(step) == ["r", "sam:give"]
    assert step.items[1].text == "gave 0 · asked 1 · received 3: what could help them?"


def test_the_next_people_are_offered_while_there_is_room() -> None:
    step = review(stages={"sam": Stage.TO_CONTACT, "priya": Stage.MET})["people"]
    assert keys(step) == ["sam"]
    assert step.items[0].text == "Founder, Atlas"
    busy = {f"{n}": Stage.CONTACTED for n in range(5)}
    full = review(stages={"sam": Stage.TO_CONTACT, **busy})["people"]
    assert full.items == ()
    assert "5 people may still answer" in full.hint


def test_a_step_is_finite_and_says_what_it_leaves_out() -> None:
    rows = [
        FollowUp(
            uid=f"{n}", contact="priya", kind=FollowUpKind.THANK_YOU, due=NOW.date(), note=f"{n}"
        )
        for n in range(30)
    ]
    step = review(rows)["thanks"]
    assert (len(step.items), step.more) == (MOST, 30 - MOST)


def test_it_ends_with_last_weeks_figures_and_the_day_of_the_next_one() -> None:
    step = review(figures=replace(NOTHING, talks=2, given=1))["done"]
    assert step.hint == "next review Fri 27 Nov"
    assert [item.text for item in step.items] == ["2 talks", "gave 1 time"]


def test_the_figures_are_those_of_the_last_seven_days() -> None:
    def touch(days: float, kind: TouchKind, direction: Direction = Direction.OUT) -> Touch:
        at = NOW - timedelta(days=days)
        return Touch(uid=f"{days}{kind}", contact="priya", at=at, kind=kind, direction=direction)

    def talk(uid: str, days: float, contact: str) -> Interview:
        ended = NOW - timedelta(days=days)
        return Interview(uid=uid, contact=contact, status=Status.HELD, ended_at=ended)

    promise = rules.complete(row(FollowUpKind.PROMISE), NOW)[0]
    figures = last_week(
        [replace(PRIYA, created_at=NOW), replace(SAM, created_at=NOW - timedelta(days=8))],
        [
            talk("punctual", 3, "priya"),
            talk("late", 5, "sam"),
            talk("there is time", 0.5, "sam"),
            talk("before", 9, "priya"),
        ],
        [promise, replace(promise, uid="d", state=FollowUpState.DROPPED)],
        [
            touch(3, TouchKind.INTERVIEW),
            touch(2.5, TouchKind.THANK_YOU),
            touch(1, TouchKind.GIVE),
            touch(1, TouchKind.REPLY, Direction.IN),
            touch(8, TouchKind.GIVE),
        ],
        NOW,
    )
    assert figures == Figures(
        since=date(2026, 11, 14),
        until=date(2026, 11, 20),
        talks=3,
        written=1,
        heard_from=1,
        thanked=1,
        thanks_due=2,
        given=1,
        done=1,
        new_people=1,
    )
    assert figures.lines == (
        "3 talks",
        "1 of 2 thanked within 24 h",
        "heard from 1 person",
        "wrote to 1 person",
        "gave 1 time",
        "1 follow-up done",
        "1 new contact",
    )


def test_a_quiet_week_is_one_line() -> None:
    assert NOTHING.lines == ("0 talks",)
