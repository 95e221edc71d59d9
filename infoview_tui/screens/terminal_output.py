"""Drawing at a terminal that may stop reading: a network that hangs, a window that is held."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO

_AT_ONCE = 3  # pieces: a frame and the marks around it
_LONG = 1.0  # seconds without a moment's rest: the terminal cannot keep up
_CHUNK = 4096  # bytes
_PATIENCE = 3.0  # seconds at the end for a terminal that takes nothing


class TerminalOutput(Thread):
    """Writes to the terminal in a thread, for which the event loop never waits.

    Textual's own lets the program stand still, unsaved and deaf to signals, until somebody reads.
    Here frames are left out meanwhile, also those that wait already; `caught_up` hears, in this
    thread, that the terminal has taken the rest and the screen has to be drawn whole.
    """

    def __init__(self, file: IO[str], caught_up: Callable[[], None]) -> None:
        # A daemon, and no lock of a file of Python's held: the program may end while it waits.
        super().__init__(name="terminal-output", daemon=True)
        self._descriptor = file.fileno()
        self._encoding = getattr(file, "encoding", None) or "utf-8"
        self._caught_up = caught_up
        self._waiting: SimpleQueue[tuple[str, bool] | None] = SimpleQueue()
        self._since = 0.0  # when it began to write without rest; 0 while it rests
        self._behind = False
        self._written = 0  # chunks
        self._given_up = False

    @property
    def keeps_up(self) -> bool:
        """Whether the terminal takes what is drawn."""
        return not self._behind

    def write(self, text: str, *, is_frame: bool = True) -> None:
        """Write soon; what is no frame (a mode of the terminal) is never left out."""
        since = self._since
        if since and not self._behind and monotonic() - since > _LONG:
            self._behind = True
            self._waiting.put(
                ("", False)
            )  # it may begin to rest at this instant, and would not see
        if not (self._behind and is_frame):
            self._waiting.put((text, is_frame))

    def stop(self) -> None:
        """Write what waits, unless the terminal takes nothing."""
        self._waiting.put(None)
        before = -1
        while self.is_alive() and before != self._written:
            before = self._written
            self.join(_PATIENCE)
        self._given_up = True

    def run(self) -> None:
        going_on = True
        while going_on:
            pieces = [self._waiting.get()]
            self._since = self._since or monotonic()
            while self._waiting.qsize() and len(pieces) < _AT_ONCE:
                pieces.append(self._waiting.get())
            going_on = None not in pieces
            self._write("".join(text for text, is_frame in filter(None, pieces)
                                if not (self._behind and is_frame)))  # fmt: skip
            if not self._waiting.qsize():
                self._rest()

    def _rest(self) -> None:
        self._since = 0.0
        if self._behind:
            self._behind = False
            self._caught_up()

    def _write(self, text: str) -> None:
        data = memoryview(text.encode(self._encoding, "backslashreplace"))
        while data and not self._given_up:
            try:
                data = data[os.write(self._descriptor, data[:_CHUNK]) :]
            except BlockingIOError:  # another program has made it so
                select.select([], [self._descriptor], [])
            except OSError:
                return  # nobody hears
            self._written += 1
