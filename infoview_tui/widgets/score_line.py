"""A question answered by a number of 1 to 5: a digit, or the arrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from infoview_tui.widgets.columns import Span, fit
from infoview_tui.widgets.messages import FromWidget
from infoview_tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual import events

LEAST, MOST = 1, 5
_LABEL = 32


class ScoreLine(OneLine, can_focus=True):
    """`Listened more than I talked?   1 2 3 4 5`; the same digit again takes the score back."""

    DEFAULT_CSS = """
    ScoreLine:focus { background: $block-cursor-blurred-background; }
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

    @dataclass
    class Changed(FromWidget):
        """Another score was given; 0: it was taken back."""

        score: int

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

    def line_at(self, width: int) -> list[Span]:
        spans: list[Span] = [
            (fit(self.label, self._label_width()), "strong" if self.has_focus else "")
        ]
        for number in range(LEAST, MOST + 1):
            spans.append((f"{number} ", "strong accent" if number == self.score else "muted"))
        return spans
