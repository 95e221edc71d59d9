"""Pane 5: what all talks add up to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ContentSwitcher, Static

from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.library import Library
from infoview_tui.screens.insights_view import InsightsView
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.view_bar import Tab, ViewBar

_SLICE = 0.008  # seconds of reading between two breaths of the screen
_REDRAW = 0.5  # seconds between two drawings while the talks are read
_TABS = (Tab("library", "L", "Library"),)
_VIEWS = {
    "library": ("infoview_tui.screens.insights_library", "LibraryView"),
}


class InsightsScreen(JournalScreen[object]):
    """The views, one key each; the library is read while the pane is in use."""

    number = 5
    HELP_TEXT = """
    What your talks add up to. The library holds every note, side by side; Enter opens the very
    line.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(tab.key, f"view('{tab.id}')", tab.name, show=False, id=f"insights.{tab.id}",
                  tooltip=f"Show: {tab.name}") for tab in _TABS),
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
        with ContentSwitcher(initial=_TABS[0].id, id="insights"):
            yield self._make(_TABS[0].id)
        yield Static(id="insights-reading", markup=False)

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
        """Reads the talks while the screen stays alive; what was read is shown meanwhile."""
        clock = asyncio.get_running_loop().time
        drawn = since = clock()
        for _ in self.library.build():
            now = clock()
            if now - since < _SLICE:
                continue
            if now - drawn > _REDRAW:
                self.show()
                drawn = clock()
            await asyncio.sleep(0)
            since = clock()
        self.show()

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
        if not self._switcher.query(f"#{name}"):
            await self._switcher.mount(self._make(name))
            self._stale.add(name)
        self._switcher.current = name
        self.query_one(ViewBar).active = name
        self._draw()
        if self.view is not None:
            self.view.enter()
            self.view.read_out()
        self.refresh_bindings()

    def action_back(self) -> None:
        if self.view is not None:
            self.view.back()

    @on(InsightsView.Reading)
    def _say(self, event: InsightsView.Reading) -> None:
        left = self.library.pending
        more = f"Still reading: {left} talks to go." if left else ""
        self.query_one("#insights-reading", Static).update(event.text or more)
