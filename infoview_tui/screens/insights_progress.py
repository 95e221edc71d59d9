"""Progress in honest figures: small charts, relations before counts."""

from __future__ import annotations

import asyncio
import re
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from infoview_tui.domain.progress_page import ProgressFacts, Section, as_text, progress_page
from infoview_tui.screens.insights_view import InsightsView, facts_of

_WIDEST = 84
_MARGIN = 5  # cells at both sides and the scroll bar
_BARS = re.compile("[▁-▏]+")
_EMPTY = (
    "From the first contact on, this page shows how far the way with people has come, how many "
    "answer, and which questions bring most. a in Contacts adds somebody."
)


class Page(VerticalScroll):
    """A page that is read: the keys of the lists move it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False, id="page.down"),
        Binding("k,up", "scroll_up", "Up", show=False, id="page.up"),
        Binding("g,home", "scroll_home", "First", show=False, id="page.first"),
        Binding("G,end", "scroll_end", "Last", show=False, id="page.last"),
    ]


class ProgressView(InsightsView):
    """One page of sections, drawn as wide as there is room."""

    reads_out = False
    _facts: ProgressFacts | None = None
    _sections: tuple[Section, ...] = ()
    _drawn = 0  # cells wide

    def compose(self) -> ComposeResult:
        with Page(id="progress"):
            yield Static(id="progress-page", markup=False)

    def on_resize(self) -> None:
        if self._facts is not None and self._width != self._drawn:
            self._compute(self._facts)

    def show(self) -> None:
        self._gather()

    @work(exclusive=True, group="progress")
    async def _gather(self) -> None:
        contacts = self.journal.contacts.all()
        facts = await facts_of(self.journal, contacts, self.library)
        self._facts = ProgressFacts(
            contacts=contacts,
            touches=facts.touches,
            heads=facts.heads,
            talks=[talk.facts for talk in self.library.talks() if talk.facts],
            answers=self.library.answers(),
            cadences=self.journal.preferences.cadences,
            calendar=self.journal.calendar,
        )
        self._compute(self._facts)

    # Without a description Textual writes all arguments out: a second for thousands of talks.
    @work(exclusive=True, group="page", description="the page")
    async def _compute(self, facts: ProgressFacts) -> None:
        """Off the event loop: over many talks it takes a while."""
        width, now = self._width, self.journal.now()
        self._sections = await asyncio.to_thread(
            progress_page, facts, now, width, self.journal.preferences.limits
        )
        self._drawn = width
        self._draw(self._sections)

    def enter(self) -> None:
        self.query_one(Page).focus()

    def as_text(self) -> str:
        return as_text(self._sections)

    @property
    def _width(self) -> int:
        return max(30, min(_WIDEST, self.size.width - _MARGIN))

    def _draw(self, sections: tuple[Section, ...]) -> None:
        page = Content("")
        for section in sections:
            title = Content.styled(f"{section.title.upper()}\n", "bold $text-muted")
            lines = Content("\n".join(section.lines) + "\n\n")
            lines = lines.highlight_regex(_BARS, style="$text-accent")
            page = Content.assemble(page, title, lines)
        self.query_one("#progress-page", Static).update(page if sections else Content(_EMPTY))
