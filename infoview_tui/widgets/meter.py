"""A bar between two thin edges, with its label: time gone, readiness, shares."""

from __future__ import annotations

from textual.reactive import reactive

from infoview_tui.widgets.columns import Span, cut, line_width
from infoview_tui.widgets.one_line import OneLine

FULL, REST = "█", "░"


def bar(value: float, width: int) -> str:
    """A bar of `width` cells, edges included, filled to `value` of 0 to 1: `▕██████░░░░▏`.

    It is empty only at 0 and full only at 1, so that a little never looks like nothing.
    """
    inner = width - 2
    if inner < 1:
        return " " * max(0, width)
    value = min(1.0, max(0.0, value))
    filled = round(value * inner)
    if 0 < value < 1 and inner > 1:
        filled = min(inner - 1, max(1, filled))
    return f"▕{FULL * filled}{REST * (inner - filled)}▏"


def meter_line(
    value: float, width: int, *, label: str = "", detail: str = "", style: str = "accent"
) -> list[Span]:
    """Label, bar and detail in one line; the label, then the detail give way to a narrow bar."""
    before = f"{label} " if label else ""
    after = f" {detail}" if detail else ""
    for left, right in ((before, after), ("", after), ("", "")):
        room = width - line_width([(left, ""), (right, "")])
        if room >= 6 or not (left or right):
            return [(left, "muted"), (bar(value, room), style), (right, "")]
    return [(cut(detail, width), "")]


class Meter(OneLine):
    """`label ▕██████░░░░▏ detail` in one line; `severity` is the style of the bar."""

    value: reactive[float] = reactive(0.0)
    """The share that is filled, 0 to 1."""

    label: reactive[str] = reactive("")
    detail: reactive[str] = reactive("")
    severity: reactive[str] = reactive("accent")
    """A style name: accent, success, warning or error."""

    def line_at(self, width: int) -> list[Span]:
        return meter_line(
            self.value, width, label=self.label, detail=self.detail, style=self.severity
        )
