"""What is done with a note that stands among others: link it, put it on the board."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from infoview_tui.domain.claims import CLAIM_KINDS, joined
from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import HypothesisKind, NoteKind
from infoview_tui.domain.text import fold
from infoview_tui.domain.wording import content_words
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.insights_view import InsightsView
from infoview_tui.screens.pick_note import PickNote
from infoview_tui.widgets.columns import Column, Columns, Line

_NEWEST = 2000  # notes among which the other one is looked for
_OFFERED = 50
_NEW = "new "  # begins the answer that asks for a new line of the board
_KINDS = (*sorted(CLAIM_KINDS), NoteKind.NOTE)
_COLUMNS = Columns(Column(20, grow=4), Column(8, grow=1, most=18, style="muted"))
BOARD_NAMES = {
    HypothesisKind.HYPOTHESIS: "hypothesis",
    HypothesisKind.WANT: "want",
    HypothesisKind.DONT_WANT: "don't want",
    HypothesisKind.GAP: "gap",
    HypothesisKind.DECISION: "decision",
}

LINK_KEYS: list[BindingType] = [
    Binding("s", "link(False)", "Same", id="insights.same",
            tooltip="Another note says the same: link the two"),
    Binding("x", "link(True)", "Contradict", id="insights.contradict",
            tooltip="Another note says otherwise: link the two"),
    Binding("t", "tie", "To board", id="insights.tie",
            tooltip="Tie the note to a line of the decision board, or begin one with it"),
]  # fmt: skip


class LinkedNotes(InsightsView):
    """A view with a note under the cursor that may be linked and tied."""

    BINDINGS: ClassVar[list[BindingType]] = LINK_KEYS

    def at_hand(self) -> Finding | None:
        """The note under the cursor."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("link", "tie") and self.is_mounted:
            return self.at_hand() is not None
        return True

    @work
    async def action_link(self, contradicts: bool) -> None:
        note = self.at_hand()
        if note is None:
            return
        known = joined(note.note.uid, self.library.linked())
        says = "says otherwise" if contradicts else "says the same"
        other = await self.app.push_screen_wait(
            PickNote(
                f"Which note {says}? “{self.text_of(note)}”",
                lambda text: self._others(note, text, known),
                self._draw_other,
                "Notes with the same words come first; type to find another.",
            )
        )
        if other is not None:
            with self.pane.reporting():
                self.journal.link_notes(
                    note.interview, note.note.uid, other.note.uid, contradicts=contradicts
                )
                self.notify(f"linked: {says} · u takes it back")

    def _others(self, note: Finding, text: str, known: Collection[str]) -> Sequence[Finding]:
        """The newest notes that hold the words typed, those that share most words first.

        Not those of which is `known` (uids) how they stand to it: `d` takes a link away.
        """
        wanted = fold(text).split()
        own = content_words(note.note.text)
        found = [
            other
            for other in self.library.findings(*_KINDS)[:_NEWEST]
            if other.note.uid not in known and _holds(other, wanted)
        ]
        if own:
            found.sort(key=lambda other: -len(own & content_words(other.note.text)))
        return found[:_OFFERED]

    def _draw_other(self, finding: Finding, width: int) -> Line:
        return _COLUMNS.line(width, (self.text_of(finding), self.name_of(finding)))

    @work
    async def action_tie(self) -> None:
        note = self.at_hand()
        if note is None:
            return
        lines = [line for line in self.journal.hypotheses.all() if line.closed_at is None]
        options = [(line.uid, f"{BOARD_NAMES[line.kind]}: {line.text}") for line in lines]
        options += [(f"{_NEW}{kind}", f"begin a {name}") for kind, name in BOARD_NAMES.items()]
        answer = await self.app.push_screen_wait(
            Choose("To which line of the board?", options, hint=self.text_of(note))
        )
        if answer is None:
            return
        with self.pane.reporting():
            if answer.startswith(_NEW):
                kind = HypothesisKind(answer.removeprefix(_NEW))
                self.journal.add_to_board(kind, note.note.text, (note.note.uid,))
            else:
                self.journal.tie_note(answer, note.note.uid)
            self.notify("on the board · u takes it back")


def _holds(finding: Finding, words: Sequence[str]) -> bool:
    text = fold(f"{finding.note.text} {finding.name} {finding.company}") if words else ""
    return all(word in text for word in words)
