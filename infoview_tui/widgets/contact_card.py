"""A contact's card: facts to read, and below them what can be opened, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.geometry import Size
from textual.reactive import var

from infoview_tui.widgets.columns import Line, fit, line_width
from infoview_tui.widgets.facts import FactRow, fact_lines, wrap
from infoview_tui.widgets.record_list import Plain, RecordList, Row

_LABEL_WIDTH = 7
_NARROW = 34  # below, labels stand above what they name


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line below the facts; one with a `key` can be chosen. `label` names its section."""

    label: str
    text: str
    detail: str = ""
    style: str = ""
    detail_style: str = "muted"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A title, facts, and lines in sections (a section is a run of lines with one label)."""

    title: str = ""
    facts: Sequence[FactRow] = ()
    lines: Sequence[CardLine] = ()


class ContactCard(RecordList):
    """Shows a `Card`; Enter posts `Selected` with the key of the line under the cursor."""

    card: var[Card] = var(Card(), init=False)

    def __init__(self, **options: Any) -> None:
        super().__init__(self._draw_line, **options)
        self._drawn: dict[str, Line] = {}
        self._laid_out_for = 0

    def watch_card(self, before: Card, card: Card) -> None:
        if before.title != card.title:
            self.scroll_home(animate=False)
        self._lay_out()

    def on_resize(self) -> None:
        if self._width() != self._laid_out_for:
            self._lay_out()
        super().on_resize()

    def action_move(self, step: int) -> None:
        """Moves the cursor; a card with nothing to choose scrolls."""
        if self.highlighted is None:
            self.scroll_relative(y=step, animate=False)
        else:
            super().action_move(step)

    def _width(self) -> int:
        region: Size = self.scrollable_content_region.size
        return max(0, region.width - 3)

    def _lay_out(self) -> None:
        width = self._laid_out_for = self._width()
        if width < 1:
            return
        rows: list[Row] = [Plain(line=line) for line in wrapped(self.card.title, width, "strong")]
        rows += [Plain(line=line) for line in fact_lines(self.card.facts, width)]
        self._drawn = {}
        label = ""
        for line in self.card.lines:
            if line.label != label:
                rows.append(Plain())
            first, *rest = card_lines(line, width, labelled=line.label != label)
            label = line.label
            if line.key:
                self._drawn[line.key] = first
                rows.append(line.key)
            else:
                rows.append(Plain(line=first))
            rows += [Plain(line=more) for more in rest]
        self.set_rows(rows)

    def _draw_line(self, key: str, width: int) -> Line:
        return self._drawn.get(key, ())


def wrapped(text: str, width: int, style: str = "") -> list[Line]:
    """Text as lines of one style; none for an empty text."""
    return [[(line, style)] for line in wrap(text, width)] if text else []


def card_lines(line: CardLine, width: int, *, labelled: bool) -> list[Line]:
    """The line wrapped beside its label, its detail at the right of the last piece."""
    indent = 0 if width < _NARROW else _LABEL_WIDTH
    if indent:
        before = fit(line.label if labelled else "", indent)
    else:
        before = f"{line.label} " if labelled else ""
    pieces = wrap(line.text, max(1, width - cell_len(before)))
    lines: list[list[tuple[str, str]]] = []
    for number, piece in enumerate(pieces):
        start = (" " * indent, "") if number else (before, "heading")
        lines.append([start, (piece, line.style)])
    if line.detail:
        free = width - line_width(lines[-1]) - cell_len(line.detail)
        if free < 2:
            lines.append([(" " * indent, "")])
            free = width - indent - cell_len(line.detail)
        lines[-1] += [(" " * max(0, free), ""), (line.detail, line.detail_style)]
    return [list(found) for found in lines]
