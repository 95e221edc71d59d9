"""Fields to type in that never mix up the order of keys.

Besides the order (see `in_order`) they clean what is typed and pasted, do not blink, and leave the
keys of the panes alone: F1 to F12, tab, escape, ctrl+g, ctrl+k and ctrl+p.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual._wrap import compute_wrap_offsets
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import Selection
from textual.reactive import Reactive, reactive
from textual.widgets import TextArea

from infoview_tui.domain.text import clean_lines, clean_text
from infoview_tui.widgets.form_input import joined, without_pane_keys
from infoview_tui.widgets.in_order import InOrder, deliver
from infoview_tui.widgets.messages import FromWidget

if TYPE_CHECKING:
    from textual.document._document import EditResult, Location
    from textual.document._edit import Edit
    from textual.geometry import Size


class TextField(InOrder, TextArea, inherit_bindings=False):  # type: ignore[misc]
    """Text of several lines: keys in order, only the edited lines repainted, undo with ctrl+z."""

    DEFAULT_CSS = """
    TextField {
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & .text-area--placeholder { color: $text-muted; }
        &:dark .text-area--cursor, &:light .text-area--cursor {
            color: $input-cursor-foreground;
            background: $input-cursor-background;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *without_pane_keys(TextArea.BINDINGS),
        Binding("ctrl+shift+a", "select_all", "Select all", show=False),
    ]

    # Textual repaints the whole widget whenever the cursor moves; we repaint lines ourselves.
    selection: Reactive[Selection] = reactive(
        Selection(), init=False, always_update=True, repaint=False
    )

    def __init__(self, text: str = "", *, placeholder: str = "", **options: Any) -> None:
        options.setdefault("highlight_cursor_line", False)
        super().__init__(self.clean(text), placeholder=placeholder, **options)
        self.set_reactive(TextArea.cursor_blink, False)
        self.set_reactive(TextArea.match_cursor_bracket, False)

    def clean(self, text: str) -> str:
        """Text as this field may hold it."""
        return clean_text(text)

    def load_text(self, text: str) -> None:
        """Replace all text, forget the undo history, and put the cursor at the end."""
        super().load_text(self.clean(text))
        self.move_cursor(self.document.end)

    def insert_typed(self, text: str) -> None:
        if result := self._replace_via_keyboard(self.clean(text), *self.selection):
            self.move_cursor(result.end_location)

    async def insert_pasted(self, text: str) -> None:
        if not self.read_only:
            self.insert_typed(text)

    def action_cursor_line_start(self, select: bool = False) -> None:
        """Go to the start of the line; Textual would stop behind its leading blanks."""
        self.move_cursor(self.get_cursor_line_start_location(), select=select)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the text takes at a width, which it need not have been wrapped at yet."""
        wrap_at = max(1, width - 1)
        if not self.soft_wrap or self.wrapped_document._width == wrap_at:
            return self.wrapped_document.height
        lines = self.document.lines
        return sum(
            len(compute_wrap_offsets(line, wrap_at, self.indent_width)) + 1 for line in lines
        )

    # -- repainting only what changed -----------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        height = self.wrapped_document.height
        top = self._line_of(edit.top)
        result = super().edit(edit)
        if self.wrapped_document.height == height and height:
            bottom = self._line_of(max(result.end_location, edit.top))
            _, end_of_line = self._lines_of_row(max(result.end_location, edit.top)[0])
            self.refresh_lines(top, max(bottom, end_of_line) - top + 1)
        else:
            self.refresh()
        return result

    def _line_of(self, location: Location) -> int:
        """The line on the screen, counted from the top of the text, of a place in the text."""
        return self.wrapped_document.location_to_offset(self.clamp_visitable(location)).y

    def _lines_of_row(self, row: int) -> tuple[int, int]:
        lines = self.wrapped_document._line_index_to_offsets[row]
        return lines[0], lines[-1]

    def _watch_selection(self, previous: Selection, selection: Selection) -> None:
        super()._watch_selection(previous, selection)
        if previous.is_empty and selection.is_empty:
            self.refresh_lines(self._line_of(previous.end))
            self.refresh_lines(self._line_of(selection.end))
        else:
            self.refresh()


class LineField(TextField):
    """One line of text that wraps on the screen and grows with it.

    Enter posts `Submitted`; with `clear_on_submit` the field is emptied in the same key event, so
    that what is typed behind it goes to the next line. Up and down leave the field at its first
    and last line on the screen, tab and escape always. A paste of several lines is joined by
    blanks, or posted as `PastedLines` with `paste_lines`.
    """

    DEFAULT_CSS = """
    LineField {
        height: auto;
        min-height: 1;
        max-height: 5;
        scrollbar-size-vertical: 0;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Submit", show=False),
        Binding("backspace", "backspace", "Delete character left", show=False),
    ]

    @dataclass
    class Submitted(FromWidget):
        """Enter was pressed; `text` is the line as it stood then."""

        text: str

    @dataclass
    class PastedLines(FromWidget):
        """Several lines were pasted: cleaned, without the blank ones. The field is unchanged."""

        lines: list[str]

    class BackspaceAtStart(FromWidget):
        """Backspace was pressed with nothing before the cursor."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        clear_on_submit: bool = False,
        paste_lines: bool = False,
        **options: Any,
    ) -> None:
        self.clear_on_submit = clear_on_submit
        self.paste_lines = paste_lines
        super().__init__(text, placeholder=placeholder, **options)
        self.move_cursor(self.document.end)

    def clean(self, text: str) -> str:
        return joined(text)

    async def action_submit(self) -> None:
        text = self.text
        if self.clear_on_submit:
            self.load_text("")
        await deliver(self, self.Submitted(self, text))

    async def insert_pasted(self, text: str) -> None:
        lines = clean_lines(text)
        if self.paste_lines and len(lines) > 1:
            await deliver(self, self.PastedLines(self, lines))
        else:
            await super().insert_pasted(text)

    async def action_backspace(self) -> None:
        if self.selection.is_empty and self.cursor_at_start_of_text:
            await deliver(self, self.BackspaceAtStart(self))
        else:
            self.action_delete_left()

    def action_cursor_up(self, select: bool = False) -> None:
        if not select and self._line_of(self.cursor_location) == 0:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        last = self.wrapped_document.height - 1
        if not select and self._line_of(self.cursor_location) >= last:
            raise SkipAction
        super().action_cursor_down(select)

    def action_cursor_page_up(self) -> None:
        raise SkipAction

    def action_cursor_page_down(self) -> None:
        raise SkipAction
