"""Keys typed ahead of the screen: `a` and a name at once must not become commands.

Textual opens a dialog some moments after the key that asked for it; keys that were typed meanwhile
would go to the list below, where letters are commands. Here a key outside of a text field holds
back the keys after it until what it caused has happened: messages handled, a new screen mounted and
focused. Keys within a field are not held back, unless one before them leads out of it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import WorkerState

from infoview_tui.screens.layouts import latin
from infoview_tui.widgets.in_order import InOrder

Result = TypeVar("Result")

# Something that takes longer is no reason to lose the keyboard. Rounds of the event loop, not
# seconds: a screen that is made for the first time may block the loop for longer than that.
_PATIENCE = 500
# These lead out of a field; what is typed after them is meant for the next one.
_LEADS_OUT = frozenset(
    {"enter", "escape", "tab", "shift+tab", "ctrl+s", *(f"f{n}" for n in range(1, 13))}
)
_CALM = 3  # rounds of the event loop without anything left to do
_ROUND = 0.001  # seconds
_REST = 1.0  # seconds without a key, after which nobody seems to wait for anything
_INPUT = 0.01  # seconds; enough for keys to come from the thread that reads them


class TypeAhead(App[Result]):
    """An app that takes keys one at a time outside of its text fields."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._settling: asyncio.Task[None] | None = None
        self._typed_at = monotonic()

    async def on_event(self, event: events.Event) -> None:
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed:
            await super().on_event(event)
            return
        self._typed_at = monotonic()
        if self._settling is not None:
            self._held.append(event)  # type: ignore[arg-type]
        else:
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        in_field = isinstance(self.focused, InOrder)
        if isinstance(event, events.Key) and not isinstance(self.focused, Input | InOrder):
            event = self._as_command(event)
        await super().on_event(event)
        leaves = isinstance(event, events.Key) and event.key in _LEADS_OUT
        if not in_field or leaves:
            self._settling = asyncio.create_task(self._settle())

    async def rest(self) -> None:
        """Waits until no key has come for a moment, outside of a field: there one is about to."""
        while monotonic() - self._typed_at < _REST or isinstance(self.focused, Input | InOrder):
            await asyncio.sleep(_REST / 4)

    def _as_command(self, event: events.Key) -> events.Key:
        """The key by its place on the keyboard, where its letter is of another script."""
        letter = latin(event.character)
        if letter and event.key not in self.screen.active_bindings:
            return events.Key(letter, letter)
        return event

    async def settled(self) -> None:
        """Waits until all that was typed so far has been done, or a moment has passed."""
        calm = 0
        for _ in range(_PATIENCE // 10):
            await asyncio.sleep(_INPUT)
            typed = self._held or getattr(self._driver, "has_input", False)
            busy = typed or self._settling is not None or self._is_front_busy()
            calm = 0 if busy else calm + 1
            if calm == _CALM:
                break

    async def _settle(self) -> None:
        """Waits until everything that a key caused has happened; then lets the next keys go."""
        calm = 0
        for _ in range(_PATIENCE):
            await asyncio.sleep(_ROUND if calm == 0 else 0)
            calm = 0 if self._is_front_busy() else calm + 1
            if calm == _CALM:
                break
        self._settling = None
        while self._held and self._settling is None and self.is_running:
            await self._take(self._held.popleft())

    def _is_front_busy(self) -> bool:
        return bool(self.screen_stack) and self.is_busy(self.screen)  # none: the program is ending

    def is_busy(self, screen: Screen[Any]) -> bool:
        """Whether anything is left to do that was caused on this screen."""
        pumps: list[MessagePump] = [self, screen, *screen.walk_children()]
        starting = any(worker.state is WorkerState.PENDING for worker in self.workers)
        return starting or not screen.is_mounted or any(p.message_queue_size for p in pumps)
