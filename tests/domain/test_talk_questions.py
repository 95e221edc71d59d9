"""Which question comes next in a talk, and how its notes are read afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from infoview_tui.domain.models import Interview, Note, Prep, Question
from infoview_tui.domain.prep_sections import CLOSING_ASKS, STEERING
from infoview_tui.domain.talk_questions import (
    closing_list,
    must_asks,
    next_question,
    notes_by_question,
    order_to_ask,
    position,
    previous_question,
    steering_phrase,
)

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
Q = (
    Question(uid="a", text="A"),
    Question(uid="a1", text="A1", parent="a"),
    Question(uid="b", text="B"),
    Question(uid="c", text="C", starred=True),
)


def talk(*questions: Question, focus: str = "", **fields: object) -> Interview:
    prep = Prep(questions=questions or Q)
    return replace(Interview(uid="t", contact="p", prep=prep, focus=focus), **fields)


def asked(question: Question, minute: float = 0) -> Question:
    return replace(question, asked_at=AT + timedelta(minutes=minute))


def uid(question: Question | None) -> str:
    return question.uid if question else ""


def test_the_follow_up_of_the_question_in_focus_is_next() -> None:
    assert uid(next_question(talk(focus="a"), 20)) == "a1"
    assert uid(next_question(talk(focus="a1"), 20)) == "b"
    assert uid(next_question(talk(), 20)) == "a"


def test_the_starred_come_first_when_the_minutes_do_not_hold_all() -> None:
    assert [q.uid for q in order_to_ask(talk(), 20)] == ["a", "a1", "b", "c"]
    assert [q.uid for q in order_to_ask(talk(), 5)] == ["c", "a", "a1", "b"]
    assert uid(next_question(talk(asked(Q[0]), *Q[2:], focus="a"), 2)) == "c"


def test_asked_and_skipped_ones_do_not_come_again() -> None:
    here = talk(asked(Q[0]), Q[1], replace(Q[2], skipped=True), Q[3], focus="a1")
    assert uid(next_question(here, 20)) == "c"
    done = talk(asked(Q[0]), focus="a")
    assert next_question(done, 20) is None


def test_one_goes_back_the_way_one_came() -> None:
    here = talk(asked(Q[0]), asked(Q[1]), Q[2], Q[3], focus="b")
    assert uid(previous_question(here, 20)) == "a1"
    assert uid(previous_question(replace(here, focus="a1"), 20)) == "a"
    assert previous_question(replace(here, focus="a"), 20) is None


def test_the_rank_counts_follow_ups_with_the_question_above() -> None:
    assert position(talk(focus="a1")) == (1, 3)
    assert position(talk(focus="c")) == (3, 3)
    assert position(talk()) == (0, 3)
    ring = (Question(uid="x", text="X", parent="y"), Question(uid="y", text="Y", parent="x"))
    assert position(talk(*ring, focus="x")) == (0, 0)


def test_must_asks_are_the_starred_that_wait() -> None:
    assert [q.uid for q in must_asks(talk())] == ["c"]
    assert must_asks(talk(asked(Q[3]))) == ()


def test_the_sheet_s_own_words_come_before_the_method_s() -> None:
    assert closing_list(Prep()) == CLOSING_ASKS
    assert closing_list(Prep(closing_asks=("thanks",))) == ("thanks",)
    assert steering_phrase(Prep(steering=" ")) == STEERING
    assert steering_phrase(Prep(steering="Back to SQL?")) == "Back to SQL?"


def test_notes_are_read_under_their_questions_as_they_were_asked() -> None:
    def note(uid: str, minute: float, question: str) -> Note:
        return Note(uid=uid, at=AT + timedelta(minutes=minute), text=uid, question=question)

    notes = (note("n1", 0, ""), note("n2", 5, "c"), note("n3", 9, "a"), note("n4", 9, "gone"))
    here = talk(asked(Q[0], 10), Q[1], asked(Q[2], 12), asked(Q[3], 6), notes=notes)
    found = [(uid(q), [n.uid for n in ns]) for q, ns in notes_by_question(here)]
    assert found == [("", ["n1", "n4"]), ("c", ["n2"]), ("a", ["n3"]), ("b", []), ("a1", [])]
