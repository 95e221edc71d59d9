"""Operations on a prep sheet: nothing is lost, ranks stay in order, levels are kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain import prep_edit
from infoview_tui.domain.models import Prep, Question


def sheet(*uids: str) -> Prep:
    """Questions `a`, `b`…; `a>c` follows up `a`."""
    found = (uid.rpartition(">") for uid in uids)
    return Prep(
        questions=tuple(
            Question(uid=uid, text=f"{uid}?", parent=parent) for parent, _, uid in found
        )
    )


def order(prep: Prep) -> str:
    return "".join(q.uid for q in prep_edit.ranked(prep))


def test_a_question_moves_among_those_of_its_level() -> None:
    prep = sheet("a", "b", "a>x", "a>y", "c")
    assert order(prep) == "axybc"
    assert order(prep_edit.move(prep, "a", 1)) == "baxyc"
    assert order(prep_edit.move(prep, "c", -1)) == "axycb"
    assert order(prep_edit.move(prep, "y", -1)) == "ayxbc"
    assert prep_edit.move(prep, "x", -1) == prep
    assert prep_edit.move(prep, "gone", 1) == prep


def test_within_a_phase_a_question_passes_those_of_other_phases() -> None:
    prep = sheet("a", "b", "c")
    assert order(prep_edit.move(prep, "c", -1, among={"a", "c"})) == "cba"


def test_ranks_leave_out_follow_up_questions_and_skipped_ones() -> None:
    prep = prep_edit.change(sheet("a", "a>x", "b", "c"), "b", skipped=True)
    assert prep_edit.ranks(prep) == {"a": 1, "c": 2}


def test_follow_up_questions_outlive_the_question_above_them() -> None:
    prep = prep_edit.remove(sheet("a", "a>x", "x>z"), "a")
    assert [(q.uid, q.parent) for q in prep.questions] == [("x", ""), ("z", "x")]


def test_closing_asks_and_points_go_on_and_off() -> None:
    prep = prep_edit.toggle_ask(prep_edit.toggle_ask(Prep(), " Who  else? "), "And how?")
    assert prep.closing_asks == ("Who else?", "And how?")
    assert prep_edit.toggle_ask(prep, "Who else?").closing_asks == ("And how?",)
    assert prep_edit.toggle_ask(prep, "  ") == prep
    ticked = prep_edit.toggle_point(Prep(), "quiet")
    assert ticked.checklist == ("quiet",)
    assert prep_edit.toggle_point(ticked, "quiet") == Prep()


def test_text_from_elsewhere_stands_below_what_is_there() -> None:
    assert prep_edit.take_text(Prep(), "company", "Series B").company == "Series B"
    both = prep_edit.take_text(Prep(company="Founded 2019\n"), "company", "Series B")
    assert both.company == "Founded 2019\nSeries B"


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([-1, 1])), max_size=12))
def test_however_one_ranks_nothing_is_lost(moves: list[tuple[str, int]]) -> None:
    prep = sheet("a", "b", "a>c", "d")
    for uid, step in moves:
        prep = prep_edit.move(prep, uid, step)
    assert sorted(order(prep)) == list("abcd")
