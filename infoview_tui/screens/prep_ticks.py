"""Sections to tick: the closing asks and the logistics."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from infoview_tui.domain.models import Prep
from infoview_tui.domain.prep_edit import toggle_ask, toggle_point
from infoview_tui.domain.prep_sections import CHECKLIST, CLOSING_ASKS
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.text import clean_line
from infoview_tui.screens.prep_part import Part, Write
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.record_list import RecordList


class TicksPart(Part):
    """A list in which Enter and space tick; closing asks may be one's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", id="prep.tick", tooltip="Tick, or untick"),
        Binding("a", "own", "Your own", id="prep.own", tooltip="A closing ask in your own words"),
        Binding("escape", "close", "Back", show=False, id="prep.own.close"),
    ]

    def __init__(self, write: Write, *, id: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(write, id=id)
        self._uid = ""
        self._section = ""
        self._prep = Prep()
        self._texts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield RecordList(self._draw, id="prep-ticks")
        yield LineField(placeholder="in your own words; Enter adds it", id="prep-own")

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    @property
    def _field(self) -> LineField:
        return self.query_one(LineField)

    def on_mount(self) -> None:
        self._field.display = False

    def show_sheet(self, sheet: Sheet, section: str) -> None:
        another = (sheet.uid, section) != (self._uid, self._section)
        if another:
            self.flush()
        self._uid, self._section, self._prep = sheet.uid, section, sheet.prep
        if section == "checklist":
            self._texts = dict(CHECKLIST)
        else:
            own = (ask for ask in sheet.prep.closing_asks if ask not in CLOSING_ASKS)
            self._texts = {ask: ask for ask in (*CLOSING_ASKS, *own)}
        self._list.set_rows(list(self._texts))
        if another:
            self._list.action_first()
        self._list.refresh()
        self.refresh_bindings()

    def _draw(self, key: str, width: int) -> Line:
        chosen = self._prep.checklist if self._section == "checklist" else self._prep.closing_asks
        sign = ("✓ ", "success") if key in chosen else ("· ", "muted")
        return [sign, (self._texts.get(key, ""), "")]

    def enter(self) -> None:
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "own":
            return self._section == "closing_asks"
        if action == "close":
            return self.is_mounted and self._field.has_focus
        return True

    @on(RecordList.Selected)
    def action_tick(self) -> None:
        key = self._list.highlighted
        if key is None:
            return
        if self._section == "checklist":
            self.write(self._uid, "tick", lambda prep: toggle_point(prep, key))
        else:
            self.write(self._uid, "closing ask", lambda prep: toggle_ask(prep, key))

    # One's own ---------------------------------------------------------------------

    def action_own(self) -> None:
        self._field.display = True
        self._field.focus()

    def action_close(self) -> None:
        self._field.load_text("")
        self._field.display = False
        self._list.focus()

    @on(LineField.Submitted)
    def _submitted(self) -> None:
        self.flush()
        self.action_close()

    def flush(self) -> None:
        """An ask that was being written counts as chosen."""
        ask = clean_line(self._field.text)
        if ask and ask not in self._prep.closing_asks and self._section == "closing_asks":
            self.write(self._uid, "closing ask", lambda prep: toggle_ask(prep, ask))
        if ask:
            self._field.load_text("")
