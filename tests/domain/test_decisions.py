"""The decision board: confidence before and after each talk, wants, gaps, decisions."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from infoview_tui.domain.decisions import (
    board,
    movable,
    read_confidence,
    steps,
    with_confidence,
)
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import (
    Confidence,
    Hypothesis,
    HypothesisKind,
    Interview,
    Note,
    NoteKind,
    Prep,
)
from tests.domain.small_journal import FOUND, NOW, TALKS, at

NAMES = {held.uid: held.contact.title() for held in TALKS}
PRODUCT = Hypothesis(
    uid="h1",
    text="Product work suits me",
    created_at=at(1),
    confidence=(
        Confidence(at=at(10), value=70, interview="talk-priya", why="she came from support"),
        Confidence(at=at(1), value=40),
        Confidence(at=at(17), value=55, interview="talk-lena"),
    ),
    notes=("n-path", "gone", "n-slow"),
)
SQL = Hypothesis(
    uid="g1",
    text="SQL",
    kind=HypothesisKind.GAP,
    notes=("n-sql2", "n-sql"),
    next_action="finish the course",
    created_at=at(10),
)
DONE_GAP = Hypothesis(
    uid="g2", text="Law", kind=HypothesisKind.GAP, closed_at=at(12), created_at=at(11)
)
WANT = Hypothesis(uid="w1", text="a small team", kind=HypothesisKind.WANT, created_at=at(3))
DONT = Hypothesis(uid="w2", text="on call at night", kind=HypothesisKind.DONT_WANT)
DECISION = Hypothesis(
    uid="d1", text="no law school", kind=HypothesisKind.DECISION, notes=("n-law",)
)
LINES = (DONE_GAP, SQL, PRODUCT, WANT, DONT, DECISION)


def test_confidence_before_and_after_each_talk() -> None:
    way = [(s.day, s.before, s.after, s.name, s.change) for s in steps(PRODUCT, NAMES, NOW)]
    assert way == [
        (date(2026, 11, 1), None, 40, "", None),
        (date(2026, 11, 10), 40, 70, "Priya", 30),
        (date(2026, 11, 17), 70, 55, "Lena", -15),
    ]


def test_the_board_lays_out_all_kinds_with_their_evidence() -> None:
    found = board(LINES, FOUND, NAMES, NOW)
    (belief,) = found.hypotheses
    assert (belief.now, belief.values) == (55, (40, 70, 55))
    assert [f.note.uid for f in belief.evidence] == ["n-path", "n-slow"]
    assert belief.turning_point is not None
    assert belief.turning_point.name == "Priya"
    assert [line.hypothesis.text for line in found.wants] == ["a small team"]
    assert [line.hypothesis.text for line in found.dont_wants] == ["on call at night"]
    assert [line.hypothesis.text for line in found.decisions] == ["no law school"]
    assert [f.name for f in found.decisions[0].evidence] == ["Lena Fischer"]


def test_open_gaps_stand_first_with_their_evidence_and_next_action() -> None:
    gaps = board(LINES, FOUND, NAMES, NOW).gaps
    assert [line.hypothesis.uid for line in gaps] == ["g1", "g2"]
    assert [f.note.uid for f in gaps[0].evidence] == ["n-sql", "n-sql2"]
    assert (gaps[0].people, gaps[0].hypothesis.next_action) == (2, "finish the course")


def test_gap_notes_that_no_line_holds_are_offered() -> None:
    found = board([replace(SQL, notes=("n-sql",))], FOUND, NAMES, NOW)
    assert [f.note.uid for f in found.unboarded] == ["n-sql2"]
    assert board(LINES, FOUND, NAMES, NOW).unboarded == ()


def test_a_hypothesis_without_any_confidence_has_no_now() -> None:
    (belief,) = board([replace(PRODUCT, confidence=())], FOUND, NAMES, NOW).hypotheses
    assert (belief.now, belief.turning_point) == (None, None)


def test_saying_it_again_after_the_same_talk_replaces_what_was_said() -> None:
    said = with_confidence(PRODUCT, 60, at(18), "talk-lena", "slept over it")
    assert [s.after for s in steps(said, NAMES, NOW)] == [40, 70, 60]
    assert with_confidence(PRODUCT, 400, at(18)).confidence[-1].value == 100


def test_the_debrief_asks_only_about_what_the_talk_can_have_moved() -> None:
    priya, tomas = TALKS[1], TALKS[3]
    berlin = Hypothesis(uid="h2", text="I could live in Berlin")
    closed = replace(PRODUCT, uid="h3", closed_at=at(5))
    lines = (PRODUCT, berlin, closed, WANT)
    assert [h.uid for h in movable(lines, priya)] == ["h1"]  # tied to a note of hers
    assert movable(lines, tomas) == ()
    purpose = Prep(purpose="Could I live in Berlin?")
    assert [h.uid for h in movable(lines, replace(tomas, prep=purpose))] == ["h2"]


def test_liking_and_suiting_alone_tie_no_talk_to_a_hypothesis() -> None:
    growth = Hypothesis(uid="h4", text="Growth work suits me")
    law = Hypothesis(uid="h5", text="Law suits me")
    assert movable([growth, law], TALKS[3]) == (growth,)  # a lead of his: a growth role
    suits = replace(TALKS[3], prep=Prep(purpose="Which work suits me?"))
    assert movable([law], suits) == ()


@pytest.mark.parametrize(
    ("hypothesis", "note", "asked"),
    [
        ("I need strong SQL to be taken seriously as a PM", "~ SQL", True),
        ("Designers in Berlin rarely need to present numbers", "~ presenting", True),
        ("Small teams in Berlin pay less and teach more", "! Berlin pays two thirds", True),
        ("Nobody asks for B2B sales before the second year", "! all of them sell B2B", True),
        ("Small teams pay less and teach more", "! the team plans by the quarter", False),
        ("I must be able to write SQL every day", "! every day is another one", False),
    ],
)
def test_a_name_or_a_gap_ties_the_talk_by_one_word(hypothesis: str, note: str, asked: bool) -> None:
    kind = NoteKind.GAP if note[0] == "~" else NoteKind.INSIGHT
    talk = Interview(uid="t", contact="c", notes=(Note(uid="n", at=NOW, kind=kind, text=note[2:]),))
    line = Hypothesis(uid="h", text=hypothesis)
    assert movable([line], talk) == ((line,) if asked else ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("65", (65, "")),
        ("65 % they all write daily", (65, "they all write daily")),
        ("0: not for me", (0, "not for me")),
        ("100", (100, "")),
    ],
)
def test_a_confidence_is_a_number_and_why(text: str, said: tuple[int, str]) -> None:
    assert read_confidence(text) == said


@pytest.mark.parametrize("text", ["", "101", "quite sure", "-3", "65x"])
def test_a_confidence_that_is_no_number_up_to_100_is_refused(text: str) -> None:
    with pytest.raises(InfoviewError):
        read_confidence(text)
