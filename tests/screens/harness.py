"""The app on a journal in a temporary folder, with a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from infoview_tui.app import InfoviewApp
from infoview_tui.domain.models import AnyRecord
from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pane import JournalScreen
from tests.quiet import PATIENCE

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday

S = TypeVar("S", bound=Screen[Any])
W = TypeVar("W", bound=Widget)


@dataclass
class OpenApp:
    """A running app: its pilot, its journal, and waiting for what comes later."""

    app: InfoviewApp
    pilot: Pilot[int]
    journal: Journal

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Types text into what has the focus."""
        names = {" ": "space", "\n": "enter"}
        await self.pilot.press(*(names.get(character, character) for character in text))

    async def paste(self, text: str) -> None:
        """Pastes text into what has the focus: quicker than typing it."""
        assert self.app.focused is not None
        self.app.focused.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        await until(self.pilot, condition)

    async def screen(self, cls: type[S]) -> S:
        """The screen in front, once it is a `cls`."""
        await self.until(lambda: isinstance(self.app.screen, cls))
        screen: object = self.app.screen
        assert isinstance(screen, cls)
        await self.until(lambda: screen.is_mounted)
        await self.pilot.pause()
        return screen

    def widget(self, selector: str, cls: type[W]) -> W:
        return self.app.screen.query_one(selector, cls)

    def shows(self, text: str) -> bool:
        """Whether the terminal shows this text in one line."""
        return any(text in line for line in self.lines())

    def lines(self) -> list[str]:
        """What the terminal shows, line by line."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text[:width] for strip in strips[:height]]


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Lets the app work until `condition` holds; fails if it never does."""
    end = monotonic() + PATIENCE
    while not condition():
        if monotonic() > end:
            pytest.fail(f"never came true: {condition}")
        await pilot.pause(0.01)
        await pilot.pause()


@asynccontextmanager
async def open_app(
    path: Path,
    records: Iterable[AnyRecord] = (),
    *,
    size: tuple[int, int] = (100, 30),
    now: datetime = NOW,
    clock: Callable[[], datetime] | None = None,
    preferences: Preferences | None = None,
    welcome: bool = False,
) -> AsyncIterator[OpenApp]:
    """The app on the journal `path` (a file, or a folder for one), with these records in it.

    It is `now` all the time, unless a `clock` tells otherwise.
    """
    path = path / "journal.json" if path.is_dir() else path
    put = list(records)

    def opened() -> Journal:
        journal = Journal.open(path, preferences, clock=clock or (lambda: now))
        if put:
            journal.commit("before the test", put, undoable=False)
        return journal

    app = InfoviewApp(opened, preferences, welcome=welcome)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.screen_stack and isinstance(app.screen, JournalScreen))
        assert app.journal is not None, app.failure
        await pilot.pause()
        try:
            yield OpenApp(app, pilot, app.journal)
        finally:
            app.close_journal()
