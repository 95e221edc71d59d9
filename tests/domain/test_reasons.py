"""A reason for every message, from facts; and the brake before an ask that comes too soon."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from infoview_tui.domain.brake import brake
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUpKind,
    Hypothesis,
    HypothesisKind,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.reasons import (
    Background,
    ReasonKind,
    ask_for_reason,
    best_reason,
    may_just_check_in,
    quoted,
    reasons,
    shorten,
)

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PRIYA = Contact(uid="priya", name="Priya Natarajan")
TOMAS = Contact(uid="tomas", name="Tomás Ibarra", introduced_by="priya")


def note(kind: NoteKind, text: str = "write it down", **fields: Any) -> Note:
    fields = {"at": NOW - timedelta(days=20), "uid": "n", **fields}
    return Note(kind=kind, text=text, **fields)


def talk(days_ago: float, *notes: Note, contact: str = "priya") -> Interview:
    ended = NOW - timedelta(days=days_ago)
    return Interview(
        uid=f"i{days_ago}", contact=contact, status=Status.HELD, ended_at=ended, notes=notes
    )


def touch(days_ago: float, kind: TouchKind, **fields: Any) -> Touch:
    at = NOW - timedelta(days=days_ago)
    return Touch(uid=f"t{days_ago}", contact="priya", at=at, kind=kind, **fields)


def known(talks: tuple[Interview, ...] = (), **facts: Any) -> Background:
    notes = tuple(note for talk in talks for note in talk.notes)
    return Background(contact=PRIYA, talks=talks, notes=notes, **facts)


def found(now: datetime = NOW, **facts: Any) -> dict[ReasonKind, str]:
    return {r.kind: r.text for r in reasons(known(**facts), now)}


def test_advice_that_was_tried_and_not_told_is_a_reason() -> None:
    tried = note(NoteKind.ADVICE, state=LoopState.TRIED)
    assert found(talks=(talk(20, tried),)) == {
        ReasonKind.ADVICE_TRIED: "you tried their advice: “write it down”"
    }
    for state in (None, LoopState.OPEN, LoopState.DONE, LoopState.REPORTED):
        assert found(talks=(talk(20, replace(tried, state=state)),)) == {}


def test_a_resource_that_was_read_and_not_told_is_a_reason() -> None:
    read = note(NoteKind.RESOURCE, "Working Backwards", state=LoopState.DONE)
    assert ReasonKind.RESOURCE_READ in found(talks=(talk(20, read),))
    told = replace(read, state=LoopState.REPORTED)
    assert found(talks=(talk(20, told),)) == {}


def test_the_person_they_introduced_and_i_met_since_my_last_message_is_a_reason() -> None:
    referred = ((TOMAS, (talk(5, contact="tomas"),)),)
    assert found(referred=referred) == {
        ReasonKind.PERSON_MET: "you met Tomás Ibarra, whom they introduced"
    }
    assert found(referred=referred, touches=(touch(3, TouchKind.CHECK_IN),)) == {}
    assert found(referred=((TOMAS, ()),)) == {}


def test_their_event_is_a_reason_from_two_weeks_before_to_a_week_after() -> None:
    speaks = note(NoteKind.PERSONAL, "speaks at the fintech day on 20 June")
    facts: dict[str, Any] = {"talks": (talk(20, speaks),), "touches": (touch(19, TouchKind.GIVE),)}
    day = datetime(2026, 6, 20, 9, tzinfo=UTC)
    for days, says in [(-15, ""), (-14, "coming up"), (0, "coming up"), (7, "ask how"), (8, "")]:
        text = found(day + timedelta(days=days), **facts).get(ReasonKind.EVENT, "")
        assert text.startswith(says)
        assert bool(text) == bool(says)


def test_an_event_i_wrote_about_afterwards_is_no_news() -> None:
    ran = note(NoteKind.PERSONAL, "runs the marathon on 10 June")
    assert ReasonKind.EVENT in found(talks=(talk(20, ran),))
    assert found(talks=(talk(20, ran),), touches=(touch(2, TouchKind.CHECK_IN),)) == {}


def test_a_personal_line_without_a_date_is_no_event() -> None:
    assert (
        found(talks=(talk(20, note(NoteKind.PERSONAL, "two children, likes May's books")),)) == {}
    )


def test_news_of_mine_is_a_decision_taken_or_a_gap_closed_since_my_last_message() -> None:
    decided = Hypothesis(
        uid="h",
        text="product over data",
        kind=HypothesisKind.DECISION,
        created_at=NOW - timedelta(days=2),
    )
    assert found(board=(decided,)) == {ReasonKind.PROGRESS: "you decided: product over data"}
    assert found(board=(decided,), touches=(touch(1, TouchKind.GIVE),)) == {}
    gap = replace(decided, kind=HypothesisKind.GAP, closed_at=NOW, text="SQL")
    assert found(board=(gap,)) == {ReasonKind.PROGRESS: "you closed a gap: SQL"}
    assert found(board=(replace(gap, closed_at=None),)) == {}


def test_something_to_read_on_their_topic_is_a_reason() -> None:
    said = note(NoteKind.INSIGHT, topic="Pricing")
    other = note(NoteKind.RESOURCE, "Monetizing", topic="pricing", at=NOW)
    facts: dict[str, Any] = {"talks": (talk(20, said),), "elsewhere": (talk(1, other),)}
    assert found(**facts) == {ReasonKind.ARTICLE: "tied to what they said on pricing: “Monetizing”"}
    facts["elsewhere"] = (talk(1, replace(other, topic="hiring")),)
    assert found(**facts) == {}


@pytest.mark.parametrize(
    ("days", "says"), [(357, ""), (358, "a year"), (372, "a year"), (373, ""), (730, "2 years")]
)
def test_the_anniversary_of_the_talk_is_a_reason_in_its_week(days: int, says: str) -> None:
    text = found(talks=(talk(days),)).get(ReasonKind.ANNIVERSARY, "")
    assert text.startswith(says)
    assert bool(text) == bool(says)


def test_year_end_thanks_go_once_to_who_helped_this_year() -> None:
    december = datetime(2026, 12, 12, 12, tzinfo=UTC)
    facts: dict[str, Any] = {"talks": (talk(20),)}
    assert ReasonKind.YEAR_END in found(december, **facts)
    assert ReasonKind.YEAR_END not in found(december - timedelta(days=5), **facts)
    assert ReasonKind.YEAR_END not in found(december, talks=(talk(400),))
    thanks = Touch(uid="t", contact="priya", at=december, kind=TouchKind.THANK_YOU)
    assert ReasonKind.YEAR_END not in found(december, touches=(thanks,), **facts)


def test_a_question_that_came_up_elsewhere_is_the_last_reason() -> None:
    asked = note(NoteKind.QUESTION, "who decides the roadmap?", at=NOW - timedelta(days=1))
    tried = note(NoteKind.ADVICE, state=LoopState.TRIED)
    facts = known(talks=(talk(20, tried),), elsewhere=(talk(1, asked),))
    assert [r.kind for r in reasons(facts, NOW)] == [ReasonKind.ADVICE_TRIED, ReasonKind.QUESTION]
    best = best_reason(facts, NOW)
    assert best is not None
    assert best.note == "n"


def test_without_facts_there_is_no_reason_and_one_is_asked_for() -> None:
    assert best_reason(known(), NOW) is None
    assert "Why write now?" in ask_for_reason([])


def test_just_checking_in_at_most_once_in_a_row() -> None:
    bare = touch(30, TouchKind.CHECK_IN, text="Just checking in!")
    assert may_just_check_in([])
    assert not may_just_check_in([bare])
    assert not may_just_check_in([touch(30, TouchKind.CHECK_IN)])
    assert may_just_check_in([bare, touch(3, TouchKind.CHECK_IN, text="I tried the page")])
    assert may_just_check_in([bare, touch(3, TouchKind.GIVE)])
    reply = touch(3, TouchKind.REPLY, direction=Direction.IN)
    assert not may_just_check_in([bare, reply])
    assert "name a reason" in ask_for_reason([bare])


def test_long_words_are_cut_at_a_word_and_marked() -> None:
    assert shorten("one page", 20) == "one page"
    assert shorten("one page or no project", 12) == "one page or…"
    assert shorten("x" * 30, 10) == "x" * 9 + "…"


# The brake -------------------------------------------------------------------------------

THANKED = touch(19, TouchKind.THANK_YOU)


def test_an_ask_waits_for_the_thanks() -> None:
    said = brake(FollowUpKind.ASK, [], [talk(20)], NOW)
    assert said is not None
    assert "thank them first" in said
    assert brake(FollowUpKind.ASK, [THANKED], [talk(20)], NOW) is None


def test_an_ask_waits_for_7_days_after_the_talk() -> None:
    thanks = touch(0.1, TouchKind.THANK_YOU)
    assert brake(TouchKind.ASK, [thanks], [talk(7)], NOW) is None
    said = brake(TouchKind.ASK, [thanks], [talk(6)], NOW)
    assert said == "The talk was 6 d ago: an ask is better from tomorrow."
    same_day = brake(TouchKind.ASK, [thanks], [talk(0.2)], NOW)
    assert same_day == "The talk was today: an ask is better from Mon 22 Jun."


def test_an_ask_waits_for_a_give_after_the_last_ask() -> None:
    asked = [THANKED, touch(10, TouchKind.ASK)]
    said = brake(FollowUpKind.ASK, asked, [talk(20)], NOW)
    assert said is not None
    assert "give first" in said
    gave = [*asked, touch(5, TouchKind.GIVE)]
    assert brake(FollowUpKind.ASK, gave, [talk(20)], NOW) is None


def test_an_ask_of_someone_never_met_needs_a_give() -> None:
    assert brake(FollowUpKind.ASK, [touch(9, TouchKind.OUTREACH)], [], NOW) is not None
    assert brake(FollowUpKind.ASK, [touch(9, TouchKind.GIVE)], [], NOW) is None


@pytest.mark.parametrize("kind", [k for k in FollowUpKind if k is not FollowUpKind.ASK])
def test_only_an_ask_is_braked(kind: FollowUpKind) -> None:
    assert brake(kind, [], [talk(1)], NOW) is None


def test_quotation_marks_within_their_words_become_single_ones() -> None:
    assert quoted("“Naked Statistics”, chapter 1") == "“‘Naked Statistics’, chapter 1”"
