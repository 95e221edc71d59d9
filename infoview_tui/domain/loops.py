"""Loops: advice, offers, promises and resources, open until closed and, if given, reported back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    FollowUp,
    FollowUpKind,
    Interview,
    LoopState,
    Note,
    NoteKind,
)
from infoview_tui.domain.moments import days_after

# The way of each kind of loop; its last state closes it.
WAYS: dict[NoteKind, tuple[LoopState, ...]] = {
    NoteKind.ADVICE: (LoopState.OPEN, LoopState.TRIED, LoopState.REPORTED),
    NoteKind.RESOURCE: (LoopState.OPEN, LoopState.DONE, LoopState.REPORTED),
    NoteKind.OFFER: (LoopState.OPEN, LoopState.DONE),
    NoteKind.PROMISE: (LoopState.OPEN, LoopState.DONE),
}

_WORDS = {
    (NoteKind.ADVICE, LoopState.OPEN): "to try",
    (NoteKind.ADVICE, LoopState.TRIED): "tried, to tell",
    (NoteKind.ADVICE, LoopState.DONE): "let go",
    (NoteKind.RESOURCE, LoopState.OPEN): "to read",
    (NoteKind.RESOURCE, LoopState.DONE): "read, to tell",
    (NoteKind.OFFER, LoopState.OPEN): "offered",
    (NoteKind.OFFER, LoopState.DONE): "taken up",
    (NoteKind.PROMISE, LoopState.OPEN): "promised",
    (NoteKind.PROMISE, LoopState.DONE): "kept",
}

_TELLS = {NoteKind.ADVICE: FollowUpKind.ADVICE, NoteKind.RESOURCE: FollowUpKind.RESOURCE}
_TOLD = {NoteKind.ADVICE: "you tried their advice", NoteKind.RESOURCE: "you read what they named"}


class Loop(Struct, frozen=True):
    """One note that waits to be closed, with whose it is."""

    contact: str
    interview: str
    note: Note

    @property
    def state(self) -> LoopState:
        return self.note.state or LoopState.OPEN

    @property
    def open(self) -> bool:
        return is_open(self.note)

    @property
    def label(self) -> str:
        """Where it stands: `to try`, `tried, to tell`, `told`."""
        return _WORDS.get((self.note.kind, self.state), "told")


def loops(interviews: Iterable[Interview]) -> tuple[Loop, ...]:
    """Every loop in these interviews, in the order of the notes; marks are none yet."""
    return tuple(
        Loop(interview.contact, interview.uid, note)
        for interview in interviews
        for note in interview.notes
        if note.kind in WAYS and not note.is_mark
    )


def open_loops(interviews: Iterable[Interview]) -> tuple[Loop, ...]:
    """The loops that are not closed."""
    return tuple(loop for loop in loops(interviews) if loop.open)


def is_open(note: Note) -> bool:
    """Whether a note is a loop that still waits for something."""
    way = WAYS.get(note.kind)
    if way is None:
        return False
    let_go = note.kind is NoteKind.ADVICE and note.state is LoopState.DONE
    return note.state is not way[-1] and not let_go


def next_state(note: Note) -> LoopState | None:
    """The next step of a loop; None at its end and for notes that are no loops."""
    if not is_open(note):
        return None
    way = WAYS[note.kind]
    state = note.state or LoopState.OPEN
    # A state that another program gave and this kind does not know counts as not begun.
    position = way.index(state) if state in way else 0
    return way[position + 1]


def advance(note: Note) -> Note:
    """The note one step further; unchanged if there is none."""
    state = next_state(note)
    return note if state is None else replace(note, state=state)


def let_go(note: Note) -> Note:
    """The loop closed without having been gone through to its end."""
    return replace(note, state=LoopState.DONE) if is_open(note) else note


def tell_them(loop: Loop, now: datetime, limits: Limits = DEFAULT) -> FollowUp | None:
    """What closing a loop proposes: tell whoever gave the advice or named the resource.

    None while nothing was tried, when they know already, and for offers and promises.
    """
    kind = _TELLS.get(loop.note.kind)
    if kind is None or next_state(loop.note) is not LoopState.REPORTED:
        return None
    return FollowUp(
        uid=derived_uid(loop.note.uid, kind, "tell"),
        contact=loop.contact,
        kind=kind,
        due=days_after(now.date(), limits.loop_days),
        reason=f"{_TOLD[loop.note.kind]}: “{loop.note.text}”",
        interview=loop.interview,
        note=loop.note.uid,
    )
