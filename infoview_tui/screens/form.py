"""Rows of a form: a label, a field of one line, and a remark at its right."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Select, Static

from infoview_tui.domain.text import in_words
from infoview_tui.widgets.form_input import FormInput


class FormRow(Horizontal):
    """One labelled field; `remark` stands at its right (below it where it is narrow)."""

    def __init__(self, label: str, field: Widget, remark: str = "") -> None:
        super().__init__(classes="form-row")
        self._label = label
        self.field = field
        self._remark = Static(remark, markup=False, classes="form-remark")

    def compose(self) -> ComposeResult:
        yield Static(self._label, markup=False, classes="form-label")
        yield self.field
        yield self._remark

    def on_descendant_focus(self) -> None:
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        self.remove_class("-here")

    def remark(self, text: str, *, wrong: bool = False) -> None:
        self._remark.update(Content(text))
        self._remark.set_class(wrong, "-wrong")
        self.set_class(bool(text), "-remarked")


def text_input(value: str = "", placeholder: str = "", **options: Any) -> FormInput:
    """A one-line field of a form."""
    return FormInput(value, placeholder, compact=True, select_on_focus=False, **options)


def choice(kinds: Iterable[StrEnum], value: StrEnum | None, **options: Any) -> Select[str]:
    """One of an enumeration's words, or none of them."""
    return Select(
        [(in_words(kind), kind.value) for kind in kinds],
        value=value.value if value is not None else Select.NULL,
        prompt="–",
        compact=True,
        **options,
    )
