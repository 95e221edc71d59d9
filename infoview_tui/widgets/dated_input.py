"""A field for a date or a time in words, which says at once what it understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.messages import FromWidget

if TYPE_CHECKING:
    from textual.app import ComposeResult

When: TypeAlias = date | datetime


class WhenInput(Widget):
    """A `FormInput` with what was understood below it: `Fri 27 Nov 2026, 14:30`.

    `parse` turns the text into a date or a time, or raises `UnclearDate` with the reason; `say`
    writes it out. An empty field is None, and an error only where `required`.
    """

    DEFAULT_CSS = """
    WhenInput {
        height: auto;
        width: 1fr;
        & > .when-echo { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
        & > .when-echo.-unclear { color: $text-warning; }
    }
    """

    @dataclass
    class Changed(FromWidget):
        """Something else was typed; `parsed` is None while it is empty or unclear."""

        parsed: When | None

    @dataclass
    class Submitted(FromWidget):
        """Enter was pressed on something that was understood (or on an empty field)."""

        parsed: When | None

    def __init__(
        self,
        parse: Callable[[str], When],
        say: Callable[[When], str],
        *,
        value: str = "",
        placeholder: str = "fri, in 2 weeks, 27 nov",
        hint: str = "",
        required: bool = False,
        id: str | None = None,  # noqa: A002  (Textual's own name)
        **options: Any,
    ) -> None:
        super().__init__(id=id)
        self._parse = parse
        self._say = say
        self._hint = hint
        self._required = required
        self._input = FormInput(value, placeholder, **options)
        self._echo = Static(classes="when-echo", markup=False)
        self.value_parsed: When | None = None
        """What was understood; None while the field is empty or unclear."""
        self.reason = ""
        """Why nothing was understood; empty when there is nothing to complain about."""

    def compose(self) -> ComposeResult:
        yield self._input
        yield self._echo

    def on_mount(self) -> None:
        self.understand()

    @property
    def value(self) -> str:
        """The text as typed."""
        return self._input.value

    @value.setter
    def value(self, text: str) -> None:
        self._input.value = text

    @property
    def is_clear(self) -> bool:
        """Whether the text may be taken as it stands."""
        return not self.reason

    def focus(self, scroll_visible: bool = True) -> WhenInput:
        self._input.focus(scroll_visible)
        return self

    def understand(self) -> None:
        """Read the text again: what `parse` goes by has changed."""
        text = self._input.value.strip()
        self.value_parsed, self.reason = None, ""
        if not text:
            self.reason = "Say when." if self._required else ""
            said = self._hint
        else:
            try:
                self.value_parsed = self._parse(text)
                said = self._say(self.value_parsed)
            except UnclearDate as unclear:
                said = self.reason = str(unclear)
        self._echo.set_class(bool(text and self.reason), "-unclear")
        self._echo.update(Content(said))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.understand()
        self.post_message(self.Changed(self, self.value_parsed))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # The change may still be on its way: look at what is in the field now.
        self.understand()
        if self.is_clear:
            self.post_message(self.Submitted(self, self.value_parsed))
        else:
            self._echo.add_class("-unclear")
            self._echo.update(Content(self.reason))
