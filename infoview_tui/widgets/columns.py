"""Lines made of styled spans, and columns that stay aligned whatever is written in them.

A *line* is a sequence of `(text, style)` spans. A style is a name, not a colour: `""`, `"muted"`,
`"strong"`, `"accent"`, `"success"`, `"warning"`, `"error"` or `"heading"`; the widget that draws
the line turns names into colours, so that every theme works. All widths are terminal cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from textual.content import Content

Align: TypeAlias = Literal["left", "right", "center"]
Span: TypeAlias = tuple[str, str]
Line: TypeAlias = Sequence[Span]
CellContent: TypeAlias = str | Span | Line

ELLIPSIS = "…"

# A tab or a line break would end the alignment of everything after it. Text is cleaned at the
# journal's border; what is left of it here becomes a blank of the same length.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def cut(text: str, width: int) -> str:
    """Text in at most `width` cells; what is cut off is shown by an ellipsis."""
    text = _BREAKS.sub(" ", text)
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS if width == 1 else ""
    # A wide character that would be halved leaves a blank behind: drop it before the sign.
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fit(text: str, width: int, align: Align = "left") -> str:
    """Text in exactly `width` cells: cut with an ellipsis, or padded with blanks."""
    text = cut(text, width)
    blanks = max(0, width - cell_len(text))
    before = {"left": 0, "right": blanks, "center": blanks // 2}[align]
    return " " * before + text + " " * (blanks - before)


def wrap(text: str, width: int) -> list[str]:
    """Text of one or several lines, wrapped at blanks to `width` cells; no line ends in ` ·`."""
    lines = [line.plain.rstrip() for line in Content(text).wrap(max(1, width))] or [""]
    return [line.removesuffix(" ·") for line in lines]


def line_width(line: Line) -> int:
    """The cells that a line takes."""
    return sum(cell_len(text) for text, _ in line)


def fit_line(line: Line, width: int) -> list[Span]:
    """The spans of a line in exactly `width` cells, cut with an ellipsis or padded."""
    spans: list[Span] = []
    left = width
    for position, (raw, style) in enumerate(line):
        text = _BREAKS.sub(" ", raw)
        taken = cell_len(text)
        more = any(rest for rest, _ in line[position + 1 :])
        if taken > left or (taken == left and more and left):
            # The sign must stand although this span alone would just fit.
            shown = cut(text, left) if taken > left else cut(text + ELLIPSIS, left)
            spans.append((shown, style))
            left -= cell_len(shown)
            break
        spans.append((text, style))
        left -= taken
    if left > 0:
        spans.append((" " * left, ""))
    return spans


class Column(Struct, frozen=True):
    """One column: its least width, its share of the room left over, and when it gives way.

    `grow` is a weight (0: never wider than `width`), `most` the greatest width (0: no limit).
    Columns with a `drop` above 0 leave when the line is too narrow, the highest first.
    """

    width: int
    grow: int = 0
    most: int = 0
    align: Align = "left"
    style: str = ""
    drop: int = 0


class Columns:
    """A row of columns with `gap` blanks between them: `line(width, cells)` lays out one line."""

    def __init__(self, *columns: Column, gap: int = 2) -> None:
        self.columns = columns
        self.gap = gap
        self.widths = lru_cache(maxsize=32)(self._widths)

    def _widths(self, width: int) -> tuple[int, ...]:
        """The width of each column in a line of `width` cells; 0 for one that had to leave."""
        kept = list(range(len(self.columns)))
        while len(kept) > 1 and self._least(kept) > width:
            leaving = max(kept, key=lambda index: (self.columns[index].drop, index))
            if not self.columns[leaving].drop:
                break
            kept.remove(leaving)
        widths = [column.width if i in kept else 0 for i, column in enumerate(self.columns)]
        self._squeeze(widths, kept, self._least(kept) - width)
        self._stretch(widths, kept, width - self._least(kept))
        return tuple(widths)

    def _least(self, kept: Sequence[int]) -> int:
        return sum(self.columns[i].width for i in kept) + self.gap * (len(kept) - 1)

    def _squeeze(self, widths: list[int], kept: Sequence[int], excess: int) -> None:
        """Take the missing cells from the widest columns: nothing may stand outside the line."""
        for _ in range(max(0, excess)):
            widest = max(kept, key=lambda index: widths[index])
            widths[widest] = max(0, widths[widest] - 1)

    def _stretch(self, widths: list[int], kept: Sequence[int], spare: int) -> None:
        """Hand the spare cells out by weight; what one column may not take goes to the others."""
        growing = [i for i in kept if self.columns[i].grow]
        while spare > 0 and growing:
            weight = sum(self.columns[i].grow for i in growing)
            given = 0
            for i in tuple(growing):
                share = max(1, spare * self.columns[i].grow // weight)
                most = self.columns[i].most or widths[i] + share
                share = min(share, max(0, most - widths[i]), spare - given)
                widths[i] += share
                given += share
                if self.columns[i].most and widths[i] >= self.columns[i].most:
                    growing.remove(i)
            spare -= given
            if not given:
                break

    def line(self, width: int, cells: Sequence[CellContent]) -> list[Span]:
        """One line of exactly the columns' widths; a cell is a text, a span or a whole line."""
        spans: list[Span] = []
        for column, cell_width, cell in zip(self.columns, self.widths(width), cells, strict=True):
            if not cell_width:
                continue
            if spans:
                spans.append((" " * self.gap, ""))
            spans.extend(_cell(cell, cell_width, column))
        return spans


def _cell(cell: CellContent, width: int, column: Column) -> list[Span]:
    if isinstance(cell, str):
        return [(fit(cell, width, column.align), column.style)]
    if isinstance(cell, tuple) and len(cell) == 2 and isinstance(cell[0], str):
        text, style = cell
        return [(fit(text, width, column.align), str(style) or column.style)]
    line: Line = cell
    blanks = max(0, width - line_width(line))
    if column.align == "right" and blanks:
        return [(" " * blanks, ""), *line]
    return fit_line(line, width)
