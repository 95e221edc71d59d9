"""Emphasis and progress on a terminal; nothing of either in a pipe or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TextIO

from msgspec import Struct

_BAR = 30  # columns


class Ink(Struct, frozen=True):
    """How text is emphasised; `Ink(False)` leaves it as it is."""

    on: bool = False

    def strong(self, text: str) -> str:
        return self._in("1", text)

    def alarm(self, text: str) -> str:
        return self._in("31", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text.strip() else text


def ink_for(stream: TextIO) -> Ink:
    """The ink of a stream: only a terminal that understands it, and a user who wants it."""
    understands = os.environ.get("TERM", "") != "dumb"
    if sys.platform == "win32":
        understands = "WT_SESSION" in os.environ
    return Ink(stream.isatty() and understands and not os.environ.get("NO_COLOR"))


def progress_bar(title: str) -> Callable[[int, int], None] | None:
    """What draws how far a work has come, on a line of stderr that it wipes at the end.

    None where stderr is no terminal, or where there is no title.
    """
    if not title or not sys.stderr.isatty() or os.environ.get("TERM", "") == "dumb":
        return None

    def draw(done: int, whole: int) -> None:
        filled = _BAR * done // max(1, whole)
        line = f"{title} ▕{'█' * filled}{' ' * (_BAR - filled)}▏ {done:,} of {whole:,}"
        sys.stderr.write(f"\r{line}" if done < whole else f"\r{' ' * len(line)}\r")
        sys.stderr.flush()

    return draw
