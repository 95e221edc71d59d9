"""What a list holds: keys and headings, where each stands, and which is near a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from infoview_tui.widgets.columns import Line


class Heading(Struct, frozen=True):
    """A line between records that cannot be selected: `OVERDUE 2`."""

    text: str
    detail: str = ""


class Plain(Heading, frozen=True):
    """A line between records that is only read; `line` is drawn as it stands."""

    text: str = ""
    line: Line = ()


Row: TypeAlias = str | Heading
"""A record's key, or a heading. Keys are unique in a list; what they stand for is drawn later."""


class Rows:
    """Rows from top to bottom; a heading takes one line, a record `lines` of them.

    A *position* counts rows, a *line* counts lines on the screen, both from 0.
    """

    def __init__(self, rows: Sequence[Row] = (), lines: int = 1) -> None:
        self.rows = rows
        self.positions = {row: at for at, row in enumerate(rows) if isinstance(row, str)}
        self._tops: Sequence[int]
        if lines == 1:
            self._tops = range(len(rows) + 1)
        else:
            tops = [0]
            for row in rows:
                tops.append(tops[-1] + (lines if isinstance(row, str) else 1))
            self._tops = tops

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def height(self) -> int:
        """All lines together."""
        return self._tops[-1]

    def extent(self, position: int) -> tuple[int, int]:
        """The first line of a row, and the first line after it."""
        return self._tops[position], self._tops[position + 1]

    def at_line(self, line: int) -> int:
        """The position of the row that covers a line, or of the nearest one."""
        at = line if isinstance(self._tops, range) else bisect_right(self._tops, line) - 1
        return max(0, min(at, len(self.rows) - 1))

    def key_at(self, position: int | None) -> str | None:
        """The key at a position; None for a heading."""
        row = None if position is None else self.rows[position]
        return row if isinstance(row, str) else None

    def nearest(self, position: int, step: int = 1) -> int | None:
        """The record at a position, else the next one towards `step`, else the other way."""
        if not self.positions:
            return None
        position = max(0, min(position, len(self.rows) - 1))
        here = self.next(position - step, step)
        return here if here is not None else self.next(position, -step)

    def next(self, position: int, step: int) -> int | None:
        """The next record after a position in the direction of `step` (1 or -1)."""
        position += step
        while 0 <= position < len(self.rows):
            if isinstance(self.rows[position], str):
                return position
            position += step
        return None

    def group_start(self, position: int) -> int:
        """The position of the headings right above a record, else its own."""
        while position and isinstance(self.rows[position - 1], Heading):
            position -= 1
        return position
