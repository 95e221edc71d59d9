"""One line of spans, as wide as it needs or as it is told."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive

from infoview_tui.widgets.columns import Line, Span, line_width
from infoview_tui.widgets.one_line import OneLine


class SpanLine(OneLine):
    """Draws `spans` in one row; with `rule` a thin line fills what they leave."""

    spans: reactive[tuple[Span, ...]] = reactive[tuple[Span, ...]]((), layout=True)

    def __init__(self, *, rule: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rule = rule

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return line_width(self.spans)

    def line_at(self, width: int) -> Line:
        if not self._rule:
            return self.spans
        line = [(" ", ""), *self.spans, (" ", "")] if self.spans else []
        return [*line, ("─" * max(0, width - line_width(line)), "muted")]
