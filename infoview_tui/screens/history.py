"""Everything that happened with one contact, and everything that was owed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from infoview_tui.domain.history import Event, history
from infoview_tui.domain.say_dates import say_day
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.messages import OpenContact, OpenNote
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import Heading, RecordList
from infoview_tui.widgets.record_list import Row as ListRow

_COLUMNS = Columns(
    Column(15, align="right", style="muted"), Column(18, grow=2, most=48), Column(10, grow=3)
)
_EMPTY = "Nothing has happened yet. l in the queue, or in Contacts, logs that you were in touch."


class HistoryScreen(JournalScreen[None]):
    """A contact's past and what is still open; nothing that was owed ever vanishes."""

    CSS_PATH = "follow_ups.tcss"

    number = 4
    HELP_TEXT = """
    Messages, talks, and every row that was ever owed to this contact: done, dropped, or put off
    and how often. Enter on a talk shows its notes.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h", "close", "Back", key_display="esc", id="history.close"),
        Binding("o", "card", "Card", id="history.card", tooltip="Open the contact's card"),
    ]

    def __init__(self, journal: Journal, contact: str, event: str = "") -> None:
        super().__init__(journal)
        self._wanted = event
        self._uid = contact
        self._events: dict[str, Event] = {}

    def compose_body(self) -> ComposeResult:
        yield Static(id="history-head", markup=False)
        yield RecordList(self._draw, empty=_EMPTY, id="history")
        yield Lines(id="history-text")

    def on_mount(self) -> None:
        super().on_mount()
        events = self.query_one("#history", RecordList)
        events.focus()
        if self._wanted in self._events:
            events.highlighted = self._wanted

    def show(self) -> None:
        journal, uid = self.journal, self._uid
        found = history(
            journal.touches_of.of(uid),
            journal.interviews_of.of(uid),
            journal.follow_ups_of.of(uid),
            [row for row in journal.queue() if row.contact == uid],
            journal.now(),
        )
        self._events = {event.key: event for event in found}
        shown: list[ListRow] = []
        for heading, is_open in (("OPEN", True), ("SO FAR", False)):
            keys = [event.key for event in found if event.open is is_open]
            if keys:
                shown += [Heading(heading, str(len(keys))), *keys]
        self.query_one("#history", RecordList).set_rows(shown)
        self.query_one("#history-head", Static).update(f"History with {self.name_of(uid)}")
        self._say_text()

    def changed(self, keys: Keys) -> None:
        if any(table != "meta" for table, _ in keys):
            self.show()

    def _draw(self, key: str, width: int) -> Line:
        event = self._events[key]
        style = "accent" if event.open else "muted"
        day = say_day(event.day, self.journal.today())
        text = "…" if self.masked and event.text else event.text
        return _COLUMNS.line(width, ((day, style), event.what, (text, "muted")))

    @on(RecordList.Highlighted)
    def _say_text(self) -> None:
        """The first words of what was written, in full as far as there is room."""
        event = self._events.get(self.query_one("#history", RecordList).highlighted or "")
        text = event.text if event and not self.masked else ""
        line = self.query_one("#history-text", Lines)
        line.display = bool(text)
        line.lines = ([(text, "muted")],)

    @on(RecordList.Selected)
    def _entered(self, event: RecordList.Selected) -> None:
        found = self._events.get(event.key)
        if found and found.interview:
            self.post_message(OpenNote(found.interview))

    def action_card(self) -> None:
        self.post_message(OpenContact(self._uid))

    def action_close(self) -> None:
        self.dismiss(None)
