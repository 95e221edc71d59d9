"""What every widget of a single line has in common."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from infoview_tui.widgets.columns import Line, fit_line
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint


class OneLine(Widget):
    """A widget of one row; a subclass says in `line_at` what stands there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED

    DEFAULT_CSS = f"""
    OneLine {{ height: 1; width: 1fr; {PAINTED_CSS} }}
    """

    def line_at(self, width: int) -> Line:
        """The spans, which are cut or padded to `width` cells."""
        return ()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return paint(self, fit_line(() if y else self.line_at(width), width), self.rich_style)
