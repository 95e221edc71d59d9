"""The library: every note, by kind, topic, company, person, question or month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from infoview_tui.domain.insights import By, Finding
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.say_dates import say_date
from infoview_tui.journal.shelves import Heading
from infoview_tui.screens.insights_links import LINK_KEYS, LinkedNotes
from infoview_tui.screens.insights_view import TwoLists
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Row

_HEADINGS = Columns(
    Column(12, grow=1),
    Column(4, align="right", style="muted"),
)
_LINES = Columns(
    Column(20, grow=6),
    Column(10, grow=1, most=20, style="muted", drop=1),
    Column(5, align="right", style="muted", drop=2),
)
_MASKED = frozenset({By.COMPANY, By.PERSON})


class LibraryView(LinkedNotes, TwoLists, inherit_bindings=False):
    """Shelves at the left, their notes at the right, newest first."""

    empty = (
        "The notes of your talks will stand here, side by side. Plan one with i in Contacts, "
        "take notes in 3 Live."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "arrange(1)", "Arrange", id="insights.arrange",
                tooltip="Lay the library out by kind, topic, company, person, question, month"),
        *LINK_KEYS,
    ]  # fmt: skip

    by: By = By.KIND
    _shelves: Mapping[str, Heading] = {}

    def show(self) -> None:
        first = not self._shelves
        self._shelves = {s.key: s for s in self.library.headings(self.by)}
        self.fill(list(self._shelves), keep=NoteKind.INSIGHT if first else None)

    def rows_under(self, heading: str) -> list[Row]:
        return [finding.note.uid for finding in self.library.under(self.by, heading)]

    def draw_heading(self, key: str, width: int) -> Line:
        shelf = self._shelves[key]
        return _HEADINGS.line(width, (self._title(shelf), str(shelf.count)))

    def draw_line(self, key: str, width: int) -> Line:
        finding = self.library.finding(key)
        if finding is None:
            return ()
        return _LINES.line(width, (self.text_of(finding), self.name_of(finding), self.ago(finding)))

    def at_hand(self) -> Finding | None:
        return self.library.finding(self.lines.highlighted or "")

    def action_arrange(self, step: int) -> None:
        orders = list(By)
        self.by = orders[(orders.index(self.by) + step) % len(orders)]
        self.show()
        self.headings.action_first()

    def head(self) -> str:
        shown = len(self._shelves)
        more = self.by is By.QUESTION and shown < self.library.asked
        return f"by {self.by}" + (f", {shown} of {self.library.asked}" if more else "")

    def as_text(self) -> str:
        parts = []
        for shelf in self._shelves.values():
            lines = [
                f"- {self.text_of(f)} ({self.name_of(f)}, {say_date(f.day)})"
                for f in self.library.under(self.by, shelf.key)
            ]
            parts.append("\n".join([self._title(shelf), "", *lines]))
        return "\n\n".join(parts) + "\n"

    def _title(self, shelf: Heading) -> str:
        return self.pane.shown(shelf.title) if self.by in _MASKED else shelf.title
