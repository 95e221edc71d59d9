"""Emphasis on a terminal: bold and red there, nothing in a pipe, a file or under `NO_COLOR`."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from infoview_tui.domain.dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
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
