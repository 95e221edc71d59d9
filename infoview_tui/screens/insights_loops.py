"""Loops: advice, offers, promises and resources that are not closed yet, over all talks."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from infoview_tui.domain.loops import Loop
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.say_dates import say_day
from infoview_tui.screens.insights_view import InsightsView
from infoview_tui.screens.messages import OpenNote
from infoview_tui.screens.pace import Pace
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Heading, RecordList, Row

_COLUMNS = Columns(
    Column(20, grow=6),
    Column(10, grow=2, most=22, style="muted", drop=1),
    Column(14, style="accent"),
    Column(5, align="right", style="muted", drop=2),
)
_TITLES = {
    NoteKind.PROMISE: "PROMISED BY ME",
    NoteKind.ADVICE: "ADVICE I WAS GIVEN",
    NoteKind.RESOURCE: "TO READ AND TO SEE",
    NoteKind.OFFER: "OFFERED TO ME",
}
_EMPTY = (
    "Nothing is open. Advice (>), offers (<), promises (+) and resources (=) that you note in "
    "a talk wait here until they are closed and told back."
)


class LoopsView(InsightsView):
    """The open loops by kind, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "advance", "Next step", id="insights.advance",
                tooltip="One step further: tried or read, then told; taken up; kept"),
        Binding("x", "let_go", "Let go", id="insights.let_go",
                tooltip="Close it without following it up"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        yield RecordList(self._draw, id="loops")

    @property
    def _list(self) -> RecordList:
        return self.query_one("#loops", RecordList)

    @property
    def _at_hand(self) -> Loop | None:
        return self._loops.get(self._list.highlighted or "")

    def on_mount(self) -> None:
        self._loops: dict[str, Loop] = {}
        self._reading = False

    def show(self) -> None:
        if self.journal.open_loops.complete:
            self._fill()
        elif not self._reading:
            self._reading = True
            self._read()

    @work(group="loops")
    async def _read(self) -> None:
        """Reads the notes of many talks while the screen stays alive."""
        pace = Pace()
        for _ in self.journal.open_loops.build():
            await pace.rest()
        self._reading = False
        self._fill()

    def _fill(self) -> None:
        newest_first = reversed(self.journal.open_loops.all().items())
        self._loops = dict(newest_first)
        by_kind: dict[NoteKind, list[str]] = {kind: [] for kind in _TITLES}
        for uid, loop in self._loops.items():
            by_kind[loop.note.kind].append(uid)
        rows: list[Row] = []
        for kind, title in _TITLES.items():
            keys = by_kind[kind]
            rows += [Heading(title, str(len(keys))), *keys] if keys else []
        self._list.empty = self.when_complete(_EMPTY)
        self._list.set_rows(rows)
        self.read_out()

    def _draw(self, key: str, width: int) -> Line:
        loop = self._loops[key]
        finding = self.library.finding(key)
        text, name = self.pane.shown(loop.note.text), self.pane.name_of(loop.contact)
        return _COLUMNS.line(width, (text, name, loop.label, self.ago(finding) if finding else ""))

    def reading(self) -> str:
        return self.whole(self.library.finding(self._list.highlighted or ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("advance", "let_go") and self.is_mounted:
            return self._at_hand is not None
        return True

    def action_advance(self) -> None:
        loop = self._at_hand
        if loop is None:
            return
        with self.pane.reporting():
            row = self.journal.advance_loop(loop)
            due = f"; tell them by {say_day(row.due, self.journal.today())}" if row else ""
            self.notify(f"one step further{due} · u takes it back")

    def action_let_go(self) -> None:
        loop = self._at_hand
        if loop is not None:
            with self.pane.reporting():
                self.journal.let_loop_go(loop)
                self.notify("let go · u takes it back")

    @on(RecordList.Highlighted)
    def _moved(self) -> None:
        self.read_out()

    @on(RecordList.Selected)
    def _opened(self, event: RecordList.Selected) -> None:
        self.post_message(OpenNote(self._loops[event.key].interview, event.key))

    def as_text(self) -> str:
        lines = []
        for kind, title in _TITLES.items():
            lines += ["", title.capitalize(), ""]
            for loop in self._loops.values():
                if loop.note.kind is kind:
                    name = self.pane.name_of(loop.contact)
                    lines.append(f"- {self.pane.shown(loop.note.text)} ({name}): {loop.label}")
        return "\n".join(["Open loops", *lines]) + "\n"
