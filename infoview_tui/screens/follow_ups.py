"""Pane 4: everything owed, when, and why now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from infoview_tui.domain.dates import parse_when, say_day
from infoview_tui.domain.models import FollowUp, FollowUpKind, new_uid
from infoview_tui.domain.queue_row import Row, Severity, Task
from infoview_tui.domain.text import fold
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.messages import (
    OpenCompose,
    OpenContact,
    OpenDebrief,
    OpenPrep,
)
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.snooze import AskSnooze
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.field import FormInput
from infoview_tui.widgets.record_list import Heading, RecordList
from infoview_tui.widgets.record_list import Row as ListRow

_MINUTE = 60.0
_WIDE = 90
_COLUMNS = Columns(
    Column(14, grow=2, most=24),
    Column(12, grow=1, most=18),
    Column(8, align="right"),
    Column(20, grow=6, style="muted", drop=1),
)
_SHORT = Columns(Column(12, grow=2, most=24), Column(10, grow=1, most=18), Column(8, align="right"))
_STYLE = {Severity.CALM: "muted", Severity.AMBER: "warning", Severity.RED: "error"}
_NEEDS_ROW = frozenset(["done", "snooze", "drop", "compose", "edit", "log"])
_EMPTY = (
    "Nothing is owed to anybody. Rows come by themselves: from outreach (o in Contacts), from "
    "the debrief of a talk, and from time. n adds one by hand."
)


class FollowUpsScreen(JournalScreen[object]):
    """The queue, by when it is due; every row says why it is there now."""

    number = 4
    HELP_TEXT = """
    What you owe and what you wait for: thank-yous within 24 hours, promises by their date, the
    second try after 7 business days, check-ins before a relation goes cold. Every row says why
    now. A row never disappears by itself: it is done, snoozed or dropped, and stays in the
    history of its contact.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "done", "Done", id="follow_ups.done", tooltip="Done: close the row"),
        Binding("s", "snooze", "Snooze", id="follow_ups.snooze", tooltip="Move it to another day"),
        Binding("c", "compose", "Compose", id="follow_ups.compose", tooltip="Write the message"),
        Binding("e", "edit", "Edit", id="follow_ups.edit", tooltip="Other words, or another day"),
        Binding("x", "drop", "Drop", id="follow_ups.drop", tooltip="Let it go"),
        Binding("n", "add", "New", id="follow_ups.add", tooltip="Add a row by hand"),
        Binding(
            "backslash,ctrl+f", "filter", "Filter", key_display="\\", id="follow_ups.filter",
            tooltip="Show only the rows with a name, company or kind",
        ),
        Binding("enter", "open", "Open", show=False, id="follow_ups.open"),
        Binding("escape", "back", "Back", show=False, id="follow_ups.back"),
        Binding("down", "cursor(1)", show=False, id="follow_ups.down"),
        Binding("up", "cursor(-1)", show=False, id="follow_ups.up"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._rows: dict[str, Row] = {}

    def compose_body(self) -> ComposeResult:
        yield FormInput(
            placeholder="name, company or kind",
            id="queue-filter", compact=True, select_on_focus=False,
        )  # fmt: skip
        yield RecordList(
            self._draw, draw_below=self._draw_below, empty=_EMPTY, marking=True, id="queue"
        )
        yield Static(id="queue-why", markup=False)

    # Drawing -----------------------------------------------------------------------

    @property
    def _list(self) -> RecordList:
        return self.query_one("#queue", RecordList)

    def on_mount(self) -> None:
        self.query_one("#queue-filter").display = False
        self._list.focus()
        super().on_mount()
        self.set_interval(_MINUTE, self._minute_passed)

    def on_resize(self) -> None:
        self._list.tall = self.size.width < _WIDE

    def show(self) -> None:
        wanted = fold(self.query_one("#queue-filter", FormInput).value)
        found = [row for row in self.journal.queue() if wanted in self._words(row)]
        self._rows = {row.key: row for row in found}
        shown: list[ListRow] = []
        for group, rows in groupby(found, key=lambda row: row.group):
            keys = [row.key for row in rows]
            shown += [Heading(group.upper(), str(len(keys))), *keys]
        self._list.empty = f"Nothing owed matches “{wanted}”. Esc shows all." if wanted else _EMPTY
        self._list.set_rows(shown)
        self._say_why()

    def changed(self, keys: Keys) -> None:
        self.show()

    def _minute_passed(self) -> None:
        if self.is_current:
            self.show()

    def _words(self, row: Row) -> str:
        contact = self.journal.contacts.get(row.contact)
        company = contact.company if contact else ""
        return fold(f"{row.name} {company} {row.label} {row.task}")

    def _draw(self, key: str, width: int) -> Line:
        row = self._rows[key]
        cells = (self.shown(row.name), row.label, (row.late, _STYLE[row.severity]))
        if self._list.tall:
            return _SHORT.line(width, cells)
        return _COLUMNS.line(width, (*cells, self._why(row)))

    def _draw_below(self, key: str, width: int) -> Line:
        return [("  ", ""), (self._why(self._rows[key]), "muted")]

    def _why(self, row: Row) -> str:
        times = len(row.follow_up.snoozed) if row.follow_up else 0
        again = f" (snoozed {times} times)" if times > 1 else ""
        return f"{'…' if self.masked else row.why}{again}"

    @on(RecordList.Highlighted)
    def _say_why(self) -> None:
        """The whole reason of the row under the cursor, where the list had to cut it."""
        row = self._rows.get(self._list.highlighted or "")
        self.query_one("#queue-why", Static).update(self._why(row) if row else "")

    # Acting on rows ------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _NEEDS_ROW and self.is_mounted:
            return bool(self._chosen())
        return True

    def _chosen(self) -> list[Row]:
        """The marked rows, else the one under the cursor."""
        keys = self._list.marked or {self._list.highlighted}
        return [row for key, row in self._rows.items() if key in keys]

    def _owed(self) -> list[FollowUp]:
        """The chosen rows that are follow-ups; the others are done by doing them."""
        found = [row.follow_up for row in self._chosen() if row.follow_up is not None]
        if not found:
            self.notify("Enter opens what this row is about.", markup=False, timeout=4)
        return found

    def action_done(self) -> None:
        rows = self._owed()
        if rows:
            with self.reporting():
                following = self.journal.complete(rows)
                again = f"; again on {say_day(following[0].due, self._today)}" if following else ""
                self._told(f"done{again}", len(rows))

    def action_drop(self) -> None:
        rows = self._owed()
        if rows:
            with self.reporting():
                self.journal.drop(rows)
                self._told("dropped", len(rows))

    @work
    async def action_snooze(self) -> None:
        rows = self._owed()
        if not rows:
            return
        until = await self.app.push_screen_wait(AskSnooze(self.journal.now()))
        if until is not None:
            with self.reporting():
                self.journal.snooze(rows, until)
                self._told(f"until {say_day(until, self._today)}", len(rows))

    @work
    async def action_edit(self) -> None:
        rows = self._owed()
        if len(rows) != 1:
            return
        row = rows[0]
        line = await self.app.push_screen_wait(
            AskLine(
                f"{row.kind.replace('_', ' ')} for {self.name_of(row.contact)}",
                value=f"{row.reason} by {row.due.isoformat()}",
                hint="what and why, and the day: send the article by fri",
            )
        )
        if line is not None:
            reason, due = self._reason_and_day(line, row.due)
            with self.reporting():
                self.journal.edit_follow_up(replace(row, reason=reason, due=due))

    @work
    async def action_add(self) -> None:
        line = await self.app.push_screen_wait(
            AskLine(
                "A follow-up for whom, what and by when?",
                placeholder="Priya: send the article by fri",
                check=self._what_is_wrong,
            )
        )
        if line is None:
            return
        name, _, what = line.partition(":")
        with self.reporting():
            contact = self.journal.find_contact(name)
            reason, due = self._reason_and_day(what.strip(), self._today)
            self.journal.add_follow_up(
                FollowUp(
                    uid=new_uid(), contact=contact.uid, kind=FollowUpKind.OTHER,
                    due=due, reason=reason,
                )
            )  # fmt: skip

    def _what_is_wrong(self, line: str) -> str | None:
        name, colon, what = line.partition(":")
        if not colon or not what.strip():
            return "Write it as: name: what by when"
        with self.reporting():
            self.journal.find_contact(name)
            return None
        return "Write more of the name"

    def _reason_and_day(self, line: str, otherwise: date) -> tuple[str, date]:
        """The words of a line and the day at its end (`by fri`)."""
        words, by, day = line.rpartition(" by ")
        if by:
            with self.reporting():
                when = parse_when(
                    day, self.journal.now(), day_first=self.journal.preferences.day_first
                )
                return words.strip(), when.date() if isinstance(when, datetime) else when
        return line.strip(), otherwise

    def _told(self, what: str, count: int) -> None:
        self._list.marked = frozenset()
        rows = "" if count == 1 else f"{count} rows "
        self.notify(f"{rows}{what} · u takes it back", markup=False, timeout=4)

    @property
    def _today(self) -> date:
        return self.journal.today()

    # Going places --------------------------------------------------------------------

    def action_compose(self) -> None:
        for row in self._chosen()[:1]:
            if row.follow_up is not None:
                if not row.stored:  # a draft of its message needs a row to be kept in
                    self.journal.add_follow_up(row.follow_up)
                self.post_message(OpenCompose(row.contact, row.follow_up.kind, row.follow_up.uid))

    @on(RecordList.Selected, "#queue")
    def _selected(self, event: RecordList.Selected) -> None:
        row = self._rows[event.key]
        if row.task is Task.DEBRIEF:
            self.post_message(OpenDebrief(row.interview))
        elif row.task is Task.PREP:
            self.post_message(OpenPrep(row.interview))
        else:
            self.post_message(OpenContact(row.contact))

    def action_filter(self) -> None:
        field = self.query_one("#queue-filter", FormInput)
        field.display = True
        field.focus()

    def action_back(self) -> None:
        field = self.query_one("#queue-filter", FormInput)
        field.value = ""
        field.display = False
        self._list.focus()
        self.show()

    def action_cursor(self, step: int) -> None:
        self._list.action_move(step)

    @on(Input.Changed, "#queue-filter")
    def _typed(self) -> None:
        self.show()

    @on(Input.Submitted, "#queue-filter")
    def _entered(self) -> None:
        self._list.focus()
