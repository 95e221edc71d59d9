"""The six musts, the sections' ticks, the order of questions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.models import Interview, Prep, Question, Status
from infoview_tui.domain.prep_sections import CHECKLIST, CLOSING_ASKS, SECTIONS, facts, filled
from infoview_tui.domain.question_bank import Phase
from infoview_tui.domain.question_checks import check_closed, check_job
from infoview_tui.domain.question_order import by_value, phase_of
from infoview_tui.domain.readiness import is_thin, readiness

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
QUESTIONS = tuple(
    Question(uid=f"q{i}", text=f"How about {i}?", fact="a fact" if i < 2 else "") for i in range(5)
)
READY = Prep(
    purpose="decide between product and research",
    industry="instant payments become law",
    company="Series B in March",
    person="moved from support",
    questions=QUESTIONS,
    closing_asks=CLOSING_ASKS[:2],
)


def test_an_empty_sheet_lacks_all_six() -> None:
    empty = readiness(Prep())
    assert (empty.done, empty.total, empty.ready, empty.share) == (0, 6, False, 0.0)
    assert all(must.hint for must in empty.musts)
    assert empty.next_hint == empty.musts[0].hint


def test_a_full_sheet_is_ready() -> None:
    full = readiness(READY)
    assert (full.done, full.ready, full.share, full.next_hint) == (6, True, 1.0, "")
    assert all(must.hint == "" for must in full.musts)


@pytest.mark.parametrize(
    ("lacking", "name"),
    [
        ({"purpose": " \n "}, "purpose"),
        ({"industry": ""}, "industry"),
        ({"company": ""}, "company"),
        ({"person": "\t"}, "person"),
        ({"questions": QUESTIONS[:4]}, "questions"),
        ({"closing_asks": ()}, "closing asks"),
    ],
)
def test_each_must_alone_holds_readiness_back(lacking: dict[str, Any], name: str) -> None:
    short = readiness(replace(READY, **lacking))
    assert [must.name for must in short.musts if not must.done] == [name]
    assert (short.done, short.ready) == (5, False)


def test_the_hint_counts_what_is_missing() -> None:
    assert readiness(replace(READY, questions=QUESTIONS[:4])).next_hint == "1 more question"
    assert readiness(replace(READY, questions=())).next_hint == "5 more questions"
    untied = tuple(replace(q, fact="") for q in QUESTIONS)
    assert readiness(replace(READY, questions=untied)).next_hint == "tie 2 more to a fact"
    once = (QUESTIONS[0], *untied[1:])
    assert readiness(replace(READY, questions=once)).next_hint == "tie 1 more to a fact"


def test_follow_up_empty_and_skipped_questions_do_not_count() -> None:
    for change in ({"parent": "q0"}, {"text": "  "}, {"skipped": True}):
        fifth = replace(QUESTIONS[4], **change)
        assert not readiness(replace(READY, questions=(*QUESTIONS[:4], fifth))).ready


@pytest.mark.parametrize(
    ("hours", "thin"), [(73, False), (72, True), (1, True), (0, True), (-1, False)]
)
def test_thin_prep_is_said_72_hours_before(hours: int, thin: bool) -> None:
    talk = Interview(
        uid="i", contact="c", status=Status.SCHEDULED, starts_at=NOW + timedelta(hours=hours)
    )
    assert is_thin(talk, NOW) is thin
    assert not is_thin(replace(talk, prep=READY), NOW)
    assert not is_thin(replace(talk, status=Status.CANCELLED), NOW)
    assert not is_thin(replace(talk, starts_at=None), NOW)


def test_a_section_gets_its_tick_when_it_holds_something() -> None:
    assert filled(Prep()) == frozenset()
    assert filled(Prep(give="an article", person=" ")) == {"give"}
    assert filled(READY) == {
        "purpose", "industry", "company", "person", "questions", "closing_asks",
    }  # fmt: skip


def test_every_section_has_prompts_and_a_field() -> None:
    assert len({section.id for section in SECTIONS}) == len(SECTIONS) == 11
    assert all(section.prompts and hasattr(Prep(), section.id) for section in SECTIONS)
    assert len(CHECKLIST) >= 4


def test_the_closing_asks_pass_the_checks() -> None:
    assert [ask for ask in CLOSING_ASKS if check_closed(ask) or check_job(ask)] == []


def test_facts_are_the_lines_of_research_each_once() -> None:
    prep = Prep(person="- moved from support\n\n* wrote a book", company="Series B\nSeries B")
    assert facts(prep) == ("moved from support", "wrote a book", "Series B")


def test_starred_questions_come_first_only_when_time_is_short() -> None:
    starred = (*QUESTIONS[:4], replace(QUESTIONS[4], starred=True))
    assert by_value(starred, 20) == starred
    assert [q.uid for q in by_value(starred, 10)] == ["q4", "q0", "q1", "q2", "q3"]


def test_follow_up_questions_stay_under_theirs_and_cost_nothing() -> None:
    child = Question(uid="c", text="And then?", parent="q0")
    grandchild = Question(uid="g", text="Why?", parent="c")
    ordered = by_value((grandchild, child, *QUESTIONS[:4]), 10)
    assert [q.uid for q in ordered] == ["q0", "c", "g", "q1", "q2", "q3"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.booleans())))
def test_no_question_is_lost_or_doubled_whatever_the_parents(
    drawn: list[tuple[str, str, bool]],
) -> None:
    questions = {u: Question(uid=u, text=u, parent=p, starred=s) for u, p, s in drawn}.values()
    for minutes in (0, 5, 60):
        ordered = by_value(questions, minutes)
        assert sorted(q.uid for q in ordered) == sorted(q.uid for q in questions)


def test_phases_follow_from_the_bank_or_the_topic() -> None:
    opening = Question(uid="1", text="?", bank="not-on-the-profile")
    closing = Question(uid="2", text="?", topic="people")
    middle = Question(uid="3", text="?", bank="gone", topic="culture")
    assert [phase_of(question) for question in (opening, middle, closing)] == list(Phase)
