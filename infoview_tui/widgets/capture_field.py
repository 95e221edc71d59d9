"""The one field of a call: the first character of a line is its kind, shown beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.actions import SkipAction
from textual.scroll_view import ScrollView

from infoview_tui.domain.capture import KIND_NAMES, kind_of
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.text import clean_lines
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.in_order import deliver
from infoview_tui.widgets.messages import FromWidget

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Region
    from textual.strip import Strip


_LONGEST = 4000  # characters of a pasted line that are taken into the field


class CaptureField(LineField):
    """A `LineField` whose text is the line without its prefix; the prefix is its `kind`.

    `line` is the whole line as typed and reads back through `load_line`: the unfinished line of
    the journal. Backspace at the start takes the kind off; typed again there, the same prefix is
    text. Ctrl+Z in an empty field is left to the screen.
    """

    class KindChanged(FromWidget):
        """Another prefix stands at the left."""

    def __init__(self, *, placeholder: str = "", **options: Any) -> None:
        self._prefix = ""
        self._spaced = False  # a blank was typed behind the prefix
        self._taken_off = ""  # the prefix that Backspace took off, which is text from now on
        self._styled_for: tuple[str, bool] | None = None
        self.picking = False  # the next prefix, wherever typed, is another kind for the line
        super().__init__(placeholder=placeholder, **options)

    # -- the line ---------------------------------------------------------------------------

    @property
    def kind(self) -> NoteKind:
        return (kind_of(self._prefix) if self._prefix else None) or NoteKind.NOTE

    @property
    def sign(self) -> str:
        """What stands at the left: the kind's own prefix."""
        return KIND_NAMES[self.kind].prefix

    @property
    def is_empty(self) -> bool:
        """Neither words nor a kind."""
        return not self.text and not self._prefix

    @property
    def line(self) -> str:
        """The line as typed, its prefix included; a blank in front keeps a prefix as text."""
        if self._prefix:
            return f"{self._prefix}{' ' if self._spaced else ''}{self.text}"
        return f" {self.text}" if kind_of(self.text[:1]) else self.text

    @property
    def cursor(self) -> int | None:
        """How many characters of the words stand before the cursor; None at their end."""
        column = self.cursor_location[1]
        return None if column >= len(self.text) else column

    def load_line(self, line: str, cursor: int | None = None) -> None:
        """Replaces everything by this line; the cursor goes to its end or before its words."""
        literal = line.startswith(" ") and kind_of(line[1:2])
        words = line[1:] if literal else line
        prefix = "" if literal or kind_of(words[:1]) is None else words[:1]
        rest = words[len(prefix) :]
        self._spaced = bool(prefix) and rest.startswith(" ")
        self._taken_off = words[:1] if literal else ""
        self.load_text(rest[1:] if self._spaced else rest)
        if cursor is not None:
            self.move_cursor((0, max(0, min(cursor, len(self.text)))))
        self._set_prefix(prefix)

    def set_kind(self, kind: NoteKind) -> None:
        """Another kind for the same words."""
        self._taken_off = self.text[:1] if kind is NoteKind.NOTE else ""
        self._spaced = True
        self._set_prefix(KIND_NAMES[kind].prefix)

    def _set_prefix(self, prefix: str) -> None:
        if prefix != self._prefix:
            self._prefix = prefix
            self.post_message(self.KindChanged(self))

    # -- drawing ----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        self._styled_for = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Textual reads all styles anew for every key: a third of what an echo costs."""
        here = (self.app.theme, self.has_focus)
        if self._styled_for == here:
            return ScrollView.render_lines(self, crop)
        self._styled_for = here
        return super().render_lines(crop)

    # -- typing -----------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        if self.app.focused is self and event.character and self._takes(event.character):
            event.stop()
            event.prevent_default()

    def _takes(self, character: str) -> bool:
        """Whether a character is no text: the kind, at the start, or the blank behind it."""
        picking, self.picking = self.picking, False
        if picking and (character == " " or kind_of(character)):
            self.set_kind(kind_of(character) or NoteKind.NOTE)
            return True
        if not self.selection.is_empty or not self.cursor_at_start_of_text:
            return False
        if self._prefix:
            blank = character == " " and not self.text and not self._spaced
            self._spaced = self._spaced or blank
            return blank
        if kind_of(character) is None or character == self._taken_off:
            return False
        self._spaced = False
        self._set_prefix(character)
        return True

    def insert_typed(self, text: str) -> None:
        if self.is_empty and kind_of(text[:1]):
            self.load_line(text)
        else:
            super().insert_typed(text)

    async def insert_pasted(self, text: str) -> None:
        """A page pasted as one line is a note at once: nobody edits it here, and it is slow."""
        lines = clean_lines(text)
        if self.paste_lines and len(lines) == 1 and len(lines[0]) > _LONGEST:
            await deliver(self, self.PastedLines(self, lines))
        else:
            await super().insert_pasted(text)

    async def action_submit(self) -> None:
        line = self.line
        if self.clear_on_submit:
            self.load_line("")
        await deliver(self, self.Submitted(self, line))

    async def action_backspace(self) -> None:
        if self._prefix and self.selection.is_empty and self.cursor_at_start_of_text:
            self._taken_off = self._prefix
            self._set_prefix("")
        else:
            await super().action_backspace()

    def action_undo(self) -> None:
        if self.is_empty:
            raise SkipAction
        super().action_undo()
