"""A question answered by a number of 1 to 5: a digit, or the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoview_tui.widgets.columns import Span, fit, fit_line
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint

if TYPE_CHECKING:
    from textual import events

LEAST, MOST = 1, 5
_LABEL = 32


class ScoreLine(Widget, can_focus=True):
    """`Listened more than I talked?   1 2 3 4 5`; the same digit again takes the score back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED

    DEFAULT_CSS = f"""
    ScoreLine {{ height: 1; width: 1fr; {PAINTED_CSS} &:focus {{ background: $panel; }} }}
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"score({n})", show=False, id=f"score.{n}")
            for n in range(LEAST, MOST + 1)
        ),
        Binding("left,h", "move(-1)", "Less", show=False, id="score.less"),
        Binding("right,l", "move(1)", "More", show=False, id="score.more"),
        Binding("backspace,0", "score(0)", "No score", show=False, id="score.none"),
    ]

    score: reactive[int] = reactive(0)
    """1 to 5; 0 for none."""

    class Changed(Message):
        """Another score was given; 0: it was taken back."""

        def __init__(self, line: ScoreLine, score: int) -> None:
            super().__init__()
            self.line = line
            self.score = score

        @property
        def control(self) -> ScoreLine:
            return self.line

    def __init__(self, label: str, key: str, score: int = 0) -> None:
        super().__init__()
        self.label = label
        self.key = key
        self.set_reactive(ScoreLine.score, score)

    def action_score(self, score: int) -> None:
        self.score = 0 if score == self.score else score
        self.post_message(self.Changed(self, self.score))

    def action_move(self, step: int) -> None:
        wanted = max(LEAST, min(MOST, self.score + step))
        if wanted != self.score:
            self.action_score(wanted)

    def on_click(self, event: events.Click) -> None:
        number, over = divmod(event.x - self._label_width(), 2)
        if not over and LEAST <= number + 1 <= MOST:
            self.action_score(number + 1)

    def _label_width(self) -> int:
        return min(_LABEL, max(8, self.size.width - 2 * MOST))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        spans: list[Span] = [(fit(self.label, self._label_width()), "")]
        for number in range(LEAST, MOST + 1):
            spans.append((f"{number} ", "strong accent" if number == self.score else "muted"))
        return paint(self, fit_line(spans, width), self.rich_style)
