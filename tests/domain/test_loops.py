"""Loops are open until they are closed and, for advice and resources, reported back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.loops import (
    WAYS,
    Loop,
    advance,
    is_open,
    let_go,
    loops,
    next_state,
    open_loops,
    tell_them,
)
from infoview_tui.domain.models import FollowUpKind, Interview, LoopState, Note, NoteKind

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)


def note(kind: NoteKind, state: LoopState | None = None, text: str = "press release") -> Note:
    return Note(uid=f"{kind}", at=NOW, kind=kind, text=text, state=state)


def loop(kind: NoteKind, state: LoopState | None = None) -> Loop:
    return Loop("priya", "i", note(kind, state))


def test_advice_is_tried_and_then_reported() -> None:
    tried = advance(note(NoteKind.ADVICE))
    assert tried.state is LoopState.TRIED
    assert is_open(tried)
    told = advance(tried)
    assert told.state is LoopState.REPORTED
    assert not is_open(told)
    assert advance(told) == told


def test_a_resource_is_read_and_then_reported() -> None:
    read = advance(note(NoteKind.RESOURCE))
    assert read.state is LoopState.DONE
    assert is_open(read)
    assert not is_open(advance(read))


@pytest.mark.parametrize("kind", [NoteKind.OFFER, NoteKind.PROMISE])
def test_an_offer_and_a_promise_are_closed_when_done(kind: NoteKind) -> None:
    assert is_open(note(kind))
    assert not is_open(advance(note(kind)))


def test_other_notes_are_no_loops() -> None:
    for kind in set(NoteKind) - set(WAYS):
        assert not is_open(note(kind))
        assert next_state(note(kind)) is None
        assert advance(note(kind)) == note(kind)
        assert let_go(note(kind)) == note(kind)


def test_advice_may_be_let_go_untried() -> None:
    gone = let_go(note(NoteKind.ADVICE))
    assert not is_open(gone)
    assert Loop("priya", "i", gone).label == "let go"


def test_trying_advice_proposes_to_tell_them() -> None:
    told = tell_them(loop(NoteKind.ADVICE, LoopState.TRIED), NOW)
    assert told is not None
    assert (told.contact, told.kind, told.note) == ("priya", FollowUpKind.ADVICE, "advice")
    assert told.due == date(2026, 11, 27)
    assert told.reason == "you tried their advice: “press release”"


def test_reading_a_resource_proposes_to_tell_them() -> None:
    told = tell_them(loop(NoteKind.RESOURCE, LoopState.DONE), NOW)
    assert told is not None
    assert told.kind is FollowUpKind.RESOURCE


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (NoteKind.ADVICE, LoopState.OPEN),
        (NoteKind.ADVICE, LoopState.REPORTED),
        (NoteKind.ADVICE, LoopState.DONE),
        (NoteKind.OFFER, LoopState.OPEN),
        (NoteKind.PROMISE, LoopState.DONE),
        (NoteKind.GAP, None),
    ],
)
def test_there_is_nothing_to_tell_before_it_was_tried_or_after_it_was_told(
    kind: NoteKind, state: LoopState | None
) -> None:
    assert tell_them(loop(kind, state), NOW) is None


def test_the_list_of_loops_leaves_out_marks_and_other_notes() -> None:
    mark = replace(note(NoteKind.ADVICE), uid="m", text="")
    done = replace(note(NoteKind.OFFER, LoopState.DONE), uid="d")
    interview = Interview(
        uid="i", contact="priya", notes=(mark, done, note(NoteKind.ADVICE), note(NoteKind.GAP))
    )
    assert [found.note.uid for found in loops([interview])] == ["d", "advice"]
    (opened,) = open_loops([interview])
    assert (opened.contact, opened.interview, opened.label) == ("priya", "i", "to try")


@given(st.sampled_from(NoteKind), st.none() | st.sampled_from(LoopState))
def test_every_loop_comes_to_an_end_from_any_state(kind: NoteKind, state: LoopState | None) -> None:
    walked = note(kind, state)
    for _ in LoopState:
        walked = advance(walked)
    assert not is_open(walked)
    assert Loop("priya", "i", walked).label
