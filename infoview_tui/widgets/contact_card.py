"""A contact's card: facts to read, and below them what can be opened, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from rich.cells import cell_len
from textual.geometry import Size
from textual.reactive import var

from infoview_tui.widgets.columns import Line, Span, fit, line_width, wrap
from infoview_tui.widgets.facts import FactRow, fact_lines
from infoview_tui.widgets.record_list import Plain, RecordList, Row

_LABEL_WIDTH = 8
_NARROW = 34  # below, labels stand in the line itself
_BESIDE = 22  # the least width of a text that has its detail beside it


class CardLine(Struct, frozen=True):
    """One line below the facts; one with a `key` can be chosen. `label` names its section."""

    label: str
    text: str
    detail: str = ""
    style: str = ""
    detail_style: str = "muted"
    key: str = ""


class Card(Struct, frozen=True):
    """A title, facts, and lines in sections (a section is a run of lines with one label)."""

    title: str = ""
    facts: Sequence[FactRow] = ()
    lines: Sequence[CardLine] = ()


class ContactCard(RecordList):
    """Shows a `Card`; Enter posts `Selected` with the key of the line under the cursor."""

    DEFAULT_CSS = """
    ContactCard { scrollbar-gutter: stable; }
    """

    card: var[Card] = var(Card(), init=False)

    def __init__(self, **options: Any) -> None:
        super().__init__(self._draw_line, **options)
        self._drawn: dict[str, Line] = {}
        self._laid_out_for = 0
        self._to_top = False

    def watch_card(self, before: Card, card: Card) -> None:
        self._to_top = self._to_top or before.title != card.title
        self._lay_out()

    def on_resize(self) -> None:
        if self._width() != self._laid_out_for:
            self._lay_out()
        super().on_resize()

    def action_move(self, step: int) -> None:
        """Moves the cursor, at first only down to it; a card with nothing to choose scrolls."""
        if self.highlighted is None:
            self.scroll_relative(y=step, animate=False, immediate=True)
        elif not self._follow():
            super().action_move(step)

    def action_last(self) -> None:
        self._follow()
        super().action_last()

    def action_page(self, pages: int) -> None:
        self._follow()
        super().action_page(pages)

    def _follow(self) -> bool:
        """From now on the cursor is kept in view; whether that meant to scroll to it first."""
        hidden = self._to_top and self._cursor is not None and self._below(self._cursor)
        self._to_top = False
        if hidden:
            self._show_cursor()
        return hidden

    def _below(self, position: int) -> bool:
        """Whether a row ends below what is seen."""
        return self._rows.extent(position)[1] > self.scroll_offset.y + self.size.height

    def _show_cursor(self) -> None:
        """A card that was just opened is shown from its top, wherever its cursor stands."""
        if self._to_top:
            self.scroll_home(animate=False, immediate=True)
        else:
            super()._show_cursor()

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
        rows.append(Plain())
        label = ""
        for line in self.card.lines:
            first, *rest = card_lines(line, width, labelled=line.label != label)
            label = line.label
            if line.key:
                self._drawn[line.key] = first
                rows.append(line.key)
            else:
                rows.append(Plain(line=first))
            rows += [Plain(line=more) for more in rest]
        top = next(iter(self._drawn), None)
        self.set_rows(rows, keep=top if self._to_top else None)

    def _draw_line(self, key: str, width: int) -> Line:
        return self._drawn.get(key, ())


def wrapped(text: str, width: int, style: str = "") -> list[Line]:
    """Text as lines of one style; none for an empty text."""
    return [[(line, style)] for line in wrap(text, width)] if text else []


def card_lines(line: CardLine, width: int, *, labelled: bool) -> list[Line]:
    """The line wrapped beside its label; its detail at the right, or below where it is narrow."""
    indent = 0 if width < _NARROW else _LABEL_WIDTH
    label = line.label if labelled else ""
    before = fit(label, indent) if indent else f"{label} ".lstrip()
    room = max(1, width - cell_len(before))
    beside = room - cell_len(line.detail) - 2
    right = bool(line.detail) and beside >= _BESIDE
    first, *rest = wrap(line.text, beside if right else room)
    spans: list[Span] = [(before, "heading"), (first, line.style)]
    if right:
        blanks = " " * (width - line_width(spans) - cell_len(line.detail))
        spans += [(blanks, ""), (line.detail, line.detail_style)]
    lines: list[Line] = [spans]
    lines += [[(" " * indent, ""), (more, line.style)] for more in rest]
    if line.detail and not right:
        blanks = " " * max(indent, width - cell_len(line.detail))
        lines.append([(blanks, ""), (line.detail, line.detail_style)])
    return lines
