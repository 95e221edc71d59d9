"""The verbs of the prep sheet: one step of undo for typing, a second sheet from the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from infoview_tui.domain.models import Channel, Contact, Interview, Prep, Question, Status
from infoview_tui.journal.journal import Journal

WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal.open(tmp_path / "journal.json", clock=lambda: WEDNESDAY)
    journal.add_contact(Contact(uid="priya", name="Priya Natarajan"))
    journal.plan_interview(Interview(uid="talk", contact="priya"))
    yield journal
    journal.close()


def purpose(text: str) -> Callable[[Prep], Prep]:
    return lambda prep: replace(prep, purpose=text)


def test_what_is_typed_without_a_break_is_one_step_of_undo(journal: Journal) -> None:
    for text in ("De", "Decide", "Decide on product"):
        journal.edit_prep("talk", "purpose", purpose(text), session="1")
    journal.edit_prep("talk", "purpose", purpose("Decide soon"), session="2")
    assert journal.undo()
    assert journal.interviews["talk"].prep.purpose == "Decide on product"
    assert journal.undo()
    assert journal.interviews["talk"].prep.purpose == ""
    assert journal.redo()
    assert journal.interviews["talk"].prep.purpose == "Decide on product"


def test_typing_goes_on_after_an_undo_as_a_new_step(journal: Journal) -> None:
    journal.edit_prep("talk", "purpose", purpose("one"), session="1")
    journal.undo()
    journal.edit_prep("talk", "purpose", purpose("two"), session="1")
    journal.edit_prep("talk", "purpose", purpose("three"), session="1")
    assert journal.undo()
    assert journal.interviews["talk"].prep.purpose == ""


def test_another_verb_between_ends_the_step(journal: Journal) -> None:
    journal.edit_prep("talk", "purpose", purpose("one"), session="1")
    journal.edit_contact(Contact(uid="priya", name="Priya N."))
    journal.edit_prep("talk", "purpose", purpose("two"), session="1")
    assert journal.undo()
    assert journal.interviews["talk"].prep.purpose == "one"


def test_typing_that_was_taken_back_leaves_nothing_to_undo(journal: Journal) -> None:
    journal.edit_prep("talk", "purpose", purpose("one"), session="1")
    journal.edit_prep("talk", "purpose", purpose(""), session="1")
    journal.edit_prep("talk", "purpose", purpose("two"), session="1")
    assert journal.undo()
    assert journal.interviews["talk"].prep.purpose == ""
    undone = journal.undo()
    assert undone is not None
    assert undone.label.startswith("plan the interview")


def test_a_second_talk_starts_from_the_sheet_of_the_first(journal: Journal) -> None:
    first = Prep(
        purpose="Decide on product",
        company="Series B",
        questions=(
            Question(uid="a", text="How?", asked_at=WEDNESDAY),
            Question(uid="b", text="What next?"),
        ),
    )
    journal.edit_prep("talk", "prepare", lambda _: first)
    held = replace(journal.interviews["talk"], status=Status.HELD, started_at=WEDNESDAY)
    journal.commit("held", [held])
    second = journal.plan_interview(Interview(uid="second", contact="priya")).prep
    assert (second.purpose, second.company) == ("", "Series B")
    assert [q.text for q in second.questions] == ["What next?"]
    assert journal.interviews["talk"].prep == first
    moved = replace(journal.interviews["second"], prep=Prep(), minutes=30)
    assert journal.plan_interview(moved).prep == Prep(), "a sheet emptied by hand stays empty"


def test_a_question_is_kept_in_the_bank_once(journal: Journal) -> None:
    question = Question(uid="q", text="Why not sooner, of all times?", topic="path")
    assert journal.keep_question(question)
    assert not journal.keep_question(question)
    [kept] = journal.meta.questions
    assert (kept.text, kept.topic) == (question.text, "path")
    known = Question(uid="k", text="Which unwritten rule took you longest to discover?")
    assert not journal.keep_question(known)


def test_the_confirmation_ticks_the_sheet_until_the_talk_is_moved(journal: Journal) -> None:
    agreed = replace(journal.interviews["talk"], starts_at=WEDNESDAY + timedelta(days=3))
    journal.plan_interview(agreed)
    [row] = journal.open_rows("priya")
    journal.log_sent("priya", row.kind, Channel.EMAIL, "See you", follow_up=row.uid)
    assert journal.interviews["talk"].prep.checklist == ("confirmed",)
    assert journal.undo()
    assert not journal.interviews["talk"].prep.checklist
    journal.finish([row])
    told = journal.interviews["talk"]
    assert told.prep.checklist == ("confirmed",)
    assert journal.plan_interview(replace(told, link="room 4")).prep.checklist == ("confirmed",)
    later = WEDNESDAY + timedelta(days=5)
    assert journal.plan_interview(replace(told, starts_at=later)).prep.checklist == ()
