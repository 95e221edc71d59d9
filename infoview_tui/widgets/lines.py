"""A few lines of styled text that wrap under their first word."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoview_tui.widgets.columns import Line, fit_line, line_width, wrap
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint

_MORE = "…"


class Lines(Widget):
    """Lines of spans; the last span of each wraps beside what stands before it.

    Where the styles allow less height than the lines need, the last visible one says so.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED

    DEFAULT_CSS = f"""
    Lines {{ height: auto; width: 1fr; {PAINTED_CSS} }}
    """

    lines: reactive[tuple[Line, ...]] = reactive((), layout=True)

    _wrapped: tuple[int, tuple[Line, ...], list[Line]] = (-1, (), [])

    def _lines_at(self, width: int) -> list[Line]:
        """The lines wrapped at a width; wrapped anew only when one of the two has changed."""
        at, lines, wrapped = self._wrapped
        if at != width or lines is not self.lines:
            wrapped = self.lay_out(width)
            self._wrapped = (width, self.lines, wrapped)
        return wrapped

    def lay_out(self, width: int) -> list[Line]:
        """What is drawn at a width."""
        return wrapped_lines(self.lines, width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines_at(width))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._lines_at(width)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        line = lines[y]
        if y == self.size.height - 1 and y < len(lines) - 1:
            line = fit_line(line, max(0, width - len(_MORE)))
            if not line[-1][0].endswith(_MORE):
                line.append((_MORE, "muted"))
        return paint(self, fit_line(line, width), self.rich_style)


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
