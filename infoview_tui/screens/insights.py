"""Pane 5: what all talks add up to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ContentSwitcher, Static

from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.library import Library
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.insights_view import InsightsView
from infoview_tui.screens.pace import Pace
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.view_bar import Tab, ViewBar

_FIRST = 100  # talks: the newest, more than fit on a screen
_REDRAW = 0.6  # seconds until what was read so far is drawn
_TABS = (
    Tab("library", "L", "Library"),
    Tab("answers", "A", "Answers"),
    Tab("claims", "C", "Claims"),
    Tab("leads", "R", "Leads"),
    Tab("tree", "T", "Tree"),
    Tab("board", "B", "Board"),
    Tab("progress", "P", "Progress"),
    Tab("loops", "O", "Loops"),
)
_VIEWS = {
    "library": ("infoview_tui.screens.insights_library", "LibraryView"),
    "answers": ("infoview_tui.screens.insights_answers", "AnswersView"),
    "claims": ("infoview_tui.screens.insights_claims", "ClaimsView"),
    "leads": ("infoview_tui.screens.insights_leads", "LeadsView"),
    "tree": ("infoview_tui.screens.insights_tree", "TreeView"),
    "board": ("infoview_tui.screens.insights_board", "BoardView"),
    "progress": ("infoview_tui.screens.insights_progress", "ProgressView"),
    "loops": ("infoview_tui.screens.insights_loops", "LoopsView"),
}


class InsightsScreen(JournalScreen[object]):
    """The views, one key each; the library is read while the pane is in use."""

    CSS_PATH = "insights.tcss"

    number = 5
    HELP_TEXT = """
    What your talks add up to, one view a capital letter. Enter opens the very line, Esc goes
    back, y copies the view as text, Y writes it into a file.

    Library: every note, by kind, topic, company, person, question or month (b). Answers: one
    question, everybody's answer. Claims: which notes agree (s) and which contradict (x); what is
    contested is asked of the next person (a). Leads: roles heard of, and when they may be
    raised. Tree: who led to whom; space folds. Board: what you believe, want, lack and decided.
    Progress: small charts. Loops: what is open with anybody.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(tab.key, f"view('{tab.id}')", tab.name, show=False, id=f"insights.{tab.id}",
                  tooltip=f"Show: {tab.name}") for tab in _TABS),
        Binding("y", "copy", "Copy", id="insights.copy", tooltip="Copy the view as text"),
        Binding("Y", "write", "Write", show=False, id="insights.write",
                tooltip="Write the view into a text file"),
        Binding("tab", "next_view(1)", "Next view", show=False, id="insights.next"),
        Binding("shift+tab", "next_view(-1)", "Previous view", show=False, id="insights.previous"),
        Binding("escape", "back", "Back", show=False, id="insights.back"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self.library = Library(journal)
        self._stale: set[str] = set()  # views that must be drawn anew when they are shown

    def compose_body(self) -> ComposeResult:
        yield ViewBar(_TABS, id="insights-views")
        yield Static(id="insights-head", markup=False)
        with ContentSwitcher(initial=_TABS[0].id, id="insights"):
            yield self._make(_TABS[0].id)
        yield Lines(id="insights-reading")

    @property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one("#insights", ContentSwitcher)

    @property
    def view(self) -> InsightsView | None:
        """The view in front."""
        view = self._switcher.visible_content
        return view if isinstance(view, InsightsView) else None

    def on_mount(self) -> None:
        self.query_one(ViewBar).active = _TABS[0].id
        if self.view is not None:
            self.view.enter()
        self._read()

    def first_seen(self) -> None:
        self.call_after_refresh(self._read)

    def show(self) -> None:
        self._stale = {view.id or "" for view in self.query(InsightsView)}
        self._draw()

    def changed(self, keys: Keys) -> None:
        self.library.refresh(keys)
        self.show()

    def _draw(self) -> None:
        view = self.view
        if view is not None and view.id in self._stale:
            self._stale.discard(view.id)
            view.show()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Reads the talks while the screen stays alive; what was read is shown meanwhile.

        Before somebody looks, only the newest: all of them cost time and memory.
        """
        clock = asyncio.get_running_loop().time
        drawn, pause = clock(), _REDRAW
        pace = Pace()
        for _ in self.library.build():
            first = self.library.read == _FIRST
            if first or clock() - drawn > pause:
                self.show()
                # What is drawn grows with every time: drawn ever more rarely, it costs little.
                drawn, pause = clock(), 2 * pause
            if first and not self.seen:
                return
            await pace.rest()
        self.show()

    def open(self, uid: str) -> None:
        """Shows this line of the decision board."""
        self._open_line(uid)

    @work
    async def _open_line(self, uid: str) -> None:
        from infoview_tui.screens.insights_board import BoardView

        await self._come_to("board")
        if isinstance(self.view, BoardView):
            self.view.come_to(uid)

    # Going from view to view -----------------------------------------------------------

    async def action_view(self, name: str) -> None:
        await self._come_to(name)

    async def action_next_view(self, step: int) -> None:
        names = [tab.id for tab in _TABS]
        at = names.index(self.query_one(ViewBar).active)
        await self._come_to(names[(at + step) % len(names)])

    @on(ViewBar.Chosen)
    async def _view_clicked(self, event: ViewBar.Chosen) -> None:
        await self._come_to(event.tab)

    def _make(self, name: str) -> InsightsView:
        module, cls = _VIEWS[name]
        make: Callable[..., InsightsView] = getattr(import_module(module), cls)
        return make(self, self.library, id=name)

    async def _come_to(self, name: str) -> None:
        with self.app.batch_update():  # painted once, when everything stands in its place
            if not self._switcher.query(f"#{name}"):
                made = self._make(name)
                made.display = False  # beside the view that is still in front
                await self._switcher.mount(made)
                self._stale.add(name)
            self._switcher.current = name
            self.query_one(ViewBar).active = name
            self._draw()
            if self.view is not None:
                self.query_one("#insights-reading").display = self.view.reads_out
                self.view.enter()
                self._say_line(self.view.reading())
        self.refresh_bindings()

    def action_back(self) -> None:
        if self.view is not None:
            self.view.back()

    # Taking a view elsewhere -------------------------------------------------------------

    @work
    async def action_copy(self) -> None:
        from infoview_tui.screens.clipboard import copy_by

        if self.view is not None:
            self.notify(f"Copied by {await copy_by(self.app, self.view.as_text())}", timeout=3)

    @work
    async def action_write(self) -> None:
        from infoview_tui.exchange.files import write_file

        view = self.view
        if view is None:
            return
        name = await self.app.push_screen_wait(
            AskLine(
                "Into which file?",
                value=f"infoview-{view.id}-{self.journal.today()}.txt",
                check=_taken,
            )
        )
        if name:
            with self.reporting():
                path = Path(name).expanduser().absolute()
                await asyncio.to_thread(write_file, path, view.as_text())
                self.notify(f"written: {path}")

    @on(InsightsView.Reading)
    def _say(self, event: InsightsView.Reading) -> None:
        self._say_line(event.text)

    def _say_line(self, text: str) -> None:
        said, _, context = text.partition("\n")
        lines: list[Line] = [[(said, "")], [(context, "muted")]]
        self.query_one("#insights-reading", Lines).lines = tuple(lines)
        self._say_head()

    def _say_head(self) -> None:
        """How the view is laid out, and how far the talks have been read."""
        left = self.library.pending
        parts = [self.view.head() if self.view else "", f"reading, {left} talks to go" * bool(left)]
        text = " · ".join(filter(None, parts))
        head = self.query_one("#insights-head", Static)
        head.update(text)
        head.set_class(not text, "-empty")


def _taken(name: str) -> str | None:
    taken = Path(name).expanduser().exists()
    return f"{name} is there already; take another name" if taken else None
