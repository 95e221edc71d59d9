"""Verbs about what talks add up to: links between notes, the decision board."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC
from functools import partial

from msgspec.structs import replace

from infoview_tui.domain.models import (
    Hypothesis,
    HypothesisKind,
    Interview,
    Note,
    new_uid,
)
from infoview_tui.journal.core import Core

Change = Callable[[Note], Note]


class InsightVerbs(Core):
    """Drawing conclusions."""

    # Claims ----------------------------------------------------------------------

    def link_notes(
        self, interview: str, note: str, other: str, *, contradicts: bool = False
    ) -> None:
        """The note of this talk says the same as the note `other` (uid), or otherwise."""
        from infoview_tui.domain.claims import contradicting, supporting

        link = contradicting if contradicts else supporting
        label = "link notes as contradicting" if contradicts else "link notes as saying the same"
        self.commit(label, [self._with_note(interview, note, lambda n: link(n, other))])

    def unlink_notes(self, one: tuple[str, str], others: Iterable[tuple[str, str]]) -> None:
        """Takes the links between a note and others, each (interview, note), away on both sides."""
        from infoview_tui.domain.claims import unlinked

        talks: dict[str, Interview] = {}
        for other in others:
            for (talk, note), (_, far) in ((one, other), (other, one)):
                before = talks.get(talk) or self.interviews[talk]
                talks[talk] = _changed(before, note, partial(unlinked, other=far))
        self.commit("unlink notes", talks.values())

    # The decision board ------------------------------------------------------------

    def add_to_board(
        self, kind: HypothesisKind, text: str, notes: Iterable[str] = ()
    ) -> Hypothesis:
        """A new line of the board, with the notes (uids) that it rests on."""
        line = Hypothesis(uid=new_uid(), kind=kind, text=text, notes=tuple(notes))
        self.commit(f"add a {kind.replace('_', ' ')}", [line])
        return line

    def edit_hypothesis(self, hypothesis: Hypothesis) -> None:
        """Adds or changes a line of the decision board."""
        self.commit("decision board", [hypothesis])

    def say_confidence(self, uid: str, value: int, why: str = "", interview: str = "") -> None:
        """How sure one is of a hypothesis by now (0 to 100), and why."""
        from infoview_tui.domain.decisions import with_confidence

        line = self.hypotheses[uid]
        at = self.now().astimezone(UTC).replace(microsecond=0)
        self.commit("confidence", [with_confidence(line, value, at, interview, why)])

    def movable_by(self, interview: str) -> tuple[Hypothesis, ...]:
        """The hypotheses that the talk can have moved; its debrief asks about these alone."""
        from infoview_tui.domain.decisions import movable

        return movable(self.hypotheses.all(), self.interviews[interview])

    def tie_note(self, uid: str, note: str) -> None:
        """Puts a note (uid) under a line of the board, or takes it off again."""
        line = self.hypotheses[uid]
        held = note in line.notes
        notes = tuple(n for n in line.notes if n != note) if held else (*line.notes, note)
        self.commit("untie a note" if held else "tie a note", [replace(line, notes=notes)])

    def close_line(self, uid: str) -> Hypothesis:
        """Closes a line of the board, or opens a closed one again."""
        line = self.hypotheses[uid]
        closed = None if line.closed_at else self.now().astimezone(UTC).replace(microsecond=0)
        line = replace(line, closed_at=closed)
        self.commit("close a line" if closed else "open a line again", [line])
        return line

    def _with_note(self, interview: str, note: str, change: Change) -> Interview:
        return _changed(self.interviews[interview], note, change)


def _changed(interview: Interview, note: str, change: Change) -> Interview:
    notes = tuple(change(n) if n.uid == note else n for n in interview.notes)
    return replace(interview, notes=notes)
