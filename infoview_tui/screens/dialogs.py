"""Dialogs: each is one question with a typed answer, and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Input, Static

from infoview_tui.screens.leaving import Asking
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.dated_input import WhenInput
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.key_bar import KeyBar
from infoview_tui.widgets.record_list import RecordList

Answer = TypeVar("Answer")


class Dialog(Asking[Answer | None], ModalScreen[Answer | None], Generic[Answer]):
    """A question over the screen; Esc answers None."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="dialog.cancel"),
    ]

    def __init__(self, question: str, hint: str = "") -> None:
        super().__init__()
        self.question = question
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, markup=False, classes="question")
            yield from self.compose_answer()
            yield Static(self._hint, markup=False, classes="hint")
        yield KeyBar()

    def compose_answer(self) -> ComposeResult:
        """The widget that takes the answer."""
        yield from ()

    def say(self, hint: str, *, wrong: bool = False) -> None:
        """Shows a line below the answer."""
        line = self.query_one(".hint", Static)
        line.set_class(wrong, "-wrong")
        line.update(hint)


class AskLine(Dialog[str]):
    """One line of text. `check` returns what is wrong with it, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "OK", id="dialog.ok"),
    ]

    def __init__(
        self,
        question: str,
        *,
        value: str = "",
        placeholder: str = "",
        hint: str = "",
        check: Callable[[str], str | None] = lambda _text: None,
        echo: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(question, hint)
        self._value, self._placeholder = value, placeholder
        self._check, self._echo = check, echo

    def compose_answer(self) -> ComposeResult:
        yield FormInput(self._value, self._placeholder)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._echo is not None:
            self.say(self._echo(event.value) or self._hint)

    @on(Input.Submitted)
    def action_submit(self) -> None:
        text = self.query_one(FormInput).value.strip()
        if wrong := self._check(text):
            self.say(wrong, wrong=True)
        else:
            self.dismiss(text)


class AskWhen(Dialog[date | datetime]):
    """A date or a time in words; what was understood is shown before it is taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "OK", id="dialog.ok"),
    ]

    def __init__(
        self,
        question: str,
        parse: Callable[[str], date | datetime],
        say: Callable[[date | datetime], str],
        *,
        value: str = "",
    ) -> None:
        super().__init__(question)
        self._when = WhenInput(
            parse, say, value=value, placeholder="fri, in 2 weeks, 27 nov", required=True
        )

    def compose_answer(self) -> ComposeResult:
        yield self._when

    def on_mount(self) -> None:
        self._when.focus()

    @on(WhenInput.Submitted)
    def _submitted(self, event: WhenInput.Submitted) -> None:
        self.dismiss(event.parsed)


class Options(RecordList):
    """What one chooses from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="dialog.choose"),
    ]


class Choose(Dialog[str]):
    """One of a few options, by digit, or by arrows and Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pick(1)", "By number", key_display="1-9", id="dialog.pick1"),
        *(
            Binding(str(digit), f"pick({digit})", show=False, id=f"dialog.pick{digit}")
            for digit in range(2, 10)
        ),
    ]

    def __init__(self, question: str, options: Sequence[tuple[str, str]], hint: str = "") -> None:
        """`options` are (answer, label); the first nine are also on the digits."""
        super().__init__(question, hint)
        self._labels = dict(options)

    def compose_answer(self) -> ComposeResult:
        options = Options(self._draw)
        options.set_rows(list(self._labels))
        options.styles.height = min(len(self._labels), 12)
        yield options

    def _draw(self, answer: str, width: int) -> Line:
        number = list(self._labels).index(answer) + 1
        digit = str(number) if number < 10 else " "
        return [(f"{digit} ", "muted"), (self._labels[answer], "")]

    @on(RecordList.Selected)
    def _selected(self, event: RecordList.Selected) -> None:
        self.dismiss(event.key)

    def action_pick(self, digit: int) -> None:
        if digit <= len(self._labels):
            self.dismiss(list(self._labels)[digit - 1])


class Confirm(Choose):
    """Yes or no; answers `"yes"`, `"no"` or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss('yes')", "Yes", id="dialog.yes"),
        Binding("n", "dismiss('no')", "No", id="dialog.no"),
        Binding("1", "pick(1)", show=False, id="confirm.pick1"),
    ]

    def __init__(self, question: str, yes: str = "Yes", no: str = "No") -> None:
        super().__init__(question, (("yes", yes), ("no", no)))
