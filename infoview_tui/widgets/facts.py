"""A quiet block of labelled lines: a contact's card, what a sheet knows, the figures of a week."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from msgspec import Struct
from rich.cells import cell_len

from infoview_tui.widgets.columns import Line, Span, fit, wrap
from infoview_tui.widgets.lines import Lines


class Fact(Struct, frozen=True):
    """A label, its value (wrapped), and a muted detail at the right of the value's last line.

    Without a label (None) the value takes the whole width; with an empty one it stands under the
    value above. `style` names the style of the value.
    """

    label: str | None
    value: str
    detail: str = ""
    style: str = ""


class Section(Struct, frozen=True):
    """A heading in upper case, with a muted detail."""

    text: str
    detail: str = ""


class Gap(Struct, frozen=True):
    """A blank line."""


FactRow: TypeAlias = Fact | Section | Gap

_LABEL_MOST = 14
_VALUE_LEAST = 16


def fact_lines(rows: Iterable[FactRow], width: int) -> list[Line]:
    """The rows as lines of `width` cells; where it is narrow, labels stand above their values."""
    rows = list(rows)
    labels = [row.label for row in rows if isinstance(row, Fact) and row.label]
    label_width = min(_LABEL_MOST, max(map(cell_len, labels), default=0))
    if labels and width - label_width - 2 < _VALUE_LEAST:
        label_width = -1
    lines: list[Line] = []
    for row in rows:
        match row:
            case Gap():
                lines.append([("", "")])
            case Section(text, detail):
                spans: list[Span] = [(text.upper(), "heading")]
                lines.append(spans + ([("  ", ""), (detail, "muted")] if detail else []))
            case Fact():
                lines.extend(_fact(row, label_width, width))
    return lines


def _fact(fact: Fact, label_width: int, width: int) -> list[Line]:
    lines: list[Line] = []
    if fact.label is None or label_width < 0:
        before = ""
        if fact.label:
            lines.append([(fact.label, "muted")])
    else:
        before = fit(fact.label, label_width) + "  "
    room = max(1, width - cell_len(before))
    blank = " " * cell_len(before)
    for number, text in enumerate(wrap(fact.value, room)):
        lines.append([(blank if number else before, "muted"), (text, fact.style)])
    if fact.detail:
        taken = sum(cell_len(text) for text, _ in lines[-1])
        if taken + 2 + cell_len(fact.detail) <= width:
            blanks = " " * (width - taken - cell_len(fact.detail))
            lines[-1] = [*lines[-1], (blanks, ""), (fact.detail, "muted")]
        else:
            lines.extend([(blank, ""), (text, "muted")] for text in wrap(fact.detail, room))
    return lines


class FactSheet(Lines):
    """Facts as plain text, as high as they need: put it into a scrolling container."""

    def __init__(self, facts: Iterable[FactRow]) -> None:
        super().__init__()
        self.facts = tuple(facts)

    def lay_out(self, width: int) -> list[Line]:
        return fact_lines(self.facts, width)
