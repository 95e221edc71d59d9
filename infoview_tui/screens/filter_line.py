"""The line above a list that narrows it as one types."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from infoview_tui.widgets.form_input import FormInput


class FilterLine(FormInput):
    """Words that a list is narrowed by; Enter goes to the list, Esc shows everything again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the list", id="filter.enter"),
        Binding("escape", "screen.back", "Show all", id="filter.clear"),
    ]

    def __init__(self, placeholder: str, id: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__("", placeholder, id=id, compact=True, select_on_focus=False)
        self.display = False
