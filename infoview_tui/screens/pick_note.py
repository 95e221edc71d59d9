"""A dialog that asks for one note of any talk: the likeliest first, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from infoview_tui.domain.insights import Finding
from infoview_tui.screens.dialogs import Dialog
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.record_list import RecordList

Search = Callable[[str], Sequence[Finding]]
_SHOWN = 12


class PickNote(Dialog[Finding]):
    """`search` gives the notes for what is typed; for nothing, the likeliest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "This one", id="pick_note.pick"),
        Binding("down", "cursor(1)", "Next", show=False, id="pick_note.next"),
        Binding("up", "cursor(-1)", "Previous", show=False, id="pick_note.previous"),
    ]

    def __init__(
        self, question: str, search: Search, draw: Callable[[Finding, int], Line], hint: str = ""
    ) -> None:
        super().__init__(question, hint)
        self._search = search
        self._draw_note = draw
        self._found: dict[str, Finding] = {}

    def compose_answer(self) -> ComposeResult:
        yield FormInput(placeholder="words of the other note", compact=True)
        notes = RecordList(self._draw, empty="No other note has these words.")
        notes.styles.height = _SHOWN
        notes.styles.max_height = "40vh"
        notes.can_focus = False
        yield notes

    def on_mount(self) -> None:
        self.query_one(FormInput).focus()
        self._show("")

    def _show(self, text: str) -> None:
        self._found = {finding.note.uid: finding for finding in self._search(text)}
        notes = self.query_one(RecordList)
        notes.set_rows(list(self._found))
        notes.action_first()

    def _draw(self, key: str, width: int) -> Line:
        return self._draw_note(self._found[key], width)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def action_cursor(self, step: int) -> None:
        self.query_one(RecordList).action_move(step)

    @on(Input.Submitted)
    @on(RecordList.Selected)
    def action_pick(self) -> None:
        if (found := self._found.get(self.query_one(RecordList).highlighted or "")) is not None:
            self.dismiss(found)
