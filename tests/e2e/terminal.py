"""A person at a real terminal: a pseudo-terminal with an emulator, keys in and a screen out."""

from __future__ import annotations

import codecs
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path

import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "backtab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "f4": "\x1bOS",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "ctrl+s": "\x13",
    "ctrl+y": "\x19",
    "ctrl+k": "\x0b",
    "ctrl+g": "\x07",
}
PATIENCE = 30.0  # seconds, on a busy machine


class Terminal:
    """One program in a pseudo-terminal of `columns` x `rows`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """The screen as it stands, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Presses keys by name, or types text (`"typed:…"` for a text that is a key's name)."""
        for key in keys:
            data = KEYS.get(key, key.removeprefix("typed:"))
            os.write(self._master, data.encode())
            if key == "esc":
                self._take(0.15)  # what follows at once would be taken for one sequence

    def wait_for(self, wanted: str, *, gone: bool = False) -> str:
        """Waits until a text is on the screen (or is gone); the screen then."""
        deadline = time.monotonic() + PATIENCE
        while (wanted in self.text) is gone:
            if time.monotonic() > deadline or not self._take(0.05):
                state = "still there" if gone else "not there"
                raise AssertionError(f"{wanted!r} is {state}:\n{self.text}")
        return self.text

    def wait_for_end(self) -> int:
        """Waits until the program has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"the program does not end:\n{self.text}")
            self._take(0.05)
        return self.process.returncode

    def _take(self, seconds: float) -> bool:
        """Reads what the program writes for so long; False when it has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self._master], [], [], left)
            if not ready:
                return True
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self._stream.feed(self._decoder.decode(data))
        return True
