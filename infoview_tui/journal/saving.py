"""Making changes durable off the event loop, and trying again while the disk fails."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

from msgspec import Struct

from infoview_tui.journal.disk import reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from infoview_tui.journal.log import ChangeLog

_RETRY_AFTER = (0.05, 0.5, 2.0, 5.0)  # seconds; the last one for ever


class Saved(Struct, frozen=True):
    """Every change is on the medium, since that moment."""

    at: datetime


class Saving(Struct, frozen=True):
    """A change is with the operating system (a kill cannot take it) but not yet on the medium."""


class NotSaved(Struct, frozen=True):
    """The disk refuses; changes are kept in memory and written as soon as it works again."""

    why: str


SaveState = Saved | Saving | NotSaved


class Saver:
    """A thread that syncs the log whenever something was appended to it.

    `guard` (the store's lock) is held only for memory and for an append; `disk_work` for as
    long as a sync takes, so that nobody closes the log under it. Order: `disk_work`, `guard`.
    """

    def __init__(
        self,
        log: ChangeLog,
        guard: threading.RLock,
        clock: Callable[[], datetime],
        at: datetime,
    ) -> None:
        self._log = log
        self._guard = guard
        self._clock = clock
        self.disk_work = threading.Lock()
        self._changed = threading.Condition()
        self._wanted = False
        self._closing = False
        self._thread: threading.Thread | None = None
        self._failures = 0
        self._watchers: list[Callable[[SaveState], None]] = []
        self.state: SaveState = Saved(at)

    def subscribe(self, watcher: Callable[[SaveState], None]) -> None:
        """Call back at each change of the state, from whatever thread it happens in."""
        self._watchers.append(watcher)

    def appended(self, error: OSError | None = None) -> None:
        """There is something to sync, or (error) to write again."""
        if error is not None:
            self._tell(NotSaved(reason(error)))
        elif not isinstance(self.state, NotSaved):
            self._tell(Saving())
        with self._changed:
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def saved(self) -> None:
        """Everything is on the medium."""
        self._failures = 0
        self._tell(Saved(self._clock()))

    def wait_durable(self, timeout: float | None) -> bool:
        """Wait until every change is on the medium; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(self._is_durable, timeout)

    def stop(self) -> None:
        """End the thread after its present step."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _is_durable(self) -> bool:
        with self._guard:
            return self._log.is_durable

    def _run(self) -> None:
        while self._wait():
            self.save()

    def _wait(self) -> bool:
        with self._changed:
            deadline = None
            if self._failures:
                pause = _RETRY_AFTER[min(self._failures, len(_RETRY_AFTER)) - 1]
                deadline = time.monotonic() + pause
            while not self._closing:
                if self._wanted and deadline is None:
                    break
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and left <= 0:
                    break
                self._changed.wait(left)
            self._wanted = False
            return not self._closing

    def save(self) -> bool:
        """One attempt to write and sync whatever is waiting; False if the disk refused."""
        with self.disk_work:
            try:
                self._attempt()
            except OSError as error:
                self._failures += 1
                self._tell(NotSaved(reason(error)))
                return False
            with self._guard:
                durable = self._log.is_durable
            self._failures = 0
            if durable:
                self.saved()
            elif not isinstance(self.state, NotSaved):
                self._tell(Saving())
        if not durable:
            with self._changed:
                self._wanted = True
        return True

    def _attempt(self) -> None:
        log = self._log
        with self._guard:
            log.flush()
        if not log.broken:
            log.sync()
        if log.broken and log.last:
            log.renew()

    def _tell(self, state: SaveState) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()
        for watcher in tuple(self._watchers):
            # A watcher that fails (a screen that is gone) must not stop the saving.
            with contextlib.suppress(Exception):
                watcher(state)
