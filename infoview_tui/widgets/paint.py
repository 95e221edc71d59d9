"""Named styles and how a widget paints a line of spans in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget

    from infoview_tui.widgets.columns import Line

STYLES = ("muted", "strong", "accent", "success", "warning", "error", "heading")
"""The style names that a span may carry besides the empty one."""

PAINTED = {f"painted--{name}" for name in STYLES}
"""The component classes of a widget that paints lines."""

PAINTED_CSS = """
    & > .painted--muted { color: $text-muted; }
    & > .painted--strong { text-style: bold; }
    & > .painted--accent { color: $text-accent; }
    & > .painted--success { color: $text-success; }
    & > .painted--warning { color: $text-warning; }
    & > .painted--error { color: $text-error; }
    & > .painted--heading { color: $text-muted; text-style: bold; }
"""
"""To be nested in the rule of a widget that paints lines."""


def span_style(widget: Widget, name: str) -> Style:
    """The style that a name stands for, without a background: the line's own shows through.

    Several names may be joined by blanks (`"strong warning"`); an unknown one is plain.
    """
    if not name:
        return Style.null()
    style = Style.null()
    for part in name.split():
        if part in STYLES:
            component = widget.get_component_rich_style(f"painted--{part}")
            style += Style(color=component.color, bold=component.bold, dim=component.dim)
    return style


def paint(widget: Widget, line: Line, base: Style) -> Strip:
    """A line as a strip, on the background of `base`."""
    segments = [
        Segment(text, base + span_style(widget, style) if style else base) for text, style in line
    ]
    return Strip(segments, sum(cell_len(text) for text, _ in line))
