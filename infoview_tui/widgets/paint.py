"""Named styles and how a widget paints a line of spans in them."""

from __future__ import annotations

from functools import lru_cache
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


def span_style(widget: Widget, name: str, base: Style) -> Style:
    """What a name makes of the style of its line; the background stays.

    Several names may be joined by blanks (`"strong warning"`); an unknown one is plain.
    """
    for part in name.split():
        if part in STYLES:
            base = _over(base, widget.get_component_rich_style(f"painted--{part}"))
    return base


# Styles are few and spans are many; adding two styles takes longer than drawing the text.
@lru_cache(maxsize=1024)
def _over(base: Style, component: Style) -> Style:
    return base + Style(color=component.color, bold=component.bold, dim=component.dim)


def paint(widget: Widget, line: Line, base: Style) -> Strip:
    """A line as a strip, on the background of `base`."""
    segments = [Segment(text, span_style(widget, style, base)) for text, style in line]
    return Strip(segments, sum(cell_len(text) for text, _ in line))
