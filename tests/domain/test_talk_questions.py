"""Which question comes next while the minutes run."""

from __future__ import annotations

from datetime import UTC, datetime

from infoview_tui.domain.models import Interview, Prep, Question
from infoview_tui.domain.talk_questions import next_question, order_to_ask

ASKED = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def question(uid: str, *, starred: bool = False, parent: str = "", asked: bool = False) -> Question:
    return Question(
        uid=uid, text=uid, starred=starred, parent=parent, asked_at=ASKED if asked else None
    )


def talk(*questions: Question, focus: str = "") -> Interview:
    return Interview(uid="i", contact="c", focus=focus, prep=Prep(questions=questions))


SHEET = (
    question("first", starred=True, asked=True),
    question("first, further", parent="first"),
    question("plain"),
    question("second", starred=True),
    question("second, further", parent="second"),
    question("third", starred=True),
    question("last"),
)


def order(interview: Interview, minutes_left: float) -> list[str]:
    return [q.uid for q in order_to_ask(interview, minutes_left)]


def test_with_time_enough_the_rank_is_the_order() -> None:
    assert order(talk(*SHEET), 20) == [q.uid for q in SHEET]


def test_when_time_is_short_starred_ones_come_first_each_with_its_follow_ups() -> None:
    assert order(talk(*SHEET, focus="first, further"), 5) == [
        "first", "first, further",
        "second", "second, further", "third",
        "plain", "last",
    ]  # fmt: skip


def test_after_a_follow_up_the_next_starred_question_is_asked_not_another_follow_up() -> None:
    following = next_question(talk(*SHEET, focus="first, further"), 5)
    assert following is not None
    assert following.uid == "second"


def test_no_question_gets_lost_whatever_time_is_left() -> None:
    for minutes in (0, 1, 5, 10, 60):
        assert sorted(order(talk(*SHEET, focus="second"), minutes)) == sorted(q.uid for q in SHEET)
