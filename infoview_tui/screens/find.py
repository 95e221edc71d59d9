"""`/`: find anything, and open the very line."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from infoview_tui.domain.dates import say_ago
from infoview_tui.domain.find_query import FILTERS, UnclearQuery
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.search import Hit
from infoview_tui.screens.messages import OpenContact, OpenNote, OpenPane, OpenPrep
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line, Span
from infoview_tui.widgets.field import FormInput
from infoview_tui.widgets.record_list import RecordList

_SLICE = 0.008  # seconds of reading between two breaths of the screen
_COLUMNS = Columns(
    Column(9, most=10, style="muted"),
    Column(12, grow=1, most=22, drop=1),
    Column(20, grow=6),
    Column(5, align="right", style="muted", drop=2),
)
_HINT = 'words in any order · "a phrase" · ' + " · ".join(f"{name}:" for name in FILTERS)


class FindScreen(JournalScreen[object]):
    """One line to type in; below it every line of the journal that holds the words."""

    HELP_TEXT = """
    Type words in any order; accents and case do not matter. "Quotation marks" keep words
    together, -word leaves out. Filters: kind:insight, company:lumen, with:priya, tag:growth,
    topic:culture, since:"3 months", until:2026-06. Tab completes a filter. Enter opens the line.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="find.open", tooltip="Open the line"),
        Binding("down", "cursor(1)", "Next", show=False, id="find.next"),
        Binding("up", "cursor(-1)", "Previous", show=False, id="find.previous"),
        Binding("pagedown", "page(1)", show=False, id="find.page_down"),
        Binding("pageup", "page(-1)", show=False, id="find.page_up"),
        Binding("tab", "complete", "Complete", id="find.complete", tooltip="Complete the filter"),
        Binding("escape", "close", "Close", id="find.close"),
    ]

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._hits: dict[str, Hit] = {}
        self._unread = 0

    def compose_body(self) -> ComposeResult:
        yield FormInput(placeholder="find anything", id="find-text", compact=True)
        yield RecordList(self._draw, id="find-hits")
        yield Static(_HINT, id="find-hint", markup=False)

    @property
    def _list(self) -> RecordList:
        return self.query_one("#find-hits", RecordList)

    @property
    def _text(self) -> str:
        return self.query_one("#find-text", FormInput).value

    def on_mount(self) -> None:
        self._list.can_focus = False
        self.query_one("#find-text").focus()
        self._read()

    # Searching -----------------------------------------------------------------------

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Reads the journal into the index while the screen stays alive; results come meanwhile."""
        searched = asyncio.get_running_loop().time()
        while unread := self.journal.read_for_search(_SLICE):
            now = asyncio.get_running_loop().time()
            self._unread = unread
            if now - searched > 0.3:
                self._search()
                searched = now
            await asyncio.sleep(0)
        self._unread = 0
        self._search()

    @on(Input.Changed, "#find-text")
    def _typed(self) -> None:
        self._search()

    def _search(self) -> None:
        wrong = ""
        hits: list[Hit] = []
        try:
            hits = self.journal.find(self._text)
        except UnclearQuery as unclear:
            wrong = str(unclear)
        self._hits = {str(hit.place): hit for hit in hits}
        self._list.empty = "" if wrong or not self._text.strip() else "Nothing found."
        self._list.set_rows(list(self._hits))
        self._say(wrong or self._standing())

    def _standing(self) -> str:
        found = f"{len(self._hits)} found" if self._text.strip() else _HINT
        return f"{found} · still reading, {self._unread} records to go" if self._unread else found

    def _say(self, text: str) -> None:
        self.query_one("#find-hint", Static).update(text)

    def show(self) -> None:
        self._search()

    # Drawing -------------------------------------------------------------------------

    def _draw(self, key: str, width: int) -> Line:
        hit = self._hits[key]
        name = self.name_of(hit.contact) if hit.contact else ""
        ago = say_ago(date.fromordinal(hit.day), self.journal.today()) if hit.day else ""
        snippet: list[Span] = [(self.shown(hit.snippet), "")] if self.masked else _marked(hit)
        return _COLUMNS.line(width, (hit.kind.replace("_", " "), name, snippet, ago))

    # Going there -----------------------------------------------------------------------

    def action_cursor(self, step: int) -> None:
        self._list.action_move(step)

    def action_page(self, pages: int) -> None:
        self._list.action_page(pages)

    def action_complete(self) -> None:
        field = self.query_one("#find-text", FormInput)
        for grown in self.journal.complete_query(field.value)[:1]:
            field.value = grown
            field.cursor_position = len(grown)

    @on(Input.Submitted, "#find-text")
    @on(RecordList.Selected, "#find-hits")
    def action_open(self) -> None:
        hit = self._hits.get(self._list.highlighted or "")
        if hit is not None:
            message = _opening(hit)
            self.dismiss()
            self.app.screen.post_message(message)

    def action_close(self) -> None:
        self.dismiss()


def _marked(hit: Hit) -> list[Span]:
    """The snippet with what was found emphasised."""
    spans: list[Span] = []
    at = 0
    for start, end in hit.spans:
        spans += [(hit.snippet[at:start], ""), (hit.snippet[start:end], "strong accent")]
        at = end
    return [*spans, (hit.snippet[at:], "")]


def _opening(hit: Hit) -> Message:
    """Where a hit is opened: a talk's line in the talk, a sheet's in Prep, the rest on the card."""
    table, uid, part = hit.key
    if table == "interviews":
        return OpenPrep(uid) if hit.kind == "prep" else OpenNote(uid, part)
    if table == "hypotheses":
        return OpenPane(5)
    return OpenContact(hit.contact)
