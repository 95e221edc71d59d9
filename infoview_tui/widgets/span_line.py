"""One line of spans, as wide as it needs or as it is told."""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoview_tui.widgets.columns import Span, fit_line, line_width
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint


class SpanLine(Widget):
    """Draws `spans` in one row; with `rule` a thin line fills what they leave."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED

    DEFAULT_CSS = f"""
    SpanLine {{ height: 1; width: 1fr; {PAINTED_CSS} }}
    """

    spans: reactive[tuple[Span, ...]] = reactive[tuple[Span, ...]]((), layout=True)

    def __init__(self, *, rule: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rule = rule

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return line_width(self.spans)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        line = [*self.spans]
        if self._rule:
            line = [(" ", ""), *line, (" ", "")] if line else line
            line.append(("─" * max(0, width - line_width(line)), "muted"))
        return paint(self, fit_line(line, width), self.rich_style)
