"""How a row of the queue is drawn, in one line or, where there is less room, in two."""

from __future__ import annotations

from rich.cells import cell_len

from infoview_tui.domain.queue_row import Row, Severity
from infoview_tui.widgets.columns import Column, Columns, Line, Span

WIDE = 76  # cells from which a row takes one line
_COLUMNS = Columns(
    Column(14, grow=2, most=24),
    Column(18),
    Column(10, align="right"),
    Column(20, grow=6, style="muted", drop=1),
)
_SHORT = Columns(Column(12, grow=1), Column(18), Column(10, align="right"))
_STYLE = {Severity.CALM: "muted", Severity.AMBER: "warning", Severity.RED: "error"}
_GUTTER = 3  # cells that a list keeps for its cursor, its marks and its end


def late(row: Row) -> Span:
    """How late, or for when, in the colour of its severity."""
    return row.late, _STYLE[row.severity]


def one_line(name: str, label: str, when: Span, why: str, width: int) -> Line:
    """Who, what, when and why."""
    return _COLUMNS.line(width, (name, label, when, why))


def first_of_two(name: str, label: str, when: Span, width: int) -> Line:
    """Who, what and when; the reason stands below."""
    return _SHORT.line(width, (name, label, when))


def second_of_two(why: str) -> Line:
    return [("  ", ""), (why, "muted")]


def is_cut(why: str, width: int, *, tall: bool) -> bool:
    """Whether a reason has no room in a list of this width."""
    inner = width - _GUTTER
    return cell_len(why) > (inner - 2 if tall else _COLUMNS.widths(inner)[-1])
