"""Pane 4: everything owed, when, and why now."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.queue_row import Row
from infoview_tui.domain.queue_views import QueueOrder, is_found, sections, words_of
from infoview_tui.domain.text import fold
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import queue_questions as ask
from infoview_tui.screens.filter_line import FilterLine
from infoview_tui.screens.pace import REST, WORK
from infoview_tui.screens.queue_drawing import (
    WIDE,
    first_of_two,
    is_cut,
    late,
    one_line,
    second_of_two,
)
from infoview_tui.screens.queue_keys import ROW_KEYS
from infoview_tui.screens.queue_rows import QueueRows
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import Heading, RecordList
from infoview_tui.widgets.record_list import Row as ListRow

_MINUTE = 60.0
_EMPTY = (
    "Nothing is owed to anybody. Rows come by themselves: from outreach (o in Contacts), from "
    "the debrief of a talk, and from time. n adds one by hand."
)


class FollowUpsScreen(QueueRows):
    """The queue, by when it is due; every row says why it is there now."""

    CSS_PATH = "follow_ups.tcss"

    number = 4
    HELP_TEXT = """
    What you owe and what you wait for: thank-yous within {limits.thanks_hours} hours, promises by
    their date, the second try after {limits.second_try} business days, check-ins before a
    relation goes cold. Every row says why now. A row never disappears by itself: it is done,
    snoozed or dropped, and stays in the history of its contact.

    Space marks rows; done, snooze and drop then take all of them. w goes through everything once
    a week.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *ROW_KEYS,
        Binding("n,a", "add", "New", key_display="n", id="follow_ups.add",
                tooltip="Add a row by hand"),
        Binding(
            "backslash,ctrl+f", "filter", "Filter", key_display="\\", id="follow_ups.filter",
            tooltip="Show only the rows with these words: name, company, kind",
        ),
        Binding("o", "order", "Order", id="follow_ups.order",
                tooltip="Put together by when, kind, name or company"),
        Binding("L", "loops", "Loops", id="follow_ups.loops",
                tooltip="All open loops: advice, offers, promises, resources"),
        Binding("H", "helped_by", "Helped by", id="follow_ups.helped_by",
                tooltip="Everyone who helped: tell them the good news"),
        Binding("escape", "back", "Back", show=False, id="follow_ups.back"),
        Binding("down", "cursor(1)", show=False, id="follow_ups.down"),
        Binding("up", "cursor(-1)", show=False, id="follow_ups.up"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._rows: dict[str, Row] = {}
        self._order = QueueOrder.WHEN
        self._words: dict[str, tuple[Row, str]] = {}

    def compose_body(self) -> ComposeResult:
        yield Static(id="queue-head", markup=False)
        yield FilterLine("name, company or kind", "queue-filter")
        yield RecordList(
            self._draw, draw_below=self._draw_below, empty=_EMPTY, marking=True, id="queue"
        )
        yield Lines(id="queue-why")

    # Drawing -----------------------------------------------------------------------

    @property
    def rows_list(self) -> RecordList:
        return self.query_one("#queue", RecordList)

    @property
    def _filter(self) -> FilterLine:
        return self.query_one("#queue-filter", FilterLine)

    def row(self, key: str) -> Row | None:
        return self._rows.get(key)

    def on_mount(self) -> None:
        self.rows_list.focus()
        super().on_mount()
        self.set_interval(_MINUTE, self._minute_passed)

    def on_resize(self) -> None:
        self.rows_list.tall = self.size.width < WIDE
        self._say_why()

    def first_seen(self) -> None:
        self.show()

    def show(self) -> None:
        if self.journal.read_queue(WORK):
            self._refill()
        else:
            self.rows_list.empty = "reading what is owed …"
            self._read()

    @work(exclusive=True, group="queue")
    async def _read(self) -> None:
        """Reads a large journal while the screen stays alive."""
        while not self.journal.read_queue(WORK):
            await asyncio.sleep(REST)
        self._refill()

    def _refill(self) -> None:
        everything = self.journal.queue()
        wanted = fold(self._filter.value).strip()
        found = list(everything)
        if wanted:
            found = [row for row in everything if is_found(self._words_of(row), wanted)]
        shown: list[ListRow] = []
        keys: list[str] = []
        for heading, rows in sections(found, self._order, self._company):
            theirs = [row.key for row in rows]
            if heading:
                by_company = self._order is QueueOrder.COMPANY
                said = self.shown(heading) if by_company else heading.upper()
                shown.append(Heading(said, str(len(theirs))))
            shown += theirs
            keys += theirs
        self._rows = {row.key: row for row in found}
        nothing = f"Nothing owed matches “{self._filter.value}”. Esc shows all."
        self.rows_list.empty = nothing if wanted else _EMPTY
        self.rows_list.set_rows(shown, keep=self.keep)
        self.keep = None
        self._say_head(len(found), len(everything))
        self._say_why()
        self.refresh_bindings()

    def _say_head(self, found: int, of: int) -> None:
        """What is left out, and the order where it is not the usual one."""
        said = [f"{found} of {of}"] if found < of else []
        if self._order is not QueueOrder.WHEN:
            said.append(f"by {self._order.value}")
        head = self.query_one("#queue-head", Static)
        head.display = bool(said)
        head.update(" · ".join(said))

    def changed(self, keys: Keys) -> None:
        self.show()

    def _minute_passed(self) -> None:
        if self.is_current:
            self.show()

    def _company(self, uid: str) -> str:
        contact = self.journal.contacts.get(uid)
        return contact.company if contact else ""

    def _words_of(self, row: Row) -> str:
        """What a row is found by; remembered, for thousands of rows are asked at every key."""
        known = self._words.get(row.key)
        if known is None or known[0] is not row:
            known = self._words[row.key] = (row, words_of(row, self._company(row.contact)))
        return known[1]

    def _draw(self, key: str, width: int) -> Line:
        row = self._rows[key]
        name = self.shown(row.name)
        if self.rows_list.tall:
            return first_of_two(name, row.label, late(row), width)
        return one_line(name, row.label, late(row), self.why(row), width)

    def _draw_below(self, key: str, width: int) -> Line:
        return second_of_two(self.why(self._rows[key]))

    @on(RecordList.Highlighted, "#queue")
    def _moved(self) -> None:
        self._say_why()
        self.refresh_bindings()

    def _say_why(self) -> None:
        """The whole reason of the row under the cursor, where the list had to cut it."""
        row = self._rows.get(self.rows_list.highlighted or "")
        why = self.why(row) if row else ""
        line = self.query_one("#queue-why", Lines)
        line.display = bool(why) and is_cut(why, self.size.width, tall=self.rows_list.tall)
        line.lines = ([(why, "muted")],)

    # Acting ------------------------------------------------------------------------

    @work
    async def action_add(self) -> None:
        row = await ask.new_row(self.app, self.journal, self.name_of)
        if row is not None:
            with self.reporting():
                self.journal.add_follow_up(row)
                day = say_day(row.due, self.journal.today())
                self._told(f"Noted for {self.name_of(row.contact)}, due {day}")

    @on(RecordList.Selected, "#queue")
    def _selected(self, event: RecordList.Selected) -> None:
        if row := self._rows.get(event.key):
            self.open_row(row)

    def action_loops(self) -> None:
        from infoview_tui.screens.loops import LoopsScreen

        self.app.push_screen(LoopsScreen(self.journal))

    def action_helped_by(self) -> None:
        from infoview_tui.screens.helped_by import HelpedByScreen

        self.app.push_screen(HelpedByScreen(self.journal))

    # Looking -------------------------------------------------------------------------

    def action_order(self) -> None:
        orders = list(QueueOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._refill()
        self.rows_list.action_first()

    def action_filter(self) -> None:
        self._filter.display = True
        self._filter.focus()

    def action_back(self) -> None:
        """One step back: from a filter to all rows, from marks to none, to the usual order."""
        if self._filter.display:
            self._filter.value = ""
            self._filter.display = False
        elif self.rows_list.marked:
            self.rows_list.marked = frozenset()
        else:
            self._order = QueueOrder.WHEN
        self.rows_list.focus()
        self.show()

    def action_cursor(self, step: int) -> None:
        self.rows_list.action_move(step)

    @on(Input.Changed, "#queue-filter")
    def _typed(self) -> None:
        self.show()
        self.rows_list.action_first()

    @on(Input.Submitted, "#queue-filter")
    def _entered(self) -> None:
        self.rows_list.focus()
