"""The one list of every pane: ten thousand records cost as much as the thirty that are visible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from infoview_tui.widgets.columns import Line, Span, fit_line, line_width
from infoview_tui.widgets.messages import FromWidget
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint, span_style
from infoview_tui.widgets.rows import Heading, Plain, Row, Rows

if TYPE_CHECKING:
    from textual import events


__all__ = ["Draw", "Heading", "Plain", "RecordList", "Row"]

Draw: TypeAlias = Callable[[str, int], Line]
"""Draws the record of a key in a number of cells; called for visible lines only."""

CURSOR_BAR = "▌"
MARK = "•"


class RecordList(ScrollView, can_focus=True):
    """A list of records by key, with a cursor, optional marks and headings.

    `set_rows` gives it keys and headings, `draw` turns the visible keys into lines. The cursor
    belongs to a key, not to a position, so that it stays on its record when rows come and go.
    With `tall` every record has a second line, drawn by `draw_below`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED | {
        "record-list--cursor",
        "record-list--cursor-blurred",
        "record-list--bar",
        "record-list--bar-blurred",
    }

    DEFAULT_CSS = f"""
    RecordList {{
        height: 1fr;
        width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        color: $foreground;
        {PAINTED_CSS}
        & > .record-list--cursor {{ background: $block-cursor-blurred-background; }}
        & > .record-list--cursor-blurred {{ background: $panel; }}
        & > .record-list--bar {{ color: $text-accent; }}
        & > .record-list--bar-blurred {{ color: $text-muted; }}
    }}
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", id="list.down", show=False),
        Binding("k,up", "move(-1)", "Up", id="list.up", show=False),
        Binding("g,home", "first", "First", id="list.first", show=False),
        Binding("G,end", "last", "Last", id="list.last", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list.page_down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list.page_up", show=False),
        Binding("enter", "select", "Open", id="list.open", show=False),
        Binding("space", "mark", "Mark", id="list.mark", show=False),
    ]

    highlighted: reactive[str | None] = reactive(None, repaint=False, init=False)
    """The key under the cursor; None in an empty list. Unknown keys are refused."""

    marked: reactive[frozenset[str]] = reactive(frozenset[str]())
    """The marked keys (with `marking` only)."""

    marking: var[bool] = var(False)
    """Whether `space` marks records."""

    empty: reactive[str] = reactive("")
    """What stands in an empty list: what to do next, with the key."""

    tall: reactive[bool] = reactive(False, init=False)
    """Two lines a record instead of one."""

    @dataclass
    class Highlighted(FromWidget):
        """The cursor is on another record (`key` None: on none)."""

        key: str | None

    @dataclass
    class Selected(FromWidget):
        """A record was opened: enter, a double click, a click on the record under the cursor."""

        key: str

    @dataclass
    class Marked(FromWidget):
        """The marks have changed."""

        marked: frozenset[str]

    def __init__(
        self,
        draw: Draw,
        *,
        draw_below: Draw | None = None,
        empty: str = "",
        marking: bool = False,
        id: str | None = None,  # noqa: A002  (Textual's own name)
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._draw_below = draw_below
        self._rows = Rows()
        self._cursor: int | None = None
        self._clicked_on_cursor = False
        self.set_reactive(RecordList.empty, empty)
        self.set_reactive(RecordList.marking, marking)

    # -- rows ---------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[Row]:
        """Keys and headings as they stand."""
        return self._rows.rows

    @property
    def keys(self) -> list[str]:
        """The keys as they stand, without the headings."""
        return list(self._rows.positions)

    def set_rows(self, rows: Sequence[Row], *, keep: str | None = None) -> None:
        """Show these rows; the cursor goes to `keep`, else stays on its key, else nearby."""
        self._rows = Rows(rows, 2 if self.tall else 1)
        self.virtual_size = Size(0, self._rows.height)
        positions = self._rows.positions
        self.marked = self.marked & positions.keys()
        wanted = keep if keep is not None and keep in positions else self.highlighted
        if wanted is not None and wanted in positions:
            self._cursor = positions[wanted]
        else:
            self._cursor = self._rows.nearest(self._cursor or 0)
        self.highlighted = self._rows.key_at(self._cursor)
        self._show_cursor()
        self.refresh()

    def refresh_record(self, key: str) -> None:
        """Draw one record again: what it stands for has changed."""
        self._refresh_row(self._rows.positions.get(key))

    # -- cursor -------------------------------------------------------------------------------

    def validate_highlighted(self, key: str | None) -> str | None:
        return key if key in self._rows.positions else self._rows.key_at(self._cursor)

    def watch_highlighted(self, key: str | None) -> None:
        before = self._cursor
        self._cursor = None if key is None else self._rows.positions[key]
        self._refresh_row(before)
        self._refresh_row(self._cursor)
        self._show_cursor()
        self.post_message(self.Highlighted(self, key))

    def watch_tall(self) -> None:
        self.set_rows(self.rows)

    def watch_has_focus(self, _has_focus: bool) -> None:
        self._refresh_row(self._cursor)

    def _refresh_row(self, position: int | None) -> None:
        if position is not None and position < len(self._rows):
            top, bottom = self._rows.extent(position)
            self.refresh_lines(top, bottom - top)

    def _show_cursor(self) -> None:
        height = self.size.height
        if self._cursor is None or not height:
            return
        top, bottom = self._rows.extent(self._cursor)
        # The heading above the first record of a group belongs to what one wants to see.
        heading, _ = self._rows.extent(self._rows.group_start(self._cursor))
        if bottom - heading <= height:
            top = heading
        self.scroll_to_region(
            Region(0, top, 1, bottom - top), animate=False, force=True, x_axis=False
        )

    def on_resize(self) -> None:
        self._show_cursor()

    def _go(self, position: int | None) -> None:
        if position is not None:
            self.highlighted = self._rows.key_at(position)

    def action_move(self, step: int) -> None:
        if self._cursor is None:
            return
        position = self._rows.next(self._cursor, step)
        if position is not None:
            self._go(position)
        elif step < 0:
            self.scroll_home(animate=False)
        else:
            # Lines that are only read may stand below the last record.
            self.scroll_end(animate=False)

    def action_first(self) -> None:
        self._go(self._rows.nearest(0))

    def action_last(self) -> None:
        self._go(self._rows.nearest(len(self._rows) - 1, -1))

    def action_page(self, pages: int) -> None:
        if self._cursor is not None:
            top, _ = self._rows.extent(self._cursor)
            lines = max(1, self.scrollable_content_region.height - 1)
            self._go(self._rows.nearest(self._rows.at_line(top + pages * lines), -pages))

    def action_select(self) -> None:
        if self.highlighted is not None:
            self.post_message(self.Selected(self, self.highlighted))

    def action_mark(self) -> None:
        key = self.highlighted
        if key is not None:
            self.marked = self.marked ^ {key}
            self.post_message(self.Marked(self, self.marked))
            self.action_move(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.marking if action == "mark" else True

    # -- mouse --------------------------------------------------------------------------------

    def _clicked_key(self, event: events.MouseEvent) -> str | None:
        line = event.y + self.scroll_offset.y
        if not 0 <= line < self.virtual_size.height:
            return None
        return self._rows.key_at(self._rows.at_line(line))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        key = self._clicked_key(event)
        self._clicked_on_cursor = key is not None and key == self.highlighted and self.has_focus
        if key is not None:
            self.highlighted = key

    def on_click(self, event: events.Click) -> None:
        if self._clicked_key(event) is not None and (self._clicked_on_cursor or event.chain == 2):
            self.action_select()

    # -- drawing ------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._empty_line(y, width, base)
        line = y + self.scroll_offset.y
        if line >= self.virtual_size.height:
            return Strip.blank(width, base)
        position = self._rows.at_line(line)
        row = self._rows.rows[position]
        if isinstance(row, Heading):
            return self._heading_line(row, width, base)
        return self._record_line(row, line - self._rows.extent(position)[0], position, width, base)

    def _record_line(self, key: str, below: int, position: int, width: int, base: Style) -> Strip:
        under_cursor = position == self._cursor
        bar = base
        if under_cursor:
            blurred = "" if self.has_focus else "-blurred"
            component = self.get_component_rich_style
            base += Style(bgcolor=component(f"record-list--cursor{blurred}").bgcolor)
            bar = base + Style(color=component(f"record-list--bar{blurred}").color)
        sign = MARK if key in self.marked and not below else " "
        gutter = [
            Segment(CURSOR_BAR if under_cursor else " ", bar),
            Segment(sign, span_style(self, "accent", base)),
        ]
        room = max(0, width - len(gutter) - 1)
        draw = (self._draw_below or self._draw) if below else self._draw
        line = paint(self, [*fit_line(draw(key, room), room), (" ", "")], base)
        return Strip.join([Strip(gutter, len(gutter)), line]).crop(0, width)

    def _heading_line(self, heading: Heading, width: int, base: Style) -> Strip:
        if isinstance(heading, Plain):
            return paint(self, fit_line([("  ", ""), *heading.line], width), base)
        spans: list[Span] = [(" ", ""), (heading.text, "heading")]
        if heading.detail:
            spans += [(" ", ""), (heading.detail, "muted")]
        return paint(self, fit_line(spans, width), base)

    def _empty_line(self, y: int, width: int, base: Style) -> Strip:
        seen = self.empty[: self.size.area]  # it may quote what was pasted
        lines = Content(seen).wrap(max(1, width - 4)) if seen and width > 4 else []
        at = y - max(0, (self.size.height - len(lines)) // 3)
        if not 0 <= at < len(lines):
            return Strip.blank(width, base)
        text = lines[at].plain.strip()
        blanks = max(0, width - line_width([(text, "")])) // 2
        return paint(self, fit_line([(" " * blanks, ""), (text, "muted")], width), base)
