"""`/`: find anything, and open the very line."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Static

from infoview_tui.domain.dates import say_ago
from infoview_tui.domain.find_query import FILTERS, UnclearQuery, explain
from infoview_tui.domain.text import fold, in_words
from infoview_tui.journal.finding import MOST
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.search import Hit
from infoview_tui.screens.messages import (
    OpenBoard,
    OpenContact,
    OpenDebrief,
    OpenHistory,
    OpenNote,
    OpenPeople,
    OpenPrep,
)
from infoview_tui.screens.pace import REST, WORK
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line, Span
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.record_list import Heading, RecordList, Row
from infoview_tui.widgets.span_line import SpanLine

_COLUMNS = Columns(
    Column(9, most=10, style="muted"),
    Column(12, grow=1, most=22, drop=1),
    Column(20, grow=6),
    Column(7, align="right", style="muted", drop=2),
)
_SHOWN = 0.3  # seconds until what was read so far is searched
_PAUSE = 0.2  # seconds without a key, after which one waits for results rather than types
_OFFERED = 8  # completions of a filter
_TITLES = {
    "contact": "CONTACTS",
    "company": "COMPANIES",
    "question": "QUESTIONS",
    "lead": "LEADS",
    "prep": "PREP SHEETS",
    "debrief": "DEBRIEFS",
    "follow_up": "FOLLOW-UPS",
    "touch": "TOUCHES",
    **dict.fromkeys(("hypothesis", "want", "dont_want", "decision"), "DECISION BOARD"),
}  # of all other kinds: NOTES
_NOTHING = "Nothing found. Fewer words, or a part of one, find more."
_HINT = 'Words in any order · "a phrase" · ' + " · ".join(f"{name}:" for name in FILTERS)


class FindScreen(JournalScreen[object]):
    """One line to type in; below it every line of the journal that holds the words."""

    CSS_PATH = "find.tcss"

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
        self._searched = ""  # the text that the hits are of
        self._typed_at = 0.0
        self._offered: tuple[str, ...] = ()  # what the filter under way may become

    def compose_body(self) -> ComposeResult:
        yield FormInput(placeholder="find anything", id="find-text", compact=True)
        yield SpanLine(id="find-offers")
        yield RecordList(self._draw, id="find-hits")
        yield Static(id="find-hint", markup=False)

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
        clock = asyncio.get_running_loop().time
        searched = clock()
        while unread := self.journal.read_for_search(WORK):
            self._unread = unread
            if clock() - searched > _SHOWN:
                self._search()
                searched = clock()
            await asyncio.sleep(REST)
            while (left := self._typed_at + _PAUSE - clock()) > 0:
                await asyncio.sleep(left)  # whoever types does not wait for results
        self._unread = 0
        self._search()

    @on(Input.Changed, "#find-text")
    def _typed(self) -> None:
        self._typed_at = asyncio.get_running_loop().time()
        self._offer()
        self._search_typed()

    @work(exclusive=True, group="search")
    async def _search_typed(self) -> None:
        """Once the letter is seen: of what was typed meanwhile only the last is searched for."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()
        self._search()
        self._list.action_first()

    def _search(self) -> None:
        wrong = ""
        hits: list[Hit] = []
        self._searched = self._text
        try:
            hits = self.journal.find(self._searched)
        except UnclearQuery as unclear:
            wrong = str(unclear)
        self._hits = {str(hit.place): hit for hit in hits}
        awaited = "" if hits else explain(self._text)
        self._list.empty = "" if wrong or awaited else _NOTHING if self._text.strip() else _HINT
        self._list.set_rows(_grouped(self._hits))
        self._say(wrong or awaited or self._standing())
        self.refresh_bindings()

    def _standing(self) -> str:
        found = f"{len(self._hits)} found" if self._text.strip() else ""
        if len(self._hits) == MOST:
            found = f"the best {MOST}; more words narrow it down"
        left = f"still reading, {self._unread} records to go" if self._unread else ""
        return " · ".join(filter(None, (found, left)))

    def _say(self, text: str) -> None:
        self.query_one("#find-hint", Static).update(text)

    def show(self) -> None:
        self._search()

    # Completing filters -----------------------------------------------------------------

    def _offer(self) -> None:
        """Shows what the filter under way may become; tab takes the first."""
        text = self._text
        self._offered = self._grown(text)
        begun = text.rpartition(" ")[0]
        offers = [grown.removeprefix(begun).strip() for grown in self._offered]
        spans: list[Span] = [("tab  ", "muted")] if offers else []
        for offer in offers:
            spans += [(offer, "muted" if len(spans) > 1 else "accent"), ("  ", "")]
        self.query_one("#find-offers", SpanLine).spans = tuple(spans)

    def _grown(self, text: str) -> tuple[str, ...]:
        return self.journal.complete_query(text)[:_OFFERED]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.is_mounted and action == "open":
            return bool(self._hits)
        if self.is_mounted and action == "complete":
            return bool(self._offered)
        return super().check_action(action, parameters)

    def action_complete(self) -> None:
        field = self.query_one("#find-text", FormInput)
        for grown in self._grown(field.value)[:1]:
            field.value = grown
            field.cursor_position = len(grown)

    # Drawing -------------------------------------------------------------------------

    def _draw(self, key: str, width: int) -> Line:
        hit = self._hits[key]
        name = self._whose(hit)
        ago = say_ago(date.fromordinal(hit.day), self.journal.today()) if hit.day else ""
        snippet: list[Span] = [(self.shown(hit.snippet), "")] if self.masked else _marked(hit)
        return _COLUMNS.line(width, (in_words(hit.kind), name, snippet, ago))

    def _whose(self, hit: Hit) -> str:
        """The contact's name; of a company, how many people there one knows."""
        if hit.kind != "company":
            return self.name_of(hit.contact) if hit.contact else ""
        people = len(self.journal.at_company.of(fold(hit.text)))
        return f"{people} {'person' if people == 1 else 'people'}"

    # Going there -----------------------------------------------------------------------

    def action_cursor(self, step: int) -> None:
        self._list.action_move(step)

    def action_page(self, pages: int) -> None:
        self._list.action_page(pages)

    @on(Input.Submitted, "#find-text")
    @on(RecordList.Selected, "#find-hits")
    def action_open(self) -> None:
        if self._searched != self._text:  # Enter was quicker than the search
            self._search()
            self._list.action_first()
        hit = self._hits.get(self._list.highlighted or "")
        if hit is not None:
            message = self._opening(hit)
            self.dismiss()
            self.app.screen.post_message(message)

    def _opening(self, hit: Hit) -> Message:
        """Where a hit is opened: at its very line, in the talk, on the sheet, in the history…"""
        table, uid, part = hit.key
        if table == "hypotheses":
            return OpenBoard(uid)
        if hit.kind == "company":
            return OpenPeople(hit.text)
        if table == "contacts":
            return OpenContact(hit.contact)
        if table != "interviews":
            return OpenHistory(hit.contact, uid)
        if hit.kind == "debrief":
            return OpenDebrief(uid, part.removeprefix("debrief."))
        head = self.journal.heads.get(uid)
        if hit.kind == "prep" or (head is not None and head.ahead):
            return OpenPrep(uid, part)
        return OpenNote(uid, part)

    def action_close(self) -> None:
        self.dismiss()


def _grouped(hits: Mapping[str, Hit]) -> list[Row]:
    """The hits by what they are, best first; the group with the best hit stands on top."""
    groups: dict[str, list[str]] = {}
    for key, hit in hits.items():
        groups.setdefault(_TITLES.get(hit.kind, "NOTES"), []).append(key)
    rows: list[Row] = []
    for title, keys in groups.items():
        rows += [Heading(title, str(len(keys))), *keys]
    return rows


def _marked(hit: Hit) -> list[Span]:
    """The snippet with what was found emphasised."""
    spans: list[Span] = []
    at = 0
    for start, end in hit.spans:
        spans += [(hit.snippet[at:start], ""), (hit.snippet[start:end], "strong accent")]
        at = end
    return [*spans, (hit.snippet[at:], "")]
