"""A few lines of styled text that wrap under their first word."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoview_tui.widgets.columns import Line, fit_line, line_width
from infoview_tui.widgets.facts import wrap
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint


class Lines(Widget):
    """Lines of spans; the last span of each wraps beside what stands before it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED

    DEFAULT_CSS = f"""
    Lines {{ height: auto; width: 1fr; {PAINTED_CSS} }}
    """

    lines: reactive[tuple[Line, ...]] = reactive((), layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(wrapped_lines(self.lines, width))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = wrapped_lines(self.lines, width)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        return paint(self, fit_line(lines[y], width), self.rich_style)


def wrapped_lines(lines: tuple[Line, ...], width: int) -> list[Line]:
    """The lines in `width` cells, each wrapped under the beginning of its last span."""
    found: list[Line] = []
    for line in lines:
        *before, (text, style) = line
        indent = line_width(before)
        first, *rest = wrap(text, max(8, width - indent))
        found.append([*before, (first, style)])
        found += [[(" " * indent, ""), (more, style)] for more in rest]
    return found
