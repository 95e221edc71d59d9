"""The notes of a talk: each wraps as far as it needs, and only what is visible is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from infoview_tui.widgets.columns import Line, Span, fit_line, line_width, wrap
from infoview_tui.widgets.lines import wrapped_lines
from infoview_tui.widgets.messages import FromWidget
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint

_BAR = "▌"
_MARGIN = 2  # the bar of the cursor and a blank
_EDGE = 1  # a blank at the end of the line
_MINUTE = 4  # `02  `
_SIGN = 2  # `! `
_SHOWN = 8000  # characters of a note that are drawn; all of it is in the journal
_WORDS_LEAST = 12  # below, the detail stands under the words


class NoteRow(Struct, frozen=True):
    """One note: its minute, its sign, its words and what stands at the right of them.

    A row without a key is only read: a heading of the notes below it.
    """

    key: str
    minute: str = ""
    sign: str = ""
    text: str = ""
    detail: str = ""
    style: str = ""
    detail_style: str = "muted"


class NoteList(ScrollView, can_focus=False):
    """Notes from top to bottom, the last one in view; `highlighted` is the one being corrected.

    Rows that did not change are not laid out again, so that a committed line costs one line.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED | {"note-list--cursor", "note-list--bar"}

    DEFAULT_CSS = f"""
    NoteList {{
        height: 1fr;
        width: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        color: $foreground;
        {PAINTED_CSS}
        & > .note-list--cursor {{ background: $block-cursor-blurred-background; }}
        & > .note-list--bar {{ color: $text-accent; }}
    }}
    """

    highlighted: reactive[str | None] = reactive(None, repaint=False, init=False)
    """The key of the note under the cursor; None: the list shows its end."""

    intro: reactive[tuple[Line, ...]] = reactive((), init=False)
    """What stands there while there are no notes; the last span of each line wraps."""

    @dataclass
    class Selected(FromWidget):
        """A note was clicked."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(id=id)
        self._rows: list[NoteRow] = []
        self._at: dict[str, int] = {}
        self._lines: list[Line] = []
        self._tops: list[int] = [0]
        self._width = 0

    # -- rows -------------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[NoteRow]:
        return self._rows

    @property
    def keys(self) -> list[str]:
        """The keys of the notes from top to bottom."""
        return list(self._at)

    def set_rows(self, rows: Sequence[NoteRow]) -> None:
        """Shows these rows; the cursor stays on its note, else the end comes into view."""
        same = 0
        for before, now in zip(self._rows, rows, strict=False):
            if before != now:
                break
            same += 1
        if same == len(rows) == len(self._rows):
            return
        height = self._tops[-1]
        self._rows = list(rows)
        self._at = {row.key: at for at, row in enumerate(self._rows) if row.key}
        self._lay_out(same)
        if self.highlighted not in self._at:
            self.highlighted = None
        if same and self._tops[-1] >= height:
            self.refresh_lines(self._tops[same], max(1, self._tops[-1] - self._tops[same]))
        else:
            self.refresh()
        self._show_cursor()

    def _lay_out(self, same: int = 0) -> None:
        del self._tops[same + 1 :]
        del self._lines[self._tops[same] :]
        for row in self._rows[same:]:
            self._lines += note_lines(row, self._width)
            self._tops.append(len(self._lines))
        self.virtual_size = Size(0, len(self._lines))

    def on_resize(self) -> None:
        width = max(0, self.scrollable_content_region.width - _MARGIN - _EDGE)
        if width != self._width:
            self._width = width
            self._lay_out()
            self.refresh()
        self._show_cursor()

    # -- cursor -----------------------------------------------------------------------------

    def watch_highlighted(self, before: str | None, key: str | None) -> None:
        for changed in (before, key):
            if changed in self._at:
                top, bottom = self._extent(self._at[changed])
                self.refresh_lines(top, bottom - top)
        self._show_cursor()

    def move(self, step: int) -> str | None:
        """The key `step` notes away from the cursor (from the end: upwards); None past the end."""
        keys = self.keys
        at = keys.index(self.highlighted) if self.highlighted in self._at else len(keys)
        at = max(0, at + step)
        return keys[at] if at < len(keys) else None

    def _extent(self, at: int) -> tuple[int, int]:
        return self._tops[at], self._tops[at + 1]

    def _show_cursor(self) -> None:
        if not self.size.height:
            return
        if self.highlighted is None or self.highlighted not in self._at:
            self.scroll_to(y=max(0, self._tops[-1] - self.size.height), animate=False, force=True)
            return
        top, bottom = self._extent(self._at[self.highlighted])
        self.scroll_to_region(
            Region(0, top, 1, min(bottom - top, self.size.height)),
            animate=False, force=True, x_axis=False,
        )  # fmt: skip

    def on_click(self, event: object) -> None:
        line = getattr(event, "y", 0) + self.scroll_offset.y
        if 0 <= line < len(self._lines) and (row := self._rows[self._row_at(line)]).key:
            self.post_message(self.Selected(self, row.key))

    def _row_at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    # -- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.scrollable_content_region.width
        if not self._rows:
            return self._intro_line(y, width, base)
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return Strip.blank(width, base)
        bar = base
        here = self._rows[self._row_at(line)].key
        if here and here == self.highlighted:
            component = self.get_component_rich_style
            base += Style(bgcolor=component("note-list--cursor").bgcolor)
            bar = base + Style(color=component("note-list--bar").color)
            gutter = [Segment(_BAR, bar), Segment(" ", base)]
        else:
            gutter = [Segment("  ", base)]
        words = paint(self, fit_line(self._lines[line], max(0, width - _MARGIN)), base)
        return Strip.join([Strip(gutter, _MARGIN), words]).crop(0, width)

    def _intro_line(self, y: int, width: int, base: Style) -> Strip:
        lines = wrapped_lines(self.intro, max(1, width - _MARGIN - _EDGE)) if self.intro else []
        if y >= len(lines):
            return Strip.blank(width, base)
        return paint(self, fit_line([("  ", ""), *lines[y]], width), base)


def note_lines(row: NoteRow, width: int) -> list[Line]:
    """The row wrapped under its first word, its detail at the right of the last line."""
    if not row.key:
        return _heading_lines(row, width)
    indent = (_MINUTE if row.minute else 0) + _SIGN
    before: list[Span] = [(row.minute.ljust(_MINUTE), "muted")] if row.minute else []
    before.append((row.sign.ljust(_SIGN), "strong accent" if row.sign else ""))
    room = max(1, width - indent)
    lines: list[list[Span]] = []
    # Most notes are short: to ask how wide one is costs a hundredth of wrapping it.
    words = row.text if len(row.text) <= _SHOWN else f"{row.text[:_SHOWN]}…"
    short = cell_len(words) <= room and "\n" not in words
    for number, text in enumerate([words] if short else wrap(words, room)):
        start = before if not number else [(" " * indent, "")]
        lines.append([*start, (text, row.style)])
    if row.detail:
        _put_right(lines, row, indent, width)
    return list(lines)


def _heading_lines(row: NoteRow, width: int) -> list[Line]:
    lines: list[list[Span]] = [[(text, row.style or "heading")] for text in wrap(row.text, width)]
    if row.detail:
        _put_right(lines, row, 0, width)
    return list(lines)


def _put_right(lines: list[list[Span]], row: NoteRow, indent: int, width: int) -> None:
    """The detail behind the last line, or below it where there is no room."""
    free = width - line_width(lines[-1]) - cell_len(row.detail)
    if free < 2 or width - indent < _WORDS_LEAST:
        lines.append([(" " * indent, "")])
        free = max(0, width - indent - cell_len(row.detail))
    lines[-1] += [(" " * free, ""), (row.detail, row.detail_style)]
