"""One line of views: the key of each, its name, and which one is in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.reactive import reactive

from infoview_tui.widgets.columns import Span, line_width
from infoview_tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from textual import events


class Tab(NamedTuple):
    """A view: how it is called inside, the key that shows it, and its name."""

    id: str
    key: str
    name: str


class ViewBar(OneLine):
    """`L Library  A Answers  C Claims …`; where it is narrow, only the one in front is named."""

    DEFAULT_CSS = """
    ViewBar { padding: 0 1; }
    """

    active: reactive[str] = reactive("")
    """The id of the view in front."""

    @dataclass
    class Chosen(Message):
        """A view was clicked."""

        tab: str

    def __init__(self, tabs: Sequence[Tab], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._tabs = tuple(tabs)

    def line_at(self, width: int) -> list[Span]:
        *spans, _gap = (span for _, part in self._parts() for span in part)
        return spans

    def _parts(self) -> Iterator[tuple[str, list[Span]]]:
        """Each view's spans with its id."""
        for gap, named in ((2, True), (1, True), (2, False)):
            parts = [(tab.id, [*self._tab(tab, named), (" " * gap, "")]) for tab in self._tabs]
            if sum(line_width(spans) for _, spans in parts) - gap <= self.size.width:
                break
        yield from parts

    def _tab(self, tab: Tab, named: bool) -> list[Span]:
        here = tab.id == self.active
        style = "strong accent" if here else ""
        spans: list[Span] = [(tab.key, style or "muted")]
        return [*spans, (f" {tab.name}", style)] if here or named else spans

    def on_click(self, event: events.Click) -> None:
        x = event.x - self.styles.padding.left
        for name, spans in self._parts():
            x -= line_width(spans)
            if x < 0:
                self.post_message(self.Chosen(name))
                return
