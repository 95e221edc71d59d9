"""A field of one line for forms and dialogs: Textual's `Input` that keeps the order of keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from infoview_tui.domain.text import clean_line, clean_text
from infoview_tui.widgets.columns import ELLIPSIS, cut
from infoview_tui.widgets.in_order import InOrder

_PANES = frozenset(
    {f"f{number}" for number in range(1, 13)}
    | {"tab", "shift+tab", "escape", "ctrl+g", "ctrl+k", "ctrl+shift+k", "ctrl+p"}
)


def without_pane_keys(bindings: Iterable[BindingType]) -> list[BindingType]:
    """A Textual field's own bindings but for the keys that the panes need."""
    kept: list[BindingType] = []
    for binding in bindings:
        assert isinstance(binding, Binding)
        if _PANES.isdisjoint(binding.key.split(",")):
            kept.append(binding)
    return kept


# Textual's own paste handlers are plain functions; ours wait for those who hear of the lines.
class FormInput(InOrder, Input, inherit_bindings=False):  # type: ignore[misc]
    """Textual's `Input` for forms and dialogs: keys in order, pastes joined and cleaned."""

    BINDINGS: ClassVar[list[BindingType]] = without_pane_keys(Input.BINDINGS)

    def __init__(self, value: str = "", placeholder: str = "", **options: Any) -> None:
        super().__init__(value, placeholder, **options)
        self.cursor_blink = False

    def render_line(self, y: int) -> Strip:
        """The line; where a part of it is hidden, and no cursor stands, the sign of a cut."""
        strip = super().render_line(y)
        room, hidden = self.scrollable_content_region.width, self.scroll_offset.x
        if not self.value and cell_len(self.placeholder) > room > 0:
            return self._cut_placeholder(room)
        cursor = cell_len(self.value[: self.cursor_position]) - hidden if self.has_focus else -1
        sign = Strip([Segment(ELLIPSIS, self.rich_style)])
        if hidden and cursor and room:
            strip = Strip.join([sign, strip.crop(1)])
        if cell_len(self.value) - hidden > room > 0 and cursor != room - 1:
            strip = Strip.join([strip.crop(0, room - 1), sign])
        return strip

    def _cut_placeholder(self, room: int) -> Strip:
        styled = self.get_component_rich_style
        shown, style = cut(self.placeholder, room), styled("input--placeholder")
        first = styled("input--cursor") if self.has_focus else style
        strip = Strip([Segment(shown[:1], first), Segment(shown[1:], style)])
        return strip.extend_cell_length(room).apply_style(self.rich_style)

    def on_focus(self) -> None:
        """Textual leaves a cursor behind the edge of a field that began longer than itself."""
        cursor = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(cursor, 0, 1, 1), force=True, animate=False)

    def on_blur(self) -> None:
        self.scroll_to(x=0, force=True, animate=False)

    def validate_value(self, value: str) -> str:
        return joined(value)

    def insert_typed(self, text: str) -> None:
        self.replace(text, *self.selection)

    async def insert_pasted(self, text: str) -> None:
        self.insert_typed(joined(text))


def joined(text: str) -> str:
    """Pasted text as one line; blanks at its ends stay, line breaks and tabs become blanks."""
    lines = clean_text(text).replace("\t", " ").split("\n")
    if len(lines) == 1:
        return lines[0]
    return " ".join(line for line in map(clean_line, lines) if line)
