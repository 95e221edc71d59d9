"""All open loops: what people advised, offered and named, and what was promised to them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.loops import WAYS, Loop, advance, tell_them
from infoview_tui.domain.models import FollowUp, NoteKind
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.say_dates import say_ago
from infoview_tui.domain.text import fold
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.filter_line import FilterLine
from infoview_tui.screens.messages import OpenCompose, OpenContact, OpenNote
from infoview_tui.screens.pace import Pace
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import Heading, RecordList
from infoview_tui.widgets.record_list import Row as ListRow

_TALKS_AT_ONCE = 200  # read before the first frame; more come in slices
_COLUMNS = Columns(
    Column(12, grow=1, most=22),
    Column(15, style="muted"),
    Column(16, grow=6),
    Column(5, align="right", style="muted", drop=1),
)
_TITLES = {
    NoteKind.ADVICE: "ADVICE THEY GAVE",
    NoteKind.RESOURCE: "TO READ",
    NoteKind.OFFER: "OFFERS THEY MADE",
    NoteKind.PROMISE: "PROMISED TO THEM",
}
_DOES = {
    NoteKind.ADVICE: "tried",
    NoteKind.RESOURCE: "read",
    NoteKind.OFFER: "taken up",
    NoteKind.PROMISE: "kept",
}
_EMPTY = (
    "No loop is open. During a talk, > begins a piece of advice, < an offer, + a promise of "
    "yours and = something to read."
)


class LoopOrder(StrEnum):
    KIND = "kind"
    CONTACT = "contact"


class LoopsScreen(JournalScreen[None]):
    """Every open loop with where it stands; one key takes it a step further."""

    CSS_PATH = "follow_ups.tcss"

    number = 4
    HELP_TEXT = """
    A loop is advice, an offer, a promise or something to read that is open until it is closed
    and, for advice and readings, told to whoever gave it. d takes it a step further: tried, then
    told. Nothing pleases people more than to hear what came of their advice.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "advance", "Done", id="loops.advance",
                tooltip="One step further: tried or read, told; taken up; kept"),
        Binding("c", "tell", "Tell them", id="loops.tell", tooltip="Write what came of it"),
        Binding("x", "let_go", "Let go", id="loops.let_go", tooltip="Close it without doing it"),
        Binding("o", "order", "Order", id="loops.order", tooltip="By kind, or by contact"),
        Binding(
            "backslash,ctrl+f", "filter", "Filter", key_display="\\", id="loops.filter",
            tooltip="Show only loops with these words",
        ),
        Binding("p", "card", "Person", id="loops.card", tooltip="Open the contact's card"),
        Binding("escape", "back", "Back", id="loops.back"),
        Binding("down", "cursor(1)", show=False, id="loops.down"),
        Binding("up", "cursor(-1)", show=False, id="loops.up"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._open = journal.open_loops
        self._loops: dict[str, Loop] = {}
        self._order = LoopOrder.KIND

    def compose_body(self) -> ComposeResult:
        yield Static(id="loops-head", markup=False)
        yield FilterLine("name or words", "loops-filter")
        yield RecordList(self._draw, empty=_EMPTY, id="loops")
        yield Lines(id="loops-text")

    # Drawing -----------------------------------------------------------------------

    @property
    def _list(self) -> RecordList:
        return self.query_one("#loops", RecordList)

    @property
    def _filter(self) -> FilterLine:
        return self.query_one("#loops-filter", FilterLine)

    def on_mount(self) -> None:
        self._list.focus()
        super().on_mount()

    def show(self) -> None:
        if self._open.complete:
            self._refill()
        elif self.journal.store.count("interviews") <= _TALKS_AT_ONCE:
            for _ in self._open.build():
                pass
            self._refill()
        else:
            self._read()

    @work(exclusive=True, group="loops")
    async def _read(self) -> None:
        """Reads the notes of many talks while the screen stays alive."""
        self._list.empty = "reading the talks …"
        pace = Pace()
        for _ in self._open.build():
            await pace.rest()
        self._refill()

    def changed(self, keys: Keys) -> None:
        if self._open.complete:
            self._refill()

    def _refill(self) -> None:
        wanted = fold(self._filter.value).split()
        everything = self._open.all()
        self._loops = {
            uid: loop
            for uid, loop in everything.items()
            if all(word in self._words(loop) for word in wanted)
        }
        found: dict[str, list[str]] = {}
        for uid, loop in self._loops.items():
            found.setdefault(self._heading(loop), []).append(uid)
        shown: list[ListRow] = []
        for heading in self._in_order(found):
            shown += [Heading(heading, str(len(found[heading]))), *found[heading]]
        nothing = f"No loop has “{self._filter.value}” in it. Esc shows all."
        self._list.empty = nothing if wanted else _EMPTY
        self._list.set_rows(shown)
        how_many = f"{len(self._loops)} of " if wanted else ""
        head = f"Open loops {how_many}{len(everything)} · by {self._order.value}"
        self.query_one("#loops-head", Static).update(head)
        self._say_text()
        self.refresh_bindings()

    def _words(self, loop: Loop) -> str:
        contact = self.journal.contacts.get(loop.contact)
        who = f"{contact.name} {contact.company}" if contact else ""
        return fold(f"{who} {loop.note.text} {loop.note.kind} {loop.label}")

    def _heading(self, loop: Loop) -> str:
        by_kind = self._order is LoopOrder.KIND
        return _TITLES[loop.note.kind] if by_kind else self.name_of(loop.contact)

    def _in_order(self, headings: dict[str, list[str]]) -> list[str]:
        if self._order is LoopOrder.KIND:
            return [_TITLES[kind] for kind in WAYS if _TITLES[kind] in headings]
        return sorted(headings, key=fold)

    def _draw(self, key: str, width: int) -> Line:
        loop = self._loops[key]
        now = self.journal.now()
        by_kind = self._order is LoopOrder.KIND
        first = self.name_of(loop.contact) if by_kind else loop.note.kind.value
        told = "accent" if self._tell(loop) else "muted"
        age = say_ago(day_of(loop.note.at, now), now.date())
        text = "…" if self.masked else loop.note.text
        return _COLUMNS.line(width, (first, (loop.label, told), text, age))

    @on(RecordList.Highlighted)
    def _say_text(self) -> None:
        loop = self._chosen()
        line = self.query_one("#loops-text", Lines)
        line.display = loop is not None
        text = "…" if self.masked else loop.note.text if loop else ""
        who = self.name_of(loop.contact) if loop else ""
        line.lines = ([(f"{who}: {text}", "muted")],)
        self.refresh_bindings()

    # Acting ------------------------------------------------------------------------

    def _tell(self, loop: Loop) -> FollowUp | None:
        """The row that tells them what came of it; None before anything did."""
        return tell_them(loop, self.journal.now(), self.journal.preferences.limits)

    def _chosen(self) -> Loop | None:
        return self._loops.get(self._list.highlighted or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted or action not in ("advance", "tell", "let_go", "card"):
            return True
        loop = self._chosen()
        if action == "tell":
            return loop is not None and self._tell(loop) is not None
        return loop is not None

    @work
    async def action_advance(self) -> None:
        """A step further; advice that was tried proposes to tell them."""
        loop = self._chosen()
        if loop is None:
            return
        moved = Loop(loop.contact, loop.interview, advance(loop.note))
        told = self._tell(moved)
        answer = "none"
        if told is not None:
            answer = await self._whether_to_tell(loop, say_day(told.due, self.journal.today()))
        with self.reporting():
            if answer:
                row = self.journal.advance_loop(loop, tell=answer != "none")
                what = moved.label if moved.open else _DOES[loop.note.kind]
                what = "told" if moved.label == "told" else what
                self.notify(f"{what} · u takes it back")
                if row is not None and answer == "now":
                    self.post_message(OpenCompose(row.contact, row.kind, row.uid))

    async def _whether_to_tell(self, loop: Loop, day: str) -> str:
        options = (
            ("queue", f"put it into the queue, due {day}"),
            ("now", "write it now"),
            ("none", "not yet"),
        )
        name = self.name_of(loop.contact)
        question = f"{_DOES[loop.note.kind].capitalize()}. Tell {name}?"
        return await self.app.push_screen_wait(Choose(question, options)) or ""

    def action_tell(self) -> None:
        loop = self._chosen()
        row = self._tell(loop) if loop else None
        if row is not None:
            with self.reporting():
                if row.uid not in self.journal.follow_ups:
                    self.journal.add_follow_up(row)
                self.post_message(OpenCompose(row.contact, row.kind, row.uid))

    def action_let_go(self) -> None:
        if loop := self._chosen():
            with self.reporting():
                self.journal.let_loop_go(loop)
                self.notify("let go · u takes it back")

    @on(RecordList.Selected, "#loops")
    def _entered(self, event: RecordList.Selected) -> None:
        if loop := self._loops.get(event.key):
            self.post_message(OpenNote(loop.interview, loop.note.uid))

    def action_card(self) -> None:
        if loop := self._chosen():
            self.post_message(OpenContact(loop.contact))

    # Looking -------------------------------------------------------------------------

    def action_order(self) -> None:
        by_kind = self._order is LoopOrder.KIND
        self._order = LoopOrder.CONTACT if by_kind else LoopOrder.KIND
        self._refill()

    def action_filter(self) -> None:
        self._filter.display = True
        self._filter.focus()

    def action_back(self) -> None:
        if self._filter.display:
            self._filter.value = ""
            self._filter.display = False
            self._list.focus()
        else:
            self.dismiss(None)

    def action_cursor(self, step: int) -> None:
        self._list.action_move(step)

    @on(Input.Changed, "#loops-filter")
    def _typed(self) -> None:
        if self._open.complete:
            self._refill()
            self._list.action_first()

    @on(Input.Submitted, "#loops-filter")
    def _submitted(self) -> None:
        self._list.focus()
